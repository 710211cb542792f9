// SPDX-License-Identifier: Apache-2.0
// Single cells of a table of frames.
#include "core/base/text.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/text/hex_digits.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
constexpr std::uint32_t kExtendedBit = 0x80000000; // CAN_EFF_FLAG of linux/can.h

bool isSeparator(char c)
{
    return c == ' ' || c == '\t' || c == ':' || c == '-' || c == ',' || c == ';' || c == '.' || c == '|' || c == '_';
}

std::string_view withoutPrefix(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X") ? text.substr(2) : text;
}

/// The value of a character of base64; 64 for the padding, 65 for anything else.
std::uint32_t base64Digit(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return static_cast<std::uint32_t>(c - 'A');
    }
    if (c >= 'a' && c <= 'z') {
        return static_cast<std::uint32_t>(c - 'a' + 26);
    }
    if (c >= '0' && c <= '9') {
        return static_cast<std::uint32_t>(c - '0' + 52);
    }
    return c == '+' ? 62 : c == '/' ? 63 : c == '=' ? 64 : 65;
}

/// Appends the bytes of "FE", "FE3612" or "E"; false when it is no such text or there is no room.
bool appendHex(std::string_view token, std::array<std::uint8_t, kMaxFrameData>& bytes, std::size_t& count)
{
    if (token.empty() || (token.size() > 1 && token.size() % 2 != 0)) {
        return false;
    }
    for (std::size_t i = 0; i < token.size(); i += 2) {
        const std::uint32_t high = token.size() == 1 ? 0 : hexDigit(token[i]);
        const std::uint32_t low = hexDigit(token.size() == 1 ? token[0] : token[i + 1]);
        if ((high | low) > 15 || count == kMaxFrameData) {
            return false;
        }
        bytes[count++] = static_cast<std::uint8_t>(high << 4 | low);
    }
    return true;
}

} // namespace

std::optional<CsvId> parseCsvId(std::string_view text, bool decimal)
{
    CsvId found;
    if (text.starts_with('$')) {
        text.remove_prefix(1);
        decimal = false;
    } else if (withoutPrefix(text).size() != text.size()) {
        text = withoutPrefix(text);
        decimal = false;
    }
    if (text.size() > 1 && (text.back() == 'x' || text.back() == 'X')) {
        text.remove_suffix(1);
        found.marked = true;
    } else if (text.size() > 1 && (text.back() == 'h' || text.back() == 'H')) {
        text.remove_suffix(1);
        decimal = false;
    }
    const auto value = decimal ? base::parseDecimal<std::uint32_t>(text)
        : text.size() > 8      ? std::nullopt
                               : base::parseHex<std::uint32_t>(text);
    if (!value || (*value & ~(kIdMask | kExtendedBit)) != 0) {
        return std::nullopt;
    }
    found.id = *value & kIdMask;
    found.marked = found.marked || (*value & kExtendedBit) != 0;
    found.wide = !decimal && text.size() == 8;
    return found;
}

bool isDamagedId(std::string_view text)
{
    // A digit, a point or comma, digits, E, a sign, digits.
    const std::size_t exponent = text.find_first_of("Ee");
    if (exponent == std::string_view::npos || exponent + 2 >= text.size()
        || (text[exponent + 1] != '+' && text[exponent + 1] != '-')) {
        return false;
    }
    const auto isMantissa = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; };
    return exponent > 0 && std::ranges::all_of(text.substr(0, exponent), isMantissa)
        && base::parseDecimal<unsigned>(text.substr(exponent + 2)).has_value();
}

std::optional<bool> parseCsvFlag(std::string_view text)
{
    // What most rows have, without the copy below.
    if (text == "false" || text == "0") {
        return false;
    }
    if (text == "true" || text == "1") {
        return true;
    }
    if (text.size() > 10) {
        return std::nullopt;
    }
    const std::string lower = base::toLower(text);
    for (const std::string_view yes : {"1", "true", "t", "yes", "y", "x", "-1", "ext", "extended", "29", "29bit"}) {
        if (lower == yes) {
            return true;
        }
    }
    for (const std::string_view no : {"0", "false", "f", "no", "n", "", "-", "std", "standard", "s", "11", "11bit"}) {
        if (lower == no) {
            return false;
        }
    }
    return std::nullopt;
}

std::optional<std::size_t> parseCsvBytes(std::string_view text, bool decimal,
                                         std::array<std::uint8_t, kMaxFrameData>& bytes)
{
    if (text.size() >= 2 && (text.front() == '[' || text.front() == '(' || text.front() == '{')) {
        text = text.substr(1, text.size() - 2);
    }
    std::size_t count = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        if (isSeparator(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && !isSeparator(text[end])) {
            ++end;
        }
        const std::string_view token = text.substr(at, end - at);
        const std::string_view digits = withoutPrefix(token);
        at = end;
        if (decimal && digits.size() == token.size()) {
            const auto value = base::parseDecimal<std::uint8_t>(token);
            if (!value || count == kMaxFrameData) {
                return std::nullopt;
            }
            bytes[count++] = *value;
        } else if (!appendHex(digits, bytes, count)) {
            return std::nullopt;
        }
    }
    return count;
}

std::optional<std::size_t> parseBase64(std::string_view text, std::array<std::uint8_t, kMaxFrameData>& bytes)
{
    while (text.ends_with('=')) {
        text.remove_suffix(1);
    }
    if (text.size() % 4 == 1) {
        return std::nullopt;
    }
    std::size_t count = 0;
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::uint32_t digit = base64Digit(c);
        if (digit > 63) {
            return std::nullopt;
        }
        bits = (bits << 6 | digit) & 0xFFFF;
        held += 6;
        if (held >= 8) {
            held -= 8;
            if (count == kMaxFrameData) {
                return std::nullopt;
            }
            bytes[count++] = static_cast<std::uint8_t>(bits >> held);
        }
    }
    return count;
}

} // namespace argus::formats
