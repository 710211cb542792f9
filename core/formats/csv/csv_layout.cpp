// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_layout.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/csv/csv_header.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>
#include <set>

namespace argus::formats {

namespace {

/// Lines of other text that may stand before the header.
constexpr std::size_t kMaxPreamble = 100;
constexpr std::size_t kSampleRows = 400;
/// Share of the sampled rows that have to be frames, in percent.
constexpr std::uint64_t kMinShare = 50;
/// More frames in a second than all buses of a vehicle carry.
constexpr double kImpossibleRate = 100'000;
constexpr double kUnlikelyRate = 10'000;
constexpr std::size_t kRowsForRate = 100;
/// Different ids of which one at least has a letter, if they are hexadecimal.
constexpr std::size_t kIdsForBase = 32;

/// The lines of a text, one after the other; the last one only when it is whole.
class Lines
{
public:
    explicit Lines(std::string_view text)
        : m_text(text)
    { }
    bool next(std::string_view& line)
    {
        const std::size_t end = m_text.find('\n', m_at);
        if (m_at >= m_text.size()) {
            return false;
        }
        const bool whole = end != std::string_view::npos;
        line = m_text.substr(m_at, whole ? end - m_at : std::string_view::npos);
        m_at = whole ? end + 1 : m_text.size();
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        return true;
    }
    std::size_t offset() const { return m_at; }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// What the rows have in the columns that matter.
struct Samples
{
    std::vector<std::string_view> ids;
    std::vector<std::string_view> data;
    std::vector<std::string_view> times;
    std::vector<std::string_view> lengths;
};

Samples takeSamples(std::string_view rows, const CsvLayout& layout)
{
    Samples samples;
    Lines lines(rows);
    std::string_view line;
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < kSampleRows && lines.next(line); ++i) {
        splitCells(line, layout.delimiter, cells);
        for (std::size_t c = 0; c < cells.size() && c < layout.columns.size(); ++c) {
            switch (layout.columns[c].role) {
            case CsvRole::Id:
                samples.ids.push_back(cells[c]);
                break;
            case CsvRole::Data:
            case CsvRole::DataByte:
                samples.data.push_back(cells[c]);
                break;
            case CsvRole::Time:
            case CsvRole::Date:
                samples.times.push_back(cells[c]);
                break;
            case CsvRole::Dlc:
                samples.lengths.push_back(cells[c]);
                break;
            default:
                break;
            }
        }
    }
    return samples;
}

bool hasHexLetter(std::string_view text)
{
    return text.find_first_of("abcdefABCDEF") != std::string_view::npos;
}

bool hasHexPrefix(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X") || text.starts_with('$');
}

/// Ids without any sign of their base: digits only.
void decideIdBase(const Samples& samples, CsvLayout& layout)
{
    std::set<std::string_view> distinct;
    bool tooLong = false; // as a hexadecimal id of less than eight digits
    for (const std::string_view id : samples.ids) {
        const auto value = base::parseDecimal<std::uint32_t>(id);
        if (hasHexPrefix(id) || (hasHexLetter(id) && !isDamagedId(id)) || (id.size() > 1 && id.front() == '0')) {
            return;
        }
        if (!value || *value > 0x1FFFFFFF) {
            continue;
        }
        distinct.insert(id);
        const bool standard = *value <= 0x7FF;
        tooLong = tooLong || (standard && id.size() == 4 && base::parseHex<std::uint32_t>(id).value_or(0) > 0x7FF);
    }
    if (tooLong || distinct.size() >= kIdsForBase) {
        layout.decimalIds = true;
        layout.warnings.emplace_back("ids have neither prefix nor letters: they are read as decimal numbers");
    }
}

void decideDataBase(const Samples& samples, CsvLayout& layout)
{
    bool threeDigits = false;
    for (const std::string_view cell : samples.data) {
        if (hasHexPrefix(cell) || hasHexLetter(cell)) {
            return;
        }
        std::size_t run = 0;
        bool separated = cell.size() <= 3;
        bool three = false;
        for (const char c : cell) {
            run = c >= '0' && c <= '9' ? run + 1 : 0;
            three = three || run == 3;
            separated = separated || run == 0;
            if (run > 3) {
                return;
            }
        }
        threeDigits = threeDigits || (three && separated);
    }
    if (threeDigits) {
        layout.decimalData = true;
    }
}

/// Eight digits mark an extended id where others are shorter.
void decideWidth(const Samples& samples, CsvLayout& layout)
{
    bool wide = false;
    bool narrow = false;
    for (const std::string_view id : samples.ids) {
        const std::size_t digits = id.size() - (hasHexPrefix(id) && id.size() > 2 ? 2 : 0);
        wide = wide || digits == 8;
        narrow = narrow || (digits > 0 && digits <= 4);
    }
    layout.widthTells = wide && narrow;
}

/// python-can writes base64; other tools use its column names and write hexadecimal.
void decideBase64(const Samples& samples, CsvLayout& layout)
{
    std::size_t base64 = 0;
    std::size_t hex = 0;
    std::array<std::uint8_t, kMaxFrameData> bytes {};
    for (std::size_t i = 0; i < samples.data.size() && i < samples.lengths.size(); ++i) {
        const auto length = base::parseDecimal<std::size_t>(samples.lengths[i]);
        const auto asBase64 = parseBase64(samples.data[i], bytes);
        const auto asHex = parseCsvBytes(samples.data[i], /*decimal=*/false, bytes);
        base64 += length && asBase64 && *asBase64 == *length ? 1 : 0;
        hex += length && asHex && *asHex == *length ? 1 : 0;
    }
    layout.base64Data = base64 > hex || (base64 == hex && samples.data.empty());
}

std::string unitName(std::int64_t unit)
{
    return unit == kSecond     ? "seconds"
        : unit == kMillisecond ? "milliseconds"
        : unit == 1            ? "nanoseconds"
                               : "microseconds";
}

/// Frames in a second if the stamps count `unit`; below 0 where that cannot be told.
double rateWith(const Samples& samples, std::int64_t unit)
{
    std::size_t count = 0;
    domain::RecordingTime least = 0;
    domain::RecordingTime most = 0;
    for (const std::string_view time : samples.times) {
        const auto stamp = parseStamp(time, unit);
        if (!stamp) {
            continue;
        }
        least = count == 0 ? *stamp : std::min(least, *stamp);
        most = count == 0 ? *stamp : std::max(most, *stamp);
        ++count;
    }
    const double seconds = (static_cast<double>(most) - static_cast<double>(least)) / static_cast<double>(kSecond);
    return count < 2 || seconds <= 0 ? -1 : static_cast<double>(count - 1) / seconds;
}

void decideTimeUnit(const Samples& samples, std::int64_t named, CsvLayout& layout)
{
    for (const std::string_view time : samples.times) {
        layout.stamps.dayFirst = layout.stamps.dayFirst || firstOfSlashDate(time) > 12;
    }
    if (named != 0) {
        layout.stamps.unit = named;
        return;
    }
    if (layout.gvret) {
        layout.stamps.unit = kMicrosecond;
        // Other tools write the same columns with milliseconds.
        if (samples.times.size() >= kRowsForRate && rateWith(samples, kMicrosecond) > kImpossibleRate
            && rateWith(samples, kMillisecond) <= kImpossibleRate) {
            layout.stamps.unit = kMillisecond;
            layout.warnings.emplace_back("as microseconds the stamps would mean more frames than a bus can carry: they "
                                         "are read as milliseconds");
        }
        return;
    }
    const auto isWhole = [](std::string_view time) {
        return !time.empty() && time.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (samples.times.empty() || !std::ranges::all_of(samples.times, isWhole)) {
        layout.stamps.unit = kSecond; // decimals, dates
        return;
    }
    const std::size_t digits = samples.times.front().size();
    if (digits >= 13) {
        layout.stamps.unit = digits >= 18 ? 1 : digits >= 15 ? kMicrosecond : kMillisecond; // since 1970
        return;
    }
    layout.stamps.unit = rateWith(samples, kMicrosecond) <= kUnlikelyRate ? kMicrosecond
        : rateWith(samples, kMillisecond) <= kUnlikelyRate                ? kMillisecond
                                                                          : kSecond;
    layout.warnings.emplace_back("the unit of the stamps is not in the file: they are read as "
                                 + unitName(layout.stamps.unit));
}

/// Counts how many of the rows are frames.
void tryRows(std::string_view rows, CsvLayout& layout)
{
    CsvRowReader reader(layout);
    Lines lines(rows);
    std::string_view line;
    for (std::size_t i = 0; i < kSampleRows && lines.next(line); ++i) {
        CsvRow row;
        const CsvRowKind kind = reader.read(line, row);
        const bool whole = lines.offset() < rows.size() || rows.ends_with('\n');
        if (kind == CsvRowKind::NoRecord || (!whole && kind != CsvRowKind::Frame && layout.rows > 0)) {
            continue; // the last row of the head need not be whole
        }
        ++layout.rows;
        layout.readable += kind == CsvRowKind::Frame ? 1 : 0;
    }
}

/// Without time and length, anything with an id and bytes could be meant: only what looks like frames is taken.
bool looksLikeFrames(const Samples& samples)
{
    const auto isId = [](std::string_view id) {
        const auto found = parseCsvId(id, /*decimal=*/false);
        return found && (id.size() >= 3);
    };
    const auto isBytes = [](std::string_view data) {
        return data.size() >= 5 && data.find_first_not_of("0123456789abcdefABCDEF xX") == std::string_view::npos
            && (data[2] == ' ' || (data.size() % 2 == 0 && data.size() <= 16));
    };
    const auto ids = std::ranges::count_if(samples.ids, isId);
    const auto bytes = std::ranges::count_if(samples.data, isBytes);
    return !samples.ids.empty() && static_cast<std::size_t>(ids) * 10 >= samples.ids.size() * 9
        && static_cast<std::size_t>(bytes) * 2 >= samples.data.size();
}

/// A column called "type" may be the length of the id, or the kind of frame, or anything.
void decideType(std::string_view rows, CsvLayout& layout)
{
    const auto column = std::ranges::find(layout.columns, CsvRole::Extended, &CsvColumn::role);
    const auto at = static_cast<std::size_t>(column - layout.columns.begin());
    Lines lines(rows);
    std::string_view line;
    std::vector<std::string_view> cells;
    std::size_t strange = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < kSampleRows && column != layout.columns.end() && lines.next(line); ++i) {
        splitCells(line, layout.delimiter, cells);
        if (at < cells.size()) {
            ++count;
            strange += parseCsvFlag(cells[at]) ? 0 : 1;
        }
    }
    if (strange * 2 > count) {
        column->role = CsvRole::Kind;
    }
}

std::optional<CsvLayout> layoutOf(const CsvHeader& header, char delimiter, std::string_view text, std::size_t headerEnd)
{
    CsvLayout layout;
    layout.gvret = header.gvret;
    layout.delimiter = delimiter;
    layout.columns = header.columns;
    layout.headerEnd = headerEnd;
    const std::string_view rows = text.substr(headerEnd);
    const Samples samples = takeSamples(rows, layout);
    if (header.plain && !looksLikeFrames(samples)) {
        return std::nullopt;
    }
    if (header.decimalIds) {
        layout.decimalIds = *header.decimalIds;
    } else if (!header.gvret) {
        decideIdBase(samples, layout);
    }
    if (header.decimalData) {
        layout.decimalData = *header.decimalData;
    } else if (!header.gvret) {
        decideDataBase(samples, layout);
    }
    decideType(rows, layout);
    if (header.pythonCan) {
        decideBase64(samples, layout);
    }
    decideWidth(samples, layout);
    decideTimeUnit(samples, header.timeUnit, layout);
    tryRows(rows, layout);
    // A header that can be nothing else makes an empty recording.
    const bool certain = header.gvret || header.pythonCan;
    if (layout.rows == 0 ? !certain : layout.readable * 100 < layout.rows * kMinShare) {
        return std::nullopt;
    }
    return layout;
}

/// "1478198376.389427,0316,8,05,21,68,09,21,21,00,6f,R": time, id, length, as many bytes, and what else there is.
std::optional<CsvLayout> layoutWithoutHeader(std::string_view text)
{
    Lines lines(text);
    std::string_view line;
    std::vector<std::string_view> cells;
    if (!lines.next(line)) {
        return std::nullopt;
    }
    splitCells(line, ',', cells);
    if (cells.size() < 3 || cells[0].find('.') == std::string_view::npos || !parseStamp(cells[0], kSecond)
        || cells[1].size() < 3 || !parseCsvId(cells[1], /*decimal=*/false)) {
        return std::nullopt;
    }
    CsvHeader header;
    header.columns = {{CsvRole::Time, 0}, {CsvRole::Id, 0}, {CsvRole::Length, 0}};
    for (std::uint8_t i = 0; i < 8; ++i) {
        header.columns.push_back({CsvRole::DataByte, i});
    }
    header.columns.push_back({CsvRole::Ignored, 0});
    header.timeUnit = kSecond;
    header.decimalIds = false;
    header.decimalData = false;
    return layoutOf(header, ',', text, 0);
}

} // namespace

std::optional<CsvLayout> findCsvLayout(std::string_view head)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    const std::size_t mark = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    Lines lines(head.substr(mark));
    std::string_view line;
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; i < kMaxPreamble && lines.next(line); ++i) {
        for (const char delimiter : {',', ';', '\t'}) {
            if (line.find(delimiter) == std::string_view::npos) {
                continue;
            }
            splitCells(line, delimiter, cells);
            if (cells.back().empty()) {
                cells.pop_back(); // a delimiter at the end of the line
            }
            if (const auto header = readCsvHeader(cells)) {
                if (auto layout = layoutOf(*header, delimiter, head, mark + lines.offset())) {
                    return layout;
                }
            }
        }
    }
    return layoutWithoutHeader(head.substr(mark));
}

} // namespace argus::formats
