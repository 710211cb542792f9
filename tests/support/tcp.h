// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

namespace argus::test {

/// A server on a free port of loopback. Each connection runs `talk` on a thread of its own, and is closed when that
/// returns. Its end shuts all connections, so that no `talk` is left waiting.
class TcpServer
{
public:
    using Talk = std::function<void(int connection, std::stop_token stop)>;

    explicit TcpServer(Talk talk)
        : m_talk(std::move(talk))
        , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof(address);
        (void)::bind(m_listener.get(), reinterpret_cast<sockaddr*>(&address), size);
        (void)::listen(m_listener.get(), 16);
        (void)::getsockname(m_listener.get(), reinterpret_cast<sockaddr*>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_acceptor = std::jthread([this](std::stop_token stop) { accept(stop); });
    }
    ~TcpServer()
    {
        m_acceptor.request_stop();
        m_acceptor.join();
        const std::lock_guard lock(m_mutex);
        for (Connection& each : m_connections) {
            each.thread.request_stop();
            ::shutdown(each.socket.get(), SHUT_RDWR);
        }
    }

    int port() const { return m_port; }
    int connections() const { return m_count; }

private:
    struct Connection
    {
        base::UniqueFd socket;
        std::jthread thread;
    };

    void accept(std::stop_token stop)
    {
        while (!stop.stop_requested()) {
            pollfd waiting {m_listener.get(), POLLIN, 0};
            if (::poll(&waiting, 1, 50) <= 0) {
                continue;
            }
            base::UniqueFd socket(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!socket.isOpen()) {
                continue;
            }
            ++m_count;
            const std::lock_guard lock(m_mutex);
            Connection& made = m_connections.emplace_back();
            made.socket = std::move(socket);
            made.thread = std::jthread([this, fd = made.socket.get()](std::stop_token ends) {
                m_talk(fd, ends);
                ::shutdown(fd, SHUT_RDWR);
            });
        }
    }

    const Talk m_talk;
    base::UniqueFd m_listener;
    int m_port = 0;
    std::atomic<int> m_count {0};
    std::mutex m_mutex;
    std::list<Connection> m_connections;
    std::jthread m_acceptor;
};

/// Sends all of `bytes`; false when the other side is gone.
inline bool sendAll(int socket, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// Reads what is there, and waits for something to be there; empty at the end.
inline std::string receiveSome(int socket, std::size_t most = 65536)
{
    std::string bytes(most, '\0');
    const ssize_t got = ::recv(socket, bytes.data(), bytes.size(), 0);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
}

/// Connects to a port of loopback; not open when nobody listens.
inline base::UniqueFd connectTo(int port)
{
    base::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0) {
        socket.reset();
    }
    return socket;
}

} // namespace argus::test
