// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/session_pool.h"

#include <algorithm>
#include <functional>
#include <stop_token>

namespace argus::store::postgres {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// How long a caller without a nearer deadline waits for a session.
constexpr std::chrono::milliseconds kLongestWait {10000};
constexpr std::chrono::seconds kTidyPeriod {30};

} // namespace

SessionPool::SessionPool(const PostgresSettings& settings, ConnectionInfo info)
    : m_settings(settings)
    , m_info(std::move(info))
    , m_tidier([this](std::stop_token stop) { tidy(std::move(stop)); })
{ }

SessionPool::~SessionPool()
{
    m_tidier.request_stop();
    const base::LockGuard lock(m_mutex);
    m_tidied.notifyAll();
}

SessionPool::Lease::~Lease()
{
    if (m_session) {
        m_pool->giveBack(std::move(m_session));
    }
}

Result<SessionPool::Lease> SessionPool::acquire(const ExecutionContext& context)
{
    const std::stop_callback wakeUp(context.stopToken(), [this] {
        const base::LockGuard lock(m_mutex);
        m_changed.notifyAll();
    });
    // Not past the context's end, but not before it either: then the reason is the context's.
    const auto until = std::chrono::steady_clock::now()
        + std::min(context.remaining(kLongestWait) + std::chrono::milliseconds(2), kLongestWait);
    std::vector<std::unique_ptr<Session>> ended; // destroyed without the lock
    {
        const base::LockGuard lock(m_mutex);
        while (true) {
            if (const Result<> usable = context.check(); !usable) {
                return fail(usable);
            }
            while (!m_idle.empty()) {
                Idle idle = std::move(m_idle.back());
                m_idle.pop_back();
                if (!isStale(idle, std::chrono::steady_clock::now()) && !idle.session->looksEnded()) {
                    return Lease(*this, std::move(idle.session));
                }
                --m_open;
                ended.push_back(std::move(idle.session));
            }
            if (m_open < m_settings.maxConnections) {
                ++m_open;
                break;
            }
            if (std::chrono::steady_clock::now() >= until) {
                return base::failTransient(ErrorCode::Unavailable,
                                           "all " + std::to_string(m_open) + " connections to the database are in use");
            }
            ++m_waiting;
            m_changed.waitUntil(m_mutex, until);
            --m_waiting;
        }
    }
    auto opened = Session::open(m_info);
    if (!opened) {
        const base::LockGuard lock(m_mutex);
        --m_open;
        m_changed.notifyAll();
        return fail(opened);
    }
    return Lease(*this, std::move(*opened));
}

void SessionPool::giveBack(std::unique_ptr<Session> session)
{
    Idle idle {std::move(session), std::chrono::steady_clock::now()};
    const base::LockGuard lock(m_mutex);
    if (idle.session->isCondemned() || m_idle.size() >= m_settings.maxIdle + m_waiting || isStale(idle, idle.since)) {
        idle.session.reset(); // under the lock, so that there never are more than the count says
        --m_open;
    } else {
        m_idle.push_back(std::move(idle));
    }
    m_changed.notifyOne();
}

void SessionPool::adopt(std::unique_ptr<Session> session)
{
    {
        const base::LockGuard lock(m_mutex);
        ++m_open;
    }
    giveBack(std::move(session));
}

void SessionPool::dropIdle()
{
    std::vector<Idle> ended;
    const base::LockGuard lock(m_mutex);
    ended.swap(m_idle);
    m_open -= ended.size();
    m_changed.notifyAll();
}

SessionPool::Size SessionPool::size() const
{
    const base::LockGuard lock(m_mutex);
    return {m_open, m_idle.size()};
}

bool SessionPool::isStale(const Idle& idle, TimePoint now) const
{
    return now - idle.since >= m_settings.idleTime || now - idle.session->openedAt() >= m_settings.life;
}

std::vector<std::unique_ptr<Session>> SessionPool::takeStale()
{
    std::vector<std::unique_ptr<Session>> stale;
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_idle, [&](Idle& idle) {
        if (!isStale(idle, now)) {
            return false;
        }
        stale.push_back(std::move(idle.session));
        return true;
    });
    m_open -= stale.size();
    return stale;
}

void SessionPool::tidy(std::stop_token stop)
{
    const auto period = std::min<std::chrono::milliseconds>(kTidyPeriod, m_settings.idleTime);
    auto next = std::chrono::steady_clock::now() + period;
    while (!stop.stop_requested()) {
        std::vector<std::unique_ptr<Session>> stale;
        const base::LockGuard lock(m_mutex);
        if (std::chrono::steady_clock::now() >= next) {
            stale = takeStale();
            next = std::chrono::steady_clock::now() + period;
        } else if (!stop.stop_requested()) {
            m_tidied.waitUntil(m_mutex, next);
        }
    }
}

} // namespace argus::store::postgres
