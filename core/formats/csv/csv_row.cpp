// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_row.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/data_length.h"
#include "core/formats/text/hex_digits.h"

#include <algorithm>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr std::size_t kMaxClassicData = 8;
constexpr std::uint32_t kMaxDlc = 15;

// canMSG_ and canFDMSG_ of Kvaser's canlib.h.
constexpr std::uint32_t kKvaserRemote = 0x1;
constexpr std::uint32_t kKvaserStandard = 0x2;
constexpr std::uint32_t kKvaserExtended = 0x4;
constexpr std::uint32_t kKvaserError = 0x20;
constexpr std::uint32_t kKvaserTransmitted = 0x40;
constexpr std::uint32_t kKvaserFd = 0x10000;
constexpr std::uint32_t kKvaserSwitch = 0x20000;
constexpr std::uint32_t kKvaserState = 0x40000;

void setFlag(CsvRow& row, FrameFlag flag, bool on)
{
    row.flags |= static_cast<std::uint8_t>(on ? flag : 0);
}

/// A byte of a column of its own: one or two hexadecimal digits, or a decimal number.
bool parseByte(std::string_view cell, bool decimal, std::uint8_t& byte)
{
    if (!decimal) {
        const std::string_view digits = cell.starts_with("0x") || cell.starts_with("0X") ? cell.substr(2) : cell;
        const std::uint32_t high = digits.size() == 2 ? hexDigit(digits[0]) : 0;
        const std::uint32_t low = digits.empty() ? 16 : hexDigit(digits.back());
        byte = static_cast<std::uint8_t>(high << 4 | low);
        return digits.size() <= 2 && (high | low) <= 15;
    }
    const auto value = base::parseDecimal<std::uint8_t>(cell);
    byte = value.value_or(0);
    return value.has_value();
}

bool readDirection(std::string_view cell, CsvRow& row)
{
    if (cell.empty()) {
        return true;
    }
    const char first = cell.front();
    setFlag(row, kTransmitted, first == 't' || first == 'T' || first == '1');
    return true;
}

/// `word` stands in `text` at the beginning of a word: "ext" in "Extended Data", not in "text".
bool hasWord(std::string_view text, std::string_view word)
{
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        if (at == 0 || text[at - 1] < 'a' || text[at - 1] > 'z') {
            return true;
        }
    }
    return false;
}

/// "data", "fd", "remote frame", "Extended Data", "CAN FD Standard".
void readKind(std::string_view cell, CsvRow& row, std::optional<bool>& extended)
{
    if (cell == "data") {
        return;
    }
    const std::string kind = base::toLower(cell);
    setFlag(row, kFd, hasWord(kind, "fd") || hasWord(kind, "canfd"));
    setFlag(row, kRemote, hasWord(kind, "remote") || hasWord(kind, "rtr"));
    setFlag(row, kError, hasWord(kind, "err"));
    if (!extended && (hasWord(kind, "ext") || hasWord(kind, "xtd") || kind == "eff")) {
        extended = true;
    }
}

} // namespace

/// What the cells said that is only understood together.
struct CsvRowReader::Fields
{
    std::optional<CsvId> id;
    std::optional<bool> extended;
    std::optional<std::uint32_t> length;
    std::optional<std::uint32_t> dlc;
    domain::RecordingTime date = domain::kNoTime;
    std::size_t bytes = 0; ///< of data that are there
    bool endOfData = false; ///< an empty cell came where a byte could be
    std::size_t badByte = SIZE_MAX; ///< the first byte that cannot be read
};

CsvRowKind CsvRowReader::readCell(const CsvColumn& column, std::string_view cell, CsvRow& row, Fields& fields) const
{
    bool good = true;
    switch (column.role) {
    case CsvRole::Ignored:
        break;
    case CsvRole::Time:
        if (!cell.empty()) {
            const auto stamp = parseCsvStamp(cell, m_layout.stamps);
            good = stamp.has_value();
            if (good) {
                row.ts = stamp->ts;
                row.stampKind = stamp->kind;
            }
        }
        break;
    case CsvRole::Date: {
        const auto date = parseCsvDate(cell, m_layout.stamps.dayFirst);
        good = date.has_value();
        fields.date = date.value_or(domain::kNoTime);
        break;
    }
    case CsvRole::Id:
        fields.id = parseCsvId(cell, m_layout.decimalIds);
        if (!fields.id && isDamagedId(cell)) {
            return CsvRowKind::DamagedId;
        }
        break;
    case CsvRole::Extended:
        fields.extended = parseCsvFlag(cell);
        good = fields.extended.has_value();
        break;
    case CsvRole::Remote:
        setFlag(row, kRemote, parseCsvFlag(cell).value_or(false));
        break;
    case CsvRole::Error:
        setFlag(row, kError, parseCsvFlag(cell).value_or(false));
        break;
    case CsvRole::Fd:
        setFlag(row, kFd, parseCsvFlag(cell).value_or(false));
        break;
    case CsvRole::BitrateSwitch:
        setFlag(row, kBitrateSwitch, parseCsvFlag(cell).value_or(false));
        break;
    case CsvRole::ErrorState:
        setFlag(row, kErrorStateIndicator, parseCsvFlag(cell).value_or(false));
        break;
    case CsvRole::Direction:
        good = readDirection(cell, row);
        break;
    case CsvRole::Channel:
        row.channel = cell;
        break;
    case CsvRole::Length:
        fields.length = base::parseDecimal<std::uint32_t>(cell);
        good = fields.length.has_value() || cell.empty();
        break;
    case CsvRole::Dlc:
        fields.dlc = base::parseDecimal<std::uint32_t>(cell);
        good = fields.dlc.has_value() || cell.empty();
        break;
    case CsvRole::Data: {
        const auto count
            = m_layout.base64Data ? parseBase64(cell, row.data) : parseCsvBytes(cell, m_layout.decimalData, row.data);
        good = count.has_value();
        fields.bytes = count.value_or(0);
        break;
    }
    case CsvRole::DataByte:
        if (cell.empty() || column.byte != fields.bytes) {
            fields.endOfData = fields.endOfData || cell.empty();
        } else if (!fields.endOfData && fields.badByte == SIZE_MAX) {
            // A byte behind the length need not be one, so the row is judged when the length is known.
            if (parseByte(cell, m_layout.decimalData, row.data[fields.bytes])) {
                ++fields.bytes;
            } else {
                fields.badByte = fields.bytes;
            }
        }
        break;
    case CsvRole::Kind:
        readKind(cell, row, fields.extended);
        break;
    case CsvRole::Flags:
        if (const auto flags = base::parseDecimal<std::uint32_t>(cell)) {
            setFlag(row, kRemote, (*flags & kKvaserRemote) != 0);
            setFlag(row, kError, (*flags & kKvaserError) != 0);
            setFlag(row, kTransmitted, (*flags & kKvaserTransmitted) != 0);
            setFlag(row, kFd, (*flags & kKvaserFd) != 0);
            setFlag(row, kBitrateSwitch, (*flags & kKvaserSwitch) != 0);
            setFlag(row, kErrorStateIndicator, (*flags & kKvaserState) != 0);
            if ((*flags & (kKvaserStandard | kKvaserExtended)) != 0) {
                fields.extended = (*flags & kKvaserExtended) != 0;
            }
        }
        break;
    }
    return good ? CsvRowKind::Frame : CsvRowKind::Unreadable;
}

