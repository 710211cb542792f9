// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/store/migrations/migrations.h"
#include "core/store/repositories/batch_repository.h"
#ifdef ARGUS_TEST_POSTGRES
#include "tests/support/postgres_server.h"
#else
#include "core/store/sqlite/sqlite_database.h"
#endif
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace argus::test {

/// A migrated store of its own: a SQLite file in a folder, or, in programs built with ARGUS_TEST_POSTGRES, a database
/// on the server that the program started.
class TestStore
{
public:
    TestStore()
    {
#ifdef ARGUS_TEST_POSTGRES
        settings.url = m_place.url();
#endif
        open();
    }

    void open()
    {
        m_database = openAnother();
        const auto migrated = store::migrate(context, *m_database);
        REQUIRE_MESSAGE(migrated, (migrated ? std::string() : migrated.error().describe()));
    }
    void close() { m_database.reset(); }

    store::sql::Database& database() { return *m_database; }

#ifdef ARGUS_TEST_POSTGRES
    /// A second opening of the same database, as another process would have it.
    std::unique_ptr<store::sql::Database> openAnother() const
    {
        auto opened = store::postgres::openPostgres(settings);
        REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
        return std::move(*opened);
    }
    store::postgres::PostgresSettings settings;
#else
    std::unique_ptr<store::sql::Database> openAnother() const
    {
        auto opened = store::sqlite::openSqlite(m_place / "store.db", {});
        REQUIRE(opened);
        return std::move(*opened);
    }
    std::filesystem::path path() const { return m_place / "store.db"; }
#endif

    /// Runs in a write transaction and requires it to succeed.
    void write(const store::sql::Work& work)
    {
        const auto done = m_database->write(context, work);
        REQUIRE_MESSAGE(done, (done ? std::string() : done.error().describe()));
    }

    domain::Batch addBatch(domain::BatchStatus status = domain::BatchStatus::Pending, std::int64_t files = 0)
    {
        domain::Batch batch;
        batch.id = domain::BatchId::make();
        batch.vehicleId = "car 1";
        batch.createdBy = "anna";
        batch.status = status;
        batch.totalFiles = files;
        batch.expectedWorkers = files;
        batch.version = 1;
        write([&](store::sql::Connection& connection) { return store::batches::insert(connection, batch, {}); });
        return batch;
    }
    domain::Batch batch(domain::BatchId id)
    {
        const auto found = store::sql::readValue<std::optional<domain::Batch>>(
            *m_database, context,
            [id](store::sql::Connection& connection) { return store::batches::find(connection, id); });
        REQUIRE(found);
        REQUIRE(found->has_value());
        return **found;
    }

    /// Its number of rows, counted by a reader.
    std::int64_t count(const std::string& table)
    {
        const auto counted = store::sql::readValue<std::int64_t>(
            *m_database, context, [&table](store::sql::Connection& connection) -> base::Result<std::int64_t> {
                const auto rows = connection.query("SELECT COUNT(*) FROM " + table);
                if (!rows) {
                    return base::fail(rows);
                }
                return rows->front().integer(0);
            });
        REQUIRE_MESSAGE(counted, (counted ? std::string() : counted.error().describe()));
        return *counted;
    }

    const base::ExecutionContext context = base::ExecutionContext::root("test", "store");

private:
#ifdef ARGUS_TEST_POSTGRES
    TestDatabase m_place;
#else
    TestFolder m_place;
#endif
    std::unique_ptr<store::sql::Database> m_database;
};

} // namespace argus::test
