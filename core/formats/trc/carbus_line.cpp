// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/carbus_line.h"

#include "core/base/text.h"
#include "core/formats/frame_block.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <optional>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::uint32_t kFlagExtended = 1;
constexpr std::uint32_t kFlagRemote = 2;

bool isNumber(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "15,316000"
std::optional<domain::RecordingTime> parseTime(std::string_view text, std::int64_t unit)
{
    const std::size_t comma = text.find(',');
    if (comma == std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view whole = text.substr(0, comma);
    const std::string_view part = text.substr(comma + 1);
    const auto seconds = isNumber(whole) ? base::parseDecimal<std::int64_t>(whole) : std::nullopt;
    constexpr std::int64_t kMaxSeconds = 2'000'000'000;
    if (!seconds || *seconds > kMaxSeconds || !isNumber(part) || part.size() > 9) {
        return std::nullopt;
    }
    const std::int64_t count = base::parseDecimal<std::int64_t>(part).value_or(0);
    if (unit == 0) {
        std::int64_t worth = kSecond;
        for (std::size_t i = 0; i < part.size(); ++i) {
            worth /= 10;
        }
        unit = worth;
    }
    // A count beyond a second would be another format.
    return count * unit < kSecond ? std::optional(*seconds * kSecond + count * unit) : std::nullopt;
}

CarbusLineKind parseHeader(std::string_view line, CarbusLine& out)
{
    BlankFields fields(line);
    if (fields.next() != "@" || base::toUpper(fields.next().substr(0, 8)) != "TEXT" || fields.next() != "@") {
        return CarbusLineKind::Unreadable;
    }
    out.header.fraction = fields.next() == "2" ? kMillisecond : kMicrosecond;
    return CarbusLineKind::Header;
}

/// Data stand in a column between tabs; files that went through an editor may have blanks instead.
bool parseData(std::string_view rest, std::size_t length, bool remote, CarbusLine& out)
{
    rest.remove_prefix(rest.starts_with('\t') ? 1 : 0);
    const std::string_view column = rest.substr(0, rest.find('\t'));
    const bool empty = base::trimmed(column).empty();
    if (remote || (length > 0 && empty && rest.size() > column.size())) {
        out.flags |= kRemote;
        out.length = static_cast<std::uint8_t>(length);
        return true;
    }
    BlankFields fields(rest);
    for (std::size_t i = 0; i < length; ++i) {
        const auto byte = hexByte(fields.next());
        if (!byte) {
            return false;
        }
        out.data[i] = *byte;
    }
    out.length = static_cast<std::uint8_t>(length);
    return true;
}

} // namespace

CarbusLineKind parseCarbusLine(std::string_view line, CarbusHeader header, CarbusLine& out)
{
    BlankFields fields(line);
    const std::string_view first = fields.next();
    if (first.empty() || first.starts_with('#')) {
        return CarbusLineKind::NoRecord;
    }
    if (first.starts_with('@')) {
        return parseHeader(line, out);
    }
    const auto ts = parseTime(first, header.fraction);
    out.channel = fields.next();
    const auto flags = base::parseHex<std::uint32_t>(fields.next());
    const auto id = base::parseHex<std::uint32_t>(fields.next());
    const auto length = base::parseDecimal<std::size_t>(fields.next());
    if (!ts || !isNumber(out.channel) || out.channel.size() > 5 || !flags || !id || *id > kMaxExtendedId || !length
        || *length > out.data.size()) {
        return CarbusLineKind::Unreadable;
    }
    out.ts = *ts;
    out.id = *id;
    out.flags = (*flags & kFlagExtended) != 0 || *id > kMaxStandardId ? kExtendedId : 0;
    return parseData(fields.rest(), *length, (*flags & kFlagRemote) != 0, out) ? CarbusLineKind::Frame
                                                                               : CarbusLineKind::Unreadable;
}

} // namespace argus::formats
