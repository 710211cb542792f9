// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/peak_line.h"

#include "core/base/text.h"
#include "core/formats/data_length.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/frame_times.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
/// J1939 messages that the recorder put together; ISO 11783-3 knows no longer ones.
constexpr std::size_t kMaxJ1939Message = 1785;
constexpr std::string_view kOnlyChannel = "1";
constexpr std::string_view kStatus = "status";
constexpr std::string_view kErrorCounter = "error counter";
constexpr std::string_view kEvent = "event";
constexpr std::string_view kJ1939 = "J1939 transport";
constexpr std::string_view kOtherRecord = "other record";

bool isNumber(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

struct PeakType
{
    std::string_view name;
    std::uint8_t flags = 0;
    std::string_view other; ///< not empty: no frame
};

constexpr std::array kTypes {
    PeakType {"Rx", 0, {}},
    PeakType {"Tx", kTransmitted, {}},
    PeakType {"DT", 0, {}},
    PeakType {"FD", kFd, {}},
    PeakType {"FB", kFd | kBitrateSwitch, {}},
    PeakType {"FE", kFd | kBitrateSwitch | kErrorStateIndicator, {}},
    PeakType {"BI", kFd | kErrorStateIndicator, {}},
    PeakType {"RR", kRemote, {}},
    PeakType {"ER", kError, {}},
    PeakType {"Error", kError, {}},
    PeakType {"ST", 0, kStatus},
    PeakType {"Warng", 0, kStatus},
    PeakType {"EC", 0, kErrorCounter},
    PeakType {"EV", 0, kEvent},
    PeakType {"Event", 0, kEvent},
};

/// Reads a record field by field.
class RecordParser
{
public:
    RecordParser(std::string_view line, const PeakLayout& layout, PeakLine& out)
        : m_fields(line)
        , m_layout(layout)
        , m_out(out)
    { }

    PeakLineKind parse()
    {
        m_out.channel = kOnlyChannel;
        for (std::size_t i = 0; i < m_layout.count; ++i) {
            if (!column(m_layout.columns[i])) {
                return PeakLineKind::Unreadable;
            }
            if (!m_out.other.empty()) {
                return PeakLineKind::Other;
            }
            if ((m_out.flags & kError) != 0) {
                return errorFrame(i + 1);
            }
        }
        return PeakLineKind::Frame;
    }

private:
    bool column(PeakColumn column)
    {
        if (column == PeakColumn::Data) {
            return data();
        }
        const std::string_view field = m_fields.next();
        switch (column) {
        case PeakColumn::Number:
            return number(field);
        case PeakColumn::Offset:
            return offset(field);
        case PeakColumn::Type:
            return type(field);
        case PeakColumn::Bus:
            return bus(field);
        case PeakColumn::Id:
            return identifier(field);
        case PeakColumn::Direction:
            m_out.flags = static_cast<std::uint8_t>(m_out.flags | (field == "Tx" ? kTransmitted : 0));
            return field == "Rx" || field == "Tx";
        case PeakColumn::Reserved:
            return !field.empty();
        case PeakColumn::Length:
        case PeakColumn::Code:
            return length(field, column == PeakColumn::Code);
        case PeakColumn::Data:
            break;
        }
        return false;
    }
    bool number(std::string_view field)
    {
        if (m_layout.parenthesis) {
            if (!field.ends_with(')')) {
                return false;
            }
            field.remove_suffix(1);
        }
        return isNumber(field);
    }
    bool offset(std::string_view field)
    {
        const auto ts = frameOffset(parseStamp(field, kMillisecond));
        m_out.ts = ts.value_or(0);
        return ts.has_value();
    }
    bool type(std::string_view field)
    {
        const auto found = std::find_if(kTypes.begin(), kTypes.end(),
                                        [field](const PeakType& known) { return known.name == field; });
        if (found != kTypes.end()) {
            m_out.flags |= found->flags;
            m_out.other = found->other;
            return true;
        }
        const bool newType
            = field.size() == 2 && std::all_of(field.begin(), field.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        m_out.other = newType ? kOtherRecord : std::string_view();
        return newType;
    }
    bool bus(std::string_view field)
    {
        if (field == "-") {
            return true;
        }
        m_out.channel = field;
        return field.size() <= 5 && isNumber(field);
    }
    bool identifier(std::string_view field)
    {
        if (field == "FFFFFFFF") {
            m_out.other = kStatus;
            return true;
        }
        const auto id = base::parseHex<std::uint32_t>(field);
        if (field.size() > 8 || !id || *id > kMaxExtendedId) {
            return false;
        }
        m_out.id = *id;
        m_out.flags
            = static_cast<std::uint8_t>(m_out.flags | (field.size() > 4 || *id > kMaxStandardId ? kExtendedId : 0));
        return true;
    }
    bool length(std::string_view field, bool isCode)
    {
        const auto value = base::parseDecimal<std::size_t>(field);
        const bool fd = (m_out.flags & kFd) != 0;
        if (!value || *value > kMaxJ1939Message) {
            return false;
        }
        if (isCode && *value <= 15) {
            const auto code = static_cast<unsigned>(*value);
            m_length = fd ? fdLengthOf(code) : classicLengthOf(code);
            return true;
        }
        m_length = *value;
        if (fd) {
            return m_length <= kMaxFrameData;
        }
        m_out.other = m_length > 8 ? kJ1939 : std::string_view();
        return true;
    }
    bool data()
    {
        const auto requested = static_cast<std::uint8_t>(std::min<std::size_t>(m_length, 8));
        if ((m_out.flags & kRemote) != 0) {
            m_out.length = requested;
            return true;
        }
        BlankFields ahead = m_fields;
        const std::string_view first = ahead.next();
        if (first == "RTR" || first == "ERROR") {
            m_out.flags |= first == "RTR" ? kRemote : kError;
            m_out.length = first == "RTR" ? requested : std::uint8_t {0};
            return true;
        }
        for (std::size_t i = 0; i < m_length; ++i) {
            const auto byte = hexByte(m_fields.next());
            if (!byte) {
                return false;
            }
            m_out.data[i] = *byte;
        }
        m_out.length = static_cast<std::uint8_t>(m_length);
        return true;
    }
    /// What an error frame says about itself differs from version to version: only its bus is looked for.
    PeakLineKind errorFrame(std::size_t next)
    {
        if (next < m_layout.count && m_layout.columns[next] == PeakColumn::Bus && !bus(m_fields.next())) {
            return PeakLineKind::Unreadable;
        }
        m_out.flags = kError;
        m_out.id = 0;
        m_out.length = 0;
        return PeakLineKind::Frame;
    }

    BlankFields m_fields;
    const PeakLayout& m_layout;
    PeakLine& m_out;
    std::size_t m_length = 0;
};

PeakLineKind parseHeader(std::string_view line, PeakLine& out)
{
    const auto behind = [line](std::string_view key) -> std::optional<std::string_view> {
        return line.starts_with(key) ? std::optional(base::trimmed(line.substr(key.size()))) : std::nullopt;
    };
    if (const auto version = behind(";$FILEVERSION=")) {
        out.layout = peakLayoutOf(*version);
        return PeakLineKind::Version;
    }
    if (const auto start = behind(";$STARTTIME=")) {
        out.start = parsePeakDays(*start);
        return PeakLineKind::Start;
    }
    if (const auto columns = behind(";$COLUMNS=")) {
        out.layout = peakLayoutFrom(*columns);
        return PeakLineKind::Columns;
    }
    return PeakLineKind::NoRecord;
}

std::optional<PeakColumn> columnOf(char letter)
{
    switch (letter) {
    case 'N':
        return PeakColumn::Number;
    case 'O':
        return PeakColumn::Offset;
    case 'T':
        return PeakColumn::Type;
    case 'B':
        return PeakColumn::Bus;
    case 'I':
        return PeakColumn::Id;
    case 'd':
        return PeakColumn::Direction;
    case 'l':
        return PeakColumn::Length;
    case 'L':
        return PeakColumn::Code;
    case 'D':
        return PeakColumn::Data;
    default:
        return (letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z')
            ? std::optional(PeakColumn::Reserved)
            : std::nullopt;
    }
}

} // namespace

PeakLayout peakLayoutOf(std::string_view version)
{
    const bool old = !version.starts_with('2');
    const std::string_view columns = version == "1.1"   ? "N,O,T,I,L,D"
        : version == "1.2"                              ? "N,O,B,T,I,L,D"
        : version.starts_with("1.") && version != "1.0" ? "N,O,B,T,I,R,L,D"
        : old                                           ? "N,O,I,L,D"
        : version == "2.0"                              ? "N,O,T,I,d,l,D"
                                                        : "N,O,T,B,I,d,R,L,D";
    PeakLayout layout = peakLayoutFrom(columns).value_or(PeakLayout {});
    layout.parenthesis = old;
    return layout;
}

std::optional<PeakLayout> peakLayoutFrom(std::string_view columns)
{
    PeakLayout layout;
    while (!columns.empty()) {
        const std::size_t comma = columns.find(',');
        const std::string_view name = base::trimmed(columns.substr(0, comma));
        columns.remove_prefix(comma == std::string_view::npos ? columns.size() : comma + 1);
        const auto column = name.size() == 1 ? columnOf(name[0]) : std::nullopt;
        if (!column || layout.count == layout.columns.size()) {
            return std::nullopt;
        }
        layout.columns[layout.count++] = *column;
    }
    const auto begin = layout.columns.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(layout.count);
    const auto count = [begin, end](PeakColumn column) { return std::count(begin, end, column); };
    const auto place = [begin, end](PeakColumn column) { return std::find(begin, end, column); };
    const auto length = std::min(place(PeakColumn::Length), place(PeakColumn::Code));
    const bool whole = count(PeakColumn::Offset) == 1 && count(PeakColumn::Id) == 1 && count(PeakColumn::Data) == 1
        && count(PeakColumn::Length) + count(PeakColumn::Code) == 1 && length < place(PeakColumn::Data)
        && (place(PeakColumn::Type) == end || place(PeakColumn::Type) < length);
    return whole ? std::optional(layout) : std::nullopt;
}

std::optional<domain::RecordingTime> parsePeakDays(std::string_view text)
{
    constexpr std::int64_t kDaysTo1970 = 25569;
    constexpr std::int64_t kMaxDays = 150'000; // the year 2310; RecordingTime ends before
    constexpr std::size_t kMaxDecimals = 15; // less than a nanosecond
    const std::size_t point = text.find('.');
    const auto days = base::parseDecimal<std::int64_t>(text.substr(0, point));
    std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (!days || *days < 0 || *days > kMaxDays || (point != std::string_view::npos && !isNumber(decimals))) {
        return std::nullopt;
    }
    decimals = decimals.substr(0, kMaxDecimals);
    __extension__ using Wide = __int128;
    Wide numerator = 0;
    Wide denominator = 1;
    for (const char digit : decimals) {
        numerator = numerator * 10 + (digit - '0');
        denominator *= 10;
    }
    const Wide dayNs = Wide {86400} * kSecond;
    // A start is written as a binary number of days, which holds half a microsecond: digits behind that are noise.
    const Wide us = (numerator * (dayNs / kMicrosecond) + denominator / 2) / denominator;
    const Wide ns = (*days - kDaysTo1970) * dayNs + us * kMicrosecond;
    // Later than any sensible date, and offsets are still to be added.
    constexpr std::int64_t kMaxStart = 7'000'000'000'000'000'000;
    return ns > kMaxStart ? std::nullopt : std::optional(static_cast<domain::RecordingTime>(ns));
}

PeakLineKind parsePeakLine(std::string_view line, const PeakLayout& layout, PeakLine& out)
{
    BlankFields fields(line);
    const std::string_view first = fields.next();
    if (first.empty()) {
        return PeakLineKind::NoRecord;
    }
    if (first.starts_with(';')) {
        return parseHeader(line.substr(line.find(';')), out);
    }
    return RecordParser(line, layout, out).parse();
}

} // namespace argus::formats
