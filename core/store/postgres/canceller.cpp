// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/canceller.h"

#include <algorithm>
#include <sys/socket.h>

namespace argus::store::postgres {

using base::ExecutionContext;

namespace {

constexpr std::chrono::milliseconds kAskAgain {200};
/// Requests after which the connection is cut.
constexpr int kMaxAsked = 10;
constexpr std::chrono::hours kLongestSleep {1};

} // namespace

Canceller::Canceller(ConnectionInfo info)
    : m_info(std::move(info))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); })
{ }

Canceller::~Canceller()
{
    m_thread.request_stop();
    const base::LockGuard lock(m_mutex);
    m_changed.notifyAll();
}

Canceller::Watch::Watch(Canceller& canceller, const Session& session, const ExecutionContext& context)
    : m_canceller(canceller)
    , m_id(canceller.add(session, context.deadline(), 0))
{
    m_cancelled.emplace(context.stopToken(), [&canceller, id = m_id] { canceller.makeDue(id); });
}

Canceller::Watch::Watch(Canceller& canceller, const Session& session, std::chrono::milliseconds limit)
    : m_canceller(canceller)
    , m_id(canceller.add(session, std::chrono::steady_clock::now() + limit, kMaxAsked))
{ }

Canceller::Watch::~Watch()
{
    m_canceller.remove(m_id);
}

std::uint64_t Canceller::add(const Session& session, std::optional<TimePoint> due, int asked)
{
    const base::LockGuard lock(m_mutex);
    Entry entry;
    entry.pid = session.backendPid();
    entry.socket = session.socket();
    entry.due = due;
    entry.asked = asked;
    m_entries.emplace(++m_lastId, entry);
    // Most transactions end long before: the thread is not woken for each of them.
    if (entry.due && *entry.due < m_sleepsUntil) {
        m_changed.notifyAll();
    }
    return m_lastId;
}

void Canceller::remove(std::uint64_t id)
{
    const base::LockGuard lock(m_mutex);
    const auto entry = m_entries.find(id);
    while (entry->second.busy) {
        m_changed.wait(m_mutex);
    }
    m_entries.erase(entry);
}

void Canceller::makeDue(std::uint64_t id)
{
    const base::LockGuard lock(m_mutex);
    const auto entry = m_entries.find(id);
    if (entry != m_entries.end()) {
        entry->second.due = std::chrono::steady_clock::now();
        m_changed.notifyAll();
    }
}

Canceller::TimePoint Canceller::nextDue()
{
    TimePoint next = std::chrono::steady_clock::now() + kLongestSleep;
    for (const auto& [id, entry] : m_entries) {
        if (entry.due) {
            next = std::min(next, *entry.due);
        }
    }
    return next;
}

std::optional<std::uint64_t> Canceller::takeDue()
{
    const auto now = std::chrono::steady_clock::now();
    for (auto& [id, entry] : m_entries) {
        if (entry.due && *entry.due <= now) {
            entry.busy = true;
            return id;
        }
    }
    return std::nullopt;
}

void Canceller::run(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        std::optional<std::uint64_t> due;
        Entry entry;
        {
            const base::LockGuard lock(m_mutex);
            due = takeDue();
            if (!due && !m_session) {
                if (!stop.stop_requested()) {
                    m_sleepsUntil = nextDue();
                    m_changed.waitUntil(m_mutex, m_sleepsUntil);
                }
            } else if (due) {
                entry = m_entries[*due];
            }
        }
        if (due) {
            cancel(*due, entry);
        } else {
            // Not kept for the next request: on a connection that went dead meanwhile, that would wait for long, while
            // making one is limited in time.
            m_session.reset();
        }
    }
}

void Canceller::cancel(std::uint64_t id, Entry entry)
{
    const bool asked = entry.asked < kMaxAsked && ask(entry.pid);
    if (!asked) {
        // The watch waits for us, so that the descriptor is still its connection's.
        ::shutdown(entry.socket, SHUT_RDWR);
    }
    const base::LockGuard lock(m_mutex);
    const auto found = m_entries.find(id);
    found->second.busy = false;
    ++found->second.asked;
    found->second.due = std::chrono::steady_clock::now() + kAskAgain;
    m_changed.notifyAll();
}

bool Canceller::ask(int pid)
{
    if (!m_session) {
        auto opened = Session::open(m_info);
        if (!opened) {
            return false;
        }
        m_session = std::move(*opened);
    }
    try {
        m_session->exec("SELECT pg_cancel_backend(" + std::to_string(pid) + ")");
        return true;
    } catch (const std::exception&) {
        m_session.reset();
        return false;
    }
}

} // namespace argus::store::postgres
