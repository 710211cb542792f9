// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

/// The headers of the protocols that vehicles speak over Ethernet.
namespace argus::formats {

inline constexpr std::uint16_t kDoipPort = 13400;
inline constexpr std::uint16_t kDoipTlsPort = 3496;
inline constexpr std::uint16_t kDltPort = 3490;

/// Header of a DoIP message (ISO 13400-2).
struct DoipHeader
{
    static constexpr std::size_t kBytes = 8;

    std::uint8_t version = 0;
    std::uint16_t type = 0;
    std::uint32_t length = 0; ///< of the payload
};

/// Nothing when fewer than 8 bytes are there, or the second is not the complement of the version.
std::optional<DoipHeader> readDoipHeader(std::span<const std::uint8_t> bytes);

/// True when version, payload type and length are such as the standard has: what tells a header from other bytes.
bool isPlausibleDoip(const DoipHeader& header);

/// What a payload type stands for: "vehicle announcement", "diagnostic message", ...; "manufacturer-specific" and
/// "reserved" for the others. Lives as long as the program.
std::string_view doipTypeName(std::uint16_t type);

/// Header of a SOME/IP message (AUTOSAR PRS_SOMEIPProtocol).
struct SomeIpHeader
{
    static constexpr std::size_t kBytes = 16;

    std::uint16_t service = 0;
    std::uint16_t method = 0;
    std::uint32_t length = 0; ///< of the whole message
    std::uint8_t type = 0;
    std::uint8_t returnCode = 0;

    bool isDiscovery() const { return service == 0xFFFF && method == 0x8100; }
};

/// Nothing unless 16 bytes are there, and protocol version, message type, return code and length are such as the
/// specification has. The body may lie beyond `bytes`.
std::optional<SomeIpHeader> readSomeIpHeader(std::span<const std::uint8_t> bytes);

/// True when the bytes are SOME/IP messages one after the other and nothing else.
bool isSomeIp(std::span<const std::uint8_t> bytes);

} // namespace argus::formats
