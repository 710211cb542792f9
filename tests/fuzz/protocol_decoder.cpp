// SPDX-License-Identifier: Apache-2.0
// Bytes as frames of a bus, through decoding and analysis: nothing may crash, state and findings stay bounded, and
// counts agree with each other.
#include "core/analysis/file_analyzer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

using namespace argus;

namespace {

void require(bool condition, const char* what)
{
    if (!condition) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

/// Ids that lead somewhere, so that most frames reach a decoder; the others are drawn from the input.
constexpr std::uint32_t kIds[] {0x7DF, 0x7E0, 0x7E8, 0x7E9, 0x720, 0x750, 0x758, 0x6F1, 0x612, 0x241, 0x641};
constexpr std::uint32_t kExtendedIds[] {0x18DA10F1, 0x18DAF110, 0x18DBFEF1, 0x18CE10F1, 0x18CEF110, 0x18ECFF0B,
                                        0x18EBFF0B, 0x1CECF90B, 0x1CEBF90B, 0x1CEC0BF9, 0x18FECA0B, 0x18FECB0B,
                                        0x18FEEC00, 0x18FEEB00, 0x18EEFF00, 0x18E8FFF9, 0x17FC007C, 0x17FE007C};

/// One frame: a byte for kind and id, one for the length, then the payload. Returns the bytes used, 0 at the end.
std::size_t appendFrame(const std::uint8_t* data, std::size_t size, formats::FrameBlock& block,
                        domain::RecordingTime& now)
{
    if (size < 3) {
        return 0;
    }
    const unsigned kind = data[0];
    const bool extended = (kind & 0x20) != 0;
    std::uint8_t flags = extended ? formats::kExtendedId : 0;
    flags = static_cast<std::uint8_t>(flags | ((kind & 0x40) != 0 ? formats::kFd : 0));
    std::uint32_t id
        = extended ? kExtendedIds[(kind & 0x1F) % std::size(kExtendedIds)] : kIds[(kind & 0x1F) % std::size(kIds)];
    if ((kind & 0x80) != 0) {
        id = (id ^ data[2]) & (extended ? 0x1FFFFFFFU : 0x7FFU);
    }
    const std::size_t limit = (kind & 0x40) != 0 ? 64 : 8;
    const std::size_t length = std::min({static_cast<std::size_t>(data[1] % (limit + 1)), limit, size - 2});
    now = data[1] == 0xFF ? domain::kNoTime : (now == domain::kNoTime ? 0 : now) + data[1] * 1'000'000LL;
    block.append(now, block.size(), id, static_cast<std::uint16_t>(data[1] >> 7), flags, {data + 2, length});
    return 2 + length;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<std::string> channels {"can0", "can1"};
    formats::FrameBlock block;
    domain::RecordingTime now = 0;
    for (std::size_t at = 0; at < size;) {
        const std::size_t used = appendFrame(data + at, size - at, block, now);
        if (used == 0) {
            break;
        }
        at += used;
    }
    analysis::FileAnalyzer analyzer;
    analyzer.frames(block, channels);
    formats::ReadSummary summary;
    summary.channels = channels;
    const analysis::FileFindings found = analyzer.finish(summary);

    require(found.frames == block.size(), "every frame is counted");
    require(found.dtcs.size() <= analysis::kMaxDtcs && found.ecus.size() <= analysis::kMaxEcus, "findings are bounded");
    require(found.timeline.buckets.size() <= analysis::kMaxBuckets, "the timeline is bounded");
    for (const domain::Dtc& dtc : found.dtcs) {
        std::uint64_t sum = 0;
        for (const auto& [service, count] : dtc.services) {
            sum += count;
        }
        require(sum == dtc.occurrences, "occurrences are the sum of services");
        require(!dtc.evidence.empty() && dtc.evidence.size() <= analysis::kMaxEvidence, "each code has its evidence");
        require(std::ranges::any_of(found.ecus, [&](const domain::Ecu& ecu) { return ecu.address == dtc.ecu; }),
                "each code has its control unit");
    }
    const std::string json = toJson(found);
    const auto back = analysis::findingsFromJson(json);
    require(back.has_value() && toJson(*back) == json, "findings survive the store");
    return 0;
}
