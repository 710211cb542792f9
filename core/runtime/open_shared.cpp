// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/open_shared.h"

#include "core/blob/blob_store.h"
#include "core/blob/s3/s3_settings.h"
#include "core/bus/kafka/kafka_bus.h"
#include "core/engine/engine_host.h"
#include "core/index/index_cache.h"
#include "core/runtime/engine_settings.h"
#include "core/store/migrations/migrations.h"
#include "core/store/postgres/postgres_database.h"

#include <memory>
#include <string>

namespace argus::runtime {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using engine::EngineParts;

namespace {

constexpr std::chrono::seconds kOpenTime {30};

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

Result<std::shared_ptr<blob::BlobStore>> openBlobs(const ExecutionContext& context, const Connection& connection)
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
        opened = blob::openSharedFolder(sharedFolder(connection.blobs));
    }
    if (!opened) {
        return fail(opened);
    }
    return std::shared_ptr<blob::BlobStore>(std::move(*opened));
}

Result<std::unique_ptr<bus::EventBus>> openBus(const ExecutionContext& context, const Settings& settings)
{
    bus::kafka::KafkaSettings wanted;
    wanted.brokers = settings.connection.bus.substr(std::string_view("kafka://").size());
    wanted.options = settings.connection.busOptions;
    wanted.clientId = "argus " + settings.workerName;
    return bus::kafka::openKafkaBus(context, wanted);
}

Result<EngineParts> openParts(const Settings& settings)
{
    const ExecutionContext context = ExecutionContext::root("argus", "opening the servers").withTimeout(kOpenTime);
    auto database = openDatabase(context, settings);
    if (!database) {
        return fail(database);
    }
    auto blobs = openBlobs(context, settings.connection);
    if (!blobs) {
        return fail(blobs);
    }
    auto bus = openBus(context, settings);
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
