// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/frame_bits.h"

#include "core/formats/frame_block.h"

namespace argus::analysis {

namespace {

// Start, identifier, control, checksum, acknowledgement, end of frame and pause of a classic frame without data.
constexpr std::uint32_t kStandardFrame = 47;
constexpr std::uint32_t kExtendedFrame = 67;
// Error flag, delimiter and pause.
constexpr std::uint32_t kErrorFrame = 6 + 8 + 3;
// CAN FD: start to the bit that switches the rate, and from the checksum's delimiter on.
constexpr std::uint32_t kFdNominal = 17 + 12;
constexpr std::uint32_t kFdNominalExtended = 36 + 12;
// CAN FD: state indicator, length, stuff count, checksum.
constexpr std::uint32_t kFdData = 5 + 4;
constexpr std::uint32_t kFdChecksum = 17;
constexpr std::uint32_t kFdLongChecksum = 21; // above 16 bytes
constexpr std::uint32_t kFdSpeed = 4;

} // namespace

std::uint32_t frameBits(std::uint8_t flags, std::uint8_t length)
{
    const bool isExtended = (flags & formats::kExtendedId) != 0;
    if ((flags & formats::kError) != 0) {
        return kErrorFrame;
    }
    const std::uint32_t data = (flags & formats::kRemote) != 0 ? 0 : 8U * length;
    if ((flags & formats::kFd) == 0) {
        return (isExtended ? kExtendedFrame : kStandardFrame) + data;
    }
    const std::uint32_t fast = kFdData + data + (length > 16 ? kFdLongChecksum : kFdChecksum);
    const bool isFaster = (flags & formats::kBitrateSwitch) != 0;
    return (isExtended ? kFdNominalExtended : kFdNominal) + (isFaster ? (fast + kFdSpeed - 1) / kFdSpeed : fast);
}

} // namespace argus::analysis
