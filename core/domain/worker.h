// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace argus::domain {

enum class WorkerKind : std::uint8_t
{
    Desk,
    Worker, ///< headless
    Command, ///< a command that runs the engine for as long as it needs
};

enum class WorkerState : std::uint8_t
{
    Working,
    Paused,
    Stopping
};

/// A process that works on tasks of the store.
struct Worker
{
    std::string identity; ///< name and a random instance id: what leases are held under
    std::string name; ///< a label; two processes may have the same
    WorkerKind kind = WorkerKind::Worker;
    std::string host;
    std::int64_t pid = 0;
    std::string version; ///< of the program
    std::string login; ///< towards the database
    WorkerState state = WorkerState::Working;
    std::int64_t concurrency = 0; ///< tasks it can run at once
    std::int64_t busy = 0; ///< tasks it runs now
    base::UtcTime startedAt;
    base::UtcTime seenAt; ///< last heartbeat, by the database's clock
};

/// "desk", "worker", "command"
std::string_view toString(WorkerKind kind);
std::optional<WorkerKind> parseWorkerKind(std::string_view name);
/// "working", "paused", "stopping"
std::string_view toString(WorkerState state);
std::optional<WorkerState> parseWorkerState(std::string_view name);

} // namespace argus::domain
