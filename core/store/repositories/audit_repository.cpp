// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/audit_repository.h"

#include "core/store/repositories/conditions.h"

namespace argus::store::audit {

using base::fail;
using base::Result;
using domain::AuditEntry;

Result<> add(sql::Connection& connection, const AuditEntry& entry)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO audit (at, who, action, subject, before_state, after_state, details, trace_id) VALUES ($1, $2, "
        "$3, $4, $5, $6, $7, $8)",
        {base::toMicros(entry.when), entry.who, entry.what, entry.onWhat, sql::textOrNull(entry.before),
         sql::textOrNull(entry.after), entry.details, entry.traceId}));
    return {};
}

Result<std::vector<AuditEntry>> list(sql::Connection& connection, const Filter& filter)
{
    Conditions where;
    if (!filter.who.empty()) {
        where.add("who = ?", filter.who);
    }
    if (!filter.onWhat.empty()) {
        where.add("subject = ?", filter.onWhat);
    }
    if (!filter.what.empty()) {
        where.add("action LIKE ? ESCAPE '\\'", likePrefix(filter.what));
    }
    if (filter.since) {
        where.add("at >= ?", base::toMicros(*filter.since));
    }
    if (!filter.search.empty()) {
        where.add("(who LIKE ? ESCAPE '\\' OR action LIKE ? ESCAPE '\\' OR subject LIKE ? ESCAPE '\\' OR before_state "
                  "LIKE ? ESCAPE '\\' OR after_state LIKE ? ESCAPE '\\' OR details LIKE ? ESCAPE '\\')",
                  likePart(filter.search));
    }
    std::string statement = "SELECT seq, at, who, action, subject, before_state, after_state, details, trace_id FROM "
                            "audit"
        + where.text() + " ORDER BY seq DESC";
    if (filter.limit > 0) {
        statement += " LIMIT " + where.parameter(filter.limit);
    }
    const auto rows = connection.query(statement, where.values());
    if (!rows) {
        return fail(rows);
    }
    std::vector<AuditEntry> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        found.push_back({row.integer(0), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7),
                         row.time(1), row.text(8)});
    }
    return found;
}

} // namespace argus::store::audit
