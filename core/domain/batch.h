// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace argus::domain {

enum class BatchStatus : std::uint8_t
{
    Pending,
    Uploaded,
    Scattering,
    Scattered,
    Gathering,
    Gathered,
    Diagnosing,
    Completed,
    Failed,
};

/// "pending", "uploaded", ...
std::string_view toString(BatchStatus status);
std::optional<BatchStatus> parseBatchStatus(std::string_view name);
/// In the order in which a batch passes them, failed last.
std::span<const BatchStatus> allBatchStatuses();
/// Completed or failed.
bool isEnded(BatchStatus status);
/// The state machine: one step forward, `failed` from each unfinished state, `pending` from an ended one.
bool isAllowed(BatchStatus from, BatchStatus to);

/// All recordings of one upload session of one vehicle. It is only meaningful whole, so nothing is processed before the
/// upload is declared complete.
///
/// The functions below keep the invariants; the store repeats them as CHECK constraints:
/// 0 <= failed_files <= processed_files <= total_files, 0 <= completed_workers <= expected_workers, run_epoch >= 1.
struct Batch
{
    BatchId id;
    std::string vehicleId;
    std::string vin; ///< empty: not known
    std::string workspace = "default";
    std::string createdBy;
    BatchStatus status = BatchStatus::Pending;
    std::int64_t runEpoch = 1;
    std::int64_t totalFiles = 0;
    std::int64_t processedFiles = 0; ///< parsed, duplicate and failed files alike
    std::int64_t failedFiles = 0;
    std::int64_t expectedWorkers = 0; ///< a hint until scatter has counted its parse tasks
    std::int64_t completedWorkers = 0;
    std::int64_t priority = 0; ///< higher runs first
    std::string errorMessage; ///< empty: none
    base::UtcTime createdAt {};
    base::UtcTime updatedAt {};
    std::optional<base::UtcTime> completedAt;
    std::int64_t version = 0; ///< optimistic lock: one more with each change

    bool operator==(const Batch&) const = default;
};

/// Moves the batch on, or says Conflict with both states. Sets updated_at, version and, for an ended state,
/// completed_at; `reason` becomes error_message when the batch fails.
base::Result<> moveTo(Batch& batch, BatchStatus to, base::UtcTime now, const std::string& reason = {});

/// Success when files may still be added (pending or uploaded), else Conflict.
base::Result<> checkAcceptsFiles(const Batch& batch);

/// Declares the upload complete: Invalid when it is empty, Conflict when the batch is not pending.
base::Result<> completeUpload(Batch& batch, base::UtcTime now);

/// Starts a new run epoch of an ended batch: counters, error and completed_at cleared, status pending, epoch one more.
/// Conflict while the batch is not ended. (`retry` and `reprocess` then go on to uploaded, `reopen` stays.)
base::Result<> startNewEpoch(Batch& batch, base::UtcTime now);

/// Invalid with the broken rule when a counter is out of bounds.
base::Result<> checkInvariants(const Batch& batch);

} // namespace argus::domain
