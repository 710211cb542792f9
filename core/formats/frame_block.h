// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace argus::formats {

/// What a frame is, as bits of FrameBlock::flags.
enum FrameFlag : std::uint8_t
{
    kExtendedId = 1 << 0, ///< 29-bit identifier
    kFd = 1 << 1, ///< CAN FD format
    kRemote = 1 << 2, ///< remote request: asks for a length, has no data
    kError = 1 << 3, ///< error frame; its id is an error class and is not counted among ids
    kBitrateSwitch = 1 << 4,
    kErrorStateIndicator = 1 << 5,
    kTransmitted = 1 << 6, ///< sent by the recorder itself
};

/// Longest payload of a CAN FD frame in bytes.
inline constexpr std::size_t kMaxFrameData = 64;

/// Frames in columns, in file order: what a reader hands on. A few thousand at a time, so that a block stays in the
/// processor's cache and a file's size never shows in memory.
///
/// Payloads lie in one arena: frame i has `length[i]` bytes from `data[dataStart[i]]` on, and at least 8 readable bytes
/// from there (zero-filled past the payload), so that a decoder may load 8 bytes at once. A remote frame has no
/// payload: its length is what it asks for, and its bytes are zero.
struct FrameBlock
{
    std::vector<domain::RecordingTime> time; ///< ns as written, or domain::kNoTime
    std::vector<std::uint64_t> offset; ///< of the record in the file, bytes
    std::vector<std::uint32_t> id; ///< 11 or 29 bits, without flags
    std::vector<std::uint16_t> channel; ///< index into the reader's channel names
    std::vector<std::uint8_t> flags; ///< FrameFlag
    std::vector<std::uint8_t> length; ///< payload bytes, 0 to 64; bytes that a remote frame asks for, 0 to 8
    std::vector<std::uint32_t> dataStart;
    std::vector<std::uint8_t> data;

    std::size_t size() const { return id.size(); }
    bool empty() const { return id.empty(); }
    void clear();
    void reserve(std::size_t frames);
    /// Appends one frame; `bytes` is at most kMaxFrameData long. Of a remote frame only their number counts.
    void append(domain::RecordingTime ts, std::uint64_t at, std::uint32_t canId, std::uint16_t channelIndex,
                std::uint8_t frameFlags, std::span<const std::uint8_t> bytes);
    /// Appends frame `i` of another block.
    void append(const FrameBlock& from, std::size_t i);
    /// Empty for a remote frame.
    std::span<const std::uint8_t> payload(std::size_t i) const
    {
        return {data.data() + dataStart[i], isRemote(i) ? std::size_t {0} : length[i]};
    }
    bool isRemote(std::size_t i) const { return (flags[i] & kRemote) != 0; }
};

/// The identifier as people write it: three hex digits for standard, eight for extended ids.
std::string idText(std::uint32_t id, bool extended);

} // namespace argus::formats
