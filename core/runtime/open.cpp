// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/open.h"

#include "argus_version.h"
#include "core/base/temporary_folder.h"
#include "core/blob/blob_store.h"
#include "core/bus/event_bus.h"
#include "core/engine/engine_host.h"
#include "core/engine/service/account_changes.h"
#include "core/index/index_cache.h"
#include "core/runtime/engine_settings.h"
#include "core/runtime/open_shared.h"
#include "core/store/migrations/migrations.h"
#include "core/store/sqlite/sqlite_database.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace argus::runtime {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using engine::EngineParts;
namespace fs = std::filesystem;

namespace {

/// How long opening waits for an owner that is just starting to make the store.
constexpr std::chrono::milliseconds kSchemaWait {10000};

fs::path blobFolder(const Settings& settings, const fs::path& store)
{
    const std::string& given = settings.connection.blobs;
    return given.empty() ? fs::path(store.string() + ".blobs") : fs::path(given);
}

Result<std::shared_ptr<blob::BlobStore>> openBlobs(const fs::path& folder)
{
    auto blobs = blob::openLocalStore(folder);
    if (!blobs) {
        return fail(blobs);
    }
    return std::shared_ptr<blob::BlobStore>(std::move(*blobs));
}

/// The parts of an owner: `lock` is held.
Result<EngineParts> openAsOwner(const fs::path& store, std::shared_ptr<blob::BlobStore> blobs,
                                std::optional<engine::StoreLock> lock, fs::path socket, bool durable,
                                const std::string& login = {})
{
    store::sqlite::SqliteOptions options;
    options.durable = durable;
    options.login = login;
    auto database = store::sqlite::openSqlite(store, options);
    if (!database) {
        return fail(database);
    }
    ARGUS_TRY(store::migrate(ExecutionContext::root("argus", "migration"), **database));
    // Whoever may write the file may do everything with it: nobody has to ask.
    const std::string owner = (*database)->login();
    if (const auto made = engine::makeFirstOwner(ExecutionContext::root(owner, "opening the store"), **database, owner);
        !made) {
        return fail(made);
    }
    return EngineParts {std::move(*database), std::move(blobs), bus::makeLocalBus(), std::move(lock),
                        std::move(socket)};
}

Result<std::optional<EngineParts>> tryOwn(const fs::path& store, const std::shared_ptr<blob::BlobStore>& blobs,
                                          const std::string& login)
{
    auto lock = engine::StoreLock::tryAcquire(store);
    if (!lock) {
        return fail(lock);
    }
    if (!*lock) {
        return std::optional<EngineParts>();
    }
    auto parts = openAsOwner(store, blobs, std::move(*lock), engine::ownerSocket(store), /*durable=*/true, login);
    if (!parts) {
        return fail(parts);
    }
    return std::optional<EngineParts>(std::move(*parts));
}

/// The parts of a process beside the owner. The owner may still be making the store: then it is waited for.
Result<EngineParts> openBeside(const fs::path& store, const std::shared_ptr<blob::BlobStore>& blobs,
                               const std::string& login)
{
    store::sqlite::SqliteOptions options;
    options.writable = false;
    options.login = login;
    auto database = store::sqlite::openSqlite(store, options);
    if (!database) {
        return fail(database);
    }
    const ExecutionContext checking = ExecutionContext::root("argus", "schema check");
    ARGUS_TRY(store::checkSchema(checking, **database));
    ARGUS_TRY(engine::checkHasOwner(checking, **database));
    return EngineParts {std::move(*database), blobs, bus::makeLocalBus(), std::nullopt, engine::ownerSocket(store)};
}

Result<EngineParts> openEither(const fs::path& store, const std::shared_ptr<blob::BlobStore>& blobs,
                               const std::string& login)
{
    const auto until = std::chrono::steady_clock::now() + kSchemaWait;
    while (true) {
        auto own = tryOwn(store, blobs, login);
        if (!own) {
            return fail(own);
        }
        if (*own) {
            return std::move(**own);
        }
        auto beside = openBeside(store, blobs, login);
        if (beside || beside.error().code != ErrorCode::Unavailable || std::chrono::steady_clock::now() >= until) {
            return beside;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

} // namespace

engine::EngineSettings engineSettings(const Settings& settings)
{
    engine::EngineSettings made;
    made.workers = settings.workers;
    made.workerName = settings.workerName;
    made.kind = settings.kind;
    made.lease = std::chrono::seconds(settings.leaseSeconds);
    made.heartbeat = std::chrono::seconds(std::max<std::int64_t>(settings.leaseSeconds / 3, 1));
    made.version = ARGUS_VERSION;
    made.shutdown = std::chrono::milliseconds(settings.shutdownMs);
    made.indexes.folder = index::defaultCacheFolder();
    made.orphanAge = std::chrono::seconds(settings.orphanAgeSeconds);
    return made;
}

fs::path defaultStore()
{
    const char* data = std::getenv("XDG_DATA_HOME");
    const char* home = std::getenv("HOME");
    const fs::path base = data && *data ? fs::path(data) : fs::path(home && *home ? home : ".") / ".local" / "share";
    return base / "argus-desk" / "store.db";
}

namespace {

Result<std::unique_ptr<api::Engine>> openLocal(const Settings& settings)
{
    std::error_code error;
    const fs::path given = settings.connection.store.empty() ? defaultStore() : fs::path(settings.connection.store);
    const fs::path store = fs::absolute(given, error);
    if (error || fs::is_directory(store, error)) {
        return fail(ErrorCode::Invalid,
                    given.string() + " is a folder: give the path of a store file, such as store.db");
    }
    auto blobs = openBlobs(blobFolder(settings, store));
    if (!blobs) {
        return fail(blobs);
    }
    engine::HostOptions options;
    options.engine = engineSettings(settings);
    options.runPipeline = settings.role == Role::Pipeline;
    options.store = store;
    options.entranceKnowsCallers = settings.entranceKnowsCallers;
    const std::string login = settings.login;
    options.open = [store, blobs = *blobs, login] { return openEither(store, blobs, login); };
    options.tryOwn = [store, blobs = *blobs, login] { return tryOwn(store, blobs, login); };
    return engine::EngineHost::open(std::move(options));
}

} // namespace

Result<std::unique_ptr<api::Engine>> openEngine(const Settings& settings)
{
    const auto mode = modeOf(settings.connection);
    if (!mode) {
        return fail(mode);
    }
    return *mode == Mode::Local ? openLocal(settings) : openShared(settings);
}

Result<std::unique_ptr<api::Engine>> openTemporary(unsigned workers)
{
    auto made = base::TemporaryFolder::make("argus-analyze");
    if (!made) {
        return fail(made);
    }
    const auto folder = std::make_shared<base::TemporaryFolder>(std::move(*made));
    auto blobs = blob::openReferenceStore(folder->path() / "blobs");
    if (!blobs) {
        return fail(blobs);
    }
    const std::shared_ptr<blob::BlobStore> shared = std::move(*blobs);
    const fs::path store = folder->path() / "store.db";
    engine::HostOptions options;
    options.engine.workers = workers;
    options.engine.workerName = "analyze";
    options.engine.shutdown = std::chrono::milliseconds(0);
    options.engine.indexes.folder = index::defaultCacheFolder();
    options.store = store;
    // The folder lives in these functions, and so as long as the host.
    options.open = [folder, store, shared] { return openAsOwner(store, shared, std::nullopt, {}, /*durable=*/false); };
    options.tryOwn = [folder] { return Result<std::optional<EngineParts>>(std::optional<EngineParts>()); };
    return engine::EngineHost::open(std::move(options));
}

} // namespace argus::runtime
