// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace argus::test {

/// Stands between a client and a server on the loopback interface, and cuts connections when it is told to.
class TcpProxy
{
public:
    explicit TcpProxy(std::uint16_t serverPort);
    ~TcpProxy();

    std::string port() const { return std::to_string(m_port); }

    enum class Cut
    {
        Nothing,
        BeforeItArrives, ///< the server never sees what held the words
        AfterItArrived ///< the server gets it, the client never an answer
    };
    /// The next piece from a client that holds `words` cuts its connection, once.
    void cutAt(std::string words, Cut cut);
    /// From now on bytes go nowhere, and connections stand: as when a cable is pulled.
    void stall(bool stalled) { m_stalled = stalled; }
    /// New connections are refused.
    void refuse(bool refused) { m_refused = refused; }
    int cuts() const { return m_cuts; }

private:
    void accept(std::stop_token stop);
    void carry(std::stop_token stop, int client);
    Cut cutFor(std::string_view piece);

    const std::uint16_t m_serverPort;
    std::uint16_t m_port = 0;
    base::UniqueFd m_listener;
    std::atomic<bool> m_stalled {false};
    std::atomic<bool> m_refused {false};
    std::atomic<int> m_cuts {0};
    std::mutex m_mutex;
    std::string m_words;
    Cut m_cut = Cut::Nothing;
    std::vector<std::jthread> m_carriers; // of the accepting thread, joined by the destructor
    std::jthread m_acceptor;
};

} // namespace argus::test
