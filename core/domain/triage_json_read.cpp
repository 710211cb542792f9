// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/domain/json_reader.h"
#include "core/domain/triage_json.h"

namespace argus::domain {

namespace {

void readBatch(const JsonReader& in, Batch& batch)
{
    in.readAs("id", batch.id, [](const std::string& text) { return BatchId::parse(text); });
    in.read("vehicle_id", batch.vehicleId);
    in.read("vin", batch.vin);
    in.read("workspace", batch.workspace);
    in.read("created_by", batch.createdBy);
    in.readAs("status", batch.status, [](const std::string& text) { return parseBatchStatus(text); });
    in.read("run_epoch", batch.runEpoch);
    in.read("total_files", batch.totalFiles);
    in.read("processed_files", batch.processedFiles);
    in.read("failed_files", batch.failedFiles);
    in.read("expected_workers", batch.expectedWorkers);
    in.read("completed_workers", batch.completedWorkers);
    in.read("priority", batch.priority);
    in.read("error_message", batch.errorMessage);
    in.readTime("created_at", batch.createdAt);
    in.readTime("updated_at", batch.updatedAt);
    in.readTime("completed_at", batch.completedAt);
    in.read("version", batch.version);
}

void readEvidence(const JsonReader& in, Evidence& evidence)
{
    in.read("file", evidence.file);
    in.read("offset", evidence.offset);
    in.readSeconds("ts", evidence.ts);
    in.read("id", evidence.id);
    in.read("raw", evidence.raw);
}

void readSighting(const JsonReader& in, Sighting& sighting)
{
    in.read("file", sighting.file);
    in.readSeconds("ts", sighting.ts);
}

void readFile(const JsonReader& in, TriageFile& file)
{
    in.readAs("id", file.id, [](const std::string& text) { return FileId::parse(text); });
    in.read("name", file.name);
    in.read("format", file.format);
    in.read("read_as", file.readAs);
    in.read("bytes", file.bytes);
    in.read("sha256", file.sha256);
    in.read("records", file.records);
    in.read("frames", file.frames);
    in.read("error_frames", file.errorFrames);
    in.readSeconds("first_ts", file.firstTs);
    in.readSeconds("last_ts", file.lastTs);
    in.readAs("status", file.status, [](const std::string& text) { return parseFileStatus(text); });
    in.read("error", file.error);
    in.readAs("duplicate_of", file.duplicateOf, [](const std::string& text) { return FileId::parse(text); });
    in.read("warnings", file.warnings);
    in.read("by_type", file.byType);
    in.read("messages", file.messages);
    const JsonReader clock = in.object("clock");
    clock.readSeconds("shift", file.clock.shift);
    clock.read("source", file.clock.source);
    clock.read("common_frames", file.clock.commonFrames);
    clock.read("reference", file.clock.reference);
    in.readArray("skipped", file.skipped, [](const JsonReader& item, Skipped& skipped) {
        item.read("reason", skipped.reason);
        item.read("count", skipped.count);
        item.read("bytes", skipped.bytes);
        item.read("first_offset", skipped.firstOffset);
    });
}

void readVehicle(const JsonReader& in, TriageVehicle& vehicle)
{
    in.read("vin", vehicle.vin);
    in.read("vin_source", vehicle.vinSource);
    in.readArray("vin_candidates", vehicle.vinCandidates, [](const JsonReader& item, VinCandidate& candidate) {
        item.read("vin", candidate.vin);
        item.read("source", candidate.source);
        item.read("ecu", candidate.ecu);
        item.read("valid_check_digit", candidate.validCheckDigit);
    });
}

void readEcu(const JsonReader& in, Ecu& ecu)
{
    in.read("channel", ecu.channel);
    in.read("address", ecu.address);
    in.read("request_address", ecu.requestAddress);
    in.read("name", ecu.name);
    in.readArray("supplier_data", ecu.supplierData, [](const JsonReader& item, SupplierDatum& datum) {
        item.read("key", datum.key);
        item.read("name", datum.name);
        item.read("value", datum.value);
    });
    const JsonReader counts = in.object("counts");
    counts.read("messages", ecu.messages);
    counts.read("dtcs", ecu.dtcCount);
    counts.read("faults", ecu.faultCount);
    counts.read("negative_responses", ecu.negativeResponses);
    in.read("protocols", ecu.protocols);
}

void readStatus(const JsonReader& in, std::optional<DtcStatus>& status)
{
    if (!in.has("status")) {
        return;
    }
    const JsonReader object = in.object("status");
    DtcStatus value;
    std::string digits;
    object.read("byte", digits);
    if (const auto byte = base::parseHex<std::uint8_t>(digits)) {
        value.byte = *byte;
    } else {
        object.complain("byte", "is no hexadecimal byte");
    }
    object.read("bits", value.bits);
    status = std::move(value);
}

void readLamps(const JsonReader& in, std::optional<Lamps>& lamps)
{
    if (!in.has("lamps")) {
        return;
    }
    const JsonReader object = in.object("lamps");
    Lamps value;
    object.read("malfunction", value.malfunction);
    object.read("red_stop", value.redStop);
    object.read("amber_warning", value.amberWarning);
    object.read("protect", value.protect);
    lamps = std::move(value);
}

void readDtc(const JsonReader& in, Dtc& dtc)
{
    in.read("code", dtc.code);
    in.read("raw", dtc.raw);
    in.read("protocol", dtc.protocol);
    const JsonReader services = in.object("services");
    for (const std::string& service : services.keys()) {
        services.read(service, dtc.services[service]);
    }
    in.read("ecu", dtc.ecu);
    in.read("channel", dtc.channel);
    in.read("meaning", dtc.meaning);
    in.read("severity", dtc.severity);
    in.read("fault", dtc.fault);
    readStatus(in, dtc.status);
    in.read("spn", dtc.spn);
    in.read("fmi", dtc.fmi);
    in.read("oc", dtc.oc);
    readLamps(in, dtc.lamps);
    in.read("occurrences", dtc.occurrences);
    readSighting(in.object("first_seen"), dtc.firstSeen);
    readSighting(in.object("last_seen"), dtc.lastSeen);
    if (in.has("cleared_at")) {
        readSighting(in.object("cleared_at"), dtc.clearedAt.emplace());
    }
    in.readArray("snapshots", dtc.snapshots, [](const JsonReader& item, Snapshot& snapshot) {
        item.read("kind", snapshot.kind);
        item.read("record", snapshot.record);
        item.read("data", snapshot.data);
        readEvidence(item.object("evidence"), snapshot.evidence);
    });
    in.readArray("evidence", dtc.evidence, readEvidence);
    in.read("remarks", dtc.remarks);
}

void readTopCode(const JsonReader& in, TopCode& top)
{
    in.read("code", top.code);
    in.read("count", top.count);
    in.read("share", top.share);
    in.read("ecus", top.ecus);
    readSighting(in.object("first"), top.first);
    readSighting(in.object("last"), top.last);
}

void readTimeline(const JsonReader& in, Timeline& timeline)
{
    in.read("files", timeline.files);
    in.readSeconds("start", timeline.start);
    in.readSeconds("end", timeline.end);
    in.readSeconds("bucket_width", timeline.bucketWidth);
    in.readArray("buckets", timeline.buckets, [](const JsonReader& item, TimelineBucket& bucket) {
        item.readSeconds("start", bucket.start);
        item.read("frames", bucket.frames);
        item.read("error_frames", bucket.errorFrames);
        item.read("dtcs", bucket.dtcs);
        item.read("negative_responses", bucket.negativeResponses);
    });
    in.readArray("channels", timeline.channels, [](const JsonReader& item, ChannelLoad& load) {
        item.read("channel", load.channel);
        item.read("frames", load.frames);
        item.read("bits", load.bits);
        item.read("average_load", load.averageLoad);
        item.read("bitrate", load.bitrate);
    });
    in.readArray("gaps", timeline.gaps, [](const JsonReader& item, Gap& gap) {
        item.readSeconds("start", gap.start);
        item.readSeconds("end", gap.end);
        item.read("offset", gap.offset);
    });
}

void readNegativeResponse(const JsonReader& in, NegativeResponse& response)
{
    in.read("ecu", response.ecu);
    in.read("channel", response.channel);
    in.read("service", response.service);
    in.read("service_name", response.serviceName);
    in.read("nrc", response.nrc);
    in.read("nrc_name", response.nrcName);
    in.read("count", response.count);
    readEvidence(in.object("evidence"), response.evidence);
}

void readLogError(const JsonReader& in, LogErrorCluster& cluster)
{
    in.read("pattern", cluster.pattern);
    in.read("level", cluster.level);
    in.read("count", cluster.count);
    readEvidence(in.object("evidence"), cluster.evidence);
}

void readDiagnosis(const JsonReader& in, Diagnosis& diagnosis)
{
    in.read("degraded", diagnosis.degraded);
    in.read("model", diagnosis.model);
    in.read("summary", diagnosis.summary);
    in.readArray("statements", diagnosis.statements, [](const JsonReader& item, Statement& statement) {
        item.read("text", statement.text);
        item.read("kind", statement.kind);
        item.read("confidence", statement.confidence);
        item.readArray("evidence", statement.evidence, readEvidence);
    });
    in.read("actions", diagnosis.actions);
    in.read("dropped_statements", diagnosis.droppedStatements);
}

void readSimilarCase(const JsonReader& in, SimilarCase& similar)
{
    in.read("batch_id", similar.batchId);
    in.read("distance", similar.distance);
    in.read("diagnosis", similar.diagnosis);
    in.read("confirmed_fix", similar.confirmedFix);
}

} // namespace

base::Result<Triage> triageFromJson(std::string_view text)
{
    const auto malformed
        = [](const std::string& what) { return base::fail(base::ErrorCode::Invalid, "triage result: " + what); };
    const auto tree = parseJsonTree(text);
    if (!tree) {
        return malformed(tree.error().message);
    }
    if (tree->kind != JsonNode::Kind::Object) {
        return malformed("the document is no object");
    }
    std::string error;
    const JsonReader in(&*tree, "", error);
    const JsonReader batch = in.object("batch");
    if (!batch.has("id") || !batch.has("status")) {
        return malformed("batch.id or batch.status is missing");
    }
    Triage triage;
    readBatch(batch, triage.batch);
    in.readArray("files", triage.files, readFile);
    readVehicle(in.object("vehicle"), triage.vehicle);
    in.readArray("ecus", triage.ecus, readEcu);
    in.readArray("dtcs", triage.dtcs, readDtc);
    in.readArray("top_error_codes", triage.topErrorCodes, readTopCode);
    in.readArray("timeline", triage.timelines, readTimeline);
    in.readArray("negative_responses", triage.negativeResponses, readNegativeResponse);
    in.readArray("log_errors", triage.logErrors, readLogError);
    readDiagnosis(in.object("diagnosis"), triage.diagnosis);
    in.readArray("similar_cases", triage.similarCases, readSimilarCase);
    const JsonReader usage = in.object("token_usage");
    usage.read("prompt", triage.tokenUsage.prompt);
    usage.read("completion", triage.tokenUsage.completion);
    usage.read("total", triage.tokenUsage.total);
    usage.read("cost", triage.tokenUsage.cost);
    in.read("synthetic", triage.synthetic);
    in.read("warnings", triage.warnings);
    if (!error.empty()) {
        return malformed(error);
    }
    return triage;
}

} // namespace argus::domain
