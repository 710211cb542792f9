// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/store/repositories/dead_letter_repository.h"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

/// Sends dead letters again: as a message of the topic they came from, through the outbox, under the event id they had.
/// Consumers that had the effect already pass them over.
namespace argus::bus {

struct Redriven
{
    std::uint64_t sent = 0; ///< with dryRun: how many would be
    std::uint64_t refused = 0;
    std::vector<std::string> reasons; ///< why, for the first of those refused
};

struct RedriveOptions
{
    /// Sends some letters within the caller's transaction, and says how many. It may be run again, as every such work.
    using Work = std::function<base::Result<Redriven>(store::sql::Connection&)>;

    bool dryRun = false; ///< count only
    std::uint64_t perSecond = 500; ///< so that what failed together does not come back as a flood; 0: no limit
    /// Runs each part of the work in a transaction that also notes who did it; empty: in one of its own.
    std::function<base::Result<>(const base::ExecutionContext&, const Work&)> transact {};
};

/// Those with these numbers. One that is not there, or was cut, is refused with the reason; the others are sent.
/// Errors: those of the database, and of the context; what was sent until then stays sent.
base::Result<Redriven> redrive(const base::ExecutionContext& context, store::sql::Database& database,
                               std::span<const std::int64_t> seqs, const RedriveOptions& options = {});
/// All that fit and were there when it began, oldest first.
base::Result<Redriven> redrive(const base::ExecutionContext& context, store::sql::Database& database,
                               const store::dead_letters::Filter& filter, const RedriveOptions& options = {});

} // namespace argus::bus
