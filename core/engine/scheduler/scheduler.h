// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/domain/task.h"
#include "core/engine/pipeline/stages.h"
#include "core/engine/settings.h"
#include "core/store/repositories/task_repository.h"
#include "core/store/sql/database.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace argus::engine {

struct SchedulerStatus
{
    bool paused = false;
    bool stopping = false; ///< takes no more tasks; those that run may end
    unsigned workers = 0;
    unsigned busyWorkers = 0;
    std::string lastError;
};

/// Claims tasks and runs them on a fixed pool of workers. Any event only means 'try to claim'; it also looks each
/// second by itself. Leases of everything it holds are prolonged every ten seconds, and each second it looks whether
/// they are still its own: a cancelled task's context is cancelled within a second.
///
/// A worker hands the effects of a finished task to the database and goes on; the task counts as held until they are
/// committed, and the number of these is bounded. Any thread.
class Scheduler
{
public:
    /// `committed` is called on a thread of the database after the effects of a task are durable.
    Scheduler(const EngineSettings& settings, StageTools tools, std::function<void(domain::BatchId)> committed);
    /// Stops at once: running tasks are cancelled and given back.
    ~Scheduler();

    /// Frees what a dead predecessor held (sole owner), then starts the threads.
    base::Result<> start(bool paused);
    /// Stops claiming, lets running tasks end for up to `patience`, then cancels them and gives them back.
    void stop(std::chrono::milliseconds patience);

    void wake();
    void setPaused(bool paused);
    /// Cancels the contexts of a batch's running tasks; their rows were cancelled by the command.
    void cancelBatch(domain::BatchId batch);
    SchedulerStatus status() const;
    const std::string& identity() const { return m_identity; }

private:
    struct Held
    {
        domain::Task task;
        base::ExecutionContext context;
        bool running = false; ///< on a worker; else waiting for one, or for its commit
    };
    using HeldPtr = std::shared_ptr<Held>;
    /// A failure that is yet to be written to the task's row.
    struct Unsettled
    {
        HeldPtr held;
        store::sql::Work work;
    };

    void dispatch(std::stop_token stop);
    void keepLeases(std::stop_token stop);
    void work(std::stop_token stop);

    std::int64_t room() ARGUS_REQUIRES(m_mutex);
    std::vector<domain::Stage> openStages() ARGUS_REQUIRES(m_mutex);
    bool claimSome();
    void take(std::vector<domain::Task> claimed);
    void checkLeases(bool prolong);
    void run(const HeldPtr& held);
    void commit(const HeldPtr& held, Effects effects);
    void settleFailure(const HeldPtr& held, const base::Error& error);
    void settle(Unsettled unsettled);
    /// Tries what could not be written because the database was away.
    void settleAgain();
    /// At the end nobody waits for it: the leases run out.
    void leaveUnsettled();
    void release(const HeldPtr& held);
    void noteError(std::string text);
    std::chrono::milliseconds backoff(std::int64_t attempt) const;

    const EngineSettings m_settings;
    const std::string m_identity;
    const unsigned m_workerCount;
    StageTools m_tools;
    const std::function<void(domain::BatchId)> m_committed;
    const base::ExecutionContext m_root;

    mutable base::Mutex m_mutex;
    base::CondVar m_dispatchWake;
    base::CondVar m_workWake;
    base::CondVar m_released;
    bool m_wake ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_paused ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_stopping ARGUS_GUARDED_BY(m_mutex) = false;
    std::deque<HeldPtr> m_ready ARGUS_GUARDED_BY(m_mutex);
    std::map<domain::TaskId, HeldPtr> m_held ARGUS_GUARDED_BY(m_mutex);
    std::vector<Unsettled> m_unsettled ARGUS_GUARDED_BY(m_mutex); ///< held all the same
    unsigned m_busy ARGUS_GUARDED_BY(m_mutex) = 0;
    /// Moving average of how long a task keeps a worker, ms: short ones are claimed ahead, long ones are left to
    /// others.
    double m_averageMs ARGUS_GUARDED_BY(m_mutex) = 1000;
    std::string m_lastError ARGUS_GUARDED_BY(m_mutex);

    std::vector<std::jthread> m_threads; // last: joined first
};

} // namespace argus::engine
