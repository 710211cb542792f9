// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/attendance_repository.h"

#include "core/store/repositories/conditions.h"

#include <map>

namespace argus::store::attendance {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::BatchId;
using domain::CaseAttendance;

namespace {

using Cases = std::map<BatchId, CaseAttendance>;

/// The case of a row, made where it is the first; null for an unreadable id.
CaseAttendance* caseOf(Cases& cases, const std::string& id)
{
    const auto batch = BatchId::parse(id);
    if (!batch) {
        return nullptr;
    }
    CaseAttendance& found = cases[*batch];
    found.batchId = *batch;
    return &found;
}

Result<> addPeople(sql::Connection& connection, const std::optional<std::vector<std::string>>& workspaces,
                   base::UtcTime now, Cases& cases)
{
    Conditions where;
    where.add("o.until > ?", base::toMicros(now));
    if (workspaces) {
        where.addOneOf("b.workspace", *workspaces);
    }
    const auto rows
        = connection.query("SELECT o.batch_id, o.session, c.login, c.name, o.host, o.since FROM open_cases o "
                           "JOIN batches b ON b.id = o.batch_id JOIN customers c ON c.id = o.customer"
                               + where.text() + " ORDER BY o.since, o.session",
                           where.values());
    if (!rows) {
        return fail(rows);
    }
    for (const sql::Row& row : *rows) {
        if (CaseAttendance* found = caseOf(cases, row.text(0))) {
            found->people.push_back({row.text(1), row.text(2), row.text(3), row.text(4), row.time(5)});
        }
    }
    return {};
}

/// The label in an identity such as "north/1a2b3c".
std::string labelOf(const std::string& identity)
{
    return identity.substr(0, identity.rfind('/'));
}

Result<> addWorkers(sql::Connection& connection, const std::optional<std::vector<std::string>>& workspaces,
                    base::UtcTime now, Cases& cases)
{
    Conditions where;
    where.add("t.lease_until > ?", base::toMicros(now));
    where.add("t.status = ?", std::string("running"));
    if (workspaces) {
        where.addOneOf("b.workspace", *workspaces);
    }
    const auto rows
        = connection.query("SELECT t.batch_id, t.lease_owner, w.host, t.stage, f.original_filename, a.started_at FROM "
                           "tasks t JOIN batches b ON b.id = t.batch_id "
                           "LEFT JOIN workers w ON w.identity = t.lease_owner "
                           "LEFT JOIN files f ON f.id = t.file_id "
                           "LEFT JOIN attempts a ON a.task_id = t.id AND a.fence = t.fence"
                               + where.text() + " ORDER BY t.lease_owner, f.original_filename, t.id",
                           where.values());
    if (!rows) {
        return fail(rows);
    }
    for (const sql::Row& row : *rows) {
        CaseAttendance* found = caseOf(cases, row.text(0));
        const auto stage = domain::parseStage(row.text(3));
        if (found != nullptr && stage) {
            found->workers.push_back({labelOf(row.text(1)), row.text(2), *stage, row.text(4), row.time(5)});
        }
    }
    return {};
}

} // namespace

Result<> enter(sql::Connection& connection, const OpenCase& open)
{
    const auto changed = connection.execute(
        "INSERT INTO open_cases (session, batch_id, customer, host, since, until) VALUES ($1, $2, $3, $4, $5, $6) ON "
        "CONFLICT (session) DO UPDATE SET since = CASE WHEN open_cases.batch_id = excluded.batch_id THEN "
        "open_cases.since ELSE excluded.since END, batch_id = excluded.batch_id, host = excluded.host, until = "
        "excluded.until WHERE open_cases.customer = excluded.customer",
        {open.session, open.batch.toString(), open.customer, open.host, base::toMicros(open.now),
         base::toMicros(open.until)});
    if (!changed) {
        return fail(changed);
    }
    return *changed > 0 ? Result<>() : Result<>(fail(ErrorCode::Conflict, "this window's session is somebody else's"));
}

Result<> leave(sql::Connection& connection, const std::string& session, std::int64_t customer)
{
    ARGUS_TRY(connection.execute("DELETE FROM open_cases WHERE session = $1 AND customer = $2", {session, customer}));
    return {};
}

Result<> forget(sql::Connection& connection, base::UtcTime before)
{
    ARGUS_TRY(connection.execute("DELETE FROM open_cases WHERE until < $1", {base::toMicros(before)}));
    return {};
}

Result<std::vector<CaseAttendance>>
present(sql::Connection& connection, const std::optional<std::vector<std::string>>& workspaces, base::UtcTime now)
{
    Cases cases;
    ARGUS_TRY(addPeople(connection, workspaces, now, cases));
    ARGUS_TRY(addWorkers(connection, workspaces, now, cases));
    std::vector<CaseAttendance> found;
    for (auto& [id, attendance] : cases) {
        found.push_back(std::move(attendance));
    }
    return found;
}

} // namespace argus::store::attendance
