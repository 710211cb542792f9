// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_decisions.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

namespace argus::formats {

namespace {

/// More frames in a second than all buses of a vehicle carry.
constexpr double kImpossibleRate = 100'000;
constexpr double kUnlikelyRate = 10'000;
constexpr std::size_t kRowsForRate = 100;
/// Different ids of which one at least has a letter, if they are hexadecimal.
constexpr std::size_t kIdsForBase = 32;

bool hasHexLetter(std::string_view text)
{
    return text.find_first_of("abcdefABCDEF") != std::string_view::npos;
}

bool hasHexPrefix(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X") || text.starts_with('$');
}

bool isHexOnly(std::string_view id)
{
    return hasHexPrefix(id) || (hasHexLetter(id) && !isDamagedId(id)) || (id.size() > 1 && id.front() == '0');
}

/// More than hexadecimal digits can say of an id, as of 417001744.
bool isDecimalOnly(std::string_view id)
{
    return !parseCsvId(id, /*decimal=*/false) && parseCsvId(id, /*decimal=*/true);
}

/// Ids without any sign of their base: digits only.
void decideIdBase(const CsvSamples& samples, CsvLayout& layout)
{
    std::set<std::string_view> distinct;
    bool tooLong = false; // for a hexadecimal id
    for (const std::string_view id : samples.ids) {
        const auto value = base::parseDecimal<std::uint32_t>(id);
        if (isHexOnly(id)) {
            return;
        }
        if (!value) {
            continue;
        }
        tooLong = tooLong || isDecimalOnly(id);
        if (*value > 0x1FFFFFFF) {
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

/// "[32, 94, 5]" as programs print a list; bytes in hexadecimal digits would have leading zeros.
bool isNumberList(std::string_view cell)
{
    if (!cell.starts_with('[') || !cell.ends_with(']') || cell.find(',') == std::string_view::npos) {
        return false;
    }
    bool inNumber = false;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const bool isDigit = cell[i] >= '0' && cell[i] <= '9';
        if (isDigit && !inNumber && cell[i] == '0' && cell[i + 1] >= '0' && cell[i + 1] <= '9') {
            return false;
        }
        inNumber = isDigit;
    }
    return true;
}

void decideDataBase(const CsvSamples& samples, CsvLayout& layout)
{
    bool threeDigits = false;
    bool lists = false;
    bool noList = false;
    for (const std::string_view cell : samples.data) {
        if (hasHexPrefix(cell) || hasHexLetter(cell)) {
            return;
        }
        const bool isList = isNumberList(cell);
        lists = lists || isList;
        const bool isOneNumber = cell.starts_with('[') && cell.find(',') == std::string_view::npos;
        noList = noList || !(isList || isOneNumber || cell.empty());
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
    if (threeDigits || (lists && !noList)) {
        layout.decimalData = true;
    }
}

/// Eight digits mark an extended id where others are shorter.
void decideWidth(const CsvSamples& samples, CsvLayout& layout)
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
void decideBase64(const CsvSamples& samples, CsvLayout& layout)
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

/// Frames in a second if the stamps count `unit`; below 0 where that cannot be told. `deltas`: each stamp counts from
/// the one before.
double rateWith(const CsvSamples& samples, std::int64_t unit, bool deltas)
{
    std::size_t count = 0;
    double least = 0;
    double most = 0;
    double sum = 0;
    for (const std::string_view time : samples.times) {
        const auto stamp = parseStamp(time, unit);
        if (!stamp) {
            continue;
        }
        const auto stampNs = static_cast<double>(*stamp);
        sum += stampNs;
        const double at = deltas ? sum : stampNs;
        least = count == 0 ? at : std::min(least, at);
        most = count == 0 ? at : std::max(most, at);
        ++count;
    }
    const double seconds = (most - least) / static_cast<double>(kSecond);
    return count < 2 || seconds <= 0 ? -1 : static_cast<double>(count - 1) / seconds;
}

/// Dates with slashes: Americans write the month first, many others the day.
void decideSlashDates(const CsvSamples& samples, CsvLayout& layout)
{
    const SlashDates dates = slashDatesOf(samples.times);
    layout.stamps.dayFirst = dates.dayFirst;
    if (dates.isUnclear) {
        layout.warnings.emplace_back(kUnclearDates);
    }
}

/// SavvyCAN counts whole microseconds. Programs that write decimals into the same columns mean seconds; ".0" alone is
/// what spreadsheets and scripts add to whole numbers.
void decideGvretUnit(const CsvSamples& samples, CsvLayout& layout)
{
    std::size_t decimals = 0;
    std::size_t whole = 0;
    for (const std::string_view time : samples.times) {
        const std::size_t point = time.find('.');
        const bool hasDecimals = point != std::string_view::npos && time.substr(point + 1) != "0";
        if (parseStamp(time, kSecond)) {
            (hasDecimals ? decimals : whole)++;
        }
    }
    const bool seconds = decimals > whole;
    layout.stamps.unit = seconds ? kSecond : kMicrosecond;
    if (decimals > 0 && whole > 0) {
        layout.warnings.emplace_back("some stamps have decimals and others have none: all are read as "
                                     + unitName(layout.stamps.unit));
    }
    // Other tools write the same columns with milliseconds.
    if (!seconds && samples.times.size() >= kRowsForRate && rateWith(samples, kMicrosecond, false) > kImpossibleRate
        && rateWith(samples, kMillisecond, false) <= kImpossibleRate) {
        layout.stamps.unit = kMillisecond;
        layout.warnings.emplace_back("as microseconds the stamps would mean more frames than a bus can carry: they "
                                     "are read as milliseconds");
    }
}

void decideTimeUnit(const CsvSamples& samples, std::int64_t named, CsvLayout& layout)
{
    if (named != 0) {
        layout.stamps.unit = named;
        return;
    }
    if (layout.gvret) {
        decideGvretUnit(samples, layout);
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
    layout.stamps.unit = rateWith(samples, kMicrosecond, layout.deltas) <= kUnlikelyRate ? kMicrosecond
        : rateWith(samples, kMillisecond, layout.deltas) <= kUnlikelyRate                ? kMillisecond
                                                                                         : kSecond;
    layout.warnings.emplace_back("the unit of the stamps is not in the file: they are read as "
                                 + unitName(layout.stamps.unit));
}

} // namespace

bool CsvLines::next(std::string_view& line)
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

CsvSamples takeCsvSamples(std::string_view rows, const CsvHeader& header, const CsvLayout& layout)
{
    CsvSamples samples;
    CsvLines lines(rows);
    std::string_view line;
    std::vector<std::string_view> cells;
    for (std::size_t i = 0; lines.next(line); ++i) {
        if (i == kCsvSampleRows && (header.gvret || header.decimalIds || std::ranges::any_of(samples.ids, isHexOnly))) {
            break;
        }
        if (line.find_first_not_of(" \t,;") == std::string_view::npos) {
            continue;
        }
        splitCells(line, layout.delimiter, cells);
        for (std::size_t c = 0; c < cells.size() && c < layout.columns.size(); ++c) {
            const CsvRole role = layout.columns[c].role;
            if (role == CsvRole::Id) {
                samples.ids.push_back(cells[c]);
            } else if (i >= kCsvSampleRows) {
                continue;
            } else if (role == CsvRole::Data || role == CsvRole::DataByte) {
                samples.data.push_back(cells[c]);
            } else if (role == CsvRole::Time || role == CsvRole::Date) {
                samples.times.push_back(cells[c]);
            } else if (role == CsvRole::Dlc) {
                samples.lengths.push_back(cells[c]);
            }
        }
    }
    return samples;
}

void decideCsvLayout(const CsvHeader& header, const CsvSamples& samples, CsvLayout& layout)
{
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
    if (header.pythonCan) {
        decideBase64(samples, layout);
    }
    decideWidth(samples, layout);
    decideSlashDates(samples, layout);
    decideTimeUnit(samples, header.timeUnit, layout);
}

} // namespace argus::formats
