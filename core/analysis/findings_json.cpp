// SPDX-License-Identifier: Apache-2.0
// Writes findings. Stamps are whole nanoseconds under the names in findings_keys.h; what has its default is left out.
#include "core/analysis/findings_keys.h"
#include "core/domain/json_writer.h"

namespace argus::analysis {

namespace {

using domain::JsonWriter;

void number(JsonWriter& out, std::string_view key, std::uint64_t value)
{
    if (value != 0) {
        out.member(key, value);
    }
}

void text(JsonWriter& out, std::string_view key, const std::string& value)
{
    if (!value.empty()) {
        out.member(key, value);
    }
}

void time(JsonWriter& out, std::string_view key, domain::RecordingTime ts)
{
    if (ts != domain::kNoTime) {
        out.member(key, ts);
    }
}

void optionalNumber(JsonWriter& out, std::string_view key, const std::optional<std::int64_t>& value)
{
    if (value) {
        out.member(key, *value);
    }
}

void counts(JsonWriter& out, std::string_view key, const std::map<std::string, std::uint64_t>& values)
{
    out.key(key);
    out.beginObject();
    for (const auto& [name, count] : values) {
        out.member(name, count);
    }
    out.endObject();
}

void evidenceMembers(JsonWriter& out, const domain::Evidence& evidence)
{
    out.member(keys::kOffset, evidence.offset);
    time(out, keys::kTs, evidence.ts);
    text(out, keys::kId, evidence.id);
    text(out, keys::kRaw, evidence.raw);
}

void evidenceObject(JsonWriter& out, const domain::Evidence& evidence)
{
    out.beginObject();
    evidenceMembers(out, evidence);
    out.endObject();
}

void ecuObject(JsonWriter& out, const domain::Ecu& ecu)
{
    out.beginObject();
    text(out, keys::kChannel, ecu.channel);
    text(out, keys::kAddress, ecu.address);
    text(out, keys::kRequest, ecu.requestAddress);
    text(out, keys::kName, ecu.name);
    number(out, keys::kMessages, ecu.messages);
    number(out, keys::kRefusals, ecu.negativeResponses);
    out.memberStrings(keys::kProtocols, ecu.protocols);
    out.memberArray(keys::kSupplierData, ecu.supplierData, [&out](const domain::SupplierDatum& datum) {
        out.beginObject();
        text(out, keys::kKey, datum.key);
        text(out, keys::kName, datum.name);
        text(out, keys::kValue, datum.value);
        out.endObject();
    });
    out.endObject();
}

void dtcState(JsonWriter& out, const domain::Dtc& dtc)
{
    if (dtc.status) {
        out.member(keys::kStatus, static_cast<unsigned>(dtc.status->byte));
        out.memberStrings(keys::kStatusBits, dtc.status->bits);
    }
    optionalNumber(out, keys::kSpn, dtc.spn);
    optionalNumber(out, keys::kFmi, dtc.fmi);
    optionalNumber(out, keys::kOc, dtc.oc);
    if (dtc.lamps) {
        out.memberStrings(keys::kLamps,
                          {dtc.lamps->malfunction, dtc.lamps->redStop, dtc.lamps->amberWarning, dtc.lamps->protect});
    }
    if (dtc.clearedAt) {
        out.member(keys::kCleared, true);
        time(out, keys::kClearedAt, dtc.clearedAt->ts);
    }
}

void dtcObject(JsonWriter& out, const domain::Dtc& dtc)
{
    out.beginObject();
    text(out, keys::kCode, dtc.code);
    text(out, keys::kRaw, dtc.raw);
    text(out, keys::kProtocol, dtc.protocol);
    text(out, keys::kEcu, dtc.ecu);
    text(out, keys::kChannel, dtc.channel);
    counts(out, keys::kServices, dtc.services);
    number(out, keys::kCount, dtc.occurrences);
    out.member(keys::kFault, dtc.fault);
    time(out, keys::kFirstTs, dtc.firstSeen.ts);
    time(out, keys::kLastTs, dtc.lastSeen.ts);
    dtcState(out, dtc);
    out.memberArray(keys::kSnapshots, dtc.snapshots, [&out](const domain::Snapshot& snapshot) {
        out.beginObject();
        text(out, keys::kKind, snapshot.kind);
        out.member(keys::kRecord, snapshot.record);
        text(out, keys::kValue, snapshot.data);
        evidenceMembers(out, snapshot.evidence);
        out.endObject();
    });
    out.memberArray(keys::kEvidence, dtc.evidence,
                    [&out](const domain::Evidence& evidence) { evidenceObject(out, evidence); });
    out.memberStrings(keys::kRemarks, dtc.remarks);
    out.endObject();
}

void refusalObject(JsonWriter& out, const domain::NegativeResponse& refusal)
{
    out.beginObject();
    text(out, keys::kEcu, refusal.ecu);
    text(out, keys::kChannel, refusal.channel);
    text(out, keys::kService, refusal.service);
    text(out, keys::kServiceName, refusal.serviceName);
    text(out, keys::kNrc, refusal.nrc);
    text(out, keys::kNrcName, refusal.nrcName);
    number(out, keys::kCount, refusal.count);
    out.key(keys::kEvidence);
    evidenceObject(out, refusal.evidence);
    out.endObject();
}

void totals(JsonWriter& out, const FileFindings& findings)
{
    number(out, keys::kRecords, findings.records);
    number(out, keys::kFrames, findings.frames);
    number(out, keys::kDataFrames, findings.dataFrames);
    number(out, keys::kRemoteFrames, findings.remoteFrames);
    number(out, keys::kErrorFrames, findings.errorFrames);
    number(out, keys::kFdFrames, findings.fdFrames);
    counts(out, keys::kOtherRecords, findings.otherRecords);
    counts(out, keys::kMessages, findings.messages);
    time(out, keys::kFirstTs, findings.firstTs);
    time(out, keys::kLastTs, findings.lastTs);
    time(out, keys::kMinTs, findings.minTs);
    time(out, keys::kMaxTs, findings.maxTs);
    number(out, keys::kTimeGoesBack, findings.timeGoesBack);
    out.member(keys::kSynthetic, findings.synthetic);
    out.memberArray(keys::kChannels, findings.channels, [&out](const ChannelFindings& channel) {
        out.beginObject();
        text(out, keys::kName, channel.name);
        number(out, keys::kFrames, channel.frames);
        number(out, keys::kErrorFrames, channel.errorFrames);
        number(out, keys::kBits, channel.bits);
        out.endObject();
    });
}

void timing(JsonWriter& out, const FileFindings& findings)
{
    out.member(keys::kBucketWidth, findings.timeline.width);
    out.memberArray(keys::kBuckets, findings.timeline.buckets, [&out](const domain::TimelineBucket& bucket) {
        out.beginObject();
        out.member(keys::kStart, bucket.start);
        number(out, keys::kFrames, bucket.frames);
        number(out, keys::kErrorFrames, bucket.errorFrames);
        number(out, keys::kDtcs, bucket.dtcs);
        number(out, keys::kRefusals, bucket.negativeResponses);
        out.endObject();
    });
    out.memberArray(keys::kGaps, findings.gaps, [&out](const domain::Gap& gap) {
        out.beginObject();
        out.member(keys::kStart, gap.start);
        out.member(keys::kEnd, gap.end);
        out.member(keys::kOffset, gap.offset);
        out.endObject();
    });
    out.memberArray(keys::kMarks, findings.marks, [&out](const ClockMark& mark) {
        out.beginObject();
        out.member(keys::kHash, mark.hash);
        out.member(keys::kTs, mark.ts);
        out.endObject();
    });
}

void remarks(JsonWriter& out, const FileFindings& findings)
{
    out.memberArray(keys::kClears, findings.clears, [&out](const ClearFinding& clear) {
        out.beginObject();
        text(out, keys::kChannel, clear.channel);
        text(out, keys::kEcu, clear.ecu);
        text(out, keys::kProtocol, clear.protocol);
        out.member(keys::kGroup, clear.group);
        time(out, keys::kTs, clear.ts);
        out.endObject();
    });
    out.memberArray(keys::kPartials, findings.partials, [&out](const PartialFinding& partial) {
        out.beginObject();
        text(out, keys::kReason, partial.reason);
        number(out, keys::kCount, partial.count);
        out.member(keys::kOffset, partial.firstOffset);
        out.endObject();
    });
    out.memberArray(keys::kSkipped, findings.skipped, [&out](const domain::Skipped& skipped) {
        out.beginObject();
        text(out, keys::kReason, skipped.reason);
        number(out, keys::kCount, skipped.count);
        number(out, keys::kBytes, skipped.bytes);
        out.member(keys::kOffset, skipped.firstOffset);
        out.endObject();
    });
    out.memberStrings(keys::kWarnings, findings.warnings);
}

} // namespace

std::string toJson(const FileFindings& findings)
{
    JsonWriter out(-1);
    out.beginObject();
    out.member(keys::kVersion, kFindingsVersion);
    totals(out, findings);
    out.memberArray(keys::kVins, findings.vins, [&out](const domain::VinCandidate& candidate) {
        out.beginObject();
        text(out, keys::kVin, candidate.vin);
        text(out, keys::kSource, candidate.source);
        text(out, keys::kEcu, candidate.ecu);
        out.member(keys::kCheckDigit, candidate.validCheckDigit);
        out.endObject();
    });
    out.memberArray(keys::kEcus, findings.ecus, [&out](const domain::Ecu& ecu) { ecuObject(out, ecu); });
    out.memberArray(keys::kDtcs, findings.dtcs, [&out](const domain::Dtc& dtc) { dtcObject(out, dtc); });
    out.memberArray(keys::kRefusals, findings.negativeResponses,
                    [&out](const domain::NegativeResponse& refusal) { refusalObject(out, refusal); });
    timing(out, findings);
    remarks(out, findings);
    out.endObject();
    return out.take();
}

} // namespace argus::analysis
