// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tcp_proxy.h"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace argus::test {

namespace {

constexpr int kLookMs = 20;

sockaddr_in loopback(std::uint16_t port)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

bool sendAll(int socket, std::string_view data)
{
    while (!data.empty()) {
        const ssize_t sent = ::send(socket, data.data(), data.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        data.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

} // namespace

TcpProxy::TcpProxy(std::uint16_t serverPort)
    : m_serverPort(serverPort)
    , m_listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    REQUIRE(::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(m_listener.get(), 64) == 0);
    REQUIRE(::getsockname(m_listener.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0);
    m_port = ntohs(address.sin_port);
    m_acceptor = std::jthread([this](std::stop_token stop) { accept(std::move(stop)); });
}

TcpProxy::~TcpProxy()
{
    m_acceptor.request_stop();
    m_acceptor.join();
    for (std::jthread& carrier : m_carriers) {
        carrier.request_stop();
    }
}

void TcpProxy::cutAt(std::string words, Cut cut)
{
    const std::lock_guard lock(m_mutex);
    m_words = std::move(words);
    m_cut = cut;
}

TcpProxy::Cut TcpProxy::cutFor(std::string_view piece)
{
    const std::lock_guard lock(m_mutex);
    if (m_cut == Cut::Nothing || piece.find(m_words) == std::string_view::npos) {
        return Cut::Nothing;
    }
    ++m_cuts;
    return std::exchange(m_cut, Cut::Nothing);
}

void TcpProxy::accept(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        pollfd watched {m_listener.get(), POLLIN, 0};
        if (::poll(&watched, 1, kLookMs) != 1) {
            continue;
        }
        const int client = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (client >= 0 && m_refused) {
            ::close(client);
        } else if (client >= 0) {
            m_carriers.emplace_back([this, client](std::stop_token own) { carry(std::move(own), client); });
        }
    }
}

void TcpProxy::carry(std::stop_token stop, int client)
{
    const base::UniqueFd near(client);
    const base::UniqueFd far(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(m_serverPort);
    if (::connect(far.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return;
    }
    while (!stop.stop_requested()) {
        pollfd watched[2] {{near.get(), POLLIN, 0}, {far.get(), POLLIN, 0}};
        if (m_stalled || ::poll(watched, 2, kLookMs) < 1) {
            if (m_stalled) {
                ::usleep(kLookMs * 1000);
            }
            continue;
        }
        for (int i = 0; i < 2; ++i) {
            if (watched[i].revents == 0) {
                continue;
            }
            char block[16384];
            const ssize_t got = ::recv(watched[i].fd, block, sizeof block, 0);
            if (got <= 0) {
                return;
            }
            const std::string_view piece(block, static_cast<std::size_t>(got));
            const Cut cut = i == 0 ? cutFor(piece) : Cut::Nothing;
            if (cut == Cut::BeforeItArrives || !sendAll(i == 0 ? far.get() : near.get(), piece)) {
                return;
            }
            if (cut == Cut::AfterItArrived) {
                char answer = 0;
                (void)::recv(far.get(), &answer, 1, MSG_PEEK); // the server has done it; nobody hears of it
                return;
            }
        }
    }
}

} // namespace argus::test
