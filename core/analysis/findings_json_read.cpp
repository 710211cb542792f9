// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/findings_keys.h"
#include "core/domain/json_reader.h"

namespace argus::analysis {

namespace {

using domain::JsonReader;

void readEvidence(const JsonReader& in, domain::Evidence& evidence)
{
    in.read(keys::kOffset, evidence.offset);
    in.read(keys::kTs, evidence.ts);
    in.read(keys::kId, evidence.id);
    in.read(keys::kRaw, evidence.raw);
}

void readEcu(const JsonReader& in, domain::Ecu& ecu)
{
    in.read(keys::kChannel, ecu.channel);
    in.read(keys::kAddress, ecu.address);
    in.read(keys::kRequest, ecu.requestAddress);
    in.read(keys::kName, ecu.name);
    in.read(keys::kMessages, ecu.messages);
    in.read(keys::kRefusals, ecu.negativeResponses);
    in.read(keys::kProtocols, ecu.protocols);
    in.readArray(keys::kSupplierData, ecu.supplierData, [](const JsonReader& item, domain::SupplierDatum& datum) {
        item.read(keys::kKey, datum.key);
        item.read(keys::kName, datum.name);
        item.read(keys::kValue, datum.value);
    });
}

void readState(const JsonReader& in, domain::Dtc& dtc)
{
    if (in.has(keys::kStatus)) {
        dtc.status.emplace();
        in.read(keys::kStatus, dtc.status->byte);
        in.read(keys::kStatusBits, dtc.status->bits);
    }
    in.read(keys::kSpn, dtc.spn);
    in.read(keys::kFmi, dtc.fmi);
    in.read(keys::kOc, dtc.oc);
    if (in.has(keys::kLamps)) {
        std::vector<std::string> lamps;
        in.read(keys::kLamps, lamps);
        if (lamps.size() == 4) {
            dtc.lamps = domain::Lamps {lamps[0], lamps[1], lamps[2], lamps[3]};
        } else {
            in.complain(keys::kLamps, "does not have four lamps");
        }
    }
    if (in.has(keys::kCleared)) {
        dtc.clearedAt.emplace();
        in.read(keys::kClearedAt, dtc.clearedAt->ts);
    }
}

void readDtc(const JsonReader& in, domain::Dtc& dtc)
{
    in.read(keys::kCode, dtc.code);
    in.read(keys::kRaw, dtc.raw);
    in.read(keys::kProtocol, dtc.protocol);
    in.read(keys::kEcu, dtc.ecu);
    in.read(keys::kChannel, dtc.channel);
    in.read(keys::kServices, dtc.services);
    in.read(keys::kCount, dtc.occurrences);
    in.read(keys::kFault, dtc.fault);
    in.read(keys::kFirstTs, dtc.firstSeen.ts);
    in.read(keys::kLastTs, dtc.lastSeen.ts);
    readState(in, dtc);
    in.readArray(keys::kSnapshots, dtc.snapshots, [](const JsonReader& item, domain::Snapshot& snapshot) {
        item.read(keys::kKind, snapshot.kind);
        item.read(keys::kRecord, snapshot.record);
        item.read(keys::kValue, snapshot.data);
        readEvidence(item, snapshot.evidence);
    });
    in.readArray(keys::kEvidence, dtc.evidence, readEvidence);
    in.read(keys::kRemarks, dtc.remarks);
}

void readRefusal(const JsonReader& in, domain::NegativeResponse& refusal)
{
    in.read(keys::kEcu, refusal.ecu);
    in.read(keys::kChannel, refusal.channel);
    in.read(keys::kService, refusal.service);
    in.read(keys::kServiceName, refusal.serviceName);
    in.read(keys::kNrc, refusal.nrc);
    in.read(keys::kNrcName, refusal.nrcName);
    in.read(keys::kCount, refusal.count);
    readEvidence(in.object(keys::kEvidence), refusal.evidence);
}

void readTotals(const JsonReader& in, FileFindings& findings)
{
    in.read(keys::kRecords, findings.records);
    in.read(keys::kFrames, findings.frames);
    in.read(keys::kDataFrames, findings.dataFrames);
    in.read(keys::kRemoteFrames, findings.remoteFrames);
    in.read(keys::kErrorFrames, findings.errorFrames);
    in.read(keys::kFdFrames, findings.fdFrames);
    in.read(keys::kOtherRecords, findings.otherRecords);
    in.read(keys::kMessages, findings.messages);
    in.read(keys::kFirstTs, findings.firstTs);
    in.read(keys::kLastTs, findings.lastTs);
    in.read(keys::kMinTs, findings.minTs);
    in.read(keys::kMaxTs, findings.maxTs);
    in.read(keys::kTimeGoesBack, findings.timeGoesBack);
    in.read(keys::kSynthetic, findings.synthetic);
    in.readArray(keys::kChannels, findings.channels, [](const JsonReader& item, ChannelFindings& channel) {
        item.read(keys::kName, channel.name);
        item.read(keys::kFrames, channel.frames);
        item.read(keys::kErrorFrames, channel.errorFrames);
        item.read(keys::kBits, channel.bits);
    });
}

void readTiming(const JsonReader& in, FileFindings& findings)
{
    in.read(keys::kBucketWidth, findings.timeline.width);
    in.readArray(keys::kBuckets, findings.timeline.buckets, [](const JsonReader& item, domain::TimelineBucket& bucket) {
        item.read(keys::kStart, bucket.start);
        item.read(keys::kFrames, bucket.frames);
        item.read(keys::kErrorFrames, bucket.errorFrames);
        item.read(keys::kDtcs, bucket.dtcs);
        item.read(keys::kRefusals, bucket.negativeResponses);
    });
    in.readArray(keys::kGaps, findings.gaps, [](const JsonReader& item, domain::Gap& gap) {
        item.read(keys::kStart, gap.start);
        item.read(keys::kEnd, gap.end);
        item.read(keys::kOffset, gap.offset);
    });
    in.readArray(keys::kMarks, findings.marks, [](const JsonReader& item, ClockMark& mark) {
        item.read(keys::kHash, mark.hash);
        item.read(keys::kTs, mark.ts);
    });
}

void readRemarks(const JsonReader& in, FileFindings& findings)
{
    in.readArray(keys::kClears, findings.clears, [](const JsonReader& item, ClearFinding& clear) {
        item.read(keys::kChannel, clear.channel);
        item.read(keys::kEcu, clear.ecu);
        item.read(keys::kProtocol, clear.protocol);
        item.read(keys::kGroup, clear.group);
        item.read(keys::kTs, clear.ts);
    });
    in.readArray(keys::kPartials, findings.partials, [](const JsonReader& item, PartialFinding& partial) {
        item.read(keys::kReason, partial.reason);
        item.read(keys::kCount, partial.count);
        item.read(keys::kOffset, partial.firstOffset);
    });
    in.readArray(keys::kSkipped, findings.skipped, [](const JsonReader& item, domain::Skipped& skipped) {
        item.read(keys::kReason, skipped.reason);
        item.read(keys::kCount, skipped.count);
        item.read(keys::kBytes, skipped.bytes);
        item.read(keys::kOffset, skipped.firstOffset);
    });
    in.read(keys::kWarnings, findings.warnings);
}

/// The merge divides by the width and steps over the buckets: a document that was tampered with must not mislead it.
bool isSound(const TimeBuckets& timeline)
{
    domain::RecordingTime width = TimeBuckets::kFirstWidth;
    while (width < timeline.width && width < (std::int64_t {1} << 61)) {
        width *= 2;
    }
    return width == timeline.width && timeline.buckets.size() <= kMaxBuckets;
}

} // namespace

base::Result<FileFindings> findingsFromJson(std::string_view json)
{
    const auto tree = domain::parseJsonTree(json);
    if (!tree) {
        return base::fail(tree);
    }
    std::string error;
    const JsonReader in(&*tree, "", error);
    int version = 0;
    in.read(keys::kVersion, version);
    if (version != kFindingsVersion) {
        return base::fail(base::ErrorCode::Invalid, "findings: unknown version " + std::to_string(version));
    }
    FileFindings findings;
    readTotals(in, findings);
    in.readArray(keys::kVins, findings.vins, [](const JsonReader& item, domain::VinCandidate& candidate) {
        item.read(keys::kVin, candidate.vin);
        item.read(keys::kSource, candidate.source);
        item.read(keys::kEcu, candidate.ecu);
        item.read(keys::kCheckDigit, candidate.validCheckDigit);
    });
    in.readArray(keys::kEcus, findings.ecus, readEcu);
    in.readArray(keys::kDtcs, findings.dtcs, readDtc);
    in.readArray(keys::kRefusals, findings.negativeResponses, readRefusal);
    readTiming(in, findings);
    readRemarks(in, findings);
    if (error.empty() && !isSound(findings.timeline)) {
        error = "the timeline's buckets do not fit its width";
    }
    if (!error.empty()) {
        return base::fail(base::ErrorCode::Invalid, "findings: " + error);
    }
    return findings;
}

} // namespace argus::analysis
