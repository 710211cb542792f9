// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/block_writer.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace argus::formats::mdf {

class BusLayout;

/// Frames of records that lie one after the other, taken apart into columns: so many that they stay in the first-level
/// cache.
struct FrameBatch
{
    static constexpr std::size_t kMost = 256;
    /// Frames are copied so many at a time, whether they are wanted or not: a copy of known size is a few wide moves.
    static constexpr std::size_t kTogether = 8;
    template <class Value> using Column = std::array<Value, kMost + kTogether>;

    Column<domain::RecordingTime> time {};
    Column<std::uint64_t> offset {}; ///< in the file
    Column<std::uint64_t> word {}; ///< the payload of up to eight bytes, zero behind its length
    Column<std::uint32_t> id {}; ///< without flags
    Column<std::uint32_t> bus {}; ///< number of the bus channel
    Column<std::uint16_t> channel {}; ///< index of its name, where channelsAreKnown
    Column<std::uint8_t> flags {}; ///< FrameFlag
    Column<std::uint8_t> length {};
    bool channelsAreKnown = false;
    bool isLong = false; ///< payloads lie apart and may have up to kMaxFrameData bytes
    const std::uint8_t* payloads = nullptr; ///< of isLong: that of the first frame
    std::size_t payloadStride = 0;
    std::size_t payloadBytes = 0; ///< readable, of each
    std::vector<std::uint8_t> payloadBuffer; ///< for records in columns

    /// Appends `count` frames from `first` on to `out`, or fewer where a block is full; how many.
    std::size_t write(std::size_t first, std::size_t count, BlockWriter& out) const;

private:
    std::size_t writeWords(std::size_t first, std::size_t count, BlockWriter& out) const;
    void writeLong(std::size_t first, std::size_t count, BlockWriter& out) const;
};

/// Frames that a source has taken apart and not handed on yet.
struct ReadyFrames
{
    FrameBatch* batch = nullptr;
    BusLayout* layout = nullptr;
    std::size_t next = 0;
    std::size_t end = 0;

    bool empty() const { return next == end; }
    domain::RecordingTime time() const { return batch->time[next]; }
};

} // namespace argus::formats::mdf
