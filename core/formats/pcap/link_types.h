// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace argus::formats {

/// How the packets of an interface begin, as far as that is read.
enum class LinkKind : std::uint8_t
{
    SocketCan, ///< 227: a CAN frame, id in network order
    Cooked, ///< 113: Linux "cooked" header, version 1
    Cooked2, ///< 276: the same, version 2
    Ethernet, ///< 1
    RawIp, ///< 12, 14, 101, 228, 229
    Loopback, ///< 0, 108: address family, then IP
    ExportedPdu, ///< 252: what Wireshark wrote of another file, with the name of its dissector
    Other,
};

/// By the number in the file (tcpdump.org, "Link-layer header types").
LinkKind linkKind(std::uint32_t linkType);

/// How packets of a link type that is not read are counted: "USB packet", "IEEE 802.11 packet", ...; those without a
/// known name share one. Lives as long as the program.
std::string_view linkRecordKind(std::uint32_t linkType);

} // namespace argus::formats
