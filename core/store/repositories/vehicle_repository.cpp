// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/vehicle_repository.h"

#include "core/store/repositories/conditions.h"

namespace argus::store::vehicles {

using base::fail;
using base::Result;
using domain::Vehicle;

namespace {

/// " AND b.workspace IN (...)" for those that count; nothing when all do.
std::string onlyOf(Conditions& parameters, const Visible& visible)
{
    if (!visible) {
        return {};
    }
    std::string list;
    for (const std::string& workspace : *visible) {
        list += (list.empty() ? "" : ", ") + parameters.parameter(workspace);
    }
    return list.empty() ? " AND 1 = 0" : " AND b.workspace IN (" + list + ")";
}

/// The vehicles that meet `where`, which adds the conditions; those alone that have a batch that counts.
template <class Where>
Result<sql::Rows> select(sql::Connection& connection, const Visible& visible, const char* order, Where where)
{
    Conditions conditions;
    const std::string batches = "FROM batches b WHERE b.vehicle_id = vehicles.id" + onlyOf(conditions, visible);
    where(conditions);
    std::string statement = "SELECT id, vin, make, model, year, first_seen, last_seen, (SELECT COUNT(*) " + batches
        + ") FROM vehicles" + conditions.text();
    if (visible) {
        statement += (conditions.text().empty() ? " WHERE " : " AND ") + ("EXISTS (SELECT 1 " + batches + ")");
    }
    return connection.query(statement + order, conditions.values());
}

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

Result<std::vector<Vehicle>> list(sql::Connection& connection, const std::string& search, const Visible& visible)
{
    // SQLite's LIKE takes no account of case by itself.
    const std::string like = connection.dialect() == sql::Dialect::Postgres ? "ILIKE" : "LIKE";
    const auto rows = select(connection, visible, " ORDER BY last_seen DESC, id", [&](Conditions& where) {
        if (!search.empty()) {
            where.add("(id " + like + " ? ESCAPE '\\' OR vin " + like + " ? ESCAPE '\\')", likePart(search));
        }
    });
    if (!rows) {
        return fail(rows);
    }
    return fromRows(*rows);
}

Result<std::optional<Vehicle>> find(sql::Connection& connection, const std::string& id, const Visible& visible)
{
    const auto rows = select(connection, visible, "", [&id](Conditions& where) { where.add("id = ?", id); });
    if (!rows) {
        return fail(rows);
    }
    auto found = fromRows(*rows);
    return found.empty() ? std::optional<Vehicle>() : std::optional(std::move(found.front()));
}

Result<std::vector<domain::ReturningCode>> returningCodes(sql::Connection& connection, const std::string& vehicle,
                                                          const Visible& visible)
{
    Conditions where;
    where.add("vehicle_id = ?", vehicle);
    std::string statement
        = "SELECT code, COUNT(DISTINCT batch_id), MIN(seen_at), MAX(seen_at) FROM vehicle_codes" + where.text();
    if (visible) {
        statement += " AND EXISTS (SELECT 1 FROM batches b WHERE b.id = vehicle_codes.batch_id" + onlyOf(where, visible)
            + ")";
    }
    const auto rows = connection.query(
        statement + " GROUP BY code HAVING COUNT(DISTINCT batch_id) > 1 ORDER BY 2 DESC, 1", where.values());
    if (!rows) {
        return fail(rows);
    }
    std::vector<domain::ReturningCode> codes;
    for (const sql::Row& row : *rows) {
        codes.push_back({row.text(0), row.integer(1), row.time(2), row.time(3)});
    }
    return codes;
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

Result<> setSettingIfAbsent(sql::Connection& connection, const std::string& name, const std::string& value)
{
    ARGUS_TRY(connection.execute("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING",
                                 {name, value}));
    return {};
}

} // namespace argus::store::vehicles
