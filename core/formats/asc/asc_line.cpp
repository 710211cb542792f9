// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_line.h"

#include "core/base/text.h"
#include "core/formats/asc/asc_events.h"
#include "core/formats/asc/asc_header.h"
#include "core/formats/data_length.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/frame_times.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::size_t kMaxChannelDigits = 5;
// Flags of a line in CAN FD form.
constexpr std::uint32_t kFlagRemote = 0x10;
constexpr std::uint32_t kFlagFd = 0x1000;

bool isNumber(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isChannel(std::string_view text)
{
    return text.size() <= kMaxChannelDigits && isNumber(text);
}

/// "64", "18EBFF00x": false for anything that is no identifier.
bool parseId(std::string_view text, bool decimal, AscLine& out)
{
    const bool marked = text.ends_with('x') || text.ends_with('X');
    text.remove_suffix(marked ? 1 : 0);
    const auto id = text.size() > 10 ? std::nullopt
        : decimal                    ? base::parseDecimal<std::uint32_t>(text)
                                     : base::parseHex<std::uint32_t>(text);
    if (!id || *id > kMaxExtendedId) {
        return false;
    }
    out.id = *id;
    out.flags = static_cast<std::uint8_t>(out.flags | (marked || *id > kMaxStandardId ? kExtendedId : 0));
    return true;
}

/// Looks for `ID = 418119424x` behind the data of a classic frame.
bool idAtEnd(std::string_view rest, AscLine& out)
{
    const std::size_t at = rest.rfind(" ID = ");
    if (at == std::string_view::npos) {
        return false;
    }
    BlankFields fields(rest.substr(at + 6));
    return parseId(fields.next(), /*decimal=*/true, out);
}

bool parseByte(std::string_view text, bool decimal, std::uint8_t& byte)
{
    const auto value = decimal ? base::parseDecimal<std::uint8_t>(text) : hexByte(text);
    byte = value.value_or(0);
    return value.has_value();
}

bool parseBytes(BlankFields& fields, std::size_t length, bool decimal, AscLine& out)
{
    for (std::size_t i = 0; i < length; ++i) {
        if (!parseByte(fields.next(), decimal, out.data[i])) {
            return false;
        }
    }
    out.length = static_cast<std::uint8_t>(length);
    return true;
}

enum class Direction : std::uint8_t
{
    None,
    Received,
    Transmitted,
    Requested,
};

Direction directionOf(std::string_view text)
{
    return text == "Rx"  ? Direction::Received
        : text == "Tx"   ? Direction::Transmitted
        : text == "TxRq" ? Direction::Requested
                         : Direction::None;
}

AscLineKind asOther(std::string_view kind, AscLine& out)
{
    out.other = kind;
    return AscLineKind::Other;
}

AscLineKind errorFrame(AscLine& out)
{
    out.id = 0;
    out.length = 0;
    out.flags = static_cast<std::uint8_t>(kError | (out.flags & kTransmitted));
    return AscLineKind::Frame;
}

/// Behind the direction of a classic frame: `d 4 64 00 00 00  Length = 0 BitCount = 0 ID = 100` or `r`.
AscLineKind classicFrame(std::string_view idText, std::string_view rest, AscMode mode, AscLine& out)
{
    BlankFields fields(rest);
    const std::string_view type = fields.next();
    if (type == "r") {
        out.flags |= kRemote;
        const auto code = base::parseHex<unsigned>(fields.next()); // not all tools write it
        out.length = static_cast<std::uint8_t>(code && *code <= 15 ? classicLengthOf(*code) : 0);
    } else if (type == "d") {
        const auto code = base::parseHex<unsigned>(fields.next());
        if (!code || *code > 15 || !parseBytes(fields, classicLengthOf(*code), mode.decimal, out)) {
            return AscLineKind::Unreadable;
        }
    } else {
        return AscLineKind::Unreadable;
    }
    const std::uint8_t flags = out.flags;
    const bool plain = parseId(idText, mode.decimal, out);
    const bool sure = plain && (out.id <= kMaxStandardId || idText.ends_with('x') || idText.ends_with('X'));
    if (!sure) {
        // A name, perhaps one of letters that are digits as well.
        AscLine atEnd;
        if (idAtEnd(rest, atEnd)) {
            out.id = atEnd.id;
            out.flags = static_cast<std::uint8_t>(flags | atEnd.flags);
            return AscLineKind::Frame;
        }
    }
    return plain ? AscLineKind::Frame : AscLineKind::Unreadable;
}

/// Behind `CANFD`: `1 Rx 300 Name 1 0 8 8 11 C2 03 04 05 06 07 08 102203 133 303000 e0006659 ...`.
AscLineKind fdFrame(BlankFields fields, AscMode mode, AscLine& out)
{
    out.channel = fields.next();
    std::string_view word = fields.next();
    const Direction direction = directionOf(word);
    if (!isChannel(out.channel)) {
        return AscLineKind::Unreadable;
    }
    if (direction != Direction::None) {
        word = fields.next();
    }
    out.flags = direction == Direction::Transmitted ? kTransmitted : 0;
    if (word == "ErrorFrame") {
        return errorFrame(out);
    }
    if (direction == Direction::None || !parseId(word, mode.decimal, out)) {
        return AscLineKind::Unreadable;
    }
    std::string_view bitrateSwitch = fields.next();
    if (bitrateSwitch != "0" && bitrateSwitch != "1") {
        bitrateSwitch = fields.next(); // it was the message's name
    }
    const std::string_view stateIndicator = fields.next();
    const auto code = base::parseHex<unsigned>(fields.next());
    const auto length = base::parseDecimal<std::size_t>(fields.next());
    if ((bitrateSwitch != "0" && bitrateSwitch != "1") || (stateIndicator != "0" && stateIndicator != "1") || !code
        || *code > 15 || !length || *length > kMaxFrameData || !parseBytes(fields, *length, mode.decimal, out)) {
        return AscLineKind::Unreadable;
    }
    if (direction == Direction::Requested) {
        return asOther("transmit request", out);
    }
    fields.next(); // duration of the frame
    fields.next(); // its bits
    const auto flags = base::parseHex<std::uint32_t>(fields.next());
    if (flags && (*flags & kFlagRemote) != 0 && out.length == 0) {
        out.flags |= kRemote;
        out.length = static_cast<std::uint8_t>(classicLengthOf(*code));
    } else if (!flags || (*flags & kFlagFd) != 0 || out.length > 8) {
        out.flags = static_cast<std::uint8_t>(out.flags | kFd | (bitrateSwitch == "1" ? kBitrateSwitch : 0)
                                              | (stateIndicator == "1" ? kErrorStateIndicator : 0));
    }
    return AscLineKind::Frame;
}

/// Behind a channel's number.
AscLineKind channelRecord(BlankFields fields, AscMode mode, AscLine& out)
{
    const std::string_view word = fields.next();
    if (word == "ErrorFrame") {
        return errorFrame(out);
    }
    BlankFields behind = fields;
    const Direction direction = directionOf(behind.next());
    if (direction != Direction::None) {
        out.flags = direction == Direction::Transmitted ? kTransmitted : 0;
        const AscLineKind kind = classicFrame(word, behind.rest(), mode, out);
        return kind == AscLineKind::Frame && direction == Direction::Requested ? asOther("transmit request", out)
                                                                               : kind;
    }
    const std::string_view kind = ascChannelEvent(word, fields.rest());
    AscLine unused;
    if (kind.empty() || (kind == kAscOtherEvent && parseId(word, mode.decimal, unused))) {
        return AscLineKind::Unreadable; // a frame of which the end is missing
    }
    return asOther(kind, out);
}

AscLineKind record(BlankFields fields, AscMode mode, AscLine& out)
{
    const std::string_view word = fields.next();
    if (isChannel(word)) {
        out.channel = word;
        return channelRecord(fields, mode, out);
    }
    if (word == "CANFD") {
        return fdFrame(fields, mode, out);
    }
    const std::string_view kind = ascEvent(word, fields.rest());
    if (kind.empty()) {
        return AscLineKind::Unreadable;
    }
    out.measurementStart = kind == kAscMeasurementEvent && word == "Start" && out.ts == 0;
    return asOther(kind, out);
}

} // namespace

AscLineKind parseAscLine(std::string_view line, AscMode mode, AscLine& out)
{
    BlankFields fields(line);
    const std::string_view first = fields.next();
    if (first.empty() || first.starts_with("//")) {
        return AscLineKind::NoRecord;
    }
    const char c = first[0];
    if ((c >= '0' && c <= '9') || c == '-') {
        out.ts = frameOffset(parseStamp(first, kSecond));
        return out.ts ? record(fields, mode, out) : AscLineKind::Unreadable;
    }
    return parseAscHeader(first, fields.rest(), out);
}

} // namespace argus::formats
