// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/vehicle_repository.h"

namespace argus::store::vehicles {

using base::fail;
using base::Result;
using domain::Vehicle;

namespace {

constexpr const char* kSelect
    = "SELECT id, vin, make, model, year, first_seen, last_seen, (SELECT COUNT(*) FROM batches b WHERE b.vehicle_id = "
      "vehicles.id) FROM vehicles";

std::vector<Vehicle> fromRows(const sql::Rows& rows)
{
    std::vector<Vehicle> found;
    for (const sql::Row& row : rows) {
        Vehicle vehicle;
        vehicle.id = row.text(0);
        vehicle.vin = row.text(1);
        vehicle.make = row.text(2);
        vehicle.model = row.text(3);
        vehicle.year = row.integer(4);
        vehicle.firstSeen = row.time(5);
        vehicle.lastSeen = row.time(6);
        vehicle.batchCount = row.integer(7);
        found.push_back(std::move(vehicle));
    }
    return found;
}

/// `%` and `_` in a search are letters, not wildcards.
std::string likePattern(const std::string& search)
{
    std::string pattern = "%";
    for (const char c : search) {
        if (c == '%' || c == '_' || c == '\\') {
            pattern += '\\';
        }
        pattern += c;
    }
    return pattern + "%";
}

} // namespace

Result<> see(sql::Connection& connection, const std::string& id, const std::string& vin, base::UtcTime at)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO vehicles (id, vin, make, model, year, first_seen, last_seen) VALUES ($1, $2, '', '', 0, $3, $3) "
        "ON CONFLICT (id) DO UPDATE SET vin = COALESCE(excluded.vin, vehicles.vin), "
        "first_seen = CASE WHEN excluded.first_seen < vehicles.first_seen THEN excluded.first_seen ELSE "
        "vehicles.first_seen END, "
        "last_seen = CASE WHEN excluded.last_seen > vehicles.last_seen THEN excluded.last_seen ELSE vehicles.last_seen "
        "END",
        {id, sql::textOrNull(vin), base::toMicros(at)}));
    return {};
}

Result<> setCodes(sql::Connection& connection, const std::string& vehicle, domain::BatchId batch,
                  std::span<const std::string> codes, base::UtcTime at)
{
    ARGUS_TRY(connection.execute("DELETE FROM vehicle_codes WHERE batch_id = $1", {batch.toString()}));
    for (const std::string& code : codes) {
        ARGUS_TRY(connection.execute(
            "INSERT INTO vehicle_codes (vehicle_id, code, batch_id, seen_at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT DO NOTHING",
            {vehicle, code, batch.toString(), base::toMicros(at)}));
    }
    return {};
}

Result<std::vector<Vehicle>> list(sql::Connection& connection, const std::string& search)
{
    // SQLite's LIKE takes no account of case by itself.
    const std::string like = connection.dialect() == sql::Dialect::Postgres ? "ILIKE" : "LIKE";
    const auto rows = search.empty()
        ? connection.query(std::string(kSelect) + " ORDER BY last_seen DESC, id")
        : connection.query(std::string(kSelect) + " WHERE id " + like + " $1 ESCAPE '\\' OR vin " + like
                               + " $1 ESCAPE '\\' ORDER BY last_seen DESC, id",
                           {likePattern(search)});
    if (!rows) {
        return fail(rows);
    }
    return fromRows(*rows);
}

Result<std::optional<Vehicle>> find(sql::Connection& connection, const std::string& id)
{
    const auto rows = connection.query(std::string(kSelect) + " WHERE id = $1", {id});
    if (!rows) {
        return fail(rows);
    }
    auto found = fromRows(*rows);
    return found.empty() ? std::optional<Vehicle>() : std::optional(std::move(found.front()));
}

Result<std::vector<domain::ReturningCode>> returningCodes(sql::Connection& connection, const std::string& vehicle)
{
    const auto rows = connection.query(
        "SELECT code, COUNT(DISTINCT batch_id), MIN(seen_at), MAX(seen_at) FROM vehicle_codes WHERE vehicle_id = $1 "
        "GROUP BY code HAVING COUNT(DISTINCT batch_id) > 1 ORDER BY 2 DESC, 1",
        {vehicle});
    if (!rows) {
        return fail(rows);
    }
    std::vector<domain::ReturningCode> codes;
    for (const sql::Row& row : *rows) {
        codes.push_back({row.text(0), row.integer(1), row.time(2), row.time(3)});
    }
    return codes;
}

Result<> addAudit(sql::Connection& connection, const std::string& who, const std::string& action,
                  const std::string& subject, const std::string& details, const std::string& traceId, base::UtcTime at)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO audit (at, who, action, subject, details, trace_id) VALUES ($1, $2, $3, $4, $5, $6)",
        {base::toMicros(at), who, action, subject, details, traceId}));
    return {};
}

Result<std::optional<std::string>> setting(sql::Connection& connection, const std::string& name)
{
    const auto rows = connection.query("SELECT value FROM settings WHERE name = $1", {name});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? std::optional<std::string>() : std::optional(rows->front().text(0));
}

Result<> setSetting(sql::Connection& connection, const std::string& name, const std::string& value)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        {name, value}));
    return {};
}

} // namespace argus::store::vehicles
