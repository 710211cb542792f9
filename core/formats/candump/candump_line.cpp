// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_line.h"

#include "core/base/text.h"
#include "core/formats/text/hex_digits.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::uint32_t kErrorBit = 0x20000000; // CAN_ERR_FLAG of linux/can.h
constexpr std::uint32_t kRemoteBit = 0x40000000; // CAN_RTR_FLAG
constexpr std::uint32_t kIdMask = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::size_t kMaxClassicData = 8;
/// "(-9223372036.123456789)" and dates are shorter.
constexpr std::size_t kMaxTimeText = 48;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

std::string_view withoutLeadingBlanks(std::string_view text)
{
    while (!text.empty() && isBlank(text[0])) {
        text.remove_prefix(1);
    }
    return text;
}

std::string_view withoutTrailingBlanks(std::string_view text)
{
    while (!text.empty() && (isBlank(text.back()) || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

/// Takes the next word off `text`.
std::string_view takeWord(std::string_view& text)
{
    text = withoutLeadingBlanks(text);
    std::size_t size = 0;
    while (size < text.size() && !isBlank(text[size])) {
        ++size;
    }
    const std::string_view word = text.substr(0, size);
    text.remove_prefix(size);
    return word;
}

bool takeChar(std::string_view& text, char c)
{
    if (text.empty() || text[0] != c) {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

bool takeByte(std::string_view& text, std::uint8_t& byte)
{
    if (text.size() < 2 || hexDigit(text[0]) > 15 || hexDigit(text[1]) > 15) {
        return false;
    }
    byte = static_cast<std::uint8_t>(hexDigit(text[0]) << 4 | hexDigit(text[1]));
    text.remove_prefix(2);
    return true;
}

bool allHex(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return hexDigit(c) <= 15; });
}

bool parseId(std::string_view text, CandumpLine& out)
{
    if (text.empty() || text.size() > 8 || !allHex(text)) {
        return false;
    }
    std::uint32_t value = 0;
    for (const char c : text) {
        value = value << 4 | hexDigit(c);
    }
    if (text.size() == 8 && (value & kErrorBit) != 0) {
        out.flags |= kError;
    } else if ((value & kRemoteBit) != 0) {
        return false;
    } else if (text.size() > 3 || value > kMaxStandardId) {
        out.flags |= kExtendedId;
    }
    out.id = value & kIdMask;
    return true;
}

bool isChannelName(std::string_view name)
{
    return !name.empty() && name.size() <= kMaxChannelName && std::none_of(name.begin(), name.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
}

/// `81:00:12345678#1122`: what follows the five digits of a CAN XL frame's VCID and priority.
bool isCanXlRest(std::string_view rest)
{
    if (rest.size() < 17 || rest[2] != ':' || rest[5] != ':' || rest[14] != '#' || !allHex(rest.substr(0, 2))
        || !allHex(rest.substr(3, 2)) || !allHex(rest.substr(6, 8))) {
        return false;
    }
    const std::string_view data = rest.substr(15);
    return data.size() % 2 == 0 && allHex(data);
}

/// The rest of `#R`: a length digit and a raw DLC, both optional.
bool parseRemote(std::string_view rest, CandumpLine& out)
{
    std::uint8_t requested = 0;
    if (!rest.empty() && rest[0] >= '0' && rest[0] <= '8') {
        requested = static_cast<std::uint8_t>(rest[0] - '0');
        rest.remove_prefix(1);
    }
    if (requested == kMaxClassicData && takeChar(rest, '_')) {
        if (rest.empty() || hexDigit(rest[0]) > 15 || hexDigit(rest[0]) < 9) {
            return false;
        }
        out.rawDlc = true;
        rest.remove_prefix(1);
    }
    if ((out.flags & kError) == 0) {
        out.flags |= kRemote;
        out.length = requested;
    }
    return rest.empty();
}

bool parseLogData(std::string_view rest, bool fd, CandumpLine& out)
{
    while (!rest.empty() && rest[0] != '_') {
        takeChar(rest, '.');
        if (rest.empty()) {
            break;
        }
        std::uint8_t byte = 0;
        if (out.length == kMaxFrameData || !takeByte(rest, byte)) {
            return false;
        }
        out.data[out.length++] = byte;
    }
    if (!fd && out.length == kMaxClassicData && rest.size() == 2 && takeChar(rest, '_')) {
        out.rawDlc = hexDigit(rest[0]) >= 9 && hexDigit(rest[0]) <= 15;
        return out.rawDlc;
    }
    if (fd || out.length > kMaxClassicData) {
        out.flags |= kFd;
    }
    return rest.empty();
}

/// `18FEDF00#7D901A`, and what may stand behind it.
CandumpLineKind parseLogForm(std::string_view frame, std::string_view rest, CandumpLine& out)
{
    const std::size_t separator = frame.find('#');
    const std::string_view idText = frame.substr(0, separator);
    std::string_view content = frame.substr(separator + 1);
    const std::string_view direction = takeWord(rest);
    if (!withoutLeadingBlanks(rest).empty() || (!direction.empty() && direction != "R" && direction != "T")) {
        return CandumpLineKind::Unreadable;
    }
    if (idText.size() == 5 && allHex(idText) && isCanXlRest(content)) {
        return CandumpLineKind::CanXl;
    }
    if (!parseId(idText, out)) {
        return CandumpLineKind::Unreadable;
    }
    if (direction == "T") {
        out.flags |= kTransmitted;
    }
    bool good = false;
    if (takeChar(content, '#')) {
        const std::uint8_t bits = content.empty() ? 16 : hexDigit(content[0]);
        if (bits > 15) {
            return CandumpLineKind::Unreadable;
        }
        // CANFD_BRS and CANFD_ESI of linux/can.h; bit 2 only repeats that this is CAN FD.
        out.flags |= static_cast<std::uint8_t>(((bits & 1) != 0 ? kBitrateSwitch : 0)
                                               | ((bits & 2) != 0 ? kErrorStateIndicator : 0));
        good = parseLogData(content.substr(1), /*fd=*/true, out);
    } else if (takeChar(content, 'R') || takeChar(content, 'r')) {
        good = parseRemote(content, out);
    } else {
        good = parseLogData(content, /*fd=*/false, out);
    }
    return good ? CandumpLineKind::Frame : CandumpLineKind::Unreadable;
}

/// What the length of the console form says.
struct ConsoleLength
{
    std::size_t bytes = 0;
    bool fd = false;
    bool xl = false;
    bool rawDlc = false;
};

/// `[8]`, `[08]` (CAN FD), `[0016]` (CAN XL), `{E}` (raw DLC).
std::optional<ConsoleLength> parseConsoleLength(std::string_view word)
{
    if (word.size() < 3) {
        return std::nullopt;
    }
    const std::string_view digits = word.substr(1, word.size() - 2);
    if (word.front() == '{' && word.back() == '}' && digits.size() == 1 && hexDigit(digits[0]) <= 15) {
        const std::size_t code = hexDigit(digits[0]);
        return ConsoleLength {std::min(code, kMaxClassicData), false, false, code > kMaxClassicData};
    }
    if (word.front() != '[' || word.back() != ']') {
        return std::nullopt;
    }
    const auto bytes = base::parseDecimal<std::size_t>(digits);
    const bool xl = digits.size() == 4;
    if (!bytes || digits.size() > 4 || (!xl && *bytes > kMaxFrameData)) {
        return std::nullopt;
    }
    return ConsoleLength {*bytes, digits.size() == 2 || *bytes > kMaxClassicData, xl};
}

/// A byte as two hexadecimal or eight binary digits (candump -i).
bool takeConsoleByte(std::string_view& text, std::uint8_t& byte)
{
    std::size_t size = 0;
    while (size < text.size() && hexDigit(text[size]) <= 15) {
        ++size;
    }
    if (size != 8) {
        return size == 2 && takeByte(text, byte);
    }
    byte = 0;
    for (const char c : text.substr(0, 8)) {
        if (c != '0' && c != '1') {
            return false;
        }
        byte = static_cast<std::uint8_t>(byte << 1 | (c - '0'));
    }
    text.remove_prefix(8);
    return true;
}

bool parseConsoleData(std::string_view& rest, std::size_t count, CandumpLine& out)
{
    // candump -S writes the last byte first, with ` between bytes.
    bool swapped = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && takeChar(rest, '`')) {
            swapped = true;
        } else if (rest.empty() || !isBlank(rest[0])) {
            return false;
        }
        rest = withoutLeadingBlanks(rest);
        if (!takeConsoleByte(rest, out.data[i])) {
            return false;
        }
    }
    out.length = static_cast<std::uint8_t>(count);
    if (swapped) {
        std::reverse(out.data.begin(), out.data.begin() + static_cast<std::ptrdiff_t>(count));
    }
    return rest.empty() || isBlank(rest[0]);
}

/// `TX - -  123`: the column of candump -x; its letters are the bits of CAN FD.
bool parseExtraColumn(std::string_view direction, std::string_view& rest, CandumpLine& out)
{
    const std::string_view brs = takeWord(rest);
    const std::string_view esi = takeWord(rest);
    if ((brs != "-" && brs != "B") || (esi != "-" && esi != "E")) {
        return false;
    }
    out.flags |= static_cast<std::uint8_t>((direction == "TX" ? kTransmitted : 0) | (brs == "B" ? kBitrateSwitch : 0)
                                           | (esi == "E" ? kErrorStateIndicator : 0));
    return true;
}

/// `18FCF200   [8]  E1 FF FF FF FF FF FF FF`, and what may stand behind it.
CandumpLineKind parseConsoleForm(std::string_view word, std::string_view rest, CandumpLine& out)
{
    if (word == "TX" || word == "RX") {
        if (!parseExtraColumn(word, rest, out)) {
            return CandumpLineKind::Unreadable;
        }
        word = takeWord(rest);
    }
    const auto length = parseConsoleLength(takeWord(rest));
    if (!length) {
        return CandumpLineKind::Unreadable;
    }
    if (length->xl) {
        return allHex(word) && withoutLeadingBlanks(rest).starts_with('(') ? CandumpLineKind::CanXl
                                                                           : CandumpLineKind::Unreadable;
    }
    if (!parseId(word, out)) {
        return CandumpLineKind::Unreadable;
    }
    if (isTransmitterName(out.channel)) {
        out.flags |= kTransmitted;
    }
    if (length->fd) {
        out.flags |= kFd;
    }
    out.rawDlc = length->rawDlc;
    if (withoutLeadingBlanks(rest) == "remote request") {
        if ((out.flags & kError) == 0) {
            out.flags |= kRemote;
            out.length = static_cast<std::uint8_t>(std::min(length->bytes, kMaxClassicData));
        }
        return CandumpLineKind::Frame;
    }
    if (!parseConsoleData(rest, length->bytes, out)) {
        return CandumpLineKind::Unreadable;
    }
    rest = withoutLeadingBlanks(rest);
    const bool ascii = rest.size() >= 2 && (rest[0] == '\'' || rest[0] == '`') && rest.back() == rest[0];
    const bool error = rest == "ERRORFRAME" && (out.flags & kError) != 0;
    return rest.empty() || ascii || error ? CandumpLineKind::Frame : CandumpLineKind::Unreadable;
}

/// `controller-problem{tx-error-warning}`: candump -e explains an error frame in lines that begin with a tab.
bool isErrorDetail(std::string_view text)
{
    const std::string_view word = takeWord(text);
    return word[0] >= 'a' && word[0] <= 'z' && word.find('-') != std::string_view::npos
        && text.find_first_of("#[") == std::string_view::npos;
}

/// Blank lines, comments, terminal headers and explanations of error frames.
bool isNoRecord(std::string_view line)
{
    const std::string_view text = withoutLeadingBlanks(line);
    if (text.empty()) {
        return true;
    }
    if (line[0] == '\t' && isErrorDetail(text)) {
        return true;
    }
    if (text[0] == '(') {
        return false; // most lines by far
    }
    for (const std::string_view start : {"#", ";", "//", "=~=~", "Script started on ", "Script done on "}) {
        if (text.starts_with(start)) {
            return true;
        }
    }
    return false;
}

/// `DROPCOUNT: dropped 12 CAN frames on 'can0' socket (total drops 12)`
std::uint64_t dropCount(std::string_view line)
{
    std::string_view rest = line.substr(line.find(':') + 1);
    takeWord(rest);
    return base::parseDecimal<std::uint64_t>(takeWord(rest)).value_or(0);
}

} // namespace

bool isTransmitterName(std::string_view channel)
{
    return channel.size() > 2 && channel.starts_with("TX")
        && std::all_of(channel.begin() + 2, channel.end(), [](char c) { return c >= '0' && c <= '9'; });
}

CandumpLineKind parseCandumpLine(std::string_view line, CandumpLine& out)
{
    line = withoutTrailingBlanks(line);
    if (isNoRecord(line)) {
        return CandumpLineKind::NoRecord;
    }
    std::string_view rest = withoutLeadingBlanks(line);
    if (rest.starts_with("DROPCOUNT:")) {
        out.dropped = dropCount(rest);
        return CandumpLineKind::DropCount;
    }
    if (takeChar(rest, '(')) {
        const std::size_t close = rest.substr(0, kMaxTimeText).find(')');
        if (close == std::string_view::npos || close + 1 >= rest.size() || !isBlank(rest[close + 1])) {
            return CandumpLineKind::Unreadable;
        }
        const auto time = parseCandumpTime(rest.substr(0, close));
        if (!time) {
            return CandumpLineKind::Unreadable;
        }
        out.ts = time->ts;
        out.dated = time->dated;
        rest.remove_prefix(close + 1);
    }
    out.channel = takeWord(rest);
    const std::string_view word = takeWord(rest);
    if (!isChannelName(out.channel) || word.empty()) {
        return CandumpLineKind::Unreadable;
    }
    return word.find('#') != std::string_view::npos ? parseLogForm(word, rest, out) : parseConsoleForm(word, rest, out);
}

} // namespace argus::formats
