// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/frame_block.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace argus::index {

/// Rows that are packed together; every block of an index but the last has so many.
inline constexpr std::size_t kBlockRows = 4096;

/// Packs the columns of up to kBlockRows frames, about 5 to 7 bytes for a frame of ordinary traffic:
/// - what frames have in common (id, channel, flags, length) is a table, and each frame a number into it;
/// - times and offsets are differences to the frame before, in the narrowest width that holds them all, times in the
///   coarsest of ns, us, ms that loses nothing;
/// - payloads, where wanted, one after the other.
/// All numbers are little-endian on disk only where the machine is: an index is for the machine that made it.
/// `rows` is not empty. Any thread.
std::vector<std::uint8_t> packBlock(const formats::FrameBlock& rows, bool withPayload);

/// Appends the frames of a packed block to `out`. Payloads of a block without them are `length` zero bytes.
/// Invalid when the bytes are damaged: every count and width is checked.
base::Result<> unpackBlock(std::span<const std::uint8_t> packed, formats::FrameBlock& out);

} // namespace argus::index
