// SPDX-License-Identifier: Apache-2.0
#include "core/domain/triage_json.h"

#include "core/base/text.h"
#include "core/domain/json_parts.h"
#include "core/domain/json_writer.h"

namespace argus::domain {

namespace {

void writeEvidence(JsonWriter& out, const Evidence& evidence)
{
    out.beginObject();
    out.member("file", evidence.file);
    out.member("offset", evidence.offset);
    out.memberSeconds("ts", evidence.ts);
    out.member("id", evidence.id);
    out.member("raw", evidence.raw);
    out.endObject();
}

void writeEvidenceList(JsonWriter& out, const std::vector<Evidence>& list)
{
    out.memberArray("evidence", list, [&out](const Evidence& evidence) { writeEvidence(out, evidence); });
}

void writeSighting(JsonWriter& out, std::string_view key, const Sighting& sighting)
{
    out.key(key);
    out.beginObject();
    out.member("file", sighting.file);
    out.memberSeconds("ts", sighting.ts);
    out.endObject();
}

void writeFile(JsonWriter& out, const TriageFile& file)
{
    out.beginObject();
    out.member("id", file.id.toString());
    out.member("name", file.name);
    out.memberOrNull("format", file.format);
    out.memberOrNull("read_as", file.readAs);
    out.member("bytes", file.bytes);
    out.memberOrNull("sha256", file.sha256);
    out.member("records", file.records);
    out.member("frames", file.frames);
    out.member("error_frames", file.errorFrames);
    out.memberSeconds("first_ts", file.firstTs);
    out.memberSeconds("last_ts", file.lastTs);
    out.member("status", toString(file.status));
    out.memberOrNull("error", file.error);
    out.memberOrNull("duplicate_of", file.duplicateOf ? file.duplicateOf->toString() : std::string());
    out.memberStrings("warnings", file.warnings);
    writeSkipped(out, file.skipped);
    writeCounts(out, "by_type", file.byType);
    writeCounts(out, "messages", file.messages);
    out.key("clock");
    out.beginObject();
    out.memberSeconds("shift", file.clock.shift);
    out.member("source", file.clock.source);
    out.member("common_frames", file.clock.commonFrames);
    out.memberOrNull("reference", file.clock.reference);
    out.endObject();
    out.endObject();
}

void writeVehicle(JsonWriter& out, const TriageVehicle& vehicle)
{
    out.key("vehicle");
    out.beginObject();
    out.memberOrNull("vin", vehicle.vin);
    out.memberOrNull("vin_source", vehicle.vinSource);
    out.memberArray("vin_candidates", vehicle.vinCandidates, [&out](const VinCandidate& candidate) {
        out.beginObject();
        out.member("vin", candidate.vin);
        out.member("source", candidate.source);
        out.memberOrNull("ecu", candidate.ecu);
        out.member("valid_check_digit", candidate.validCheckDigit);
        out.endObject();
    });
    out.endObject();
}

void writeEcu(JsonWriter& out, const Ecu& ecu)
{
    out.beginObject();
    out.member("channel", ecu.channel);
    out.member("address", ecu.address);
    out.memberOrNull("request_address", ecu.requestAddress);
    out.memberOrNull("name", ecu.name);
    out.memberArray("supplier_data", ecu.supplierData, [&out](const SupplierDatum& datum) {
        out.beginObject();
        out.member("key", datum.key);
        out.memberOrNull("name", datum.name);
        out.member("value", datum.value);
        out.endObject();
    });
    out.key("counts");
    out.beginObject();
    out.member("messages", ecu.messages);
    out.member("dtcs", ecu.dtcCount);
    out.member("faults", ecu.faultCount);
    out.member("negative_responses", ecu.negativeResponses);
    out.endObject();
    out.memberStrings("protocols", ecu.protocols);
    out.endObject();
}

void writeStatus(JsonWriter& out, const std::optional<DtcStatus>& status)
{
    if (!status) {
        out.memberNull("status");
        return;
    }
    out.key("status");
    out.beginObject();
    out.member("byte", base::hexNumber(status->byte, 2));
    out.memberStrings("bits", status->bits);
    out.endObject();
}

void writeOptional(JsonWriter& out, std::string_view key, const std::optional<std::int64_t>& number)
{
    if (number) {
        out.member(key, *number);
    } else {
        out.memberNull(key);
    }
}

void writeLamps(JsonWriter& out, const std::optional<Lamps>& lamps)
{
    if (!lamps) {
        out.memberNull("lamps");
        return;
    }
    out.key("lamps");
    out.beginObject();
    out.member("malfunction", lamps->malfunction);
    out.member("red_stop", lamps->redStop);
    out.member("amber_warning", lamps->amberWarning);
    out.member("protect", lamps->protect);
    out.endObject();
}

void writeSnapshot(JsonWriter& out, const Snapshot& snapshot)
{
    out.beginObject();
    out.member("kind", snapshot.kind);
    out.member("record", snapshot.record);
    out.member("data", snapshot.data);
    out.key("evidence");
    writeEvidence(out, snapshot.evidence);
    out.endObject();
}

void writeDtc(JsonWriter& out, const Dtc& dtc)
{
    out.beginObject();
    out.member("code", dtc.code);
    out.member("raw", dtc.raw);
    out.member("protocol", dtc.protocol);
    out.key("services");
    out.beginObject();
    for (const auto& [service, count] : dtc.services) {
        out.member(service, count);
    }
    out.endObject();
    out.member("ecu", dtc.ecu);
    out.member("channel", dtc.channel);
    out.memberOrNull("meaning", dtc.meaning);
    out.memberOrNull("severity", dtc.severity);
    out.member("fault", dtc.fault);
    writeStatus(out, dtc.status);
    writeOptional(out, "spn", dtc.spn);
    writeOptional(out, "fmi", dtc.fmi);
    writeOptional(out, "oc", dtc.oc);
    writeLamps(out, dtc.lamps);
    out.member("occurrences", dtc.occurrences);
    writeSighting(out, "first_seen", dtc.firstSeen);
    writeSighting(out, "last_seen", dtc.lastSeen);
    if (dtc.clearedAt) {
        writeSighting(out, "cleared_at", *dtc.clearedAt);
    } else {
        out.memberNull("cleared_at");
    }
    out.memberArray("snapshots", dtc.snapshots, [&out](const Snapshot& snapshot) { writeSnapshot(out, snapshot); });
    writeEvidenceList(out, dtc.evidence);
    out.memberStrings("remarks", dtc.remarks);
    out.endObject();
}

void writeTopCode(JsonWriter& out, const TopCode& top)
{
    out.beginObject();
    out.member("code", top.code);
    out.member("count", top.count);
    out.member("share", top.share);
    out.member("ecus", top.ecus);
    writeSighting(out, "first", top.first);
    writeSighting(out, "last", top.last);
    out.endObject();
}

void writeTimeline(JsonWriter& out, const Timeline& timeline)
{
    out.beginObject();
    out.memberStrings("files", timeline.files);
    out.memberSeconds("start", timeline.start);
    out.memberSeconds("end", timeline.end);
    out.memberSeconds("bucket_width", timeline.bucketWidth);
    out.memberArray("buckets", timeline.buckets, [&out](const TimelineBucket& bucket) {
        out.beginObject();
        out.memberSeconds("start", bucket.start);
        out.member("frames", bucket.frames);
        out.member("error_frames", bucket.errorFrames);
        out.member("dtcs", bucket.dtcs);
        out.member("negative_responses", bucket.negativeResponses);
        out.endObject();
    });
    out.memberArray("channels", timeline.channels, [&out](const ChannelLoad& load) {
        out.beginObject();
        out.member("channel", load.channel);
        out.member("frames", load.frames);
        out.member("bits", load.bits);
        out.member("average_load", load.averageLoad);
        out.member("bitrate", load.bitrate);
        out.endObject();
    });
    out.memberArray("gaps", timeline.gaps, [&out](const Gap& gap) {
        out.beginObject();
        out.memberSeconds("start", gap.start);
        out.memberSeconds("end", gap.end);
        out.member("offset", gap.offset);
        out.endObject();
    });
    out.endObject();
}

void writeNegativeResponse(JsonWriter& out, const NegativeResponse& response)
{
    out.beginObject();
    out.member("ecu", response.ecu);
    out.member("channel", response.channel);
    out.member("service", response.service);
    out.member("service_name", response.serviceName);
    out.member("nrc", response.nrc);
    out.member("nrc_name", response.nrcName);
    out.member("count", response.count);
    out.key("evidence");
    writeEvidence(out, response.evidence);
    out.endObject();
}

void writeLogError(JsonWriter& out, const LogErrorCluster& cluster)
{
    out.beginObject();
    out.member("pattern", cluster.pattern);
    out.member("level", cluster.level);
    out.member("count", cluster.count);
    out.key("evidence");
    writeEvidence(out, cluster.evidence);
    out.endObject();
}

void writeDiagnosis(JsonWriter& out, const Diagnosis& diagnosis)
{
    out.key("diagnosis");
    out.beginObject();
    out.member("degraded", diagnosis.degraded);
    out.member("model", diagnosis.model);
    out.member("summary", diagnosis.summary);
    out.memberArray("statements", diagnosis.statements, [&out](const Statement& statement) {
        out.beginObject();
        out.member("text", statement.text);
        out.member("kind", statement.kind);
        out.member("confidence", statement.confidence);
        writeEvidenceList(out, statement.evidence);
        out.endObject();
    });
    out.memberStrings("actions", diagnosis.actions);
    out.member("dropped_statements", diagnosis.droppedStatements);
    out.endObject();
}

void writeSimilarCase(JsonWriter& out, const SimilarCase& similar)
{
    out.beginObject();
    out.member("batch_id", similar.batchId);
    out.member("distance", similar.distance);
    out.member("diagnosis", similar.diagnosis);
    out.memberOrNull("confirmed_fix", similar.confirmedFix);
    out.endObject();
}

void writeTokenUsage(JsonWriter& out, const TokenUsage& usage)
{
    out.key("token_usage");
    out.beginObject();
    out.member("prompt", usage.prompt);
    out.member("completion", usage.completion);
    out.member("total", usage.total);
    out.member("cost", usage.cost);
    out.endObject();
}

} // namespace

std::string toJson(const Triage& triage, int indent)
{
    JsonWriter out(indent);
    out.beginObject();
    out.key("batch");
    writeBatch(out, triage.batch);
    out.memberArray("files", triage.files, [&out](const TriageFile& file) { writeFile(out, file); });
    writeVehicle(out, triage.vehicle);
    out.memberArray("ecus", triage.ecus, [&out](const Ecu& ecu) { writeEcu(out, ecu); });
    out.memberArray("dtcs", triage.dtcs, [&out](const Dtc& dtc) { writeDtc(out, dtc); });
    out.memberArray("top_error_codes", triage.topErrorCodes, [&out](const TopCode& top) { writeTopCode(out, top); });
    out.memberArray("timeline", triage.timelines, [&out](const Timeline& timeline) { writeTimeline(out, timeline); });
    // Signals around a code need a database; without one the list is there and empty.
    out.memberStrings("signals", {});
    out.memberArray("negative_responses", triage.negativeResponses,
                    [&out](const NegativeResponse& response) { writeNegativeResponse(out, response); });
    out.memberArray("log_errors", triage.logErrors,
                    [&out](const LogErrorCluster& cluster) { writeLogError(out, cluster); });
    writeDiagnosis(out, triage.diagnosis);
    out.memberArray("similar_cases", triage.similarCases,
                    [&out](const SimilarCase& similar) { writeSimilarCase(out, similar); });
    writeTokenUsage(out, triage.tokenUsage);
    out.member("synthetic", triage.synthetic);
    out.memberStrings("warnings", triage.warnings);
    out.endObject();
    return out.take();
}

} // namespace argus::domain
