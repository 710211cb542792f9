// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/mutex.h"
#include "core/engine/service/commands.h"

#include <atomic>
#include <filesystem>
#include <list>
#include <memory>
#include <thread>

namespace argus::engine {

/// Takes the commands of other processes at the owner's socket, each connection on a thread of its own.
class CommandServer
{
public:
    /// `commands` must outlive the server.
    static base::Result<std::unique_ptr<CommandServer>> start(Commands& commands, const std::filesystem::path& socket);
    ~CommandServer();

private:
    CommandServer(Commands& commands, std::filesystem::path path, base::UniqueFd socket);
    void accept(std::stop_token stop);
    void serve(std::stop_token stop, base::UniqueFd connection);

    /// Connections at the same time; more are turned away and come again.
    static constexpr std::size_t kMaxConnections = 32;

    struct Connection
    {
        std::jthread thread;
        std::shared_ptr<std::atomic<bool>> ended;
    };

    Commands& m_commands;
    const std::filesystem::path m_path;
    base::UniqueFd m_socket;
    std::list<Connection> m_connections; ///< accept thread only
    std::jthread m_thread;
};

} // namespace argus::engine
