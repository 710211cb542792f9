// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::protocol {

/// What people call a service of UDS (ISO 14229-1), OBD (SAE J1979) or KWP2000 (ISO 14230-3), by the identifier of its
/// request: "ReadDataByIdentifier". Empty for one that none of them defines.
std::string_view serviceName(std::uint8_t service);

/// True when `service` is the identifier of a request that one of the three standards defines.
bool isRequestService(std::uint8_t service);

/// The name of a negative response code (ISO 14229-1, A.1): "requestOutOfRange". Codes that the standard leaves to the
/// manufacturer or reserves are named so; never empty.
std::string_view nrcName(std::uint8_t nrc);
/// True when the standard gives `nrc` a meaning or leaves it to the manufacturer.
bool isKnownNrc(std::uint8_t nrc);
/// The code that only says "still at work".
inline constexpr std::uint8_t kResponsePending = 0x78;

/// The names of the set bits of a UDS status byte (ISO 14229-1, D.2), lowest bit first.
std::vector<std::string> statusBitNames(std::uint8_t status);
/// True when the status has one of testFailed, pendingDTC, confirmedDTC, warningIndicatorRequested.
constexpr bool isFaultStatus(std::uint8_t status)
{
    return (status & 0x8D) != 0;
}

/// What a standard data identifier of the identification range F180 to F19F holds, in plain words; empty for others.
std::string_view dataIdentifierName(std::uint16_t did);

} // namespace argus::protocol
