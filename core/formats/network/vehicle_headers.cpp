// SPDX-License-Identifier: Apache-2.0
#include "core/formats/network/vehicle_headers.h"

#include "core/formats/byte_order.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

using Bytes = std::span<const std::uint8_t>;

struct DoipType
{
    std::uint16_t type;
    std::uint32_t least; ///< bytes of the payload
    std::uint32_t most;
    std::string_view name;
};

/// Longer diagnostic messages are no messages: UDS has no use for them.
constexpr std::uint32_t kMaxDiagnostic = 16 << 20;

constexpr std::array kDoipTypes {
    DoipType {0x0000, 1, 1, "generic negative acknowledgement"},
    DoipType {0x0001, 0, 0, "vehicle identification request"},
    DoipType {0x0002, 6, 6, "vehicle identification request with EID"},
    DoipType {0x0003, 17, 17, "vehicle identification request with VIN"},
    DoipType {0x0004, 32, 33, "vehicle announcement"},
    DoipType {0x0005, 7, 11, "routing activation request"},
    DoipType {0x0006, 9, 13, "routing activation response"},
    DoipType {0x0007, 0, 0, "alive check request"},
    DoipType {0x0008, 2, 2, "alive check response"},
    DoipType {0x4001, 0, 0, "entity status request"},
    DoipType {0x4002, 3, 7, "entity status response"},
    DoipType {0x4003, 0, 0, "power mode request"},
    DoipType {0x4004, 1, 1, "power mode response"},
    DoipType {0x8001, 5, kMaxDiagnostic, "diagnostic message"},
    DoipType {0x8002, 5, kMaxDiagnostic, "diagnostic message acknowledgement"},
    DoipType {0x8003, 5, kMaxDiagnostic, "diagnostic message negative acknowledgement"},
    DoipType {0x8004, 5, kMaxDiagnostic, "periodic diagnostic message"},
};

const DoipType* findType(std::uint16_t type)
{
    const auto found = std::find_if(kDoipTypes.begin(), kDoipTypes.end(),
                                    [type](const DoipType& known) { return known.type == type; });
    return found == kDoipTypes.end() ? nullptr : &*found;
}

constexpr std::uint16_t kFirstOfMaker = 0xF000;
constexpr std::uint32_t kMaxMakerMessage = 1 << 20;

/// The header counts its bytes from the client id on.
constexpr std::uint32_t kSomeIpUncounted = 8;
constexpr std::uint32_t kMaxSomeIp = 16 << 20;
constexpr std::uint8_t kSomeIpVersion = 1;
constexpr std::uint8_t kSegmentFlag = 0x20; ///< SOME/IP-TP
constexpr std::uint8_t kLastReturnCode = 0x5E;

} // namespace

std::optional<DoipHeader> readDoipHeader(Bytes bytes)
{
    if (bytes.size() < DoipHeader::kBytes || (bytes[0] ^ bytes[1]) != 0xFF) {
        return std::nullopt;
    }
    return DoipHeader {bytes[0], bigEndian16(bytes.data() + 2), bigEndian32(bytes.data() + 4)};
}

bool isPlausibleDoip(const DoipHeader& header)
{
    if ((header.version < 1 || header.version > 4) && header.version != 0xFF) {
        return false;
    }
    if (const DoipType* type = findType(header.type)) {
        return header.length >= type->least && header.length <= type->most;
    }
    return header.type >= kFirstOfMaker && header.length <= kMaxMakerMessage;
}

std::string_view doipTypeName(std::uint16_t type)
{
    if (const DoipType* known = findType(type)) {
        return known->name;
    }
    return type >= kFirstOfMaker ? "manufacturer-specific message" : "reserved message type";
}

std::optional<SomeIpHeader> readSomeIpHeader(Bytes bytes)
{
    if (bytes.size() < SomeIpHeader::kBytes) {
        return std::nullopt;
    }
    SomeIpHeader header;
    header.service = bigEndian16(bytes.data());
    header.method = bigEndian16(bytes.data() + 2);
    const std::uint32_t counted = bigEndian32(bytes.data() + 4);
    header.type = bytes[14];
    header.returnCode = bytes[15];
    const std::uint8_t type = header.type & static_cast<std::uint8_t>(~kSegmentFlag);
    const bool isType
        = type <= 2 || (type >= 0x40 && type <= 0x42) || type == 0x80 || type == 0x81 || (type >= 0xC0 && type <= 0xC1);
    if (counted < SomeIpHeader::kBytes - kSomeIpUncounted || counted > kMaxSomeIp || bytes[12] != kSomeIpVersion
        || !isType || header.returnCode > kLastReturnCode || header.service == 0) {
        return std::nullopt;
    }
    header.length = counted + kSomeIpUncounted;
    return header;
}

bool isSomeIp(Bytes bytes)
{
    if (bytes.empty()) {
        return false;
    }
    while (!bytes.empty()) {
        const auto header = readSomeIpHeader(bytes);
        if (!header || header->length > bytes.size()) {
            return false;
        }
        bytes = bytes.subspan(header->length);
    }
    return true;
}

} // namespace argus::formats
