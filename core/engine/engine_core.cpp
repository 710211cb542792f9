// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine_core.h"

#include "core/base/log.h"
#include "core/engine/owner/remote_commands.h"
#include "core/engine/service/blob_sweep.h"
#include "core/engine/service/local_commands.h"
#include "core/engine/service/vehicle_projector.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/vehicle_repository.h"

#include <chrono>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;

namespace {

/// Far beyond the time in which an event can come again.
constexpr std::chrono::hours kInboxLife {24 * 90};

} // namespace

EngineCore::EngineCore(EngineParts parts, const EngineSettings& settings, std::shared_ptr<ChangeHub> hub)
    : m_parts(std::move(parts))
    , m_settings(settings)
    , m_hub(std::move(hub))
    , m_access(*m_parts.database)
    , m_queries(m_access, *m_parts.blobs, m_settings.indexes)
    , m_accounts(m_access)
{
    m_feed = std::make_unique<ChangeFeed>(*m_parts.database, *m_hub);
    if (!isOwner()) {
        m_commands = std::make_unique<RemoteCommands>(m_parts.ownerSocket);
        return;
    }
    CommandHooks hooks;
    hooks.committed = [this](domain::BatchId) { committed(); };
    hooks.cancelled = [this](domain::BatchId batch) {
        if (m_scheduler) {
            m_scheduler->cancelBatch(batch);
        }
    };
    hooks.paused = [this](bool paused) {
        if (m_scheduler) {
            m_scheduler->setPaused(paused);
        }
    };
    m_commands = std::make_unique<LocalCommands>(m_access, *m_parts.blobs, std::move(hooks), m_settings.soleOwner);
}

EngineCore::~EngineCore()
{
    stop(std::chrono::milliseconds(0));
}

void EngineCore::committed()
{
    if (m_relay) {
        m_relay->wake();
    }
    if (m_scheduler) {
        m_scheduler->wake();
    }
    if (m_feed) {
        m_feed->wake();
    }
}

Result<> EngineCore::start(bool runPipeline)
{
    if (isOwner() && runPipeline) {
        const auto may = mayWork();
        if (!may) {
            return fail(may);
        }
        if (*may) {
            ARGUS_TRY(startPipeline());
        }
    }
    m_feed->start();
    if (isOwner() && !m_parts.ownerSocket.empty()) {
        auto server = CommandServer::start(*m_commands, m_parts.ownerSocket, m_parts.database->login());
        if (!server) {
            return fail(server);
        }
        m_server = std::move(*server);
    }
    return {};
}

Result<bool> EngineCore::mayWork()
{
    const Result<> allowed = m_access.enter(ExecutionContext::root(m_parts.database->login(), "work"), Operation::Work);
    if (!allowed && allowed.error().code == base::ErrorCode::Denied) {
        base::log(base::LogLevel::Info, "engine", "this process works on no tasks: " + allowed.error().message);
        return false;
    }
    return allowed ? Result<bool>(true) : Result<bool>(fail(allowed));
}

Result<> EngineCore::startPipeline()
{
    const ExecutionContext context = ExecutionContext::root("argus", "engine start");
    const auto paused
        = store::sql::readValue<std::optional<std::string>>(*m_parts.database, context, [](Connection& connection) {
              return store::vehicles::setting(connection, kPausedSetting);
          });
    if (!paused) {
        return fail(paused);
    }
    ARGUS_TRY(m_parts.database->write(context, [](Connection& connection) -> Result<> {
        const auto now = connection.now();
        return now ? store::events::forgetInbox(connection, *now - kInboxLife) : Result<>(fail(now));
    }));
    m_projector = makeVehicleProjector(*m_parts.database);
    ARGUS_TRY(
        m_parts.bus->subscribe(std::string(domain::kBatchEventsTopic), "argus-orchestrator",
                               [this](const ExecutionContext& publishing, std::span<const bus::Message> messages) {
                                   Result<> taken = m_projector->take(publishing, messages);
                                   // Whatever it says, an event means: try to claim.
                                   m_scheduler->wake();
                                   return taken;
                               }));
    StageTools tools {*m_parts.database, *m_parts.blobs, *m_hub, {}};
    m_scheduler = std::make_unique<Scheduler>(m_settings, std::move(tools), [this](domain::BatchId) { committed(); });
    m_relay = std::make_unique<bus::OutboxRelay>(*m_parts.database, *m_parts.bus);
    ARGUS_TRY(m_scheduler->start(paused->value_or("0") == "1"));
    m_relay->start();
    startSweep();
    return {};
}

void EngineCore::startSweep()
{
    m_sweep = std::jthread([this](std::stop_token stop) {
        const auto context = ExecutionContext::root("argus", "sweep of recordings").withStopToken(stop);
        const auto swept = sweepBlobs(context, *m_parts.database, *m_parts.blobs, m_settings.orphanAge);
        if (!swept && !stop.stop_requested()) {
            base::log(base::LogLevel::Warning, "engine",
                      "left-over recordings were not removed: " + swept.error().describe(), context.traceId());
        }
    });
}

void EngineCore::stop(std::chrono::milliseconds patience)
{
    m_server.reset();
    m_sweep = {}; // stops and joins
    if (m_scheduler) {
        m_scheduler->stop(patience);
    }
    // The relay first: its consumer wakes the scheduler.
    m_relay.reset();
    m_scheduler.reset();
    m_feed.reset();
}

Result<api::EngineStatus> EngineCore::status(const ExecutionContext& context)
{
    api::EngineStatus status;
    status.running = runsPipeline();
    if (m_scheduler) {
        const SchedulerStatus now = m_scheduler->status();
        status.paused = now.paused;
        status.workers = now.workers;
        status.busyWorkers = now.busyWorkers;
        status.lastError = now.lastError;
    }
    if (m_relay && status.lastError.empty()) {
        status.lastError = m_relay->lastError();
    }
    ARGUS_TRY(m_parts.database->read(context, [&status](Connection& connection) -> Result<> {
        const auto tasks = store::tasks::counts(connection);
        const auto waiting = store::events::unpublishedCount(connection);
        const auto dead = store::events::deadLetterCount(connection);
        const auto skipped = store::events::counter(connection, "events_skipped");
        const auto paused = store::vehicles::setting(connection, kPausedSetting);
        if (!tasks || !waiting || !dead || !skipped || !paused) {
            return fail(base::ErrorCode::Unavailable, "the engine's counts cannot be read");
        }
        status.availableTasks = tasks->available;
        status.runningTasks = tasks->running;
        status.unpublishedEvents = *waiting;
        status.deadLetters = *dead;
        status.skippedEvents = static_cast<std::uint64_t>(*skipped);
        status.paused = paused->value_or("0") == "1";
        return {};
    }));
    return status;
}

} // namespace argus::engine
