// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::base {

/// The whole of `text` as a number, or nothing: no leading spaces, no trailing rest, no overflow, no locale.
template <class Integer> std::optional<Integer> parseDecimal(std::string_view text)
{
    Integer value {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 10);
    if (error != std::errc {} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

/// The same for hexadecimal digits without prefix.
template <class Integer> std::optional<Integer> parseHex(std::string_view text)
{
    Integer value {};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc {} || end != text.data() + text.size() || text.empty()) {
        return std::nullopt;
    }
    return value;
}

/// "0A8011": upper-case hexadecimal digits, two for each byte.
std::string toHex(std::span<const std::uint8_t> bytes);

/// "0A 80 11": the same with a separator between bytes.
std::string toHex(std::span<const std::uint8_t> bytes, char separator);

/// The bytes of an even number of hexadecimal digits (either case); nothing for anything else.
std::optional<std::vector<std::uint8_t>> fromHex(std::string_view digits);

/// Upper-case hexadecimal, padded with zeros to at least `width` digits.
std::string hexNumber(std::uint64_t value, int width);

/// `text` without the ASCII spaces, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

std::string toLower(std::string_view text);
std::string toUpper(std::string_view text);

/// True when `text` is well-formed UTF-8 (no overlong forms, surrogates or values past U+10FFFF).
bool isUtf8(std::string_view text);

/// `text` with U+FFFD in place of each byte that is no part of well-formed UTF-8.
std::string toUtf8(std::string_view text);

/// `text` as well-formed UTF-8 that is safe to print: bytes that are not UTF-8 and control characters become `\xNN`.
/// At most `limit` bytes of the input are used; "..." marks what was left out.
std::string printable(std::string_view text, std::size_t limit = 4096);

/// 1536 -> "1.5 KiB"; powers of 1024, at most one decimal, independent of the locale.
std::string formatBytes(std::uint64_t bytes);

/// "64MB", "1GB", "512", "10KiB" -> bytes. Decimal prefixes count 1000, the i-forms 1024. Nothing for anything else.
std::optional<std::uint64_t> parseSize(std::string_view text);

} // namespace argus::base
