// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"
#include "core/store/sql/database.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace argus::store::sql {

/// One transaction on its way through a database thread.
class Job
{
public:
    Job(const base::ExecutionContext& jobContext, Work work, std::function<void(base::Result<>)> done = {})
        : context(jobContext)
        , m_work(std::move(work))
        , m_done(std::move(done))
    { }

    base::Result<> run(Connection& connection) { return m_work(connection); }

    /// Answers the one who waits, or calls `done`. Once.
    void finish(base::Result<> result)
    {
        if (m_done) {
            std::exchange(m_done, nullptr)(std::move(result));
            return;
        }
        const base::LockGuard lock(m_mutex);
        m_result = std::move(result);
        m_finished = true;
        m_ended.notifyAll();
    }

    base::Result<> wait()
    {
        const base::LockGuard lock(m_mutex);
        while (!m_finished) {
            m_ended.wait(m_mutex);
        }
        return std::move(m_result);
    }

    const base::ExecutionContext context;

private:
    Work m_work;
    std::function<void(base::Result<>)> m_done;
    base::Mutex m_mutex;
    base::CondVar m_ended;
    base::Result<> m_result ARGUS_GUARDED_BY(m_mutex);
    bool m_finished ARGUS_GUARDED_BY(m_mutex) = false;
};

/// Jobs waiting for a database thread. A job that comes after close() is answered as unavailable.
class WorkQueue
{
public:
    void push(std::shared_ptr<Job> job)
    {
        {
            const base::LockGuard lock(m_mutex);
            if (!m_closed) {
                m_jobs.push_back(std::move(job));
                m_filled.notifyOne();
                return;
            }
        }
        job->finish(base::fail(base::ErrorCode::Unavailable, "the store is closed"));
    }

    /// Waits; null when closed and drained.
    std::shared_ptr<Job> take()
    {
        const base::LockGuard lock(m_mutex);
        while (m_jobs.empty() && !m_closed) {
            m_filled.wait(m_mutex);
        }
        if (m_jobs.empty()) {
            return nullptr;
        }
        std::shared_ptr<Job> job = std::move(m_jobs.front());
        m_jobs.pop_front();
        return job;
    }

    /// Waits, then takes all that is there up to `limit`, or an even share of it where several threads take; empty when
    /// closed and drained.
    std::vector<std::shared_ptr<Job>> takeAll(std::size_t limit, std::size_t takers = 1)
    {
        const base::LockGuard lock(m_mutex);
        while (m_jobs.empty() && !m_closed) {
            m_filled.wait(m_mutex);
        }
        const std::size_t share = std::min(limit, (m_jobs.size() + takers - 1) / takers);
        std::vector<std::shared_ptr<Job>> group;
        while (group.size() < share) {
            group.push_back(std::move(m_jobs.front()));
            m_jobs.pop_front();
        }
        return group;
    }

    bool isClosed() const
    {
        const base::LockGuard lock(m_mutex);
        return m_closed;
    }

    void close()
    {
        const base::LockGuard lock(m_mutex);
        m_closed = true;
        m_filled.notifyAll();
    }

private:
    mutable base::Mutex m_mutex;
    base::CondVar m_filled;
    std::deque<std::shared_ptr<Job>> m_jobs ARGUS_GUARDED_BY(m_mutex);
    bool m_closed ARGUS_GUARDED_BY(m_mutex) = false;
};

} // namespace argus::store::sql
