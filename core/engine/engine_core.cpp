// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine_core.h"

#include "core/base/log.h"
#include "core/engine/owner/remote_commands.h"
#include "core/engine/service/blob_sweep.h"
#include "core/engine/service/local_commands.h"
#include "core/engine/service/vehicle_projector.h"
#include "core/store/repositories/dead_letter_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/lease_repository.h"
#include "core/store/repositories/vehicle_repository.h"
#include "core/store/repositories/worker_repository.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;

namespace {

/// Far beyond the time in which an event can come again.
constexpr std::chrono::hours kInboxLife {24 * 90};
constexpr const char* kSweepLease = "blob-sweep";
constexpr std::chrono::minutes kSweepPeriod {60};
/// What consumers get at least to end what they took.
constexpr std::chrono::milliseconds kLastDelivery {1000};

Result<bus::Redriven> redriveLetters(const ExecutionContext& context, store::sql::Database& database,
                                     const RedriveRequest& request, const bus::RedriveOptions& options)
{
    if (!request.ids.empty()) {
        return bus::redrive(context, database, request.ids, options);
    }
    store::dead_letters::Filter filter;
    filter.topic = request.topic;
    filter.consumer = request.consumer;
    filter.reason = request.reason;
    filter.batch = request.batch;
    filter.since = request.since;
    if (!request.redriven) {
        filter.redriven = false;
    }
    return bus::redrive(context, database, filter, options);
}

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
    hooks.redrive
        = [this](const ExecutionContext& context, const RedriveRequest& request, const bus::RedriveOptions& options) {
              return redriveLetters(context, *m_parts.database, request, options);
          };
    m_commands = std::make_unique<LocalCommands>(m_access, *m_parts.blobs, std::move(hooks), m_settings);
}

EngineCore::~EngineCore()
{
    stop(std::chrono::milliseconds(0));
}

void EngineCore::wakeAll()
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

void EngineCore::committed()
{
    wakeAll();
    m_parts.database->announce();
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
    m_parts.database->onAnnounced([this] { wakeAll(); });
    if (isOwner() && !m_parts.ownerSocket.empty()) {
        auto server = CommandServer::start(*m_commands, m_parts.ownerSocket, m_parts.database->login());
        if (!server) {
            return fail(server);
        }
        m_server = std::move(*server);
    }
    return {};
}

Result<> EngineCore::subscribe()
{
    m_projector = makeVehicleProjector(*m_parts.database);
    const std::string topic(domain::kBatchEventsTopic);
    ARGUS_TRY(m_parts.bus->subscribe(topic, "argus-orchestrator",
                                     [this](const ExecutionContext& context, std::span<const bus::Message> messages) {
                                         return m_projector->take(context, messages);
                                     }));
    // Whatever it says, an event means: try to claim.
    return m_parts.bus->subscribe(topic, "argus-worker",
                                  [this](const ExecutionContext&, std::span<const bus::Message>) {
                                      m_scheduler->wake();
                                      return bus::Outcome();
                                  });
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
    ARGUS_TRY(subscribe());
    StageTools tools {*m_parts.database, *m_parts.blobs, *m_hub, {}};
    m_scheduler = std::make_unique<Scheduler>(m_settings, std::move(tools), [this](domain::BatchId) { committed(); });
    m_relay = std::make_unique<bus::OutboxRelay>(*m_parts.database, *m_parts.bus, m_scheduler->identity());
    ARGUS_TRY(m_scheduler->start(paused->value_or("0") == "1"));
    ARGUS_TRY(m_parts.bus->start());
    m_relay->start();
    ARGUS_TRY(startPresence());
    startSweep();
    return {};
}

domain::Worker EngineCore::self() const
{
    const SchedulerStatus now = m_scheduler->status();
    domain::Worker worker;
    worker.identity = m_scheduler->identity();
    worker.name = m_settings.workerName;
    worker.kind = m_settings.kind;
    worker.host = hostName();
    worker.pid = ::getpid();
    worker.version = m_settings.version;
    worker.login = m_parts.database->login();
    worker.state = now.stopping ? domain::WorkerState::Stopping
        : now.paused            ? domain::WorkerState::Paused
                                : domain::WorkerState::Working;
    worker.concurrency = now.workers;
    worker.busy = now.busyWorkers;
    worker.startedAt = m_startedAt; // by this machine's clock; where there is a list, the database's stands in it
    return worker;
}

Result<> EngineCore::startPresence()
{
    if (m_settings.soleOwner) {
        return {}; // there is nobody to tell, and an idle desk must not write every few seconds
    }
    Presence::Hooks hooks;
    hooks.self = [this] { return self(); };
    hooks.paused = [this](bool paused) {
        if (m_scheduler->status().paused != paused) {
            m_scheduler->setPaused(paused);
        }
    };
    m_presence = std::make_unique<Presence>(*m_parts.database, m_settings, std::move(hooks));
    return m_presence->start();
}

