// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/task.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

/// What operators ask of a store: how long the queues are and how old what waits in them.
namespace argus::store::operations {

struct Queue
{
    domain::Stage stage = domain::Stage::Parse;
    std::uint64_t ready = 0; ///< may be claimed now
    std::uint64_t delayed = 0; ///< wait for their next attempt
    std::uint64_t running = 0;
    std::uint64_t overdue = 0; ///< running, but their lease ran out
    std::optional<std::chrono::microseconds> oldestReady; ///< how long the oldest could have been claimed
};

/// One for each stage, in their order.
base::Result<std::vector<Queue>> queues(sql::Connection& connection, base::UtcTime now);

struct Backlog
{
    std::uint64_t waiting = 0;
    std::optional<std::chrono::microseconds> oldest; ///< how long the oldest event waits to be published
};

base::Result<Backlog> outboxBacklog(sql::Connection& connection, base::UtcTime now);

} // namespace argus::store::operations
