// SPDX-License-Identifier: Apache-2.0
#include "core/formats/frame_block.h"

#include "core/base/text.h"

#include <algorithm>
#include <cstring>

namespace argus::formats {

namespace {

/// Payloads start at multiples of this, so that the promised 8 readable bytes are always the frame's own.
constexpr std::size_t kStride = 8;

constexpr std::size_t padded(std::size_t length)
{
    return std::max(kStride, (length + kStride - 1) / kStride * kStride);
}

} // namespace

void FrameBlock::clear()
{
    time.clear();
    offset.clear();
    id.clear();
    channel.clear();
    flags.clear();
    length.clear();
    dataStart.clear();
    data.clear();
}

void FrameBlock::reserve(std::size_t frames)
{
    time.reserve(frames);
    offset.reserve(frames);
    id.reserve(frames);
    channel.reserve(frames);
    flags.reserve(frames);
    length.reserve(frames);
    dataStart.reserve(frames);
    data.reserve(frames * kStride);
}

void FrameBlock::append(domain::RecordingTime ts, std::uint64_t at, std::uint32_t canId, std::uint16_t channelIndex,
                        std::uint8_t frameFlags, std::span<const std::uint8_t> bytes)
{
    const std::size_t used = std::min(bytes.size(), kMaxFrameData);
    const std::size_t start = data.size();
    time.push_back(ts);
    offset.push_back(at);
    id.push_back(canId);
    channel.push_back(channelIndex);
    flags.push_back(frameFlags);
    length.push_back(static_cast<std::uint8_t>(used));
    dataStart.push_back(static_cast<std::uint32_t>(start));
    data.resize(start + padded(used), 0);
    if (used > 0 && (frameFlags & kRemote) == 0) {
        std::memcpy(data.data() + start, bytes.data(), used);
    }
}

void FrameBlock::append(const FrameBlock& from, std::size_t i)
{
    append(from.time[i], from.offset[i], from.id[i], from.channel[i], from.flags[i],
           {from.data.data() + from.dataStart[i], from.length[i]});
}

std::string idText(std::uint32_t id, bool extended)
{
    return base::hexNumber(id, extended ? 8 : 3);
}

} // namespace argus::formats
