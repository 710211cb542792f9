// SPDX-License-Identifier: Apache-2.0
#include "core/engine/scheduler/scheduler.h"

#include "core/base/log.h"
#include "core/base/uuid.h"

#include <algorithm>
#include <array>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Stage;
using domain::Task;
using store::sql::Connection;
using store::tasks::Lease;

namespace {

/// Tasks that may be held at once for each worker: those whose effects wait for a commit share one sync.
constexpr std::int64_t kHeldPerWorker = 16;
/// Below this time on a worker, tasks are claimed ahead.
constexpr double kShortTaskMs = 50;
constexpr std::chrono::seconds kReapPeriod {10};
constexpr std::chrono::milliseconds kPatienceForCommits {5000};

unsigned workerCount(const EngineSettings& settings)
{
    return settings.workers > 0 ? settings.workers : std::max(1U, std::thread::hardware_concurrency());
}

} // namespace

Scheduler::Scheduler(const EngineSettings& settings, StageTools tools, std::function<void(domain::BatchId)> committed)
    : m_settings(settings)
    , m_identity(settings.workerName + "/" + base::Uuid::makeV7().toString().substr(24))
    , m_workerCount(workerCount(settings))
    , m_tools(std::move(tools))
    , m_committed(std::move(committed))
    , m_root(ExecutionContext::root(settings.workerName, "pipeline"))
{
    m_tools.spareThreads = [this] {
        const base::LockGuard lock(m_mutex);
        return m_workerCount > m_busy ? m_workerCount - m_busy : 0;
    };
}

Scheduler::~Scheduler()
{
    stop(std::chrono::milliseconds(0));
}

Result<> Scheduler::start(bool paused)
{
    {
        const base::LockGuard lock(m_mutex);
        m_paused = paused;
    }
    ARGUS_TRY(m_tools.database.write(m_root, [this](Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        const auto freed = store::tasks::reap(connection, /*allRunning=*/m_settings.soleOwner, *now);
        return freed ? Result<>() : Result<>(fail(freed));
    }));
    m_threads.emplace_back([this](std::stop_token stop) { dispatch(std::move(stop)); });
    m_threads.emplace_back([this](std::stop_token stop) { keepLeases(std::move(stop)); });
    for (unsigned i = 0; i < m_workerCount; ++i) {
        m_threads.emplace_back([this](std::stop_token stop) { work(std::move(stop)); });
    }
    return {};
}

void Scheduler::stop(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    {
        const base::LockGuard lock(m_mutex);
        if (m_threads.empty()) {
            return;
        }
        m_stopping = true;
        m_dispatchWake.notifyAll();
        m_workWake.notifyAll();
    }
    leaveUnsettled();
    {
        const base::LockGuard lock(m_mutex);
        // A step has reached its end when its effects are committed, not when its worker is free: the cancellation
        // below would drop a commit that still waits. What is only claimed is not waited for.
        while (m_held.size() > m_ready.size() && std::chrono::steady_clock::now() < until) {
            m_released.waitUntil(m_mutex, until);
        }
    }
    m_root.cancel("the program stops");
    for (std::jthread& thread : m_threads) {
        thread.request_stop();
    }
    {
        const base::LockGuard lock(m_mutex);
        m_dispatchWake.notifyAll();
        m_workWake.notifyAll();
    }
    m_threads.clear(); // joins
    // What was claimed but not begun goes back; commits under way are waited for.
    std::deque<HeldPtr> unbegun;
    {
        const base::LockGuard lock(m_mutex);
        unbegun.swap(m_ready);
    }
    for (const HeldPtr& held : unbegun) {
        settleFailure(held, base::Error {ErrorCode::Cancelled, "the program stops", {}});
    }
    const auto commitsUntil = std::chrono::steady_clock::now() + kPatienceForCommits;
    const base::LockGuard lock(m_mutex);
    while (!m_held.empty() && std::chrono::steady_clock::now() < commitsUntil) {
        m_released.waitUntil(m_mutex, commitsUntil);
    }
}

void Scheduler::wake()
{
    const base::LockGuard lock(m_mutex);
    m_wake = true;
    m_dispatchWake.notifyOne();
}

void Scheduler::setPaused(bool paused)
{
    const base::LockGuard lock(m_mutex);
    m_paused = paused;
    m_wake = true;
    m_dispatchWake.notifyOne();
}

