// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/uds.h"

/// OBD-II messages (SAE J1979, ISO 15031-5) and KWP2000 (ISO 14230-3) as values.
namespace argus::protocol {

/// The two-byte codes of a response to mode 03, 07 or 0A (43, 47, 4A).
///
/// On CAN a count stands before the codes: the length must fit it exactly, or what follows must be padding of one
/// value. `hasCount` false reads the form of older buses, a row of codes; there, 0000 fills up. Nothing when it is no
/// such response.
std::optional<std::vector<std::uint16_t>> decodeObdCodes(Payload payload, bool hasCount = true);

/// Monitor status (mode 01, PID 01).
struct ObdMonitorStatus
{
    bool lampOn = false;
    std::uint8_t codeCount = 0;
};
std::optional<ObdMonitorStatus> decodeMonitorStatus(Payload payload);

/// The code that stored a freeze frame (mode 02, PID 02).
struct ObdFreezeFrame
{
    std::uint8_t frame = 0;
    std::uint16_t code = 0; ///< 0: no freeze frame
};
std::optional<ObdFreezeFrame> decodeFreezeFrameCode(Payload payload);

/// A response to mode 09: the info type and its content behind the count byte; a view into the payload.
struct ObdVehicleInfo
{
    std::uint8_t infoType = 0;
    std::uint8_t count = 0;
    Payload content;
};
std::optional<ObdVehicleInfo> decodeVehicleInfo(Payload payload);
/// "calibration identification", ...; empty where the standard has none.
std::string_view infoTypeName(std::uint8_t infoType);

/// A code of a KWP2000 response: two bytes and, where the response has it, its status.
struct KwpCode
{
    std::uint16_t code = 0;
    std::optional<std::uint8_t> status;
};

/// The codes of a response to KWP2000 18 or 17 (count, then code and status) or 13 (count, then codes, with or without
/// status). Nothing unless the length fits the count exactly.
std::optional<std::vector<KwpCode>> decodeKwpCodes(Payload payload);

/// The state that a KWP2000 status byte stores, by name (ISO 14230-3): "present", "intermittent", "notPresent",
/// "warningLamp".
std::vector<std::string> kwpStatusNames(std::uint8_t status);
/// True when the status says that a code is stored or lights the lamp.
constexpr bool isKwpFault(std::uint8_t status)
{
    return (status & 0xE0) != 0;
}

} // namespace argus::protocol
