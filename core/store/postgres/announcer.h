// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/mutex.h"
#include "core/store/postgres/conninfo.h"

#include <pqxx/connection>

#include <chrono>
#include <functional>
#include <string>
#include <thread>

namespace argus::store::postgres {

/// Tells other processes that something was committed, and listens for what they tell: NOTIFY and LISTEN on a
/// connection and a thread of its own, which start with the first use. Never inside a transaction that does anything
/// else, and ten times a second at most: each NOTIFY takes a lock that all committing sessions of the server share. Any
/// thread.
class Announcer
{
public:
    explicit Announcer(ConnectionInfo info);
    /// Sends what was announced and not yet sent, when the connection stands.
    ~Announcer();

    void announce();
    /// As sql::Database::onAnnounced().
    void listen(std::function<void()> told);

private:
    using TimePoint = std::chrono::steady_clock::time_point;

    void startThread();
    void wake();
    void run(std::stop_token stop);
    /// Serves one connection until it breaks (throws) or the end.
    void serve(std::stop_token stop, pqxx::connection& connection);
    void send(pqxx::connection& connection);
    /// Sleeps until woken, until `socket` has something to read, or until then.
    void waitFor(int socket, TimePoint until);
    bool isPending();
    void tell();

    const ConnectionInfo m_info;
    const std::string m_identity; ///< tells our own notifications from others'
    base::UniqueFd m_wakeUp; ///< an eventfd
    base::Mutex m_mutex;
    bool m_started ARGUS_GUARDED_BY(m_mutex) = false;
    bool m_pending ARGUS_GUARDED_BY(m_mutex) = false;
    base::Mutex m_callMutex; ///< held while `m_told` is called
    std::function<void()> m_told ARGUS_GUARDED_BY(m_callMutex);
    TimePoint m_lastSent {}; // of the thread alone
    std::jthread m_thread; // last: joined first
};

} // namespace argus::store::postgres
