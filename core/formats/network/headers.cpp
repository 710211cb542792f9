// SPDX-License-Identifier: Apache-2.0
#include "core/formats/network/headers.h"

#include "core/formats/byte_order.h"

#include <algorithm>

namespace argus::formats {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::size_t kEthernetHeader = 14;
constexpr std::size_t kAddresses = 12;
constexpr int kMaxTags = 4;
/// Below this the field is a length (IEEE 802.3).
constexpr std::uint16_t kFirstType = 0x600;
constexpr std::size_t kIpv4Header = 20;
constexpr std::size_t kIpv6Header = 40;
constexpr int kMaxExtensions = 8;
constexpr std::size_t kUdpHeader = 8;
constexpr std::size_t kTcpHeader = 20;

// Extension headers of IPv6 (RFC 8200).
constexpr std::uint8_t kHopByHop = 0;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestinationOptions = 60;

std::optional<IpPacket> readIpv4(Bytes bytes)
{
    if (bytes.size() < kIpv4Header) {
        return std::nullopt;
    }
    const std::size_t header = std::size_t {bytes[0]} % 16 * 4;
    if (header < kIpv4Header || header > bytes.size()) {
        return std::nullopt;
    }
    IpPacket packet;
    std::size_t total = bigEndian16(bytes.data() + 2);
    if (total == 0) {
        total = bytes.size(); // the network card cuts such packets up later
    }
    if (total < header) {
        return std::nullopt;
    }
    packet.payloadLength = static_cast<std::uint32_t>(total - header);
    packet.payload = bytes.subspan(header, std::min(total, bytes.size()) - header);
    const std::uint16_t fragment = bigEndian16(bytes.data() + 6);
    packet.moreFragments = (fragment & 0x2000) != 0;
    packet.fragmentOffset = (fragment & 0x1FFFU) * 8;
    packet.isFragment = packet.moreFragments || packet.fragmentOffset > 0;
    packet.fragmentId = bigEndian16(bytes.data() + 4);
    packet.protocol = bytes[9];
    std::copy_n(bytes.begin() + 12, 4, packet.source.begin());
    std::copy_n(bytes.begin() + 16, 4, packet.target.begin());
    return packet;
}

/// Passes extension headers; false when one is not whole.
bool passExtensions(IpPacket& packet)
{
    for (int i = 0; i < kMaxExtensions; ++i) {
        const std::uint8_t type = packet.protocol;
        const bool isOptions = type == kHopByHop || type == kRouting || type == kDestinationOptions;
        if (!isOptions && type != kFragment && type != kAuthentication) {
            return true;
        }
        if (packet.isFragment && packet.fragmentOffset > 0) {
            return true; // what follows is the middle of something
        }
        const Bytes bytes = packet.payload;
        if (bytes.size() < 8) {
            return false;
        }
        std::size_t length = 8;
        if (isOptions) {
            length = (std::size_t {bytes[1]} + 1) * 8;
        } else if (type == kAuthentication) {
            length = (std::size_t {bytes[1]} + 2) * 4;
        } else {
            const std::uint16_t field = bigEndian16(bytes.data() + 2);
            packet.moreFragments = (field & 1) != 0;
            packet.fragmentOffset = field & 0xFFF8U;
            packet.isFragment = packet.moreFragments || packet.fragmentOffset > 0;
            packet.fragmentId = bigEndian32(bytes.data() + 4);
        }
        if (length > bytes.size()) {
            return false;
        }
        packet.protocol = bytes[0];
        packet.payload = bytes.subspan(length);
        packet.payloadLength -= static_cast<std::uint32_t>(length);
    }
    return false;
}

std::optional<IpPacket> readIpv6(Bytes bytes)
{
    if (bytes.size() < kIpv6Header) {
        return std::nullopt;
    }
    IpPacket packet;
    packet.isV6 = true;
    const std::size_t rest = bytes.size() - kIpv6Header;
    std::size_t length = bigEndian16(bytes.data() + 4);
    if (length == 0) {
        length = rest;
    }
    packet.payloadLength = static_cast<std::uint32_t>(length);
    packet.payload = bytes.subspan(kIpv6Header, std::min(length, rest));
    packet.protocol = bytes[6];
    std::copy_n(bytes.begin() + 8, 16, packet.source.begin());
    std::copy_n(bytes.begin() + 24, 16, packet.target.begin());
    return passExtensions(packet) ? std::optional(packet) : std::nullopt;
}

} // namespace