/// Settles how many bytes the frame has. False when there are fewer than it says.
bool CsvRowReader::finishData(CsvRow& row, const Fields& fields) const
{
    if ((row.flags & kRemote) != 0) {
        const std::size_t requested = fields.length.value_or(fields.dlc.value_or(0));
        row.length = static_cast<std::uint8_t>(std::min(requested, kMaxClassicData));
        std::fill_n(row.data.begin(), row.length, std::uint8_t {0});
        return true;
    }
    std::size_t wanted = fields.bytes;
    if (fields.length) {
        wanted = *fields.length;
    } else if (fields.dlc && *fields.dlc <= kMaxClassicData) {
        wanted = *fields.dlc;
    } else if (fields.dlc) {
        const std::size_t coded = *fields.dlc <= kMaxDlc ? fdLengthOf(*fields.dlc) : *fields.dlc;
        const bool classic = fields.bytes == kMaxClassicData && *fields.dlc <= kMaxDlc && (row.flags & kFd) == 0;
        wanted = coded <= fields.bytes ? coded : classic ? kMaxClassicData : *fields.dlc;
    } else if (fields.badByte != SIZE_MAX) {
        return false;
    }
    // Error frames are often written with a length and no bytes.
    if (wanted > fields.bytes && (row.flags & kError) == 0) {
        return false;
    }
    row.length = static_cast<std::uint8_t>(std::min(wanted, fields.bytes));
    setFlag(row, kFd, row.length > kMaxClassicData);
    return true;
}

CsvRowKind CsvRowReader::read(std::string_view line, CsvRow& row)
{
    row.ts = domain::kNoTime;
    row.channel = {};
    row.flags = 0;
    row.length = 0;
    row.stampKind = CsvStamp::Kind::Number;
    if (line.find_first_not_of(" \t,;\r") == std::string_view::npos || line.front() == '#' || line.starts_with("//")) {
        return CsvRowKind::NoRecord;
    }
    splitCells(line, m_layout.delimiter, m_cells);
    Fields fields;
    CsvRowKind kind = CsvRowKind::Frame;
    const std::size_t count = std::min(m_cells.size(), m_layout.columns.size());
    for (std::size_t i = 0; i < count; ++i) {
        const CsvRowKind cell = readCell(m_layout.columns[i], m_cells[i], row, fields);
        if (cell == CsvRowKind::DamagedId) {
            return cell;
        }
        kind = cell == CsvRowKind::Frame ? kind : cell;
    }
    if (kind != CsvRowKind::Frame || !fields.id) {
        const bool isError = (row.flags & kError) != 0 && kind == CsvRowKind::Frame;
        if (!isError) {
            return CsvRowKind::Unreadable;
        }
        fields.id = CsvId {};
    }
    // Bytes behind the last column that the header names: long CAN FD frames, or data that were not quoted.
    const CsvRole last = m_layout.columns.empty() ? CsvRole::Ignored : m_layout.columns.back().role;
    if (last == CsvRole::DataByte || last == CsvRole::Data) {
        for (std::size_t i = count; i < m_cells.size() && fields.bytes < kMaxFrameData; ++i) {
            readCell({CsvRole::DataByte, static_cast<std::uint8_t>(fields.bytes)}, m_cells[i], row, fields);
        }
    }
    if (fields.date != domain::kNoTime && row.ts != domain::kNoTime && row.stampKind == CsvStamp::Kind::Clock) {
        row.ts += fields.date;
        row.stampKind = CsvStamp::Kind::Date;
    }
    row.id = fields.id->id;
    const bool wide = m_layout.widthTells && fields.id->wide;
    setFlag(row, kExtendedId, fields.extended.value_or(wide) || fields.id->marked || row.id > kMaxStandardId);
    if ((row.flags & kError) != 0) {
        row.flags &= static_cast<std::uint8_t>(~kRemote);
    }
    return finishData(row, fields) ? CsvRowKind::Frame : CsvRowKind::Unreadable;
}

} // namespace argus::formats
