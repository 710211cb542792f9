// SPDX-License-Identifier: Apache-2.0
#include "core/formats/busmaster/busmaster_line.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <string>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::size_t kMaxClassicData = 8;
constexpr std::string_view kMark = "***";
constexpr std::size_t kMaxColumns = 32;

/// The fields of "22:20:14:992" or "23:9:2015"; false when there are not as many, all of them numbers.
template <std::size_t Count> bool takeNumbers(std::string_view text, std::array<std::string_view, Count>& fields)
{
    for (std::size_t i = 0; i < Count; ++i) {
        const std::size_t end = i + 1 == Count ? text.size() : text.find(':');
        if (end == std::string_view::npos || end == 0
            || text.substr(0, end).find_first_not_of("0123456789") != std::string_view::npos) {
            return false;
        }
        fields[i] = text.substr(0, end);
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return true;
}

/// "22:20:14:992": ns. Hours may pass 23 where they count from a start.
std::optional<domain::RecordingTime> parseClock(std::string_view text)
{
    std::array<std::string_view, 4> fields;
    if (!takeNumbers(text, fields)) {
        return std::nullopt;
    }
    const auto hours = base::parseDecimal<std::int64_t>(fields[0]);
    const auto minutes = base::parseDecimal<std::int64_t>(fields[1]);
    const auto seconds = base::parseDecimal<std::int64_t>(fields[2]);
    const auto fraction = base::parseDecimal<std::int64_t>(fields[3]);
    if (!hours || *hours > 99999 || !minutes || *minutes > 59 || !seconds || *seconds > 60 || !fraction
        || fields[3].size() > 4) {
        return std::nullopt;
    }
    const std::int64_t unit = fields[3].size() == 4 ? 100 * kMicrosecond : kMillisecond;
    return (*hours * 3600 + *minutes * 60 + *seconds) * kSecond + *fraction * unit;
}

/// "23:9:2015 22:17:28:928"
std::optional<domain::RecordingTime> parseStart(std::string_view text)
{
    BlankFields words(text);
    std::array<std::string_view, 3> date;
    const bool hasDate = takeNumbers(words.next(), date);
    const auto clock = parseClock(words.next());
    if (!hasDate || !clock || *clock >= 86'401 * kSecond) {
        return std::nullopt;
    }
    const auto day = base::parseDecimal<int>(date[0]);
    const auto month = base::parseDecimal<int>(date[1]);
    const auto year = base::parseDecimal<int>(date[2]);
    const auto midnight = day && month && year ? calendarTime(*year, *month, *day, "0:0:0") : std::nullopt;
    return midnight ? std::optional(*midnight + *clock) : std::nullopt;
}

/// "<Time><Tx/Rx><Channel><CAN ID><Type><DLC><DataBytes>"
std::vector<BusmasterColumn> parseColumns(std::string_view text)
{
    std::vector<BusmasterColumn> columns;
    while (text.starts_with('<') && columns.size() < kMaxColumns) {
        const std::size_t end = text.find('>');
        if (end == std::string_view::npos) {
            return {};
        }
        const std::string name = base::toLower(text.substr(1, end - 1));
        text.remove_prefix(end + 1);
        columns.push_back(name == "time"                     ? BusmasterColumn::Time
                              : name == "tx/rx"              ? BusmasterColumn::Direction
                              : name == "channel"            ? BusmasterColumn::Channel
                              : name == "can id"             ? BusmasterColumn::Id
                              : name == "type"               ? BusmasterColumn::Type
                              : name == "dlc"                ? BusmasterColumn::Length
                              : name.starts_with("databyte") ? BusmasterColumn::Data
                                                             : BusmasterColumn::Other);
    }
    const auto has = [&columns](BusmasterColumn column) { return std::ranges::find(columns, column) != columns.end(); };
    const bool whole = has(BusmasterColumn::Time) && has(BusmasterColumn::Id) && has(BusmasterColumn::Length)
        && columns.back() == BusmasterColumn::Data;
    return whole ? columns : std::vector<BusmasterColumn>();
}

std::optional<std::uint32_t> parseNumber(std::string_view text, bool decimal)
{
    if (text.starts_with("0x") || text.starts_with("0X")) {
        text.remove_prefix(2);
        decimal = false;
    }
    return decimal ? base::parseDecimal<std::uint32_t>(text) : base::parseHex<std::uint32_t>(text);
}

/// "s", "x", "sr", "xr"; newer versions write them in capitals.
bool parseType(std::string_view text, BusmasterRow& row)
{
    const std::string type = base::toLower(text);
    if (type.empty() || (type[0] != 's' && type[0] != 'x')) {
        return false;
    }
    const std::string_view rest = std::string_view(type).substr(1);
    if (rest != "" && rest != "r" && rest != "-fd" && rest != "fd") {
        return false;
    }
    row.flags |= static_cast<std::uint8_t>((type[0] == 'x' ? kExtendedId : 0) | (rest == "r" ? kRemote : 0)
                                           | (rest.ends_with("fd") ? kFd : 0));
    return true;
}

bool parseData(BlankFields& words, std::size_t length, bool decimal, BusmasterRow& row)
{
    if ((row.flags & kRemote) != 0) {
        row.length = static_cast<std::uint8_t>(std::min(length, kMaxClassicData));
        std::fill_n(row.data.begin(), row.length, std::uint8_t {0});
        return true;
    }
    for (std::size_t i = 0; i < length; ++i) {
        const auto byte = parseNumber(words.next(), decimal);
        if (!byte || *byte > 0xFF) {
            return false;
        }
        row.data[i] = static_cast<std::uint8_t>(*byte);
    }
    row.length = static_cast<std::uint8_t>(length);
    if (length > kMaxClassicData) {
        row.flags |= kFd;
    }
    return words.next().empty();
}

bool parseField(BusmasterColumn column, std::string_view word, const BusmasterForm& form, BusmasterRow& row,
                std::uint32_t& length)
{
    switch (column) {
    case BusmasterColumn::Time: {
        const auto clock = parseClock(word);
        row.clock = clock.value_or(0);
        return clock.has_value();
    }
    case BusmasterColumn::Direction:
        row.flags |= static_cast<std::uint8_t>(base::toLower(word) == "tx" ? kTransmitted : 0);
        return !word.empty();
    case BusmasterColumn::Channel:
        row.channel = word;
        return !word.empty();
    case BusmasterColumn::Id: {
        const auto id = parseNumber(word, form.decimal);
        row.id = id.value_or(0);
        return id.has_value() && *id <= kMaxExtendedId;
    }
    case BusmasterColumn::Type:
        return form.protocol == BusmasterProtocol::J1939 ? !word.empty() : parseType(word, row);
    case BusmasterColumn::Length: {
        const auto number = base::parseDecimal<std::uint32_t>(word);
        length = number.value_or(0);
        return number.has_value();
    }
    case BusmasterColumn::Data:
    case BusmasterColumn::Other:
        return true;
    }
    return false;
}

} // namespace

