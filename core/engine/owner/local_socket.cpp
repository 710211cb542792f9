// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/local_socket.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace argus::engine {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Between two looks at the context while waiting.
constexpr int kPollMs = 100;

/// A socket's address, by way of an open folder when the path itself is too long for one.
struct Address
{
    sockaddr_un address {};
    base::UniqueFd folder;
};

Result<Address> addressOf(const std::filesystem::path& path)
{
    Address result;
    result.address.sun_family = AF_UNIX;
    std::string text = path.string();
    if (text.size() >= sizeof result.address.sun_path) {
        const std::filesystem::path parent = path.has_parent_path() ? path.parent_path() : ".";
        result.folder.reset(::open(parent.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
        if (!result.folder.isOpen()) {
            return base::failTransient(ErrorCode::Unavailable, "cannot open " + parent.string());
        }
        text = "/proc/self/fd/" + std::to_string(result.folder.get()) + "/" + path.filename().string();
    }
    if (text.size() >= sizeof result.address.sun_path) {
        return fail(ErrorCode::Invalid, "the name of the store is too long for its socket: " + path.string());
    }
    std::memcpy(result.address.sun_path, text.c_str(), text.size() + 1);
    return result;
}

} // namespace

Result<base::UniqueFd> listenAt(const std::filesystem::path& path)
{
    auto address = addressOf(path);
    if (!address) {
        return fail(address);
    }
    base::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    ::unlink(path.c_str()); // whoever holds the store's lock owns its socket
    if (!socket.isOpen()
        || ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address->address), sizeof address->address) != 0
        || ::chmod(path.c_str(), 0600) != 0 || ::listen(socket.get(), 64) != 0) {
        return fail(ErrorCode::Unavailable, "cannot listen at " + path.string() + ": " + base::errnoText(errno));
    }
    return socket;
}

Result<base::UniqueFd> connectTo(const std::filesystem::path& path)
{
    auto address = addressOf(path);
    if (!address) {
        return fail(address);
    }
    base::UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket.isOpen()
        || ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address->address), sizeof address->address)
            != 0) {
        return base::failTransient(ErrorCode::Unavailable,
                                   "the owner of the store does not answer at " + path.string() + ": "
                                       + base::errnoText(errno));
    }
    return socket;
}

std::optional<uid_t> peerOf(const base::UniqueFd& socket)
{
    ucred peer {};
    socklen_t size = sizeof peer;
    return ::getsockopt(socket.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 ? std::optional(peer.uid)
                                                                                  : std::nullopt;
}

Result<> sendLine(const base::UniqueFd& socket, std::string_view line)
{
    while (!line.empty()) {
        const ssize_t sent = ::send(socket.get(), line.data(), line.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            pollfd waiting {socket.get(), POLLOUT, 0};
            ::poll(&waiting, 1, kPollMs);
            continue;
        }
        if (sent < 0) {
            return base::failTransient(ErrorCode::Unavailable,
                                       "the other process went away: " + base::errnoText(errno));
        }
        line.remove_prefix(static_cast<std::size_t>(sent));
    }
    return {};
}

Result<std::string> receiveLine(const base::ExecutionContext& context, const base::UniqueFd& socket, std::size_t limit)
{
    std::string line;
    std::array<char, 4096> buffer {};
    while (true) {
        ARGUS_TRY(context.check());
        pollfd waiting {socket.get(), POLLIN, 0};
        const int ready = ::poll(&waiting, 1, kPollMs);
        if (ready == 0 || (ready < 0 && errno == EINTR)) {
            continue;
        }
        const ssize_t got = ::recv(socket.get(), buffer.data(), buffer.size(), 0);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (got <= 0) {
            return base::failTransient(ErrorCode::Unavailable, "the other process closed the connection");
        }
        line.append(buffer.data(), static_cast<std::size_t>(got));
        const std::size_t end = line.find('\n');
        if (end != std::string::npos) {
            line.resize(end);
            return line;
        }
        if (line.size() > limit) {
            return fail(ErrorCode::Invalid, "the line is longer than " + std::to_string(limit) + " bytes");
        }
    }
}

} // namespace argus::engine