void Scheduler::cancelBatch(domain::BatchId batch)
{
    const base::LockGuard lock(m_mutex);
    for (const auto& [id, held] : m_held) {
        if (held->task.batchId == batch) {
            held->context.cancel("the batch was cancelled");
        }
    }
}

SchedulerStatus Scheduler::status() const
{
    const base::LockGuard lock(m_mutex);
    return {m_paused, m_stopping, m_workerCount, m_busy, m_lastError};
}

void Scheduler::noteError(std::string text)
{
    base::log(base::LogLevel::Warning, "engine", text);
    const base::LockGuard lock(m_mutex);
    m_lastError = std::move(text);
}

std::int64_t Scheduler::room()
{
    const std::int64_t waiting = static_cast<std::int64_t>(m_ready.size());
    const std::int64_t idle = static_cast<std::int64_t>(m_workerCount) - m_busy - waiting;
    const std::int64_t ahead = m_averageMs < kShortTaskMs ? std::int64_t {m_workerCount} * kHeldPerWorker - waiting
                                                          : std::max<std::int64_t>(idle, 0);
    const std::int64_t bound
        = std::int64_t {m_workerCount} * kHeldPerWorker * 2 - static_cast<std::int64_t>(m_held.size());
    return std::clamp<std::int64_t>(std::min(std::max(idle, ahead), bound), 0, 256);
}

std::vector<Stage> Scheduler::openStages()
{
    std::vector<Stage> stages;
    for (const Stage stage : std::array {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report}) {
        const auto limit = m_settings.stageLimits.find(stage);
        const auto held = std::count_if(m_held.begin(), m_held.end(),
                                        [stage](const auto& entry) { return entry.second->task.stage == stage; });
        if (limit == m_settings.stageLimits.end() || held < static_cast<std::ptrdiff_t>(limit->second)) {
            stages.push_back(stage);
        }
    }
    return stages;
}

bool Scheduler::claimSome()
{
    store::tasks::Claim claim;
    std::vector<Stage> stages;
    {
        const base::LockGuard lock(m_mutex);
        if (m_paused || m_stopping) {
            return false;
        }
        claim.limit = room();
        stages = openStages();
        // A limited stage is claimed one at a time, so that its limit holds.
        if (!m_settings.stageLimits.empty()) {
            claim.limit = std::min<std::int64_t>(claim.limit, 1);
        }
    }
    if (claim.limit <= 0 || stages.empty()) {
        return false;
    }
    claim.worker = m_identity;
    claim.lease = m_settings.lease;
    claim.stages = stages;
    auto claimed = store::sql::writeValue<std::vector<Task>>(
        m_tools.database, m_root, [&claim](Connection& connection) -> Result<std::vector<Task>> {
            const auto now = connection.now();
            if (!now) {
                return fail(now);
            }
            auto tasks = store::tasks::claim(connection, claim, *now);
            if (!tasks) {
                return fail(tasks);
            }
            for (const Task& task : *tasks) {
                auto flow = Flow::begin(connection, task.traceId);
                if (!flow) {
                    return fail(flow);
                }
                ARGUS_TRY(onClaimed(*flow, task));
            }
            return tasks;
        });
    if (!claimed) {
        if (!m_root.isCancelled()) {
            noteError("cannot claim work: " + claimed.error().describe());
        }
        return false;
    }
    const bool more = static_cast<std::int64_t>(claimed->size()) == claim.limit;
    take(std::move(*claimed));
    return more;
}

void Scheduler::take(std::vector<Task> claimed)
{
    for (Task& task : claimed) {
        ExecutionContext context
            = m_root.withTraceId(task.traceId)
                  .withOperation(std::string(domain::toString(task.stage)) + " of batch " + task.batchId.toString());
        const domain::BatchId batch = task.batchId;
        const auto held = std::make_shared<Held>(Held {std::move(task), std::move(context)});
        {
            const base::LockGuard lock(m_mutex);
            m_held.emplace(held->task.id, held);
            m_ready.push_back(held);
            m_workWake.notifyOne();
        }
        m_tools.hub.tell(api::BatchChanged {batch, false});
    }
}