Result<bool> EngineCore::othersWork(const ExecutionContext& context)
{
    return store::sql::readValue<bool>(*m_parts.database, context, [this](Connection& connection) -> Result<bool> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        const auto workers = store::workers::list(connection, *now - m_settings.lease);
        if (!workers) {
            return fail(workers);
        }
        return std::any_of(workers->begin(), workers->end(), [](const domain::Worker& worker) {
            return worker.kind != domain::WorkerKind::Command && worker.state == domain::WorkerState::Working;
        });
    });
}

OperationsService EngineCore::operations()
{
    return OperationsService({m_access, *m_parts.database, *m_parts.bus, *m_parts.blobs, m_relay.get()}, m_settings);
}

void EngineCore::startSweep()
{
    m_sweep = std::jthread([this](std::stop_token stop) {
        const auto context = ExecutionContext::root("argus", "sweep of recordings").withStopToken(stop);
        // Of those that share a store one is enough.
        const auto first = store::sql::writeValue<std::optional<std::int64_t>>(
            *m_parts.database, context, [this](Connection& connection) -> Result<std::optional<std::int64_t>> {
                const auto now = connection.now();
                return now ? store::leases::hold(connection, kSweepLease, m_scheduler->identity(), kSweepPeriod, *now)
                           : Result<std::optional<std::int64_t>>(fail(now));
            });
        if (!first || (!*first && !m_settings.soleOwner)) {
            return;
        }
        const auto swept = sweepBlobs(context, *m_parts.database, *m_parts.blobs, m_settings.orphanAge);
        if (!swept && !stop.stop_requested()) {
            base::log(base::LogLevel::Warning, "engine",
                      "left-over recordings were not removed: " + swept.error().describe(), context.traceId());
        }
    });
}

void EngineCore::stop(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    m_server.reset();
    m_parts.database->onAnnounced({});
    m_sweep = {}; // stops and joins
    if (m_scheduler) {
        m_scheduler->stop(patience);
        const auto left
            = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        m_parts.bus->stop(std::max(left, kLastDelivery));
    }
    m_presence.reset();
    // The relay first: on the local bus its consumers wake the scheduler.
    m_relay.reset();
    m_scheduler.reset();
    m_feed.reset();
}

Result<> EngineCore::readCounts(const ExecutionContext& context, api::EngineStatus& status)
{
    return m_parts.database->read(context, [&status](Connection& connection) -> Result<> {
        const auto tasks = store::tasks::counts(connection);
        if (!tasks) {
            return fail(tasks);
        }
        const auto waiting = store::events::unpublishedCount(connection);
        store::dead_letters::Filter unsent; // as the lists show them: what was sent again is dealt with
        unsent.redriven = false;
        const auto dead = store::dead_letters::count(connection, unsent);
        const auto skipped = store::events::counter(connection, "events_skipped");
        const auto paused = store::vehicles::setting(connection, kPausedSetting);
        if (!waiting || !dead || !skipped || !paused) {
            return fail(base::ErrorCode::Unavailable, "the engine's counts cannot be read");
        }
        status.availableTasks = tasks->available;
        status.runningTasks = tasks->running;
        status.unpublishedEvents = *waiting;
        status.deadLetters = *dead;
        status.skippedEvents = static_cast<std::uint64_t>(*skipped);
        status.paused = paused->value_or("0") == "1";
        return {};
    });
}

Result<api::EngineStatus> EngineCore::status(const ExecutionContext& context)
{
    api::EngineStatus status;
    const Result<> read = readCounts(context, status);
    {
        const base::LockGuard lock(m_mutex);
        if (read) {
            m_lastRead = status;
            m_lastReadAt = base::SystemClock::instance().now();
        } else if (read.error().code == base::ErrorCode::Unavailable
                   || read.error().code == base::ErrorCode::DeadlineExceeded) {
            status = m_lastRead;
            status.connected = false;
            status.staleSince = m_lastReadAt;
            status.lastError = read.error().message;
        } else {
            return fail(read);
        }
    }
    status.place = m_parts.database->describe();
    status.running = runsPipeline();
    if (m_scheduler) {
        const SchedulerStatus now = m_scheduler->status();
        status.paused = now.paused;
        status.workers = now.workers;
        status.busyWorkers = now.busyWorkers;
        if (status.lastError.empty()) {
            status.lastError = now.lastError;
        }
    }
    if (m_relay && status.lastError.empty()) {
        status.lastError = m_relay->lastError();
    }
    return status;
}

} // namespace argus::engine
