// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <limits>

namespace argus::base {

namespace {

constexpr char kHexDigits[] = "0123456789ABCDEF";

int hexValue(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return -1;
}

/// Length of the well-formed UTF-8 sequence at the start of `text`, 0 when there is none.
std::size_t utf8Length(std::string_view text)
{
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = lead >= 0xF0 && lead <= 0xF4 ? 4
        : lead >= 0xE0 && lead < 0xF0                       ? 3
        : lead >= 0xC2 && lead < 0xE0                       ? 2
                                                            : 0;
    if (length == 0 || text.size() < length) {
        return 0;
    }
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) {
            return 0;
        }
    }
    const unsigned char second = byte(1);
    const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
    const bool surrogate = lead == 0xED && second >= 0xA0;
    const bool tooLarge = lead == 0xF4 && second >= 0x90;
    return overlong || surrogate || tooLarge ? 0 : length;
}

} // namespace

std::string toHex(std::span<const std::uint8_t> bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        text += kHexDigits[byte >> 4];
        text += kHexDigits[byte & 15];
    }
    return text;
}

std::string toHex(std::span<const std::uint8_t> bytes, char separator)
{
    std::string text;
    text.reserve(bytes.size() * 3);
    for (const std::uint8_t byte : bytes) {
        if (!text.empty()) {
            text += separator;
        }
        text += kHexDigits[byte >> 4];
        text += kHexDigits[byte & 15];
    }
    return text;
}

std::optional<std::vector<std::uint8_t>> fromHex(std::string_view digits)
{
    if (digits.size() % 2 != 0) {
        return std::nullopt;
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(digits.size() / 2);
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = hexValue(digits[i]);
        const int low = hexValue(digits[i + 1]);
        if (high < 0 || low < 0) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
    }
    return bytes;
}

std::string hexNumber(std::uint64_t value, int width)
{
    std::string text;
    do {
        text.insert(text.begin(), kHexDigits[value & 15]);
        value >>= 4;
    } while (value != 0);
    while (static_cast<int>(text.size()) < width) {
        text.insert(text.begin(), '0');
    }
    return text;
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kSpace = " \t\r\n\v\f";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

std::string toLower(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

std::string toUpper(std::string_view text)
{
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') {
            c = static_cast<char>(c - 'a' + 'A');
        }
    }
    return upper;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

std::string toUtf8(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            result += "\xEF\xBF\xBD";
        } else {
            result += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return result;
}

std::string printable(std::string_view text, std::size_t limit)
{
    const bool cut = text.size() > limit;
    text = text.substr(0, limit);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        const auto byte = static_cast<unsigned char>(text[0]);
        // C1 controls arrive as C2 80..9F.
        const bool control = (length == 1 && (byte < 0x20 || byte == 0x7F))
            || (length == 2 && byte == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0);
        const std::size_t used = length == 0 ? 1 : length;
        if (length == 0 || control) {
            for (std::size_t i = 0; i < used; ++i) {
                out += "\\x";
                out += kHexDigits[static_cast<unsigned char>(text[i]) >> 4];
                out += kHexDigits[static_cast<unsigned char>(text[i]) & 15];
            }
        } else {
            out += text.substr(0, used);
        }
        text.remove_prefix(used);
    }
    if (cut) {
        out += "...";
    }
    return out;
}

std::string formatBytes(std::uint64_t bytes)
{
    constexpr std::array<const char*, 6> kUnits {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    std::size_t unit = 0;
    std::uint64_t whole = bytes;
    std::uint64_t tenths = 0;
    while (whole >= 1024 && unit + 1 < kUnits.size()) {
        tenths = (whole % 1024) * 10 / 1024;
        whole /= 1024;
        ++unit;
    }
    std::string text = std::to_string(whole);
    if (unit > 0 && tenths > 0 && whole < 100) {
        text += "." + std::to_string(tenths);
    }
    return text + " " + kUnits[unit];
}

std::optional<std::uint64_t> parseSize(std::string_view text)
{
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        ++digits;
    }
    const auto number = parseDecimal<std::uint64_t>(text.substr(0, digits));
    if (!number) {
        return std::nullopt;
    }
    const std::string unit = toUpper(trimmed(text.substr(digits)));
    constexpr std::string_view kPrefixes = "KMGT";
    std::uint64_t factor = 1;
    if (!unit.empty() && unit != "B") {
        const std::size_t power = kPrefixes.find(unit[0]);
        const std::string rest = unit.substr(1);
        if (power == std::string_view::npos || (!rest.empty() && rest != "B" && rest != "IB")) {
            return std::nullopt;
        }
        const std::uint64_t step = rest == "IB" ? 1024 : 1000;
        for (std::size_t i = 0; i <= power; ++i) {
            factor *= step;
        }
    }
    if (*number > std::numeric_limits<std::uint64_t>::max() / factor) {
        return std::nullopt;
    }
    return *number * factor;
}

} // namespace argus::base