void Scheduler::dispatch(std::stop_token stop)
{
    auto nextReap = std::chrono::steady_clock::now() + kReapPeriod;
    while (!stop.stop_requested()) {
        if (std::chrono::steady_clock::now() >= nextReap) {
            nextReap = std::chrono::steady_clock::now() + kReapPeriod;
            const auto reaped = m_tools.database.write(m_root, [](Connection& connection) -> Result<> {
                const auto now = connection.now();
                if (!now) {
                    return fail(now);
                }
                const auto freed = store::tasks::reap(connection, /*allRunning=*/false, *now);
                return freed ? Result<>() : Result<>(fail(freed));
            });
            if (!reaped && !stop.stop_requested()) {
                noteError("cannot look for lost leases: " + reaped.error().describe());
            }
        }
        if (claimSome()) {
            continue;
        }
        const base::LockGuard lock(m_mutex);
        if (!m_wake && !stop.stop_requested()) {
            m_dispatchWake.waitFor(m_mutex, m_settings.poll);
        }
        m_wake = false;
    }
}

void Scheduler::keepLeases(std::stop_token stop)
{
    auto nextBeat = std::chrono::steady_clock::now() + m_settings.heartbeat;
    base::Mutex mutex;
    base::CondVar wait;
    const std::stop_callback wakeUp(stop, [&] {
        const base::LockGuard lock(mutex);
        wait.notifyAll();
    });
    while (!stop.stop_requested()) {
        {
            const base::LockGuard lock(mutex);
            if (!stop.stop_requested()) {
                wait.waitFor(mutex, m_settings.poll);
            }
        }
        const bool prolong = std::chrono::steady_clock::now() >= nextBeat;
        if (prolong) {
            nextBeat = std::chrono::steady_clock::now() + m_settings.heartbeat;
        }
        settleAgain();
        checkLeases(prolong);
    }
}

void Scheduler::checkLeases(bool prolong)
{
    std::vector<Lease> leases;
    {
        const base::LockGuard lock(m_mutex);
        for (const auto& [id, held] : m_held) {
            leases.push_back({id, held->task.fence});
        }
    }
    if (leases.empty()) {
        return;
    }
    using Ids = std::vector<domain::TaskId>;
    const auto held = prolong
        ? store::sql::writeValue<Ids>(m_tools.database, m_root,
                                      [&](Connection& connection) -> Result<Ids> {
                                          const auto now = connection.now();
                                          if (!now) {
                                              return fail(now);
                                          }
                                          return store::tasks::heartbeat(connection, leases, m_settings.lease, *now);
                                      })
        : store::sql::readValue<Ids>(m_tools.database, m_root, [&](Connection& connection) {
              return store::tasks::stillHeld(connection, leases);
          });
    if (!held) {
        return; // the next look is a second away, and the lease outlives several
    }
    for (const Lease& lease : leases) {
        if (std::find(held->begin(), held->end(), lease.id) != held->end()) {
            continue;
        }
        const base::LockGuard lock(m_mutex);
        const auto found = m_held.find(lease.id);
        if (found != m_held.end() && found->second->task.fence == lease.fence) {
            found->second->context.cancel("the task was cancelled or taken by another worker");
        }
    }
}

void Scheduler::work(std::stop_token stop)
{
    while (true) {
        HeldPtr held;
        {
            const base::LockGuard lock(m_mutex);
            while (m_ready.empty() && !m_stopping && !stop.stop_requested()) {
                m_workWake.wait(m_mutex);
            }
            if (m_stopping || stop.stop_requested()) {
                return;
            }
            held = std::move(m_ready.front());
            m_ready.pop_front();
            held->running = true;
            ++m_busy;
        }
        const auto begun = std::chrono::steady_clock::now();
        run(held);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
        {
            const base::LockGuard lock(m_mutex);
            --m_busy;
            m_averageMs = m_averageMs * 0.9 + took.count() * 0.1;
            m_released.notifyAll();
        }
        wake();
    }
}

void Scheduler::run(const HeldPtr& held)
{
    // The one place where an exception of a library below ends: a task must not take the program with it.
    Result<Effects> effects = fail(ErrorCode::Internal, "not run");
    try {
        const Result<> usable = held->context.check();
        effects = usable ? runStage(held->context, m_tools, held->task) : Result<Effects>(fail(usable));
    } catch (const std::bad_alloc&) {
        effects = base::failTransient(ErrorCode::Unavailable, "out of memory");
    } catch (const std::exception& exception) {
        effects = fail(ErrorCode::Internal, std::string("unexpected fault: ") + exception.what());
    }
    if (effects) {
        commit(held, std::move(*effects));
    } else {
        settleFailure(held, effects.error());
    }
}

} // namespace argus::engine
