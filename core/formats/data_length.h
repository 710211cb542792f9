// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace argus::formats {

namespace detail {

/// ISO 11898-1: what a data length code of CAN FD stands for.
inline constexpr std::array<std::uint8_t, 16> kFdLengths {0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64};

} // namespace detail

/// Payload bytes of a CAN FD frame by its data length code; codes above 15 count as 15.
constexpr std::size_t fdLengthOf(unsigned code)
{
    return detail::kFdLengths[std::min<unsigned>(code, 15)];
}

/// Payload bytes of a classic frame: codes above 8 mean 8 too.
constexpr std::size_t classicLengthOf(unsigned code)
{
    return std::min<std::size_t>(code, 8);
}

/// The smallest data length code that holds `length` bytes (at most 64).
constexpr unsigned codeOfLength(std::size_t length)
{
    unsigned code = 0;
    while (code < 15 && detail::kFdLengths[code] < length) {
        ++code;
    }
    return code;
}

} // namespace argus::formats