std::optional<EthernetFrame> readEthernet(Bytes bytes)
{
    if (bytes.size() < kEthernetHeader) {
        return std::nullopt;
    }
    EthernetFrame frame;
    frame.type = bigEndian16(bytes.data() + kAddresses);
    frame.payload = bytes.subspan(kEthernetHeader);
    for (int i = 0; i < kMaxTags; ++i) {
        if (frame.type != ethertype::kVlan && frame.type != ethertype::kServiceVlan
            && frame.type != ethertype::kOldServiceVlan) {
            break;
        }
        if (frame.payload.size() < 4) {
            return std::nullopt;
        }
        frame.type = bigEndian16(frame.payload.data() + 2);
        frame.payload = frame.payload.subspan(4);
    }
    if (frame.type < kFirstType) {
        const Bytes llc = frame.payload.first(std::min<std::size_t>(frame.payload.size(), frame.type));
        const bool isSnap = llc.size() >= 8 && llc[0] == 0xAA && llc[1] == 0xAA && llc[2] == 3;
        frame.type = isSnap ? bigEndian16(llc.data() + 6) : std::uint16_t {0};
        frame.payload = isSnap ? llc.subspan(8) : llc;
    }
    return frame;
}

std::optional<IpPacket> readIp(Bytes bytes)
{
    if (bytes.empty()) {
        return std::nullopt;
    }
    switch (bytes[0] >> 4) {
    case 4:
        return readIpv4(bytes);
    case 6:
        return readIpv6(bytes);
    default:
        return std::nullopt;
    }
}

std::optional<IpPacket> readIp(const Packet& packet)
{
    if (packet.link == LinkLayer::Ip) {
        return readIp(packet.bytes);
    }
    const auto frame = readEthernet(packet.bytes);
    if (!frame || (frame->type != ethertype::kIpv4 && frame->type != ethertype::kIpv6)) {
        return std::nullopt;
    }
    return readIp(frame->payload);
}

std::optional<UdpDatagram> readUdp(Bytes bytes)
{
    if (bytes.size() < kUdpHeader) {
        return std::nullopt;
    }
    UdpDatagram datagram;
    datagram.sourcePort = bigEndian16(bytes.data());
    datagram.targetPort = bigEndian16(bytes.data() + 2);
    std::size_t length = bigEndian16(bytes.data() + 4);
    if (length == 0) {
        length = bytes.size(); // of a jumbogram
    }
    if (length < kUdpHeader) {
        return std::nullopt;
    }
    datagram.payloadLength = static_cast<std::uint32_t>(length - kUdpHeader);
    datagram.payload = bytes.subspan(kUdpHeader, std::min(length, bytes.size()) - kUdpHeader);
    return datagram;
}

std::optional<TcpSegment> readTcp(Bytes bytes)
{
    if (bytes.size() < kTcpHeader) {
        return std::nullopt;
    }
    const std::size_t header = std::size_t {bytes[12]} / 16 * 4;
    if (header < kTcpHeader || header > bytes.size()) {
        return std::nullopt;
    }
    TcpSegment segment;
    segment.sourcePort = bigEndian16(bytes.data());
    segment.targetPort = bigEndian16(bytes.data() + 2);
    segment.sequence = bigEndian32(bytes.data() + 4);
    segment.acknowledged = bigEndian32(bytes.data() + 8);
    segment.hasAcknowledgement = (bytes[13] & 0x10) != 0;
    segment.isSyn = (bytes[13] & 0x02) != 0;
    segment.isReset = (bytes[13] & 0x04) != 0;
    segment.payload = bytes.subspan(header);
    return segment;
}

} // namespace argus::formats
