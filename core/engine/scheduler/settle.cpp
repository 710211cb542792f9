// SPDX-License-Identifier: Apache-2.0
// How a task ends: its effects committed, tried again, or failed for good.
#include "core/engine/scheduler/scheduler.h"

#include "core/base/log.h"

#include <algorithm>
#include <random>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;
using store::tasks::Lease;

void Scheduler::release(const HeldPtr& held)
{
    // Told first: once nothing is held any more, stop() returns and those who are told may be gone.
    m_committed(held->task.batchId);
    const base::LockGuard lock(m_mutex);
    m_held.erase(held->task.id);
    m_released.notifyAll();
}

void Scheduler::commit(const HeldPtr& held, Effects effects)
{
    const Lease lease {held->task.id, held->task.fence};
    auto work = [lease, effects = std::move(effects), trace = held->task.traceId](Connection& connection) -> Result<> {
        auto flow = Flow::begin(connection, trace);
        if (!flow) {
            return fail(flow);
        }
        // First the fence: a worker whose lease was lost leaves nothing behind.
        ARGUS_TRY(store::tasks::complete(connection, lease, flow->now()));
        return effects(*flow);
    };
    m_tools.database.writeLater(held->context, std::move(work), [this, held](Result<> committed) {
        if (committed) {
            release(held);
            return;
        }
        settleFailure(held, committed.error());
    });
}

std::chrono::milliseconds Scheduler::backoff(std::int64_t attempt) const
{
    thread_local std::minstd_rand random {std::random_device {}()};
    std::chrono::milliseconds pause = m_settings.firstBackoff;
    for (std::int64_t i = 1; i < attempt && pause < m_settings.longestBackoff; ++i) {
        pause *= 2;
    }
    pause = std::min(pause, m_settings.longestBackoff);
    // Half of it is left to chance, so that what failed together does not come back together.
    std::uniform_int_distribution<std::int64_t> jitter(pause.count() / 2, pause.count());
    return std::chrono::milliseconds(jitter(random));
}

void Scheduler::settleFailure(const HeldPtr& held, const base::Error& error)
{
    const Lease lease {held->task.id, held->task.fence};
    const bool stopping = error.code == ErrorCode::Cancelled && m_root.isCancelled();
    const bool leaseLost = (error.code == ErrorCode::Cancelled && !stopping) || store::tasks::isLeaseLost(error);
    if (leaseLost) {
        release(held); // the row belongs to somebody else now, or was cancelled: nothing to write
        return;
    }
    const bool serverAway = error.code == ErrorCode::Unavailable;
    const bool transient = stopping || serverAway || error.retryable || error.code == ErrorCode::DeadlineExceeded;
    const bool again = transient && (stopping || serverAway || held->task.attempt < m_settings.maxAttempts);
    const auto pause = stopping ? std::chrono::milliseconds(0) : backoff(held->task.attempt);
    const std::string text = error.message;
    if (!stopping) {
        base::log(base::LogLevel::Info, "engine",
                  held->context.operation() + (again ? " will be tried again: " : " failed: ") + error.describe(),
                  held->task.traceId);
    }
    auto work = [=, task = held->task](Connection& connection) -> Result<> {
        auto flow = Flow::begin(connection, task.traceId);
        if (!flow) {
            return fail(flow);
        }
        if (again) {
            return store::tasks::retryLater(connection, lease, text, flow->now() + pause,
                                            /*countsAsAttempt=*/!stopping && !serverAway, flow->now());
        }
        ARGUS_TRY(store::tasks::failForGood(connection, lease, text, flow->now()));
        return onFailed(*flow, task, text);
    };
    settle({held, std::move(work)});
}

void Scheduler::settle(Unsettled unsettled)
{
    // Under a context of its own: the task's may be what ended.
    const auto context = ExecutionContext::root("argus", "settling a task");
    store::sql::Work work = unsettled.work;
    m_tools.database.writeLater(context, std::move(work), [this, unsettled = std::move(unsettled)](Result<> settled) {
        const bool serverAway = !settled && settled.error().code == ErrorCode::Unavailable;
        if (serverAway) {
            const base::LockGuard lock(m_mutex);
            if (!m_stopping) {
                // Left alone, its batch would stand until the lease runs out, long after the server is back.
                m_unsettled.push_back(unsettled);
                return;
            }
        }
        release(unsettled.held); // whatever else failed: the lease runs out by itself
    });
}

void Scheduler::settleAgain()
{
    std::vector<Unsettled> again;
    {
        const base::LockGuard lock(m_mutex);
        again.swap(m_unsettled);
    }
    for (Unsettled& each : again) {
        settle(std::move(each));
    }
}

void Scheduler::leaveUnsettled()
{
    std::vector<Unsettled> left;
    {
        const base::LockGuard lock(m_mutex);
        left.swap(m_unsettled);
    }
    for (const Unsettled& each : left) {
        release(each.held);
    }
}

} // namespace argus::engine
