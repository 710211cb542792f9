// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace argus::domain {

/// The steps of the pipeline that workers claim. (Ingest is the upload itself, the barrier part of each parse task.)
enum class Stage : std::uint8_t
{
    Scatter,
    Parse,
    Gather,
    Diagnose,
    Report
};

/// "scatter", "parse", ...
std::string_view toString(Stage stage);
std::optional<Stage> parseStage(std::string_view name);

enum class TaskStatus : std::uint8_t
{
    Available,
    Running,
    Completed,
    Failed,
    Cancelled
};

std::string_view toString(TaskStatus status);
std::optional<TaskStatus> parseTaskStatus(std::string_view name);

/// A row that a worker claims by lease. `fence` grows with each claim and stands in every completing statement, so that
/// a worker whose lease ran out cannot overwrite its successor.
struct Task
{
    TaskId id;
    BatchId batchId;
    std::int64_t runEpoch = 1;
    Stage stage = Stage::Scatter;
    std::optional<FileId> fileId; ///< parse only
    TaskStatus status = TaskStatus::Available;
    std::int64_t priority = 0; ///< higher first; the batch's
    std::int64_t attempt = 0; ///< claims so far that counted
    std::int64_t fence = 0;
    std::string leaseOwner;
    std::optional<base::UtcTime> leaseUntil;
    base::UtcTime runAt {}; ///< not before (backoff)
    std::string lastError;
    std::string traceId; ///< of the click, command or request that set the work off
};

/// One try at a task, kept for people to read.
struct Attempt
{
    TaskId taskId;
    Stage stage = Stage::Scatter;
    std::optional<FileId> fileId;
    std::int64_t runEpoch = 1;
    std::int64_t attempt = 1;
    std::int64_t fence = 0;
    std::string worker;
    base::UtcTime startedAt {};
    std::optional<base::UtcTime> endedAt; ///< none: running, or its worker died
    std::string outcome; ///< "completed", "failed", "retried", "lost", "cancelled"; empty while it runs
    std::string error;
};

} // namespace argus::domain
