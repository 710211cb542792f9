// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/command_server.h"

#include "core/base/system_user.h"
#include "core/engine/owner/command_json.h"
#include "core/engine/owner/local_socket.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr int kPollMs = 100;
/// A connection that says nothing for so long is closed.
constexpr std::chrono::milliseconds kIdleTime {300000};

} // namespace

CommandServer::CommandServer(Commands& commands, std::filesystem::path path, std::string login, base::UniqueFd socket)
    : m_commands(commands)
    , m_path(std::move(path))
    , m_login(std::move(login))
    , m_socket(std::move(socket))
{
    m_thread = std::jthread([this](std::stop_token stop) { accept(std::move(stop)); });
}

CommandServer::~CommandServer()
{
    m_thread.request_stop();
    m_thread.join();
    for (Connection& connection : m_connections) {
        connection.thread.request_stop();
    }
    m_connections.clear();
    ::unlink(m_path.c_str());
}

Result<std::unique_ptr<CommandServer>> CommandServer::start(Commands& commands, const std::filesystem::path& path,
                                                            std::string login)
{
    auto socket = listenAt(path);
    if (!socket) {
        return fail(socket);
    }
    return std::unique_ptr<CommandServer>(new CommandServer(commands, path, std::move(login), std::move(*socket)));
}

void CommandServer::accept(std::stop_token stop)
{
    while (!stop.stop_requested()) {
        m_connections.remove_if([](const Connection& connection) { return connection.ended->load(); });
        pollfd waiting {m_socket.get(), POLLIN, 0};
        if (::poll(&waiting, 1, kPollMs) <= 0) {
            continue;
        }
        base::UniqueFd peer(::accept4(m_socket.get(), nullptr, nullptr, SOCK_CLOEXEC));
        const auto user = peer.isOpen() ? peerOf(peer) : std::nullopt;
        if (!user) {
            continue;
        }
        if (m_connections.size() >= kMaxConnections) {
            (void)sendLine(peer,
                           answerToJson(base::failTransient(ErrorCode::Unavailable, "the owner of the store is busy")));
            continue;
        }
        auto ended = std::make_shared<std::atomic<bool>>(false);
        m_connections.push_back({std::jthread(
                                     [this, ended, uid = *user](std::stop_token own, base::UniqueFd fd) {
                                         serve(std::move(own), std::move(fd), uid);
                                         ended->store(true);
                                     },
                                     std::move(peer)),
                                 ended});
    }
}

std::string CommandServer::callerOf(uid_t peer, const std::string& claimed) const
{
    if (peer != ::getuid()) {
        return base::userName(peer);
    }
    return claimed.empty() ? m_login : claimed;
}

void CommandServer::serve(std::stop_token stop, base::UniqueFd connection, uid_t peer)
{
    while (!stop.stop_requested()) {
        const ExecutionContext waiting
            = ExecutionContext::root("argus", "waiting for a command").withStopToken(stop).withTimeout(kIdleTime);
        const auto line = receiveLine(waiting, connection, kMaxCommandBytes);
        if (!line) {
            return;
        }
        auto request = requestFromJson(*line);
        if (request) {
            request->user = callerOf(peer, request->user);
        }
        const Result<std::string> answer = request ? perform(m_commands, *request) : Result<std::string>(fail(request));
        if (!sendLine(connection, answerToJson(answer))) {
            return;
        }
    }
}

} // namespace argus::engine
