// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_layout.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/csv/csv_decisions.h"
#include "core/formats/csv/csv_header.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/reader.h"
#include "core/formats/text/fields.h"

#include <algorithm>

namespace argus::formats {

namespace {

/// Lines of other text that may stand before the header.
constexpr std::size_t kMaxPreamble = 100;
/// Share of the sampled rows that have to be frames, in percent.
constexpr std::uint64_t kMinShare = 50;
/// Counts how many of the rows are frames.
void tryRows(std::string_view rows, CsvLayout& layout)
{
    CsvRowReader reader(layout);
    CsvLines lines(rows);
    std::string_view line;
    for (std::size_t i = 0; i < kCsvSampleRows && lines.next(line); ++i) {
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
bool looksLikeFrames(const CsvSamples& samples)
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

/// There are times, and none of them can be read.
bool hasOnlyStrangeTimes(const CsvSamples& samples, const CsvLayout& layout)
{
    const auto isStrange = [&layout](std::string_view time) {
        return time.empty() || !(parseCsvStamp(time, layout.stamps) || parseCsvDate(time, layout.stamps.dayFirst));
    };
    const auto isThere = [](std::string_view time) { return !time.empty(); };
    return std::ranges::any_of(samples.times, isThere) && std::ranges::all_of(samples.times, isStrange);
}

/// A column called "type" may be the length of the id, or the kind of frame, or anything.
void decideType(std::string_view rows, CsvLayout& layout)
{
    const auto column = std::ranges::find(layout.columns, CsvRole::Extended, &CsvColumn::role);
    const auto at = static_cast<std::size_t>(column - layout.columns.begin());
    CsvLines lines(rows);
    std::string_view line;
    std::vector<std::string_view> cells;
    std::size_t strange = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < kCsvSampleRows && column != layout.columns.end() && lines.next(line); ++i) {
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

/// `rows` without their last line, where the first bytes of a file end within it.
std::string_view wholeLines(std::string_view rows, std::size_t headBytes)
{
    const std::size_t end = rows.rfind('\n');
    return headBytes < kProbeBytes || end == std::string_view::npos ? rows : rows.substr(0, end + 1);
}

std::optional<CsvLayout> layoutOf(const CsvHeader& header, char delimiter, std::string_view text, std::size_t headerEnd)
{
    CsvLayout layout;
    layout.gvret = header.gvret;
    layout.delimiter = delimiter;
    layout.columns = header.columns;
    layout.headerEnd = headerEnd;
    layout.deltas = header.deltas;
    const std::string_view rows = text.substr(headerEnd);
    const CsvSamples samples = takeCsvSamples(wholeLines(rows, text.size()), header, layout);
    if (header.plain && !looksLikeFrames(samples)) {
        return std::nullopt;
    }
    decideType(rows, layout);
    decideCsvLayout(header, samples, layout);
    if (hasOnlyStrangeTimes(samples, layout)) {
        if (!header.hasLength && !looksLikeFrames(samples)) {
            return std::nullopt;
        }
        // Frames without their times are more than none; the reader says that it has found none.
        for (CsvColumn& column : layout.columns) {
            column.role = column.role == CsvRole::Time ? CsvRole::Ignored : column.role;
        }
    }
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
    CsvLines lines(text);
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
    CsvLines lines(head.substr(mark));
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
