// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/mutex.h"
#include "core/store/postgres/conninfo.h"
#include "core/store/postgres/session.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <thread>

namespace argus::store::postgres {

/// Stops statements whose context ended: asks the server over a connection of its own (made when it is needed) to
/// cancel what the session's backend is doing. A watch covers the statements of one transaction; its end waits for a
/// request under way, so that no request ever reaches the next statement of the connection. A request can come between
/// two statements and miss both: it is repeated until the watch ends. Where even that does not help (the server or the
/// network is gone), the connection is cut. Any thread; one thread of its own.
class Canceller
{
public:
    explicit Canceller(ConnectionInfo info);
    ~Canceller();

    /// While it lives, the end of `context` ends the session's statements.
    class Watch
    {
    public:
        Watch(Canceller& canceller, const Session& session, const base::ExecutionContext& context);
        /// For what is not to be cancelled, a commit: the connection is cut when it takes longer.
        Watch(Canceller& canceller, const Session& session, std::chrono::milliseconds limit);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

    private:
        Canceller& m_canceller;
        const std::uint64_t m_id;
        std::optional<std::stop_callback<std::function<void()>>> m_cancelled;
    };

private:
    using TimePoint = std::chrono::steady_clock::time_point;
    struct Entry
    {
        int pid = 0;
        int socket = -1;
        std::optional<TimePoint> due; ///< when to ask the server; nothing: not yet known
        int asked = 0;
        bool busy = false; ///< a request is under way
    };

    std::uint64_t add(const Session& session, std::optional<TimePoint> due, int asked);
    void remove(std::uint64_t id);
    void makeDue(std::uint64_t id);
    void run(std::stop_token stop);
    /// The entry whose time has come, marked as busy.
    std::optional<std::uint64_t> takeDue() ARGUS_REQUIRES(m_mutex);
    TimePoint nextDue() ARGUS_REQUIRES(m_mutex);
    void cancel(std::uint64_t id, Entry entry);
    bool ask(int pid);

    const ConnectionInfo m_info;
    base::Mutex m_mutex;
    base::CondVar m_changed;
    std::map<std::uint64_t, Entry> m_entries ARGUS_GUARDED_BY(m_mutex);
    std::uint64_t m_lastId ARGUS_GUARDED_BY(m_mutex) = 0;
    TimePoint m_sleepsUntil ARGUS_GUARDED_BY(m_mutex) {}; ///< the thread wakes then by itself
    std::unique_ptr<Session> m_session; // of the thread alone; kept no longer than requests follow each other
    std::jthread m_thread; // last: joined first
};

} // namespace argus::store::postgres
