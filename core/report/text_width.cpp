// SPDX-License-Identifier: Apache-2.0
#include "core/report/text_width.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace argus::report {

namespace {

struct Range
{
    std::uint32_t first;
    std::uint32_t last;
};

// Unicode 15, East_Asian_Width W and F, in blocks; emoji that terminals draw wide.
constexpr std::array kWide {
    Range {0x1100, 0x115F},   Range {0x231A, 0x231B},   Range {0x2E80, 0x303E},   Range {0x3041, 0x33FF},
    Range {0x3400, 0x4DBF},   Range {0x4E00, 0xA4CF},   Range {0xA960, 0xA97C},   Range {0xAC00, 0xD7A3},
    Range {0xF900, 0xFAFF},   Range {0xFE30, 0xFE6F},   Range {0xFF01, 0xFF60},   Range {0xFFE0, 0xFFE6},
    Range {0x1F300, 0x1F64F}, Range {0x1F680, 0x1F6FF}, Range {0x1F900, 0x1F9FF}, Range {0x20000, 0x3FFFD},
};
constexpr std::array kZero {
    Range {0x0300, 0x036F}, Range {0x1AB0, 0x1AFF}, Range {0x1DC0, 0x1DFF}, Range {0x200B, 0x200D},
    Range {0x20D0, 0x20FF}, Range {0xFE00, 0xFE0F}, Range {0xFE20, 0xFE2F},
};

template <std::size_t Size> bool contains(const std::array<Range, Size>& ranges, std::uint32_t point)
{
    return std::ranges::any_of(ranges, [point](Range range) { return point >= range.first && point <= range.last; });
}

struct Character
{
    std::size_t bytes = 1;
    std::uint32_t point = 0;
    bool valid = false;
};

Character firstCharacter(std::string_view text)
{
    Character character;
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (!base::isUtf8(text.substr(0, length))) {
            continue;
        }
        const auto lead = static_cast<unsigned char>(text[0]);
        character.bytes = length;
        character.valid = true;
        character.point = length == 1 ? lead : static_cast<std::uint32_t>(lead & (0x7F >> length));
        for (std::size_t i = 1; i < length; ++i) {
            character.point = character.point << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
        }
        return character;
    }
    return character;
}

std::size_t widthOf(const Character& character)
{
    if (!character.valid) {
        return 1;
    }
    return contains(kZero, character.point) ? 0 : contains(kWide, character.point) ? 2 : 1;
}

bool turnsDirection(std::uint32_t point)
{
    return point == 0x061C || point == 0x200E || point == 0x200F || (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069) || point == 0x2028 || point == 0x2029;
}

/// The bytes at the start of `text` that fit into `width` columns; at least one character.
std::size_t bytesThatFit(std::string_view text, std::size_t width)
{
    std::size_t bytes = 0;
    std::size_t used = 0;
    while (bytes < text.size()) {
        const Character next = firstCharacter(text.substr(bytes));
        if (used + widthOf(next) > width && bytes > 0) {
            break;
        }
        used += widthOf(next);
        bytes += next.bytes;
    }
    return bytes;
}

} // namespace

std::size_t displayWidth(std::string_view text)
{
    std::size_t width = 0;
    while (!text.empty()) {
        const Character next = firstCharacter(text);
        width += widthOf(next);
        text.remove_prefix(next.bytes);
    }
    return width;
}

std::string cutToWidth(std::string_view text, std::size_t width)
{
    if (displayWidth(text) <= width) {
        return std::string(text);
    }
    if (width == 0) {
        return {};
    }
    return (width > 1 ? std::string(text.substr(0, bytesThatFit(text, width - 1))) : std::string()) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    width = std::max<std::size_t>(width, 1);
    std::vector<std::string> lines;
    while (displayWidth(text) > width) {
        std::size_t end = bytesThatFit(text, width);
        const std::size_t space = text.substr(0, end + 1).rfind(' ');
        if (space != std::string_view::npos && space > 0) {
            end = space;
        }
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end);
        while (text.starts_with(' ')) {
            text.remove_prefix(1);
        }
    }
    if (!text.empty() || lines.empty()) {
        lines.emplace_back(text);
    }
    return lines;
}

std::string clean(std::string_view text)
{
    const std::string safe = base::printable(text);
    std::string out;
    out.reserve(safe.size());
    std::string_view rest = safe;
    while (!rest.empty()) {
        const Character next = firstCharacter(rest);
        if (turnsDirection(next.point)) {
            out += "\\u" + base::hexNumber(next.point, 4);
        } else {
            out += rest.substr(0, next.bytes);
        }
        rest.remove_prefix(next.bytes);
    }
    return out;
}

} // namespace argus::report
