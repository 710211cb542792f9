// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/tcp.h"

#include <atomic>
#include <cstdint>

namespace argus::test {

/// Stands between a client and a server of this machine and passes on what they say, until it is told to be a bad
/// line: to cut connections within answers, to swallow them, or to stand still.
class CuttingProxy
{
public:
    explicit CuttingProxy(int port)
        : m_target(port)
        , m_server([this](int client, std::stop_token stop) { carry(client, stop); })
    { }

    int port() const { return m_server.port(); }
    /// The next `count` connections whose answers grow beyond `bytes` are cut there.
    void cutAnswers(int count, std::uint64_t bytes)
    {
        m_cutAfter = bytes;
        m_cuts = count;
    }
    /// The next `count` connections are cut where requests grow beyond `bytes`.
    void cutRequests(int count, std::uint64_t bytes)
    {
        m_cutRequestAfter = bytes;
        m_requestCuts = count;
    }
    /// The answer after `number` others is cut before its first byte.
    void swallowAnswer(int number) { m_answersLeft = number + 1; }
    /// From now on nothing is passed on; connections stay open.
    void freeze() { m_frozen = true; }
    void thaw() { m_frozen = false; }
    /// How many connections were cut.
    int cuts() const { return m_made; }

private:
    void carry(int client, std::stop_token stop)
    {
        const base::UniqueFd server = connectTo(m_target);
        std::uint64_t asked = 0;
        std::uint64_t answered = 0;
        pollfd both[2] = {{client, POLLIN, 0}, {server.get(), POLLIN, 0}};
        while (!stop.stop_requested() && server.isOpen()) {
            if (m_frozen) {
                std::this_thread::sleep_for(std::chrono::milliseconds(10));
                continue;
            }
            if (::poll(both, 2, 20) <= 0) {
                continue;
            }
            if (both[0].revents != 0 && !pass(client, server.get(), asked, m_requestCuts, m_cutRequestAfter)) {
                return;
            }
            if (both[1].revents != 0 && m_answersLeft > 0 && --m_answersLeft == 0) {
                ++m_made;
                return;
            }
            if (both[1].revents != 0 && !pass(server.get(), client, answered, m_cuts, m_cutAfter)) {
                return;
            }
        }
    }

    bool pass(int from, int to, std::uint64_t& passed, std::atomic<int>& cuts, std::uint64_t limit)
    {
        const std::string bytes = receiveSome(from);
        passed += bytes.size();
        if (cuts > 0 && passed > limit && cuts-- > 0) {
            ++m_made;
            (void)sendAll(to, std::string_view(bytes).substr(0, bytes.size() / 2));
            return false;
        }
        return !bytes.empty() && sendAll(to, bytes);
    }

    const int m_target;
    std::atomic<int> m_cuts {0};
    std::atomic<int> m_requestCuts {0};
    std::atomic<int> m_made {0};
    std::atomic<int> m_answersLeft {0};
    std::atomic<std::uint64_t> m_cutAfter {0};
    std::atomic<std::uint64_t> m_cutRequestAfter {0};
    std::atomic<bool> m_frozen {false};
    TcpServer m_server; ///< last: it ends first
};

} // namespace argus::test
