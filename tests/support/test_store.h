// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/store/migrations/migrations.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/sqlite/sqlite_database.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

namespace argus::test {

/// A migrated SQLite store in a folder of its own.
class TestStore
{
public:
    TestStore() { open(); }

    void open()
    {
        auto opened = store::sqlite::openSqlite(m_folder / "store.db", {});
        REQUIRE(opened);
        m_database = std::move(*opened);
        REQUIRE(store::migrate(context, *m_database));
    }
    void close() { m_database.reset(); }

    store::sql::Database& database() { return *m_database; }
    std::filesystem::path path() const { return m_folder / "store.db"; }

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

    const base::ExecutionContext context = base::ExecutionContext::root("test", "store");

private:
    TestFolder m_folder;
    std::unique_ptr<store::sql::Database> m_database;
};

} // namespace argus::test
