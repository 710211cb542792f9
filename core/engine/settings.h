// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/task.h"
#include "core/domain/worker.h"
#include "core/index/index_cache.h"

#include <chrono>
#include <map>
#include <string>

namespace argus::engine {

/// How the engine works. The defaults are the contract's.
struct EngineSettings
{
    unsigned workers = 0; ///< 0: as many as the machine has processors
    std::string workerName = "desk"; ///< a label; the identity adds a random instance id
    domain::WorkerKind kind = domain::WorkerKind::Desk;
    std::chrono::seconds lease {30};
    std::chrono::seconds heartbeat {10};
    std::chrono::milliseconds poll {1000};
    std::int64_t maxAttempts = 8;
    std::chrono::milliseconds firstBackoff {1000};
    std::chrono::milliseconds longestBackoff {60000};
    std::chrono::milliseconds shutdown {30000};
    /// Tasks of a stage that may run at once; stages that are not listed share the workers freely.
    std::map<domain::Stage, unsigned> stageLimits;
    /// A blob that no row refers to is garbage once it is this old: an upload ended between the two.
    std::chrono::seconds orphanAge {3600};
    /// True: the store has one owner, this process; tasks that run in it at the start belong to a dead predecessor.
    bool soleOwner = true;
    std::string version; ///< of the program, for those who look at the list of workers
    /// Where indexes of recordings are kept; without a folder, nowhere.
    index::CacheSettings indexes;
};

/// How long a window counts as having a case open without saying so again; it says so three times as often. Where many
/// share a store, as long as a worker counts as alive. A store of one's own is not written to that often for it: only
/// windows that were killed are shown for so long.
inline std::chrono::seconds attendanceLife(const EngineSettings& settings)
{
    return settings.soleOwner ? std::chrono::minutes(5) : settings.lease;
}

} // namespace argus::engine
