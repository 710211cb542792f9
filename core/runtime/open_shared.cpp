// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/open_shared.h"

#include "core/base/uuid.h"
#include "core/blob/blob_store.h"
#include "core/blob/s3/s3_store.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/engine/engine_host.h"
#include "core/index/index_cache.h"
#include "core/runtime/engine_settings.h"
#include "core/store/migrations/migrations.h"
#include "core/store/postgres/postgres_database.h"
#include "core/store/repositories/lease_repository.h"
#include "core/store/repositories/vehicle_repository.h"

#include <chrono>
#include <memory>
#include <string>
#include <thread>

namespace argus::runtime {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using engine::EngineParts;

namespace {

constexpr std::chrono::seconds kOpenTime {30};
/// The setting that holds the id in the place of the recordings.
constexpr const char* kBlobsIdSetting = "blobs.id";
/// The lease of whoever opens that place first, and how long the others wait before they look again. It ends well
/// before their patience does: whoever holds it may be killed.
constexpr const char* kFirstOpening = "blobs-first-opening";
constexpr std::chrono::seconds kFirstOpeningTime {10};
constexpr std::chrono::milliseconds kTurn {100};

Result<std::unique_ptr<store::sql::Database>> openDatabase(const ExecutionContext& context, const Settings& settings)
{
    store::postgres::PostgresSettings wanted;
    wanted.url = settings.connection.store;
    wanted.password = settings.connection.storePassword;
    wanted.applicationName = "argus " + settings.workerName;
    auto database = store::postgres::openPostgres(wanted);
    if (!database) {
        return fail(database);
    }
    const auto version = store::schemaVersion(context, **database);
    if (!version) {
        return fail(version);
    }
    // Whoever starts first must not change what others work with: migrating is an administrator's act.
    if (*version < store::currentSchemaVersion()) {
        return fail(ErrorCode::Conflict,
                    (*version == 0 ? std::string("the database is empty")
                                   : "the database has schema version " + std::to_string(*version)
                             + ", this program needs " + std::to_string(store::currentSchemaVersion()))
                        + ": its administrator runs `argus db migrate --store " + withoutPassword(wanted.url) + "`");
    }
    ARGUS_TRY(store::checkSchema(context, **database));
    return database;
}

} // namespace

Result<std::shared_ptr<blob::BlobStore>> openSharedBlobs(const ExecutionContext& context, const Connection& connection,
                                                         const std::string& expectedId)
{
    Result<std::unique_ptr<blob::BlobStore>> opened = fail(ErrorCode::Internal, "not opened");
    if (isS3(connection.blobs)) {
        auto address = blob::parseS3Url(connection.blobs);
        if (!address) {
            return fail(address);
        }
        blob::S3Settings settings;
        settings.address = std::move(*address);
        settings.accessKey = connection.s3AccessKey;
        settings.secretKey = connection.s3SecretKey;
        settings.caFile = connection.certificates;
        settings.cacheFolder = blob::defaultBlobCache();
        opened = blob::openS3Store(context, settings);
    } else {
        opened = blob::openSharedFolder(sharedFolder(connection.blobs), expectedId);
    }
    if (!opened) {
        return fail(opened);
    }
    return std::shared_ptr<blob::BlobStore>(std::move(*opened));
}

namespace {

Result<std::string> knownBlobsId(const ExecutionContext& context, store::sql::Database& database)
{
    return store::sql::readValue<std::string>(
        database, context, [](store::sql::Connection& connection) -> Result<std::string> {
            auto id = store::vehicles::setting(connection, kBlobsIdSetting);
            return id ? Result<std::string>(id->value_or("")) : Result<std::string>(fail(id));
        });
}

/// The database knows the place of its recordings by the id in that place: two desks that name different buckets for
/// one database would each miss what the other stored.
Result<> checkPlace(const ExecutionContext& context, store::sql::Database& database, const Connection& connection,
                    const std::string& id)
{
    std::string known;
    ARGUS_TRY(database.write(context, [&](store::sql::Connection& sql) -> Result<> {
        ARGUS_TRY(store::vehicles::setSettingIfAbsent(sql, kBlobsIdSetting, id));
        auto now = store::vehicles::setting(sql, kBlobsIdSetting);
        if (!now) {
            return fail(now);
        }
        known = now->value_or("");
        return {};
    }));
    return known == id ? Result<>()
                       : Result<>(fail(ErrorCode::Invalid,
                                       "the recordings of this database are not in " + withoutPassword(connection.blobs)
                                           + ": give the place that the others use for --blobs"));
}

/// Opens the place of the recordings and checks that it is the database's. Of those that come first, one at a time: the
/// place gets its id when it is opened, and the database must know that one.
Result<std::shared_ptr<blob::BlobStore>> openPlace(const ExecutionContext& context, store::sql::Database& database,
                                                   const Connection& connection)
{
    const auto id = knownBlobsId(context, database);
    if (!id) {
        return fail(id);
    }
    auto blobs = openSharedBlobs(context, connection, *id);
    if (!blobs) {
        return fail(blobs);
    }
    if (const std::string found = (*blobs)->place().id; found != *id) {
        ARGUS_TRY(checkPlace(context, database, connection, found));
    }
    return blobs;
}

Result<std::shared_ptr<blob::BlobStore>> openPlaceFirst(const ExecutionContext& context, store::sql::Database& database,
                                                        const Connection& connection)
{
    using Fence = std::optional<std::int64_t>;
    const std::string self = base::Uuid::makeV7().toString();
    while (true) {
        const auto fence
            = store::sql::writeValue<Fence>(database, context, [&self](store::sql::Connection& sql) -> Result<Fence> {
                  const auto now = sql.now();
                  return now ? store::leases::hold(sql, kFirstOpening, self, kFirstOpeningTime, *now)
                             : Result<Fence>(fail(now));
              });
        if (!fence) {
            return fail(fence);
        }
        if (*fence) {
            // No longer than the lease lasts, so that there is but one.
            auto blobs = openPlace(context.withTimeout(kFirstOpeningTime), database, connection);
            (void)database.write(context, [&](store::sql::Connection& sql) {
                return store::leases::release(sql, kFirstOpening, self, **fence);
            });
            return blobs;
        }
        ARGUS_TRY(context.check());
        std::this_thread::sleep_for(kTurn);
    }
}

Result<std::unique_ptr<bus::EventBus>> openBus(const Settings& settings)
{
    auto wanted = bus::kafka::settingsFromUrl(settings.connection.bus);
    if (!wanted) {
        return fail(wanted);
    }
    wanted->options = settings.connection.busOptions;
    wanted->clientId = "argus-" + settings.workerName;
    return bus::kafka::openKafkaBus(*wanted);
}

Result<EngineParts> openParts(const Settings& settings)
{
    const ExecutionContext context = ExecutionContext::root("argus", "opening the servers").withTimeout(kOpenTime);
    auto database = openDatabase(context, settings);
    if (!database) {
        return fail(database);
    }
    const auto id = knownBlobsId(context, **database);
    if (!id) {
        return fail(id);
    }
    auto blobs = id->empty() ? openPlaceFirst(context, **database, settings.connection)
                             : openPlace(context, **database, settings.connection);
    if (!blobs) {
        return fail(blobs);
    }
    auto bus = openBus(settings);
    if (!bus) {
        return fail(bus);
    }
    return EngineParts {std::move(*database), std::move(*blobs), std::move(*bus), std::nullopt, {}};
}

} // namespace

Result<std::unique_ptr<api::Engine>> openShared(const Settings& settings)
{
    engine::HostOptions options;
    options.engine = engineSettings(settings);
    options.engine.soleOwner = false;
    options.runPipeline = settings.role == Role::Pipeline;
    options.open = [settings] { return openParts(settings); };
    // Nobody owns a shared store: everybody writes, and tasks are claimed by lease.
    options.tryOwn = [] { return Result<std::optional<EngineParts>>(std::optional<EngineParts>()); };
    return engine::EngineHost::open(std::move(options));
}

} // namespace argus::runtime
