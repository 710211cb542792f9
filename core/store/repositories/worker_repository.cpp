// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/worker_repository.h"

namespace argus::store::workers {

using base::fail;
using base::Result;
using domain::Worker;

Result<> seen(sql::Connection& connection, const Worker& worker, base::UtcTime now)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO workers (identity, name, kind, host, pid, version, login, state, concurrency, busy, started_at, "
        "seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) ON CONFLICT (identity) DO UPDATE SET "
        "state = excluded.state, concurrency = excluded.concurrency, busy = excluded.busy, seen_at = excluded.seen_at",
        {worker.identity, worker.name, std::string(domain::toString(worker.kind)), worker.host, worker.pid,
         worker.version, worker.login, std::string(domain::toString(worker.state)), worker.concurrency, worker.busy,
         base::toMicros(now)}));
    return {};
}

Result<> gone(sql::Connection& connection, const std::string& identity)
{
    ARGUS_TRY(connection.execute("DELETE FROM workers WHERE identity = $1", {identity}));
    return {};
}

Result<std::vector<Worker>> list(sql::Connection& connection, base::UtcTime since)
{
    const auto rows = connection.query("SELECT identity, name, kind, host, pid, version, login, state, concurrency, "
                                       "busy, started_at, seen_at FROM workers WHERE seen_at >= $1 "
                                       "ORDER BY started_at, identity",
                                       {base::toMicros(since)});
    if (!rows) {
        return fail(rows);
    }
    std::vector<Worker> found;
    for (const sql::Row& row : *rows) {
        const auto kind = domain::parseWorkerKind(row.text(2));
        const auto state = domain::parseWorkerState(row.text(7));
        if (!kind || !state) {
            return fail(base::ErrorCode::Internal, "the store holds an unreadable worker '" + row.text(0) + "'");
        }
        Worker worker;
        worker.identity = row.text(0);
        worker.name = row.text(1);
        worker.kind = *kind;
        worker.host = row.text(3);
        worker.pid = row.integer(4);
        worker.version = row.text(5);
        worker.login = row.text(6);
        worker.state = *state;
        worker.concurrency = row.integer(8);
        worker.busy = row.integer(9);
        worker.startedAt = row.time(10);
        worker.seenAt = row.time(11);
        found.push_back(std::move(worker));
    }
    return found;
}

Result<> forget(sql::Connection& connection, base::UtcTime before)
{
    ARGUS_TRY(connection.execute("DELETE FROM workers WHERE seen_at < $1", {base::toMicros(before)}));
    return {};
}

} // namespace argus::store::workers
