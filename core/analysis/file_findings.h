// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/clock_marks.h"
#include "core/base/result.h"
#include "core/domain/triage.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::analysis {

/// Bounds of what is kept of one file, whatever it holds. What passes them is counted and warned about.
inline constexpr std::size_t kMaxEcus = 1024;
inline constexpr std::size_t kMaxDtcs = 8192;
inline constexpr std::size_t kMaxEvidence = 4; ///< of a code: the first three and the last
inline constexpr std::size_t kMaxSnapshots = 8; ///< of a code: the first seven and the last
inline constexpr std::size_t kMaxSupplierData = 64; ///< of a control unit
inline constexpr std::size_t kMaxVinCandidates = 64;
inline constexpr std::size_t kMaxNegativeResponses = 1024;
inline constexpr std::size_t kMaxBuckets = 512;
inline constexpr std::size_t kMaxGaps = 50;
inline constexpr std::size_t kMaxChannels = 256;
inline constexpr std::size_t kMaxRecordKinds = 64;

struct ChannelFindings
{
    std::string name;
    std::uint64_t frames = 0; ///< of all kinds
    std::uint64_t errorFrames = 0;
    std::uint64_t bits = 0; ///< estimate: frame bits without stuffing
};

/// Equal slices of a recording's time. Each begins at a multiple of `width`, and widths are kFirstWidth doubled some
/// times, so that those of several files fit into each other.
struct TimeBuckets
{
    static constexpr domain::RecordingTime kFirstWidth = 100'000'000; ///< ns

    domain::RecordingTime width = kFirstWidth;
    std::vector<domain::TimelineBucket> buckets; ///< without holes; empty when no frame has a stamp
};

/// The last clear request that a control unit accepted.
struct ClearFinding
{
    std::string channel;
    std::string ecu;
    std::string protocol;
    std::uint32_t group = 0; ///< as protocol::clearedGroup()
    domain::RecordingTime ts = domain::kNoTime;
};

/// Messages that began and did not end, by reason.
struct PartialFinding
{
    std::string reason;
    std::uint64_t count = 0;
    std::uint64_t firstOffset = 0;
};

/// Everything gathered from one file. In its parts, `file` of sightings and evidence is empty: the merge puts the name
/// there. Plain data, bounded by the constants above.
struct FileFindings
{
    std::uint64_t records = 0; ///< of any kind, frames included
    std::uint64_t frames = 0;
    std::uint64_t dataFrames = 0;
    std::uint64_t remoteFrames = 0;
    std::uint64_t errorFrames = 0;
    std::uint64_t fdFrames = 0;
    std::map<std::string, std::uint64_t> otherRecords; ///< by kind
    /// Messages that were put together from several records, or lay several in one: by what they are, as
    /// protocol::MessageCounts has them. They are no records.
    std::map<std::string, std::uint64_t> messages;
    std::vector<ChannelFindings> channels;

    domain::RecordingTime firstTs = domain::kNoTime; ///< of the first and last frame that has one, in file order
    domain::RecordingTime lastTs = domain::kNoTime;
    domain::RecordingTime minTs = domain::kNoTime;
    domain::RecordingTime maxTs = domain::kNoTime;
    std::uint64_t timeGoesBack = 0;

    std::vector<ClockMark> marks; ///< by hash
    bool synthetic = false;
    std::vector<domain::VinCandidate> vins; ///< one for each VIN, source and control unit, in the order of appearance
    std::vector<domain::Ecu> ecus; ///< in the order of appearance; counts of codes are left to the merge
    std::vector<domain::Dtc> dtcs; ///< in the order of appearance
    std::vector<domain::NegativeResponse> negativeResponses;
    std::vector<ClearFinding> clears;
    std::vector<PartialFinding> partials;
    TimeBuckets timeline;
    std::vector<domain::Gap> gaps; ///< by start; the longest
    std::vector<domain::Skipped> skipped;
    std::vector<std::string> warnings;
};

/// One compact JSON object for the store. Stamps are whole nanoseconds.
std::string toJson(const FileFindings& findings);
/// Reads what toJson writes. Invalid for anything else, and for a version that this program does not know.
base::Result<FileFindings> findingsFromJson(std::string_view json);

/// True for stamps of a clock that tells the time of day (past September 2001), which files then share.
constexpr bool isAbsoluteTime(domain::RecordingTime ts)
{
    return ts != domain::kNoTime && ts >= 1'000'000'000LL * 1'000'000'000LL;
}

} // namespace argus::analysis
