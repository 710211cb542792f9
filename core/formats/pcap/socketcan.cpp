// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/socketcan.h"

#include "core/formats/byte_order.h"
#include "core/formats/frame_block.h"

#include <array>

namespace argus::formats {

namespace {

// linux/can.h
constexpr std::uint32_t kExtendedBit = 0x80000000;
constexpr std::uint32_t kRemoteBit = 0x40000000;
constexpr std::uint32_t kErrorBit = 0x20000000;
constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint8_t kFdBrs = 1;
constexpr std::uint8_t kFdEsi = 2;
constexpr std::uint8_t kFdFdf = 4;
constexpr std::uint8_t kXlFormat = 0x80; ///< CANXL_XLF, where classic frames have their length
constexpr std::uint32_t kErrorClasses = 0x3FF; ///< of linux/can/error.h
constexpr std::size_t kMaxClassicData = 8;

} // namespace

bool breaksIdRules(std::uint32_t idWithFlags)
{
    if ((idWithFlags & kErrorBit) != 0) {
        return (idWithFlags & (kExtendedBit | kRemoteBit | (kIdMask & ~kErrorClasses))) != 0;
    }
    return (idWithFlags & kExtendedBit) == 0 && (idWithFlags & kIdMask) > kMaxStandardId;
}

SocketCanResult readSocketCan(std::span<const std::uint8_t> packet, std::endian order, bool knownFd,
                              SocketCanFrame& out)
{
    if (packet.size() < kSocketCanHeader) {
        return SocketCanResult::Cut;
    }
    const std::uint8_t length = packet[4];
    if ((length & kXlFormat) != 0) {
        return SocketCanResult::CanXl;
    }
    if (length > kMaxFrameData) {
        return SocketCanResult::Damaged;
    }
    const auto id = readNumber<std::uint32_t>(packet.data(), order);
    const std::uint8_t bits = packet[5];
    const bool saysFd
        = (bits & kFdFdf) != 0 && (bits & ~(kFdBrs | kFdEsi | kFdFdf)) == 0 && packet[6] == 0 && packet[7] == 0;
    const bool isFd = knownFd || saysFd || length > kMaxClassicData;
    unsigned flags = 0;
    if ((id & kErrorBit) != 0) {
        flags |= kError;
    } else if ((id & kExtendedBit) != 0 || (id & kIdMask) > kMaxStandardId) {
        flags |= kExtendedId;
    }
    const bool isRemote = (id & kRemoteBit) != 0 && (flags & kError) == 0 && !isFd;
    if (isRemote) {
        flags |= kRemote;
    }
    if (isFd) {
        flags |= static_cast<unsigned>(kFd | ((bits & kFdBrs) != 0 ? kBitrateSwitch : 0)
                                       | ((bits & kFdEsi) != 0 ? kErrorStateIndicator : 0));
    }
    out.id = id & kIdMask;
    out.flags = static_cast<std::uint8_t>(flags);
    if (isRemote) {
        static constexpr std::array<std::uint8_t, kMaxClassicData> kZeros {};
        out.data = std::span(kZeros).first(length);
    } else {
        if (packet.size() - kSocketCanHeader < length) {
            return SocketCanResult::Cut;
        }
        out.data = packet.subspan(kSocketCanHeader, length);
    }
    return SocketCanResult::Frame;
}

} // namespace argus::formats
