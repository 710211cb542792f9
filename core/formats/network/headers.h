// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/records.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

/// Headers of network packets, read from captured bytes: no length in them is trusted, and a packet that was captured
/// only in part is read as far as it goes.
namespace argus::formats {

namespace ethertype {
inline constexpr std::uint16_t kIpv4 = 0x0800;
inline constexpr std::uint16_t kArp = 0x0806;
inline constexpr std::uint16_t kVlan = 0x8100; ///< IEEE 802.1Q
inline constexpr std::uint16_t kServiceVlan = 0x88A8; ///< IEEE 802.1ad
inline constexpr std::uint16_t kOldServiceVlan = 0x9100;
inline constexpr std::uint16_t kIpv6 = 0x86DD;
inline constexpr std::uint16_t kAvtp = 0x22F0; ///< IEEE 1722
inline constexpr std::uint16_t kPtp = 0x88F7; ///< IEEE 1588, IEEE 802.1AS
inline constexpr std::uint16_t kLldp = 0x88CC;
inline constexpr std::uint16_t kMacsec = 0x88E5;
} // namespace ethertype

namespace ip_protocol {
inline constexpr std::uint8_t kIcmp = 1;
inline constexpr std::uint8_t kIgmp = 2;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kUdp = 17;
inline constexpr std::uint8_t kIcmpv6 = 58;
} // namespace ip_protocol

struct EthernetFrame
{
    std::uint16_t type = 0; ///< behind VLAN tags and LLC; 0: a length with something else than SNAP behind it
    std::span<const std::uint8_t> payload;
};

/// Nothing when the header is not whole.
std::optional<EthernetFrame> readEthernet(std::span<const std::uint8_t> bytes);

struct IpPacket
{
    bool isV6 = false;
    std::array<std::uint8_t, 16> source {}; ///< of IPv4 the first four bytes
    std::array<std::uint8_t, 16> target {};
    std::uint8_t protocol = 0; ///< of the payload
    bool isFragment = false; ///< one of several parts of a datagram
    bool moreFragments = false;
    std::uint32_t fragmentId = 0;
    std::uint32_t fragmentOffset = 0; ///< bytes
    std::span<const std::uint8_t> payload; ///< without padding
    std::uint32_t payloadLength = 0; ///< as the header says; not less than payload.size()
};

/// IPv4 or IPv6 with its extension headers. Nothing when the headers are not whole or contradict themselves.
std::optional<IpPacket> readIp(std::span<const std::uint8_t> bytes);

/// The IP packet in a network packet. Nothing where there is none.
std::optional<IpPacket> readIp(const Packet& packet);

struct UdpDatagram
{
    std::uint16_t sourcePort = 0;
    std::uint16_t targetPort = 0;
    std::span<const std::uint8_t> payload;
    std::uint32_t payloadLength = 0; ///< as the header says; not less than payload.size()
};

std::optional<UdpDatagram> readUdp(std::span<const std::uint8_t> bytes);

struct TcpSegment
{
    std::uint16_t sourcePort = 0;
    std::uint16_t targetPort = 0;
    std::uint32_t sequence = 0;
    std::uint32_t acknowledged = 0; ///< the sender has everything before it; only with hasAcknowledgement
    bool hasAcknowledgement = false;
    bool isSyn = false;
    bool isReset = false;
    std::span<const std::uint8_t> payload;
};

std::optional<TcpSegment> readTcp(std::span<const std::uint8_t> bytes);

} // namespace argus::formats
