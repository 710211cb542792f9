// SPDX-License-Identifier: Apache-2.0
#include "core/formats/network/packet_kind.h"

#include "core/formats/network/headers.h"
#include "core/formats/network/vehicle_headers.h"

namespace argus::formats {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::string_view kUnreadable = "unreadable network packet";

bool isPort(std::uint16_t port, std::uint16_t source, std::uint16_t target)
{
    return source == port || target == port;
}

/// What the payload says, else what the ports stand for, else `transport`.
std::string_view payloadKind(std::uint16_t source, std::uint16_t target, Bytes payload, std::string_view transport)
{
    if (payload.empty()) {
        return transport;
    }
    if (isPort(kDoipPort, source, target)) {
        return "DoIP";
    }
    if (isPort(kDoipTlsPort, source, target)) {
        return "DoIP over TLS";
    }
    if (const auto header = readDoipHeader(payload);
        header && isPlausibleDoip(*header) && header->length + DoipHeader::kBytes == payload.size()) {
        return "DoIP";
    }
    if (isSomeIp(payload)) {
        const auto first = readSomeIpHeader(payload);
        return first && first->isDiscovery() ? "SOME/IP service discovery" : "SOME/IP";
    }
    return isPort(kDltPort, source, target) ? "DLT" : transport;
}

std::string_view ipKind(const IpPacket& packet)
{
    if (packet.isFragment) {
        return "IP fragment";
    }
    switch (packet.protocol) {
    case ip_protocol::kUdp: {
        const auto datagram = readUdp(packet.payload);
        return datagram ? payloadKind(datagram->sourcePort, datagram->targetPort, datagram->payload, "UDP")
                        : kUnreadable;
    }
    case ip_protocol::kTcp: {
        const auto segment = readTcp(packet.payload);
        return segment ? payloadKind(segment->sourcePort, segment->targetPort, segment->payload, "TCP") : kUnreadable;
    }
    case ip_protocol::kIcmp:
        return "ICMP";
    case ip_protocol::kIcmpv6:
        return "ICMPv6";
    case ip_protocol::kIgmp:
        return "IGMP";
    default:
        return "other IP packet";
    }
}

} // namespace

std::string_view packetKind(const Packet& packet)
{
    Bytes ipBytes = packet.bytes;
    if (packet.link == LinkLayer::Ethernet) {
        const auto frame = readEthernet(packet.bytes);
        if (!frame) {
            return kUnreadable;
        }
        switch (frame->type) {
        case ethertype::kIpv4:
        case ethertype::kIpv6:
            break;
        case ethertype::kArp:
            return "ARP";
        case ethertype::kAvtp:
            return "AVTP";
        case ethertype::kPtp:
            return "PTP";
        case ethertype::kLldp:
            return "LLDP";
        case ethertype::kMacsec:
            return "MACsec";
        case 0:
            return "LLC";
        default:
            return "other Ethernet packet";
        }
        ipBytes = frame->payload;
    }
    const auto packetOfIp = readIp(ipBytes);
    return packetOfIp ? ipKind(*packetOfIp) : kUnreadable;
}

} // namespace argus::formats
