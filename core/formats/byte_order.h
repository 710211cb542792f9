// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

namespace argus::formats {

// Whole numbers at any address, in a given byte order. The caller has checked that their bytes are there.

constexpr std::uint16_t byteSwapped(std::uint16_t value)
{
    return static_cast<std::uint16_t>(value << 8 | value >> 8);
}

constexpr std::uint32_t byteSwapped(std::uint32_t value)
{
    return value << 24 | (value & 0xFF00) << 8 | (value >> 8 & 0xFF00) | value >> 24;
}

constexpr std::uint64_t byteSwapped(std::uint64_t value)
{
    return std::uint64_t {byteSwapped(static_cast<std::uint32_t>(value))} << 32
        | byteSwapped(static_cast<std::uint32_t>(value >> 32));
}

template <class Integer> Integer readNumber(const std::uint8_t* at, std::endian order)
{
    Integer value;
    std::memcpy(&value, at, sizeof value);
    return order == std::endian::native ? value : byteSwapped(value);
}

inline std::uint16_t bigEndian16(const std::uint8_t* at)
{
    return readNumber<std::uint16_t>(at, std::endian::big);
}

inline std::uint32_t bigEndian32(const std::uint8_t* at)
{
    return readNumber<std::uint32_t>(at, std::endian::big);
}

} // namespace argus::formats
