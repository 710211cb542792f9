// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/text/frame_chunk.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace argus::formats {

/// What readers of recordings with a start time and offsets accept of either, in ns, so that their sum fits.
inline constexpr domain::RecordingTime kMinFrameOffset = -500'000'000'000'000'000; // 15 years
inline constexpr domain::RecordingTime kMaxFrameOffset = 1'900'000'000'000'000'000; // 60 years: seconds since 1970 too

/// `ts` if it is one that such a reader accepts.
inline std::optional<domain::RecordingTime> frameOffset(std::optional<domain::RecordingTime> ts)
{
    return ts && *ts >= kMinFrameOffset && *ts <= kMaxFrameOffset ? ts : std::nullopt;
}

/// Sums of stamps: they wrap around where a hostile file makes them too large, in the same way whatever the chunks.
constexpr domain::RecordingTime wrappingSum(domain::RecordingTime a, domain::RecordingTime b)
{
    return static_cast<domain::RecordingTime>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

constexpr domain::RecordingTime wrappingDifference(domain::RecordingTime a, domain::RecordingTime b)
{
    return static_cast<domain::RecordingTime>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

/// Adds `delta` to the times of a chunk's frames number `begin` to `end` (exclusive). The chunk's blocks are closed.
inline void shiftTimes(FrameChunk& chunk, std::size_t begin, std::size_t end, domain::RecordingTime delta)
{
    std::size_t first = 0;
    for (std::size_t i = 0; delta != 0 && i < chunk.blocks.blockCount() && first < end; ++i) {
        auto& time = chunk.blocks.block(i).time;
        const std::size_t from = std::min(begin > first ? begin - first : 0, time.size());
        const std::size_t to = std::min(end - first, time.size());
        for (std::size_t at = from; at < to; ++at) {
            time[at] = wrappingSum(time[at], delta);
        }
        first += time.size();
    }
}

} // namespace argus::formats
