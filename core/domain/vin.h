// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace argus::domain {

/// Longest vehicle identification that is accepted when it is no ISO 3779 VIN.
inline constexpr std::size_t kMaxVinLength = 64;

/// ISO 3779: 17 characters of A-Z and 0-9 without I, O and Q.
bool isWellFormedVin(std::string_view vin);

/// The check digit at position 9 (49 CFR 565). Only North American and Chinese VINs carry one: a VIN that fails it is
/// no error, at most a remark. False also for what is not well formed.
bool hasValidCheckDigit(std::string_view vin);

/// The VIN in a payload that may carry a length or count byte before it and 00, FF, spaces or a '*' around it.
/// Nothing when no 17 valid characters are left.
std::optional<std::string> vinFromPayload(std::span<const std::uint8_t> payload);

} // namespace argus::domain
