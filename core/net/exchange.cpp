// SPDX-License-Identifier: Apache-2.0
#include "core/net/exchange.h"

#include <algorithm>
#include <cstring>

namespace argus::net {

void Exchange::touch()
{
    const base::LockGuard lock(m_mutex);
    m_connected = true;
    m_lastMove = std::chrono::steady_clock::now();
}

void Exchange::head(int status, std::vector<Header> headers)
{
    const base::LockGuard lock(m_mutex);
    m_answer.status = status;
    m_answer.headers = std::move(headers);
}

std::size_t Exchange::room()
{
    const base::LockGuard lock(m_mutex);
    return kWindow - std::min(kWindow, m_received.size());
}

void Exchange::received(std::string_view bytes)
{
    const base::LockGuard lock(m_mutex);
    m_received += bytes;
    m_changed.notifyAll();
}

std::int64_t Exchange::takeBody(char* out, std::size_t size)
{
    const base::LockGuard lock(m_mutex);
    const std::size_t there = m_body.size() - m_bodyTaken;
    if (there == 0) {
        if (m_bodyEnds) {
            return -1;
        }
        m_wantsBody = true;
        m_changed.notifyAll();
        return 0;
    }
    const std::size_t taken = std::min(size, there);
    std::memcpy(out, m_body.data() + m_bodyTaken, taken);
    m_bodyTaken += taken;
    return static_cast<std::int64_t>(taken);
}

std::size_t Exchange::bodyBytes()
{
    const base::LockGuard lock(m_mutex);
    return m_body.size() - m_bodyTaken;
}

void Exchange::end(std::optional<base::Error> failure)
{
    const base::LockGuard lock(m_mutex);
    if (!m_ended) {
        m_failure = std::move(failure);
    }
    m_ended = true;
    m_changed.notifyAll();
}

Exchange::News Exchange::waitForNews(const std::function<std::optional<Time>()>& stop)
{
    News news;
    while (true) {
        // Asked without the lock: it looks at the context, whose callbacks wake us through the lock.
        const auto until = stop();
        const base::LockGuard lock(m_mutex);
        if (until && m_received.empty() && !m_wantsBody && !m_ended) {
            m_changed.waitUntil(m_mutex, *until);
        }
        if (!until || !m_received.empty() || m_wantsBody || m_ended) {
            news.received = std::move(m_received);
            m_received.clear();
            news.wantsBody = std::exchange(m_wantsBody, false);
            news.ended = m_ended;
            return news;
        }
    }
}

void Exchange::wake()
{
    const base::LockGuard lock(m_mutex);
    m_changed.notifyAll();
}

void Exchange::giveBody(std::string_view bytes, bool isLast)
{
    const base::LockGuard lock(m_mutex);
    m_body.erase(0, m_bodyTaken);
    m_bodyTaken = 0;
    m_body += bytes;
    m_bodyEnds = isLast;
    // The time in which the caller made its bytes is not the server's.
    m_lastMove = std::chrono::steady_clock::now();
}

void Exchange::waitForEnd()
{
    const base::LockGuard lock(m_mutex);
    while (!m_ended) {
        m_changed.wait(m_mutex);
    }
}

bool Exchange::isConnected()
{
    const base::LockGuard lock(m_mutex);
    return m_connected;
}

Exchange::Time Exchange::lastMove()
{
    const base::LockGuard lock(m_mutex);
    return m_lastMove;
}

std::optional<base::Error> Exchange::failure()
{
    const base::LockGuard lock(m_mutex);
    return m_failure;
}

Response Exchange::answer()
{
    const base::LockGuard lock(m_mutex);
    return m_answer;
}

bool Exchange::isSuccess()
{
    const base::LockGuard lock(m_mutex);
    return m_answer.isSuccess();
}

} // namespace argus::net
