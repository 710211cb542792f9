// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/protocol/uds.h"

/// SAE J1939 identifiers (J1939-21) and diagnostic messages (J1939-73) as values.
namespace argus::protocol::j1939 {

inline constexpr std::uint32_t kPgnAcknowledge = 0xE800;
inline constexpr std::uint32_t kPgnRequest = 0xEA00;
inline constexpr std::uint32_t kPgnTransferData = 0xEB00;
inline constexpr std::uint32_t kPgnTransferControl = 0xEC00;
inline constexpr std::uint32_t kPgnAddressClaim = 0xEE00;
inline constexpr std::uint32_t kPgnDm1 = 0xFECA;
inline constexpr std::uint32_t kPgnDm2 = 0xFECB;
inline constexpr std::uint32_t kPgnDm3 = 0xFECC; ///< clears previously active codes
inline constexpr std::uint32_t kPgnDm5 = 0xFECE;
inline constexpr std::uint32_t kPgnDm11 = 0xFED3; ///< clears active codes
inline constexpr std::uint32_t kPgnSoftwareId = 0xFEDA;
inline constexpr std::uint32_t kPgnComponentId = 0xFEEB;
inline constexpr std::uint32_t kPgnVin = 0xFEEC;

inline constexpr std::uint8_t kGlobalAddress = 0xFF;
/// The largest address of a control unit; 254 is "none yet", 255 everyone.
inline constexpr std::uint8_t kLastUnitAddress = 0xFD;

/// The parts of a 29-bit identifier.
struct Id
{
    std::uint32_t pgn = 0;
    std::uint8_t source = 0;
    std::uint8_t destination = kGlobalAddress;
    std::uint8_t priority = 0;
};

constexpr Id splitId(std::uint32_t id)
{
    Id parts;
    parts.source = static_cast<std::uint8_t>(id);
    parts.priority = static_cast<std::uint8_t>(id >> 26 & 7);
    parts.pgn = id >> 8 & 0x3FFFF;
    if ((parts.pgn >> 8 & 0xFF) < 240) { // PDU1: the low byte is a destination
        parts.destination = static_cast<std::uint8_t>(parts.pgn);
        parts.pgn &= 0x3FF00;
    }
    return parts;
}

/// "SA 0B"
std::string addressText(std::uint8_t source);

/// One trouble code of a diagnostic message, its SPN by conversion method 4 whatever the CM bit says.
struct DmCode
{
    std::uint32_t spn = 0;
    std::uint8_t fmi = 0;
    std::uint8_t oc = 0;
    bool conversionBit = false;
    std::uint32_t raw = 0; ///< the four bytes, first one highest
};

/// DM1 or DM2.
struct DmMessage
{
    domain::Lamps lamps;
    std::vector<DmCode> codes; ///< without the entries 00000000 and FFFFFFFF, which say "none"
};

/// Reads the payload of DM1 or DM2: lamps, flashing, then four bytes for each code. Nothing below six bytes.
std::optional<DmMessage> decodeDm(Payload payload);

/// DM5, diagnostic readiness.
struct Readiness
{
    std::uint8_t active = 0;
    std::uint8_t previouslyActive = 0;
    std::uint8_t compliance = 0;
};
std::optional<Readiness> decodeReadiness(Payload payload);

/// What an address claim (J1939-81) says that a person can use: the NAME in hex, first byte lowest, and the function's
/// name where it is one of the common ones.
struct Name
{
    std::uint64_t value = 0;
    std::string_view function;
};
std::optional<Name> decodeName(Payload payload);

/// The fields of an identification message, which '*' ends (VIN, component and software identification).
std::vector<std::string> starFields(Payload payload);

} // namespace argus::protocol::j1939
