// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/databases.h"

#include "core/blob/blob_store.h"
#include "core/engine/owner/store_lock.h"
#include "core/engine/service/account_changes.h"
#include "core/engine/service/store_check.h"
#include "core/runtime/open_shared.h"
#include "core/store/migrations/grants.h"
#include "core/store/migrations/migrations.h"
#include "core/store/postgres/postgres_database.h"
#include "core/store/sqlite/sqlite_database.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace argus::runtime {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Database;
namespace fs = std::filesystem;

namespace {

/// Looking through a large store takes longer than an ordinary statement.
constexpr std::chrono::minutes kStatementTimeout {30};

class StoreAdministration final : public api::Databases
{
public:
    explicit StoreAdministration(Settings settings)
        : m_settings(std::move(settings))
    { }

    void migrate(const ExecutionContext& context, std::string owner, api::Callback<api::MigrationReport> done) override
    {
        done(isShared() ? migrateShared(context, owner) : migrateLocal(context, owner));
    }

    void check(const ExecutionContext& context, api::StoreCheckOptions options,
               api::Callback<std::vector<api::StoreCheck>> done) override
    {
        done(checkNow(context, options));
    }

private:
    bool isShared() const { return store::postgres::isPostgresUrl(m_settings.connection.store); }
    fs::path localPath() const
    {
        return m_settings.connection.store.empty() ? defaultStore() : fs::path(m_settings.connection.store);
    }

    Result<std::unique_ptr<Database>> openShared() const
    {
        store::postgres::PostgresSettings settings;
        settings.url = m_settings.connection.store;
        settings.password = m_settings.connection.storePassword;
        settings.applicationName = "argus db";
        settings.statementTimeout = kStatementTimeout;
        settings.writers = 1;
        return store::postgres::openPostgres(settings);
    }

    static Result<api::MigrationReport> bringUp(const ExecutionContext& context, Database& database)
    {
        api::MigrationReport report;
        report.store = database.describe();
        const auto from = store::schemaVersion(context, database);
        if (!from) {
            return fail(from);
        }
        report.from = *from;
        ARGUS_TRY(store::migrate(context, database));
        report.to = store::currentSchemaVersion();
        return report;
    }

    Result<api::MigrationReport> migrateShared(const ExecutionContext& context, const std::string& owner)
    {
        const auto database = openShared();
        if (!database) {
            return fail(database);
        }
        auto report = bringUp(context, **database);
        if (!report) {
            return report;
        }
        auto notes = store::grantRoles(context, **database);
        if (!notes) {
            return fail(notes);
        }
        report->notes = std::move(*notes);
        if (!owner.empty()) {
            const auto made = engine::makeFirstOwner(context, **database, owner);
            if (!made) {
                return fail(made);
            }
            report->notes.push_back(*made ? owner + " is an administrator now"
                                          : owner + " was an administrator already");
        }
        return report;
    }

    Result<api::MigrationReport> migrateLocal(const ExecutionContext& context, const std::string& owner)
    {
        if (!owner.empty()) {
            return fail(ErrorCode::Invalid, "--owner is for a shared store: a local one belongs to the system's user");
        }
        const auto lock = engine::StoreLock::tryAcquire(localPath());
        if (!lock) {
            return fail(lock);
        }
        if (!*lock) {
            return fail(ErrorCode::Unavailable,
                        localPath().string() + " is owned by " + engine::StoreLock::holder(localPath())
                            + ", which migrates it itself");
        }
        const auto database = store::sqlite::openSqlite(localPath(), {});
        return database ? bringUp(context, **database) : Result<api::MigrationReport>(fail(database));
    }

    Result<std::vector<api::StoreCheck>> checkNow(const ExecutionContext& context,
                                                  const api::StoreCheckOptions& options)
    {
        store::sqlite::SqliteOptions local;
        local.writable = false;
        std::error_code error;
        if (!isShared() && !fs::exists(localPath(), error)) {
            return fail(ErrorCode::NotFound, "there is no store " + localPath().string());
        }
        const auto database = isShared() ? openShared() : store::sqlite::openSqlite(localPath(), local);
        if (!database) {
            return fail(database);
        }
        ARGUS_TRY(store::checkSchema(context, **database));
        std::shared_ptr<blob::BlobStore> blobs;
        if (options.blobs) {
            auto opened = openBlobs(context);
            if (!opened) {
                return fail(opened);
            }
            blobs = std::move(*opened);
        }
        return engine::checkStore(context, **database, blobs.get());
    }

    Result<std::shared_ptr<blob::BlobStore>> openBlobs(const ExecutionContext& context) const
    {
        const std::string& given = m_settings.connection.blobs;
        if (isShared()) {
            return given.empty() ? Result<std::shared_ptr<blob::BlobStore>>(fail(
                                       ErrorCode::Invalid, "say where the recordings of the shared store lie: --blobs"))
                                 : openSharedBlobs(context, m_settings.connection, {});
        }
        auto opened = blob::openLocalStore(given.empty() ? fs::path(localPath().string() + ".blobs") : fs::path(given));
        if (!opened) {
            return fail(opened);
        }
        return std::shared_ptr<blob::BlobStore>(std::move(*opened));
    }

    const Settings m_settings;
};

} // namespace

Result<std::unique_ptr<api::Databases>> openDatabases(const Settings& settings)
{
    return std::unique_ptr<api::Databases>(std::make_unique<StoreAdministration>(settings));
}

} // namespace argus::runtime
