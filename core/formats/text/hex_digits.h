// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

namespace argus::formats {

namespace detail {

constexpr std::array<std::uint8_t, 256> makeHexTable()
{
    std::array<std::uint8_t, 256> table {};
    table.fill(0xFF);
    for (std::uint8_t i = 0; i < 10; ++i) {
        table[static_cast<std::size_t>('0' + i)] = i;
    }
    for (std::uint8_t i = 0; i < 6; ++i) {
        table[static_cast<std::size_t>('A' + i)] = static_cast<std::uint8_t>(10 + i);
        table[static_cast<std::size_t>('a' + i)] = static_cast<std::uint8_t>(10 + i);
    }
    return table;
}

inline constexpr std::array<std::uint8_t, 256> kHexTable = makeHexTable();

} // namespace detail

/// The value of a hexadecimal digit of either case; above 15 for anything else.
constexpr std::uint8_t hexDigit(char c)
{
    return detail::kHexTable[static_cast<unsigned char>(c)];
}

/// Eight characters at once, held in one word with the first in the lowest byte (SWAR: "SIMD within a register").
/// Only for little-endian loads.
namespace swar {

inline constexpr std::uint64_t kOnes = 0x0101010101010101;
inline constexpr std::uint64_t kHigh = 0x8080808080808080;

/// 0x80 in each byte that is a hexadecimal digit.
constexpr std::uint64_t hexMask(std::uint64_t text)
{
    // Bytes above 0x7F could carry into their neighbours: they are cut down first and struck out last.
    const std::uint64_t low = text & ~kHigh;
    const std::uint64_t lower = low | 0x20 * kOnes;
    const std::uint64_t digit = (low + (0x80 - '0') * kOnes) & ~(low + (0x7F - '9') * kOnes);
    const std::uint64_t letter = (lower + (0x80 - 'a') * kOnes) & ~(lower + (0x7F - 'f') * kOnes);
    return (digit | letter) & ~text & kHigh;
}

/// Four bytes of eight hexadecimal digits, the first pair in the lowest byte. Other characters give anything.
constexpr std::uint32_t hexBytes(std::uint64_t text)
{
    const std::uint64_t letter = (text >> 6) & kOnes;
    const std::uint64_t nibble = (text & 0x0F * kOnes) + letter * 9;
    std::uint64_t pairs = (nibble << 4 | nibble >> 8) & 0x00FF00FF00FF00FF;
    pairs = (pairs | pairs >> 8) & 0x0000FFFF0000FFFF;
    return static_cast<std::uint32_t>(pairs | pairs >> 16);
}

/// True when all eight characters are decimal digits.
constexpr bool allDecimal(std::uint64_t text)
{
    return ((text & 0xF0 * kOnes) | (((text + 0x06 * kOnes) & 0xF0 * kOnes) >> 4)) == 0x33 * kOnes;
}

/// The number that eight decimal digits make.
constexpr std::uint32_t decimal(std::uint64_t text)
{
    text = (text & 0x0F * kOnes) * 2561 >> 8; // pairs: 10 a + b
    text = (text & 0x00FF00FF00FF00FF) * 6553601 >> 16; // fours: 100 ab + cd
    return static_cast<std::uint32_t>((text & 0x0000FFFF0000FFFF) * 42949672960001 >> 32);
}

/// 0x80 at least in the lowest byte that is a space; nothing lies below it.
constexpr std::uint64_t spaceMask(std::uint64_t text)
{
    const std::uint64_t other = text ^ ' ' * kOnes;
    return (other - kOnes) & ~other & kHigh;
}

} // namespace swar

} // namespace argus::formats
