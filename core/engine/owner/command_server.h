// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/mutex.h"
#include "core/engine/service/commands.h"

#include <sys/types.h>

#include <atomic>
#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <thread>

namespace argus::engine {

/// Takes the commands of other processes at the owner's socket, each connection on a thread of its own. Whose they are
/// is the kernel's word: a process of the owner's own user acts for whom it says (by default that user), any other for
/// the user it runs as, and what that one may is for the commands to check.
class CommandServer
{
public:
    /// `commands` must outlive the server. `login`: who the owner's own user is to the store.
    static base::Result<std::unique_ptr<CommandServer>> start(Commands& commands, const std::filesystem::path& socket,
                                                              std::string login);
    ~CommandServer();

private:
    CommandServer(Commands& commands, std::filesystem::path path, std::string login, base::UniqueFd socket);
    void accept(std::stop_token stop);
    void serve(std::stop_token stop, base::UniqueFd connection, uid_t peer);
    std::string callerOf(uid_t peer, const std::string& claimed) const;

    /// Connections at the same time; more are turned away and come again.
    static constexpr std::size_t kMaxConnections = 32;

    struct Connection
    {
        std::jthread thread;
        std::shared_ptr<std::atomic<bool>> ended;
    };

    Commands& m_commands;
    const std::filesystem::path m_path;
    const std::string m_login;
    base::UniqueFd m_socket;
    std::list<Connection> m_connections; ///< accept thread only
    std::jthread m_thread;
};

} // namespace argus::engine
