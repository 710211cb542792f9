// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/migrations.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/store/migrations/schema.h"

#include <string>
#include <utility>
#include <vector>

namespace argus::store {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

std::string checksum(std::string_view text)
{
    base::Sha256 hash;
    hash.update(text.data(), text.size());
    return hash.finish();
}

void replaceAll(std::string& text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

/// The statement without its mark, empty when it is for the other database.
std::string_view forDialect(std::string_view statement, sql::Dialect dialect)
{
    constexpr std::string_view kSqliteOnly = "@SQLITE@";
    constexpr std::string_view kPostgresOnly = "@POSTGRES@";
    for (const auto& [mark, own] :
         {std::pair {kSqliteOnly, sql::Dialect::Sqlite}, std::pair {kPostgresOnly, sql::Dialect::Postgres}}) {
        if (statement.substr(0, mark.size()) == mark) {
            return dialect == own ? base::trimmed(statement.substr(mark.size())) : std::string_view();
        }
    }
    return statement;
}

std::vector<std::string> statementsFor(std::string_view text, sql::Dialect dialect)
{
    std::string all(text);
    const bool sqlite = dialect == sql::Dialect::Sqlite;
    replaceAll(all, "@SERIAL@", sqlite ? "INTEGER PRIMARY KEY AUTOINCREMENT" : "BIGSERIAL PRIMARY KEY");
    replaceAll(all, "@JSON@", sqlite ? "TEXT" : "JSONB");
    std::vector<std::string> statements;
    constexpr std::string_view kSeparator = "--;";
    std::size_t begin = 0;
    while (begin < all.size()) {
        const std::size_t end = std::min(all.find(kSeparator, begin), all.size());
        const std::string_view statement
            = forDialect(base::trimmed(std::string_view(all).substr(begin, end - begin)), dialect);
        if (!statement.empty()) {
            statements.emplace_back(statement);
        }
        begin = end + kSeparator.size();
    }
    return statements;
}

Result<bool> hasMigrationTable(sql::Connection& connection)
{
    const auto rows
        = connection.query(connection.dialect() == sql::Dialect::Sqlite
                               ? "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_migrations'"
                               : "SELECT 1 WHERE to_regclass('schema_migrations') IS NOT NULL");
    if (!rows) {
        return fail(rows);
    }
    return !rows->empty();
}

Result<std::int64_t> readVersion(sql::Connection& connection)
{
    const auto there = hasMigrationTable(connection);
    if (!there) {
        return fail(there);
    }
    if (!*there) {
        return std::int64_t {0};
    }
    const auto rows = connection.query("SELECT COALESCE(MAX(version), 0) FROM schema_migrations");
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? 0 : rows->front().integer(0);
}

Result<> checkRecorded(sql::Connection& connection)
{
    const auto rows = connection.query("SELECT version, checksum FROM schema_migrations ORDER BY version");
    if (!rows) {
        return fail(rows);
    }
    for (const sql::Row& row : *rows) {
        for (const Migration& migration : allMigrations()) {
            if (migration.version == row.integer(0) && checksum(migration.text) != row.text(1)) {
                return fail(ErrorCode::Conflict,
                            "migration " + std::to_string(migration.version)
                                + " of this store is not the one this program has: use the program that made it");
            }
        }
    }
    return {};
}

/// Of several programs that migrate a shared store at once, one works and the others wait for it. A migration may take
/// longer than other statements.
Result<> holdSchema(sql::Connection& connection)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        ARGUS_TRY(connection.execute("SET LOCAL statement_timeout = '30min'"));
        ARGUS_TRY(connection.execute("SET LOCAL lock_timeout = '30min'"));
        ARGUS_TRY(connection.query("SELECT pg_advisory_xact_lock(1095059797, 0)"));
    }
    return {};
}

Result<> applyNext(sql::Connection& connection)
{
    ARGUS_TRY(holdSchema(connection));
    const auto version = readVersion(connection);
    if (!version) {
        return fail(version);
    }
    if (*version > currentSchemaVersion()) {
        return fail(ErrorCode::Conflict,
                    "the store has schema version " + std::to_string(*version) + ", this program knows "
                        + std::to_string(currentSchemaVersion()) + ": use the newer program");
    }
    if (*version == 0) {
        ARGUS_TRY(
            connection.execute("CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT PRIMARY KEY, name TEXT "
                               "NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"));
    }
    ARGUS_TRY(checkRecorded(connection));
    for (const Migration& migration : allMigrations()) {
        if (migration.version != *version + 1) {
            continue;
        }
        for (const std::string& statement : statementsFor(migration.text, connection.dialect())) {
            ARGUS_TRY(connection.execute(statement));
        }
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        ARGUS_TRY(connection.execute(
            "INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
            {migration.version, std::string(migration.name), checksum(migration.text), base::toMicros(*now)}));
    }
    return {};
}

} // namespace

std::int64_t currentSchemaVersion()
{
    return allMigrations().back().version;
}

Result<std::int64_t> schemaVersion(const ExecutionContext& context, sql::Database& database)
{
    return sql::readValue<std::int64_t>(database, context, readVersion);
}

Result<> migrate(const ExecutionContext& context, sql::Database& database)
{
    for (std::int64_t step = 0; step <= currentSchemaVersion(); ++step) {
        ARGUS_TRY(database.write(context, applyNext));
        const auto version = schemaVersion(context, database);
        if (!version) {
            return fail(version);
        }
        if (*version == currentSchemaVersion()) {
            return {};
        }
    }
    return fail(ErrorCode::Internal, "the migrations of the store do not reach the version of this program");
}

Result<> checkSchema(const ExecutionContext& context, sql::Database& database)
{
    const auto version = schemaVersion(context, database);
    if (!version) {
        return fail(version);
    }
    if (*version < currentSchemaVersion()) {
        const bool shared = database.dialect() == sql::Dialect::Postgres;
        return fail(ErrorCode::Unavailable,
                    "the store has schema version " + std::to_string(*version)
                        + (shared ? ", this program needs " : " and waits for its owner to bring it to ")
                        + std::to_string(currentSchemaVersion()) + (shared ? ": run argus db migrate" : ""));
    }
    if (*version > currentSchemaVersion()) {
        return fail(ErrorCode::Conflict, "the store was written by a newer program: use that one");
    }
    return {};
}

} // namespace argus::store