bool isBusmasterNote(std::string_view line)
{
    return base::trimmed(line).starts_with(kMark);
}

BusmasterNote parseBusmasterNote(std::string_view line)
{
    BusmasterNote note;
    std::string_view text = base::trimmed(line);
    text.remove_prefix(std::min(text.size(), kMark.size()));
    if (text.ends_with(kMark)) {
        text.remove_suffix(kMark.size());
    }
    constexpr std::string_view kStart = "START DATE AND TIME";
    if (text == "HEX" || text == "DEC") {
        note.decimal = text == "DEC";
    } else if (text.starts_with("PROTOCOL ")) {
        const std::string_view name = base::trimmed(text.substr(9));
        note.protocol = name == "J1939" ? BusmasterProtocol::J1939
            : name == "LIN"             ? BusmasterProtocol::Lin
                                        : BusmasterProtocol::Can;
    } else if (text == "SYSTEM MODE") {
        note.times = BusmasterTimes::System;
    } else if (text == "ABSOLUTE MODE") {
        note.times = BusmasterTimes::Absolute;
    } else if (text == "RELATIVE MODE") {
        note.times = BusmasterTimes::Relative;
    } else if (text.starts_with(kStart)) {
        note.start = parseStart(text.substr(kStart.size()));
    } else if (text.starts_with('<')) {
        note.columns = parseColumns(text);
    }
    return note;
}

void parseBusmasterRow(std::string_view line, const BusmasterForm& form, BusmasterRow& row)
{
    row.kind = BusmasterRow::Kind::Unreadable;
    row.flags = 0;
    row.length = 0;
    row.channel = {};
    BlankFields words(line);
    if (form.protocol == BusmasterProtocol::Lin) {
        row.kind = parseClock(words.next()) ? BusmasterRow::Kind::Lin : BusmasterRow::Kind::Unreadable;
        return;
    }
    std::uint32_t length = 0;
    for (const BusmasterColumn column : form.columns) {
        if (column == BusmasterColumn::Data) {
            break;
        }
        if (!parseField(column, words.next(), form, row, length)) {
            return;
        }
    }
    if (form.protocol == BusmasterProtocol::J1939) {
        row.flags |= kExtendedId;
        if (length > kMaxClassicData) {
            row.kind = BusmasterRow::Kind::LongJ1939;
            return;
        }
    }
    if (row.id > kMaxStandardId) {
        row.flags |= kExtendedId;
    }
    if (length <= kMaxFrameData && parseData(words, length, form.decimal, row)) {
        row.kind = BusmasterRow::Kind::Frame;
    }
}

} // namespace argus::formats
