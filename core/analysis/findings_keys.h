// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/file_findings.h"

#include <string_view>

namespace argus::analysis {

/// The form of the document; one more with each change that an older reader would misread.
inline constexpr int kFindingsVersion = 1;

/// Names of the members of a findings document, shared by its writer and reader.
namespace keys {
inline constexpr std::string_view kAddress = "address";
inline constexpr std::string_view kBits = "bits";
inline constexpr std::string_view kBucketWidth = "bucket_width";
inline constexpr std::string_view kBuckets = "buckets";
inline constexpr std::string_view kBytes = "bytes";
inline constexpr std::string_view kChannel = "channel";
inline constexpr std::string_view kChannels = "channels";
inline constexpr std::string_view kCheckDigit = "check_digit";
inline constexpr std::string_view kCleared = "cleared";
inline constexpr std::string_view kClearedAt = "cleared_at";
inline constexpr std::string_view kClears = "clears";
inline constexpr std::string_view kCode = "code";
inline constexpr std::string_view kCount = "count";
inline constexpr std::string_view kDataFrames = "data_frames";
inline constexpr std::string_view kDtcs = "dtcs";
inline constexpr std::string_view kEcu = "ecu";
inline constexpr std::string_view kEcus = "ecus";
inline constexpr std::string_view kEnd = "end";
inline constexpr std::string_view kErrorFrames = "error_frames";
inline constexpr std::string_view kEvidence = "evidence";
inline constexpr std::string_view kFault = "fault";
inline constexpr std::string_view kFdFrames = "fd_frames";
inline constexpr std::string_view kFirstTs = "first_ts";
inline constexpr std::string_view kFmi = "fmi";
inline constexpr std::string_view kFrames = "frames";
inline constexpr std::string_view kGaps = "gaps";
inline constexpr std::string_view kGroup = "group";
inline constexpr std::string_view kId = "id";
inline constexpr std::string_view kKey = "key";
inline constexpr std::string_view kKind = "kind";
inline constexpr std::string_view kLamps = "lamps";
inline constexpr std::string_view kLastTs = "last_ts";
inline constexpr std::string_view kHash = "hash";
inline constexpr std::string_view kMarks = "marks";
inline constexpr std::string_view kMaxTs = "max_ts";
inline constexpr std::string_view kMessages = "messages";
inline constexpr std::string_view kMinTs = "min_ts";
inline constexpr std::string_view kName = "name";
inline constexpr std::string_view kNrc = "nrc";
inline constexpr std::string_view kNrcName = "nrc_name";
inline constexpr std::string_view kOc = "oc";
inline constexpr std::string_view kOffset = "offset";
inline constexpr std::string_view kOtherRecords = "other_records";
inline constexpr std::string_view kPartials = "partials";
inline constexpr std::string_view kProtocol = "protocol";
inline constexpr std::string_view kProtocols = "protocols";
inline constexpr std::string_view kRaw = "raw";
inline constexpr std::string_view kReason = "reason";
inline constexpr std::string_view kRecord = "record";
inline constexpr std::string_view kRecords = "records";
inline constexpr std::string_view kRefusals = "negative_responses";
inline constexpr std::string_view kRemarks = "remarks";
inline constexpr std::string_view kRemoteFrames = "remote_frames";
inline constexpr std::string_view kRequest = "request";
inline constexpr std::string_view kService = "service";
inline constexpr std::string_view kServiceName = "service_name";
inline constexpr std::string_view kServices = "services";
inline constexpr std::string_view kSkipped = "skipped";
inline constexpr std::string_view kSnapshots = "snapshots";
inline constexpr std::string_view kSource = "source";
inline constexpr std::string_view kSpn = "spn";
inline constexpr std::string_view kStart = "start";
inline constexpr std::string_view kStatus = "status";
inline constexpr std::string_view kStatusBits = "status_bits";
inline constexpr std::string_view kSupplierData = "supplier_data";
inline constexpr std::string_view kSynthetic = "synthetic";
inline constexpr std::string_view kTimeGoesBack = "time_goes_back";
inline constexpr std::string_view kTs = "ts";
inline constexpr std::string_view kValue = "value";
inline constexpr std::string_view kVersion = "version";
inline constexpr std::string_view kVin = "vin";
inline constexpr std::string_view kVins = "vins";
inline constexpr std::string_view kWarnings = "warnings";
} // namespace keys

} // namespace argus::analysis
