// SPDX-License-Identifier: Apache-2.0
#include "core/domain/event.h"

#include "core/domain/json_writer.h"

#include <nlohmann/json.hpp>

#include <array>

namespace argus::domain {

using nlohmann::ordered_json;

namespace {

constexpr std::array kTypes {
    EventType::BatchCreated,       EventType::FileAdded,
    EventType::FileParsed,         EventType::FileFailed,
    EventType::UploadCompleted,    EventType::StatusChanged,
    EventType::AllFilesParsed,     EventType::AggregationCompleted,
    EventType::DiagnosisCompleted, EventType::ReportPublished,
    EventType::BatchDeleted,
};

std::string stringAt(const ordered_json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

base::Failure malformed(const std::string& what)
{
    return base::fail(base::ErrorCode::Invalid, "malformed event: " + what);
}

} // namespace

std::string_view toString(EventType type)
{
    switch (type) {
    case EventType::BatchCreated:
        return "BatchCreated";
    case EventType::FileAdded:
        return "FileAdded";
    case EventType::FileParsed:
        return "FileParsed";
    case EventType::FileFailed:
        return "FileFailed";
    case EventType::UploadCompleted:
        return "UploadCompleted";
    case EventType::StatusChanged:
        return "StatusChanged";
    case EventType::AllFilesParsed:
        return "AllFilesParsed";
    case EventType::AggregationCompleted:
        return "AggregationCompleted";
    case EventType::DiagnosisCompleted:
        return "DiagnosisCompleted";
    case EventType::ReportPublished:
        return "ReportPublished";
    case EventType::BatchDeleted:
        return "BatchDeleted";
    }
    return "BatchCreated";
}

std::optional<EventType> parseEventType(std::string_view name)
{
    for (const EventType type : kTypes) {
        if (toString(type) == name) {
            return type;
        }
    }
    return std::nullopt;
}

Event makeEvent(EventType type, const Batch& batch, base::UtcTime now, const std::string& traceId)
{
    Event event;
    event.type = type;
    event.id = EventId::make();
    event.batchId = batch.id;
    event.runEpoch = batch.runEpoch;
    event.vehicleId = batch.vehicleId;
    event.vin = batch.vin;
    event.occurredAt = now;
    event.traceId = traceId;
    return event;
}

std::string toJson(const Event& event)
{
    // Written on the store's writer thread, where every transaction waits: without building a tree first.
    JsonWriter json(-1);
    json.beginObject();
    json.member("event_type", toString(event.type));
    json.member("event_id", event.id.toString());
    json.member("batch_id", event.batchId.toString());
    json.member("run_epoch", event.runEpoch);
    json.member("vehicle_id", event.vehicleId);
    json.memberOrNull("vin", event.vin);
    json.memberTime("occurred_at", event.occurredAt);
    json.member("trace_id", event.traceId);
    json.member("schema_version", event.schemaVersion);
    if (event.fileId) {
        json.member("file_id", event.fileId->toString());
        json.member("name", event.name);
    }
    if (event.type == EventType::FileFailed) {
        json.member("error", event.error);
    }
    if (event.totalFiles) {
        json.member("total_files", *event.totalFiles);
    }
    if (event.oldStatus && event.newStatus) {
        json.member("old_status", toString(*event.oldStatus));
        json.member("new_status", toString(*event.newStatus));
        json.member("reason", event.reason);
    }
    if (event.degraded) {
        json.member("degraded", *event.degraded);
    }
    json.endObject();
    return json.take();
}

base::Result<std::variant<Event, EventSkipped>> eventFromJson(std::string_view text)
{
    // A few levels are all that our events have; a nesting bomb is refused by depth, before anything is built.
    bool tooDeep = false;
    const auto json = ordered_json::parse(
        text,
        [&tooDeep](int depth, ordered_json::parse_event_t, ordered_json&) {
            tooDeep = tooDeep || depth > 16;
            return !tooDeep;
        },
        /*allow_exceptions=*/false);
    if (json.is_discarded() || !json.is_object() || tooDeep) {
        return malformed("not a JSON object");
    }
    const std::string typeName = stringAt(json, "event_type");
    if (typeName.empty()) {
        return malformed("event_type is missing");
    }
    const auto versionAt = json.find("schema_version");
    if (versionAt == json.end() || !versionAt->is_number_integer()) {
        return malformed("schema_version is missing or no number");
    }
    const auto version = versionAt->get<std::int64_t>();
    if (version > kEventSchemaVersion) {
        return std::variant<Event, EventSkipped>(
            EventSkipped {"schema version " + std::to_string(version) + " is newer than this program's"});
    }
    const auto type = parseEventType(typeName);
    if (!type) {
        return std::variant<Event, EventSkipped>(EventSkipped {"unknown event type " + typeName});
    }

    Event event;
    event.type = *type;
    event.schemaVersion = version;
    const auto id = EventId::parse(stringAt(json, "event_id"));
    const auto batchId = BatchId::parse(stringAt(json, "batch_id"));
    const auto occurredAt = base::parseIso(stringAt(json, "occurred_at"));
    const auto epoch = json.find("run_epoch");
    if (!id || !batchId) {
        return malformed("event_id or batch_id is no UUID");
    }
    if (!occurredAt) {
        return malformed("occurred_at is no ISO 8601 time");
    }
    if (epoch == json.end() || !epoch->is_number_integer() || epoch->get<std::int64_t>() < 1) {
        return malformed("run_epoch is missing or below 1");
    }
    event.id = *id;
    event.batchId = *batchId;
    event.occurredAt = *occurredAt;
    event.runEpoch = epoch->get<std::int64_t>();
    event.vehicleId = stringAt(json, "vehicle_id");
    event.vin = stringAt(json, "vin");
    event.traceId = stringAt(json, "trace_id");
    event.name = stringAt(json, "name");
    event.error = stringAt(json, "error");
    event.reason = stringAt(json, "reason");
    event.fileId = FileId::parse(stringAt(json, "file_id"));
    event.oldStatus = parseBatchStatus(stringAt(json, "old_status"));
    event.newStatus = parseBatchStatus(stringAt(json, "new_status"));
    if (const auto total = json.find("total_files"); total != json.end() && total->is_number_integer()) {
        event.totalFiles = total->get<std::int64_t>();
    }
    if (const auto degraded = json.find("degraded"); degraded != json.end() && degraded->is_boolean()) {
        event.degraded = degraded->get<bool>();
    }
    const bool aboutFile
        = *type == EventType::FileAdded || *type == EventType::FileParsed || *type == EventType::FileFailed;
    if (aboutFile && !event.fileId) {
        return malformed("file_id is missing");
    }
    if (*type == EventType::StatusChanged && (!event.oldStatus || !event.newStatus)) {
        return malformed("old_status or new_status is missing or unknown");
    }
    return std::variant<Event, EventSkipped>(std::move(event));
}

} // namespace argus::domain
