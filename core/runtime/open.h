// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/result.h"
#include "core/domain/worker.h"
#include "core/runtime/connection.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

/// Builds the engine from settings: the only place that knows which implementations there are. Linked by the
/// applications and by tests.
namespace argus::runtime {

/// What an engine is for.
enum class Role
{
    Pipeline, ///< works on tasks as long as it lives: the desk, a worker, `submit --wait`
    Commands, ///< only reads and passes commands on; works on nothing
};

/// Where the state lives, and how the engine works.
struct Settings
{
    Connection connection;
    Role role = Role::Pipeline;
    domain::WorkerKind kind = domain::WorkerKind::Desk;
    unsigned workers = 0; ///< 0: one for each processor
    std::string workerName = "desk";
    /// Who this process is to a SQLite store; empty: the system's user. (A database server knows by itself.)
    std::string login;
    /// As engine::HostOptions: the users of the calls' contexts are logins.
    bool entranceKnowsCallers = false;
    /// How long the end may wait for running tasks, ms.
    std::int64_t shutdownMs = 30000;
    /// How long a task is held without a sign of life of its worker, seconds; a third of it between two signs.
    std::int64_t leaseSeconds = 30;
    /// How old a blob without a row must be before it is removed, seconds.
    std::int64_t orphanAgeSeconds = 3600;
};

/// `$XDG_DATA_HOME/argus-desk/store.db`, or the same in ~/.local/share.
std::filesystem::path defaultStore();

/// Opens the store (a local one as its owner, or beside it) and starts the engine. Invalid for settings that do not go
/// together, Conflict for a schema of another version, Denied for a login that is refused, Unavailable when store, bus
/// or blobs cannot be reached.
base::Result<std::unique_ptr<api::Engine>> openEngine(const Settings& settings);

/// An engine over a temporary store that refers to recordings where they lie; everything is removed with it.
base::Result<std::unique_ptr<api::Engine>> openTemporary(unsigned workers = 0);

} // namespace argus::runtime
