// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/lease_repository.h"

namespace argus::store::leases {

using base::fail;
using base::Result;

Result<std::optional<std::int64_t>> hold(sql::Connection& connection, const std::string& name, const std::string& owner,
                                         std::chrono::milliseconds life, base::UtcTime now)
{
    const std::int64_t until
        = base::toMicros(now) + std::chrono::duration_cast<std::chrono::microseconds>(life).count();
    // Always the same row: of two that come at once the second waits for the first, and then sees it as held.
    const auto rows = connection.query(
        "INSERT INTO leases (name, owner, fence, until) VALUES ($1, $2, 1, $3) ON CONFLICT (name) DO UPDATE SET "
        "fence = leases.fence + CASE WHEN leases.owner = excluded.owner AND leases.until > $4 THEN 0 ELSE 1 END, "
        "owner = excluded.owner, until = excluded.until "
        "WHERE leases.owner = excluded.owner OR leases.until <= $4 RETURNING fence",
        {name, owner, until, base::toMicros(now)});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? std::optional<std::int64_t>() : std::optional<std::int64_t>(rows->front().integer(0));
}

Result<> release(sql::Connection& connection, const std::string& name, const std::string& owner, std::int64_t fence)
{
    ARGUS_TRY(connection.execute("UPDATE leases SET until = 0 WHERE name = $1 AND owner = $2 AND fence = $3",
                                 {name, owner, fence}));
    return {};
}

Result<bool> isHeld(sql::Connection& connection, const std::string& name, const std::string& owner, std::int64_t fence,
                    base::UtcTime now)
{
    const char* lock = connection.dialect() == sql::Dialect::Postgres ? " FOR UPDATE" : "";
    const auto rows = connection.query(
        std::string("SELECT 1 FROM leases WHERE name = $1 AND owner = $2 AND fence = $3 AND until > $4") + lock,
        {name, owner, fence, base::toMicros(now)});
    if (!rows) {
        return fail(rows);
    }
    return !rows->empty();
}

Result<std::optional<Lease>> find(sql::Connection& connection, const std::string& name)
{
    const auto rows = connection.query("SELECT name, owner, fence, until FROM leases WHERE name = $1", {name});
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::optional<Lease>();
    }
    const sql::Row& row = rows->front();
    return std::optional<Lease>(Lease {row.text(0), row.text(1), row.integer(2), row.time(3)});
}

} // namespace argus::store::leases
