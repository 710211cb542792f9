// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/batch.h"
#include "core/domain/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace argus::domain {

/// The topic that carries the events of batches, keyed by batch id.
inline constexpr std::string_view kBatchEventsTopic = "batch-events";
inline constexpr std::string_view kBatchEventsDeadLetters = "batch-events.dlq";
inline constexpr std::int64_t kEventSchemaVersion = 1;

enum class EventType : std::uint8_t
{
    BatchCreated,
    FileAdded,
    FileParsed,
    FileFailed,
    UploadCompleted,
    StatusChanged,
    AllFilesParsed,
    AggregationCompleted,
    DiagnosisCompleted,
    ReportPublished,
    BatchDeleted,
};

/// "BatchCreated", ...
std::string_view toString(EventType type);
std::optional<EventType> parseEventType(std::string_view name);

/// A fact about a batch. Facts that only some types carry are optional or empty elsewhere.
struct Event
{
    EventType type = EventType::BatchCreated;
    EventId id;
    BatchId batchId;
    std::int64_t runEpoch = 1;
    std::string vehicleId;
    std::string vin;
    base::UtcTime occurredAt {};
    std::string traceId;
    std::int64_t schemaVersion = kEventSchemaVersion;

    std::optional<FileId> fileId; ///< FileAdded, FileParsed, FileFailed
    std::string name; ///< of the file
    std::string error; ///< FileFailed
    std::optional<std::int64_t> totalFiles; ///< UploadCompleted
    std::optional<BatchStatus> oldStatus; ///< StatusChanged
    std::optional<BatchStatus> newStatus; ///< StatusChanged
    std::string reason; ///< StatusChanged
    std::optional<bool> degraded; ///< DiagnosisCompleted

    bool operator==(const Event&) const = default;
};

/// A new event about `batch` with a fresh id; the type's own facts are for the caller to fill in.
Event makeEvent(EventType type, const Batch& batch, base::UtcTime now, const std::string& traceId);

/// One line of JSON, keys as in the contract (snake_case), times ISO 8601 UTC with milliseconds.
std::string toJson(const Event& event);

/// Why an event on a topic was not taken in.
struct EventSkipped
{
    std::string reason; ///< unknown type, or a newer schema version: somebody else's, to be counted and passed over
};

/// Reads what toJson writes, from this program or another. Invalid (for the dead letters) when it is malformed;
/// EventSkipped when the type is unknown or the schema version newer than ours.
base::Result<std::variant<Event, EventSkipped>> eventFromJson(std::string_view json);

} // namespace argus::domain
