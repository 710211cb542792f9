// SPDX-License-Identifier: Apache-2.0
#include "core/domain/batch.h"

#include <array>

namespace argus::domain {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::array kOrder {
    BatchStatus::Pending,    BatchStatus::Uploaded,  BatchStatus::Scattering,
    BatchStatus::Scattered,  BatchStatus::Gathering, BatchStatus::Gathered,
    BatchStatus::Diagnosing, BatchStatus::Completed, BatchStatus::Failed,
};

} // namespace

std::string_view toString(BatchStatus status)
{
    switch (status) {
    case BatchStatus::Pending:
        return "pending";
    case BatchStatus::Uploaded:
        return "uploaded";
    case BatchStatus::Scattering:
        return "scattering";
    case BatchStatus::Scattered:
        return "scattered";
    case BatchStatus::Gathering:
        return "gathering";
    case BatchStatus::Gathered:
        return "gathered";
    case BatchStatus::Diagnosing:
        return "diagnosing";
    case BatchStatus::Completed:
        return "completed";
    case BatchStatus::Failed:
        return "failed";
    }
    return "failed";
}

std::optional<BatchStatus> parseBatchStatus(std::string_view name)
{
    for (const BatchStatus status : kOrder) {
        if (toString(status) == name) {
            return status;
        }
    }
    return std::nullopt;
}

std::span<const BatchStatus> allBatchStatuses()
{
    return kOrder;
}

bool isEnded(BatchStatus status)
{
    return status == BatchStatus::Completed || status == BatchStatus::Failed;
}

bool isAllowed(BatchStatus from, BatchStatus to)
{
    if (isEnded(from)) {
        return to == BatchStatus::Pending;
    }
    return to == BatchStatus::Failed || static_cast<int>(to) == static_cast<int>(from) + 1;
}

Result<> moveTo(Batch& batch, BatchStatus to, base::UtcTime now, const std::string& reason)
{
    if (!isAllowed(batch.status, to)) {
        return fail(ErrorCode::Conflict,
                    "batch " + batch.id.toString() + " cannot go from " + std::string(toString(batch.status)) + " to "
                        + std::string(toString(to)));
    }
    batch.status = to;
    batch.updatedAt = now;
    ++batch.version;
    if (isEnded(to)) {
        batch.completedAt = now;
    }
    if (to == BatchStatus::Failed) {
        batch.errorMessage = reason;
    }
    return {};
}

Result<> checkAcceptsFiles(const Batch& batch)
{
    if (batch.status == BatchStatus::Pending || batch.status == BatchStatus::Uploaded) {
        return {};
    }
    return fail(ErrorCode::Conflict,
                "files can be added to a pending or uploaded batch only; batch " + batch.id.toString() + " is "
                    + std::string(toString(batch.status)) + ". Reopen it first.");
}

Result<> completeUpload(Batch& batch, base::UtcTime now)
{
    if (batch.status == BatchStatus::Pending && batch.totalFiles == 0) {
        return fail(ErrorCode::Invalid, "batch " + batch.id.toString() + " has no files: add at least one recording");
    }
    return moveTo(batch, BatchStatus::Uploaded, now);
}

Result<> startNewEpoch(Batch& batch, base::UtcTime now)
{
    ARGUS_TRY(moveTo(batch, BatchStatus::Pending, now));
    ++batch.runEpoch;
    batch.totalFiles = 0;
    batch.processedFiles = 0;
    batch.failedFiles = 0;
    batch.expectedWorkers = 0;
    batch.completedWorkers = 0;
    batch.errorMessage.clear();
    batch.completedAt.reset();
    return {};
}

Result<> checkInvariants(const Batch& batch)
{
    if (batch.failedFiles < 0 || batch.failedFiles > batch.processedFiles || batch.processedFiles > batch.totalFiles) {
        return fail(ErrorCode::Invalid,
                    "file counters out of bounds: failed " + std::to_string(batch.failedFiles) + ", processed "
                        + std::to_string(batch.processedFiles) + ", total " + std::to_string(batch.totalFiles));
    }
    if (batch.completedWorkers < 0 || batch.completedWorkers > batch.expectedWorkers) {
        return fail(ErrorCode::Invalid,
                    "worker counters out of bounds: completed " + std::to_string(batch.completedWorkers) + ", expected "
                        + std::to_string(batch.expectedWorkers));
    }
    if (batch.runEpoch < 1) {
        return fail(ErrorCode::Invalid, "run epoch " + std::to_string(batch.runEpoch) + " is below 1");
    }
    return {};
}

} // namespace argus::domain
