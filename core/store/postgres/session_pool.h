// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/store/postgres/session.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace argus::store::postgres {

/// The connections of a database: so many at most, few of them idle, none for long. Any thread.
class SessionPool
{
public:
    SessionPool(const PostgresSettings& settings, ConnectionInfo info);
    ~SessionPool();

    /// A session for as long as it lives; then it goes back, or ends.
    class Lease
    {
    public:
        Lease(SessionPool& pool, std::unique_ptr<Session> session)
            : m_pool(&pool)
            , m_session(std::move(session))
        { }
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease();
        Session& operator*() const { return *m_session; }
        Session* operator->() const { return m_session.get(); }

    private:
        SessionPool* m_pool;
        std::unique_ptr<Session> m_session;
    };

    /// An idle session or a new one; waits while all are in use. Errors: those of the context and of connecting,
    /// Unavailable (retryable) when none comes free in time.
    base::Result<Lease> acquire(const base::ExecutionContext& context);
    /// Ends all idle sessions: one of them was found dead, the others are likely so.
    void dropIdle();
    /// Hands a session over that the pool did not make.
    void adopt(std::unique_ptr<Session> session);

    struct Size
    {
        std::size_t open = 0;
        std::size_t idle = 0;
    };
    Size size() const;

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Idle
    {
        std::unique_ptr<Session> session;
        TimePoint since;
    };

    void giveBack(std::unique_ptr<Session> session);
    bool isStale(const Idle& idle, TimePoint now) const;
    /// Takes idle sessions that are past their time out of the pool; the caller ends them without the lock.
    std::vector<std::unique_ptr<Session>> takeStale() ARGUS_REQUIRES(m_mutex);
    void tidy(std::stop_token stop);

    const PostgresSettings m_settings;
    const ConnectionInfo m_info;
    mutable base::Mutex m_mutex;
    base::CondVar m_changed; ///< for those who wait for a session
    base::CondVar m_tidied;
    std::vector<Idle> m_idle ARGUS_GUARDED_BY(m_mutex); ///< the last one used is taken first
    std::size_t m_waiting ARGUS_GUARDED_BY(m_mutex) = 0; ///< callers; what comes back is for them
    std::size_t m_open ARGUS_GUARDED_BY(m_mutex) = 0; ///< idle, in use or being connected
    std::jthread m_tidier; // last: joined first
};

} // namespace argus::store::postgres
