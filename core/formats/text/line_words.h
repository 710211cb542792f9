// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/text/hex_digits.h"
#include "core/formats/text/text_chunks.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace argus::formats {

/// Pieces for the short cuts of text parsers (forEachLine() in frame_chunk.h): each reads what stands at `at`, moves it
/// behind that and returns true, or returns false, whereupon the line is left to the general path. They load whole
/// words, up to 32 bytes from `at` on, and step only over characters that they have checked, never over a line end.
namespace quick {

/// The words are read in memory order. Elsewhere every line takes the general path.
inline constexpr bool kUsable = std::endian::native == std::endian::little;

template <class Word> Word load(const char* at)
{
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// The lowest `bytes` bytes of a word.
constexpr std::uint64_t lowBytes(std::uint64_t word, std::size_t bytes)
{
    return bytes >= 8 ? word : word & ((std::uint64_t {1} << (8 * bytes)) - 1);
}

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Steps over spaces, if there are any.
inline void skipSpaces(const char*& at)
{
    if (*at != ' ') {
        return;
    }
    ++at;
    // Columns are padded with a few spaces at most places, with many at one or two.
    while (true) {
        const std::uint64_t other = load<std::uint64_t>(at) ^ ' ' * swar::kOnes;
        if (other != 0) {
            at += std::countr_zero(other) / 8;
            return;
        }
        at += 8;
    }
}

/// At least one space.
inline bool needSpaces(const char*& at)
{
    if (*at != ' ') {
        return false;
    }
    skipSpaces(at);
    return true;
}

/// A number of one to nine decimal digits.
inline bool smallNumber(const char*& at, std::uint32_t& value)
{
    const char* first = at;
    value = 0;
    while (isDigit(*at) && at - first < 9) {
        value = value * 10 + static_cast<std::uint32_t>(*at++ - '0');
    }
    return at != first && !isDigit(*at);
}

/// "17535.400": a stamp in units of `unit` ns (a power of ten of at least 1000), with one to ten digits before and up
/// to nine behind the point (or `point`); further decimals are for the general path.
inline bool stamp(const char*& at, std::int64_t unit, domain::RecordingTime& ts, char point = '.')
{
    const char* first = at;
    std::int64_t whole = 0;
    while (isDigit(*at) && at - first < 10) {
        whole = whole * 10 + (*at++ - '0');
    }
    if (at == first || isDigit(*at) || whole > 9223372035) {
        return false;
    }
    ts = whole * unit;
    if (*at != point) {
        return true;
    }
    ++at;
    const std::uint64_t micro = load<std::uint64_t>(at) << 16 | 0x3030; // "00" in front of six digits
    if (swar::allDecimal(micro) && !isDigit(at[6])) {
        ts += std::int64_t {swar::decimal(micro)} * unit / 1'000'000;
        at += 6;
        return true;
    }
    for (std::int64_t worth = unit / 10; isDigit(*at) && worth > 0; worth /= 10) {
        ts += (*at++ - '0') * worth;
    }
    return !isDigit(*at);
}

/// One to eight hexadecimal digits; `digits` is how many there are.
inline bool hexNumber(const char*& at, std::uint32_t& value, int& digits)
{
    const auto text = load<std::uint64_t>(at);
    const std::uint64_t other = ~swar::hexMask(text) & swar::kHigh;
    digits = other == 0 ? 8 : std::countr_zero(other) / 8;
    if (digits == 0) {
        return false;
    }
    // Zero bytes in front count as zero digits.
    value = __builtin_bswap32(swar::hexBytes(text << (64 - 8 * digits)));
    at += digits;
    return hexDigit(*at) > 15;
}

namespace detail {

/// Where digits have to stand in "HH HH HH", three bytes and the two separators between them.
inline constexpr std::uint64_t kDigits = 0x8080008080008080;

/// `count` (0 to 3) bytes of "HH HH HH" as the lowest bytes of a word; what is no such text sets bits in `bad`.
template <char separator> std::uint64_t threeBytes(const char* at, std::size_t count, std::uint64_t& bad)
{
    constexpr std::array<std::uint64_t, 4> kUsed {0, 0xFFFF, 0xFFFFFFFFFF, ~std::uint64_t {0}};
    constexpr std::uint64_t kSeparators = separator * std::uint64_t {0x0000010000010000};
    // What stands in for bytes that are not there: "00 00 00".
    constexpr std::uint64_t kZeros = 0x3030003030003030 | kSeparators;
    const std::uint64_t used = kUsed[count];
    const std::uint64_t text = (load<std::uint64_t>(at) & used) | (kZeros & ~used);
    constexpr std::uint64_t kGaps = 0x0000FF0000FF0000;
    bad |= (swar::hexMask(text) & kDigits) ^ kDigits;
    bad |= (text & kGaps) ^ kSeparators;
    const std::uint64_t packed
        = (text & 0xFFFF) | (text >> 8 & 0xFFFF0000) | (text >> 16 & 0x0000FFFF00000000) | 0x3030000000000000;
    return swar::hexBytes(packed);
}

} // namespace detail

/// `length` (0 to 8) bytes "FF 00 7D", one `separator` between two, as a word in memory order that is zero behind them.
template <char separator> bool separatedBytes(const char*& at, std::size_t length, std::uint64_t& word)
{
    std::uint64_t bad = 0;
    const std::size_t second = length > 3 ? length - 3 : 0;
    word = detail::threeBytes<separator>(at, length - second, bad);
    if (length > 3) {
        const std::size_t third = length > 6 ? length - 6 : 0;
        bad |= static_cast<std::uint64_t>(at[8] ^ separator);
        word |= detail::threeBytes<separator>(at + 9, second - third, bad) << 24;
        if (third > 0) {
            bad |= static_cast<std::uint64_t>(at[17] ^ separator);
            word |= detail::threeBytes<separator>(at + 18, third, bad) << 48;
        }
    }
    if (bad != 0) {
        return false;
    }
    at += length == 0 ? 0 : 3 * length - 1;
    return true;
}

inline bool spacedBytes(const char*& at, std::size_t length, std::uint64_t& word)
{
    return separatedBytes<' '>(at, length, word);
}

/// The same for up to 64 bytes, into `data`.
inline bool spacedPayload(const char*& at, std::size_t length, std::uint8_t* data)
{
    for (std::size_t done = 0; done < length; done += 8) {
        std::uint64_t word = 0;
        if ((done > 0 && *at++ != ' ') || !spacedBytes(at, std::min<std::size_t>(length - done, 8), word)) {
            return false;
        }
        std::memcpy(data + done, &word, std::min<std::size_t>(length - done, 8));
    }
    return true;
}

/// The start of the line behind the one that began at `line`, when the last field that matters ends at `at` and
/// a `separator` stands behind it: what follows that is passed over. Null when the field goes on, or the line ends with
/// the chunk at `end` or is too long.
inline const char* nextLine(const char* line, const char* at, const char* end, char separator = ' ')
{
    if (*at == '\n') {
        return at + 1;
    }
    if (*at == '\r') {
        return at[1] == '\n' ? at + 2 : nullptr;
    }
    if (*at != separator) {
        return nullptr;
    }
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    return at == nullptr || static_cast<std::size_t>(at - line) > kMaxLineBytes ? nullptr : at + 1;
}

} // namespace quick

} // namespace argus::formats
