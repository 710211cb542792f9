// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/blob/blob_store.h"
#include "core/bus/consumer.h"
#include "core/bus/event_bus.h"
#include "core/bus/relay.h"
#include "core/engine/change_hub.h"
#include "core/engine/owner/command_server.h"
#include "core/engine/owner/store_lock.h"
#include "core/engine/scheduler/presence.h"
#include "core/engine/scheduler/scheduler.h"
#include "core/engine/service/access.h"
#include "core/engine/service/account_queries.h"
#include "core/engine/service/change_feed.h"
#include "core/engine/service/commands.h"
#include "core/engine/service/operations_service.h"
#include "core/engine/service/query_service.h"
#include "core/engine/settings.h"
#include "core/store/sql/database.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <thread>

namespace argus::engine {

/// The implementations an engine is made of; core/runtime chooses them.
struct EngineParts
{
    std::unique_ptr<store::sql::Database> database;
    std::shared_ptr<blob::BlobStore> blobs;
    std::unique_ptr<bus::EventBus> bus;
    /// Held while this process owns the store; empty: another one does, and `ownerSocket` reaches it.
    std::optional<StoreLock> lock;
    std::filesystem::path ownerSocket; ///< empty: nobody else can use the store (a temporary one)
};

/// The engine over one opening of a store: as its owner (commands, pipeline, relay, socket) or beside it (reading, and
/// commands through the owner's socket). Made whole, started once, destroyed as a whole in order.
class EngineCore
{
public:
    EngineCore(EngineParts parts, const EngineSettings& settings, std::shared_ptr<ChangeHub> hub);
    ~EngineCore();
    EngineCore(const EngineCore&) = delete;
    EngineCore& operator=(const EngineCore&) = delete;

    /// `runPipeline`: also work on tasks, when this process owns the store and its login may (Operation::Work).
    base::Result<> start(bool runPipeline);
    /// The orderly end: no new commands or tasks, running tasks get `patience`, then the relay, then the store.
    void stop(std::chrono::milliseconds patience);

    bool isOwner() const { return m_parts.database->isWritable(); }
    /// Several processes work on the store, each by its own connection.
    bool isShared() const { return !m_settings.soleOwner; }
    /// True when others work on a shared store: seen within a lease, and more than commands.
    base::Result<bool> othersWork(const base::ExecutionContext& context);
    bool runsPipeline() const { return m_scheduler != nullptr; }
    Commands& commands() { return *m_commands; }
    QueryService& queries() { return m_queries; }
    OperationsService operations();
    /// This process among the workers; only with a pipeline.
    domain::Worker self() const;
    AccountQueries& accounts() { return m_accounts; }
    Access& access() { return m_access; }
    store::sql::Database& database() { return *m_parts.database; }
    blob::BlobStore& blobs() { return *m_parts.blobs; }
    /// Answers while the store cannot be reached, too: with what was known last, and since when that is old.
    base::Result<api::EngineStatus> status(const base::ExecutionContext& context);

private:
    /// Something was committed here: look, and tell the other processes of a shared store.
    void committed();
    /// Something may have been committed, here or elsewhere: everybody who waits for work looks.
    void wakeAll();
    /// Whether this process's login may take tasks.
    base::Result<bool> mayWork();
    base::Result<> startPipeline();
    base::Result<> subscribe();
    base::Result<> startPresence();
    void startSweep();
    base::Result<> readCounts(const base::ExecutionContext& context, api::EngineStatus& status);

    EngineParts m_parts;
    const EngineSettings m_settings;
    const base::UtcTime m_startedAt = base::SystemClock::instance().now();
    std::shared_ptr<ChangeHub> m_hub;
    Access m_access;
    QueryService m_queries;
    AccountQueries m_accounts;
    std::shared_ptr<bus::Consumer> m_projector;
    std::unique_ptr<Commands> m_commands;
    // Destroyed in reverse: first what brings work in, then what does it, then what tells of it.
    std::unique_ptr<ChangeFeed> m_feed;
    std::unique_ptr<bus::OutboxRelay> m_relay;
    std::unique_ptr<Scheduler> m_scheduler;
    std::unique_ptr<Presence> m_presence;
    std::unique_ptr<CommandServer> m_server;
    std::jthread m_sweep; ///< ends by itself
    base::Mutex m_mutex;
    /// As the store was read last: what is shown while it cannot be reached.
    api::EngineStatus m_lastRead ARGUS_GUARDED_BY(m_mutex);
    std::optional<base::UtcTime> m_lastReadAt ARGUS_GUARDED_BY(m_mutex);
};

} // namespace argus::engine
