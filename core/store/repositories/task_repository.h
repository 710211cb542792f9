// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/task.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// Tasks and their attempts: rows claimed by lease, with a fence number in every statement that ends one.
namespace argus::store::tasks {

/// Adds a task that may run at once. The same stage of the same epoch (and file) is added once only.
base::Result<> insert(sql::Connection& connection, const domain::Task& task, base::UtcTime now);

struct Claim
{
    std::string worker; ///< lease owner: name and instance id
    std::int64_t limit = 1;
    std::chrono::seconds lease {30};
    std::span<const domain::Stage> stages; ///< those that still have room
};

/// Takes up to `limit` available tasks, highest priority first and of these the oldest batch's, and opens an attempt
/// for each.
base::Result<std::vector<domain::Task>> claim(sql::Connection& connection, const Claim& claim, base::UtcTime now);

struct Lease
{
    domain::TaskId id;
    std::int64_t fence = 0;
};

/// Prolongs leases; answers those that are still held. The others were cancelled or taken: stop working on them.
base::Result<std::vector<domain::TaskId>> heartbeat(sql::Connection& connection, std::span<const Lease> leases,
                                                    std::chrono::seconds lease, base::UtcTime now);
/// The same without prolonging: for the quick look each second.
base::Result<std::vector<domain::TaskId>> stillHeld(sql::Connection& connection, std::span<const Lease> leases);

/// True for the Conflict of the calls below when the lease was lost, and for no other.
bool isLeaseLost(const base::Error& error);

/// Ends a task as completed. Conflict when the lease was lost: the whole transaction must fail with it.
base::Result<> complete(sql::Connection& connection, const Lease& lease, base::UtcTime now);
/// Ends a task as failed. Conflict as above.
base::Result<> failForGood(sql::Connection& connection, const Lease& lease, const std::string& error,
                           base::UtcTime now);
/// Gives a task back to be tried again at `runAt`. `countsAsAttempt` is false while a server is away. Conflict as
/// above.
base::Result<> retryLater(sql::Connection& connection, const Lease& lease, const std::string& error,
                          base::UtcTime runAt, bool countsAsAttempt, base::UtcTime now);

/// Frees tasks whose lease ran out, or, with `owner`-less recovery of a store that has one owner, all running ones.
/// Answers how many.
base::Result<std::int64_t> reap(sql::Connection& connection, bool allRunning, base::UtcTime now);

/// Cancels every unfinished task of a batch.
base::Result<> cancelOfBatch(sql::Connection& connection, domain::BatchId batch, const std::string& reason,
                             base::UtcTime now);

base::Result<std::vector<domain::Attempt>> attemptsOf(sql::Connection& connection, domain::BatchId batch,
                                                      std::optional<std::int64_t> epoch);

struct Counts
{
    std::uint64_t available = 0;
    std::uint64_t running = 0;
};
base::Result<Counts> counts(sql::Connection& connection);

} // namespace argus::store::tasks
