// SPDX-License-Identifier: Apache-2.0
#include "core/domain/batch_json.h"

#include "core/domain/json_parts.h"
#include "core/domain/json_writer.h"

namespace argus::domain {

namespace {

void writeTimeOrNull(JsonWriter& out, std::string_view key, const std::optional<base::UtcTime>& time)
{
    if (time) {
        out.memberTime(key, *time);
    } else {
        out.memberNull(key);
    }
}

void writeBatchMembers(JsonWriter& out, const Batch& batch)
{
    out.member("id", batch.id.toString());
    out.member("vehicle_id", batch.vehicleId);
    out.memberOrNull("vin", batch.vin);
    out.member("workspace", batch.workspace);
    out.member("created_by", batch.createdBy);
    out.member("status", toString(batch.status));
    out.member("run_epoch", batch.runEpoch);
    out.member("total_files", batch.totalFiles);
    out.member("processed_files", batch.processedFiles);
    out.member("failed_files", batch.failedFiles);
    out.member("expected_workers", batch.expectedWorkers);
    out.member("completed_workers", batch.completedWorkers);
    out.member("priority", batch.priority);
    out.memberOrNull("error_message", batch.errorMessage);
    out.memberTime("created_at", batch.createdAt);
    out.memberTime("updated_at", batch.updatedAt);
    writeTimeOrNull(out, "completed_at", batch.completedAt);
    out.member("version", batch.version);
}

void writeRecordingFile(JsonWriter& out, const RecordingFile& file)
{
    out.beginObject();
    out.member("id", file.id.toString());
    out.member("batch_id", file.batchId.toString());
    out.member("run_epoch", file.runEpoch);
    out.member("original_filename", file.originalFilename);
    out.member("size", file.size);
    out.memberOrNull("sha256", file.sha256);
    out.member("object_key", file.objectKey);
    out.memberOrNull("format", file.format);
    out.member("status", toString(file.status));
    out.memberOrNull("duplicate_of", file.duplicateOf ? file.duplicateOf->toString() : std::string());
    out.memberOrNull("error_message", file.errorMessage);
    out.member("records", file.records);
    out.member("frames", file.frames);
    out.member("skipped", file.skipped);
    out.memberTime("created_at", file.createdAt);
    out.memberTime("updated_at", file.updatedAt);
    out.endObject();
}

void writeAttempt(JsonWriter& out, const Attempt& attempt)
{
    out.beginObject();
    out.member("stage", toString(attempt.stage));
    out.memberOrNull("file_id", attempt.fileId ? attempt.fileId->toString() : std::string());
    out.member("worker", attempt.worker);
    out.memberTime("started_at", attempt.startedAt);
    writeTimeOrNull(out, "ended_at", attempt.endedAt);
    out.memberOrNull("error", attempt.error);
    out.member("attempt", attempt.attempt);
    out.memberOrNull("outcome", attempt.outcome);
    out.member("run_epoch", attempt.runEpoch);
    out.endObject();
}

void writeVehicleMembers(JsonWriter& out, const Vehicle& vehicle)
{
    out.member("id", vehicle.id);
    out.memberOrNull("vin", vehicle.vin);
    out.memberOrNull("make", vehicle.make);
    out.memberOrNull("model", vehicle.model);
    if (vehicle.year != 0) {
        out.member("year", vehicle.year);
    } else {
        out.memberNull("year");
    }
    out.memberTime("first_seen", vehicle.firstSeen);
    out.memberTime("last_seen", vehicle.lastSeen);
    out.member("batch_count", vehicle.batchCount);
}

} // namespace

void writeBatch(JsonWriter& out, const Batch& batch)
{
    out.beginObject();
    writeBatchMembers(out, batch);
    out.endObject();
}

void writeCounts(JsonWriter& out, std::string_view key, const std::map<std::string, std::uint64_t>& counts)
{
    out.key(key);
    out.beginObject();
    for (const auto& [name, count] : counts) {
        out.member(name, count);
    }
    out.endObject();
}

void writeSkipped(JsonWriter& out, const std::vector<Skipped>& skipped)
{
    out.memberArray("skipped", skipped, [&out](const Skipped& entry) {
        out.beginObject();
        out.member("reason", entry.reason);
        out.member("count", entry.count);
        out.member("bytes", entry.bytes);
        out.member("first_offset", entry.firstOffset);
        out.endObject();
    });
}

std::string toJson(const Batch& batch, int indent)
{
    JsonWriter out(indent);
    writeBatch(out, batch);
    return out.take();
}

std::string batchesToJson(const std::vector<Batch>& batches, int indent)
{
    JsonWriter out(indent);
    out.beginArray();
    for (const Batch& batch : batches) {
        writeBatch(out, batch);
    }
    out.endArray();
    return out.take();
}

std::string batchDetailToJson(const Batch& batch, const std::vector<RecordingFile>& files,
                              const std::vector<Attempt>& attempts, int indent)
{
    JsonWriter out(indent);
    out.beginObject();
    writeBatchMembers(out, batch);
    out.memberArray("files", files, [&out](const RecordingFile& file) { writeRecordingFile(out, file); });
    out.memberArray("attempts", attempts, [&out](const Attempt& attempt) { writeAttempt(out, attempt); });
    out.endObject();
    return out.take();
}

std::string vehiclesToJson(const std::vector<Vehicle>& vehicles, int indent)
{
    JsonWriter out(indent);
    out.beginArray();
    for (const Vehicle& vehicle : vehicles) {
        out.beginObject();
        writeVehicleMembers(out, vehicle);
        out.endObject();
    }
    out.endArray();
    return out.take();
}

std::string vehicleDetailToJson(const Vehicle& vehicle, const std::vector<Batch>& batches,
                                const std::vector<ReturningCode>& returningCodes, int indent)
{
    JsonWriter out(indent);
    out.beginObject();
    writeVehicleMembers(out, vehicle);
    out.memberArray("batches", batches, [&out](const Batch& batch) { writeBatch(out, batch); });
    out.memberArray("returning_codes", returningCodes, [&out](const ReturningCode& code) {
        out.beginObject();
        out.member("code", code.code);
        out.member("batches", code.batches);
        out.memberTime("first_seen", code.firstSeen);
        out.memberTime("last_seen", code.lastSeen);
        out.endObject();
    });
    out.endObject();
    return out.take();
}

} // namespace argus::domain
