// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/obd_table.h"

#include "core/base/text.h"
#include "core/formats/csv/csv_cells.h"
#include "core/formats/csv/csv_header.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace argus::formats {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxPreamble = 30;
constexpr std::size_t kSampleRows = 200;
constexpr std::size_t kMaxColumns = 16'384;
constexpr std::size_t kMaxName = 200; ///< bytes of a signal's name and unit

/// The surest first: apps that write the position's time too mean the device's.
constexpr std::array kTimeNames {"devicetime"sv, "timestamp"sv,   "timestamps"sv, "time"sv,   "seconds"sv,
                                 "datetime"sv,   "elapsedtime"sv, "elapsed"sv,    "ts"sv,     "t"sv,
                                 "sec"sv,        "millis"sv,      "ms"sv,         "gpstime"sv};
constexpr std::array kNameNames {"pid"sv, "signal"sv, "parameter"sv, "sensor"sv, "name"sv, "pidname"sv};
constexpr std::array kValueNames {"value"sv, "val"sv, "physicalvalue"sv};
constexpr std::array kUnitNames {"units"sv, "unit"sv};

template <std::size_t Count>
std::size_t columnOf(const std::vector<ColumnName>& names, const std::array<std::string_view, Count>& wanted)
{
    for (const std::string_view name : wanted) {
        const auto found = std::ranges::find(names, name, &ColumnName::plain);
        if (found != names.end()) {
            return static_cast<std::size_t>(found - names.begin());
        }
    }
    return ObdTable::kNone;
}

/// "[BMS] Cell #1 (V)": the name and the unit.
SignalInfo signalOf(std::string_view cell)
{
    const std::string text = unescapeCell(cell);
    std::string_view name = base::trimmed(text);
    std::string_view unit;
    if (name.size() > 2 && (name.back() == ')' || name.back() == ']')) {
        const std::size_t open = name.find_last_of(name.back() == ')' ? '(' : '[');
        if (open != std::string_view::npos && open > 0) {
            unit = base::trimmed(name.substr(open + 1, name.size() - open - 2));
            name = base::trimmed(name.substr(0, open));
        }
    }
    return {base::printable(name, kMaxName), base::printable(unit, kMaxName), {}};
}

/// What the rows of the sample say about the columns.
struct Survey
{
    std::uint64_t rows = 0;
    std::uint64_t stamps = 0;
    std::uint64_t ascending = 0;
    std::vector<std::uint64_t> numbers; ///< by signal
    std::vector<std::uint64_t> texts;
    std::uint64_t longRows = 0; ///< of a long table: rows with a name and a number

    std::uint64_t allNumbers() const
    {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : numbers) {
            sum += count;
        }
        return sum;
    }
    std::uint64_t allTexts() const
    {
        std::uint64_t sum = 0;
        for (const std::uint64_t count : texts) {
            sum += count;
        }
        return sum;
    }
};

void surveyRow(const ObdTable& table, const std::vector<std::string_view>& cells, Survey& survey)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::size_t column = table.columns[i];
        if (column < cells.size() && !isNoValue(cells[column])) {
            (parseCsvNumber(cells[column]) ? survey.numbers[i] : survey.texts[i])++;
        }
    }
    if (table.isLong() && table.name < cells.size() && table.value < cells.size()) {
        survey.longRows += !cells[table.name].empty() && parseCsvNumber(cells[table.value]) ? 1 : 0;
    }
}

Survey surveyRows(const ObdTable& table, std::string_view rows)
{
    Survey survey;
    survey.numbers.resize(table.columns.size());
    survey.texts.resize(table.columns.size());
    domain::RecordingTime last = domain::kNoTime;
    std::vector<std::string_view> cells;
    while (!rows.empty() && survey.rows < kSampleRows) {
        const std::size_t end = rows.find('\n');
        std::string_view line = rows.substr(0, end);
        if (end == std::string_view::npos && survey.rows > 0) {
            break; // the last row of the head need not be whole
        }
        rows.remove_prefix(end == std::string_view::npos ? rows.size() : end + 1);
        line = base::trimmed(line);
        if (line.empty() || line == table.header) {
            continue;
        }
        ++survey.rows;
        splitCells(line, table.delimiter, cells);
        const auto stamp
            = table.time < cells.size() ? parseCsvStamp(cells[table.time], table.stamps) : std::optional<CsvStamp>();
        if (!stamp) {
            continue;
        }
        ++survey.stamps;
        survey.ascending += stamp->ts >= last ? 1 : 0;
        last = stamp->ts;
        surveyRow(table, cells, survey);
    }
    return survey;
}

/// Decides the unit of plain numbers by the first row.
void decideUnit(ObdTable& table, const ColumnName& name, std::string_view rows)
{
    const std::int64_t named = timeUnit(name.unit) != 0 ? timeUnit(name.unit) : timeUnit(name.plain);
    if (named != 0) {
        table.stamps.unit = named;
        return;
    }
    std::vector<std::string_view> cells;
    splitCells(rows.substr(0, rows.find('\n')), table.delimiter, cells);
    const std::string_view first = table.time < cells.size() ? cells[table.time] : std::string_view();
    const std::size_t digits = first.find_first_not_of("0123456789") == std::string_view::npos ? first.size() : 0;
    table.stamps.unit = digits >= 18 ? 1 : digits >= 15 ? kMicrosecond : digits >= 12 ? kMillisecond : kSecond;
}

/// Decides which number of a date with slashes is the day.
void decideSlashDates(ObdTable& table, std::string_view rows)
{
    std::vector<std::string_view> cells;
    std::vector<std::string_view> times;
    for (std::size_t i = 0; i < kSampleRows && !rows.empty(); ++i) {
        const std::size_t end = rows.find('\n');
        splitCells(rows.substr(0, end), table.delimiter, cells);
        rows.remove_prefix(end == std::string_view::npos ? rows.size() : end + 1);
        if (table.time < cells.size()) {
            times.push_back(cells[table.time]);
        }
    }
    const SlashDates dates = slashDatesOf(times);
    table.stamps.dayFirst = dates.dayFirst;
    if (dates.isUnclear) {
        table.warnings.emplace_back(kUnclearDates);
    }
}

std::optional<ObdTable> tableOf(std::string_view line, char delimiter, std::string_view head, std::size_t headerEnd)
{
    std::vector<std::string_view> cells;
    splitCells(line, delimiter, cells);
    while (!cells.empty() && cells.back().empty()) {
        cells.pop_back();
    }
    if (cells.size() < 2 || cells.size() > kMaxColumns) {
        return std::nullopt;
    }
    std::vector<ColumnName> names;
    for (const std::string_view cell : cells) {
        if (parseCsvNumber(cell)) {
            return std::nullopt; // a row, not a header
        }
        names.push_back(columnName(cell));
    }
    ObdTable table;
    table.delimiter = delimiter;
    table.header = base::trimmed(line);
    table.headerEnd = headerEnd;
    table.time = columnOf(names, kTimeNames);
    if (table.time == ObdTable::kNone) {
        return std::nullopt;
    }
    const std::size_t name = columnOf(names, kNameNames);
    table.value = columnOf(names, kValueNames);
    if (name != ObdTable::kNone && table.value != ObdTable::kNone) {
        table.name = name;
        table.unit = columnOf(names, kUnitNames);
        table.hasUnits = table.unit != ObdTable::kNone;
    } else {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i != table.time && !cells[i].empty()) {
                table.columns.push_back(i);
                table.signals.push_back(signalOf(cells[i]));
                table.hasUnits = table.hasUnits || !table.signals.back().unit.empty();
            }
        }
    }
    const std::string_view rows = head.substr(headerEnd);
    decideUnit(table, names[table.time], rows);
    decideSlashDates(table, rows);
    const Survey survey = surveyRows(table, rows);
    table.rows = survey.rows;
    table.readable = survey.stamps;
    if (survey.rows == 0 || survey.stamps * 2 < survey.rows || survey.ascending * 10 < survey.stamps * 9) {
        return std::nullopt;
    }
    if (namesFrames(cells)) {
        table.warnings.emplace_back("the columns name an id and a DLC as tables of CAN frames do, but no frames can be "
                                    "read from them: the columns are read as measured values");
    }
    if (table.isLong()) {
        return survey.longRows * 2 >= survey.stamps ? std::optional(table) : std::nullopt;
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        table.isText.push_back(survey.texts[i] > survey.numbers[i]);
    }
    const std::uint64_t numbers = survey.allNumbers();
    const std::uint64_t texts = survey.allTexts();
    const bool isMeasured = table.hasUnits ? numbers >= texts : survey.rows >= 2 && numbers >= 9 * texts;
    return numbers > 0 && isMeasured ? std::optional(table) : std::nullopt;
}

} // namespace

std::optional<ObdTable> findObdTable(std::string_view head)
{
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    std::size_t at = head.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    for (std::size_t i = 0; i < kMaxPreamble && at < head.size(); ++i) {
        const std::size_t end = head.find('\n', at);
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        std::string_view line = head.substr(at, end - at);
        at = end + 1;
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        for (const char delimiter : {';', '\t', ','}) {
            if (line.find(delimiter) != std::string_view::npos) {
                if (auto table = tableOf(line, delimiter, head, at)) {
                    return table;
                }
            }
        }
    }
    return std::nullopt;
}

std::optional<double> parseCsvNumber(std::string_view text)
{
    constexpr std::size_t kMaxNumber = 48;
    if (text.empty() || text.size() > kMaxNumber) {
        return std::nullopt;
    }
    std::array<char, kMaxNumber> digits {};
    std::ranges::copy(text, digits.begin());
    if (text.find('.') == std::string_view::npos) {
        const std::size_t comma = text.find(',');
        if (comma != std::string_view::npos) {
            digits[comma] = '.';
        }
    }
    const char* first = digits.data() + (text.front() == '+' ? 1 : 0);
    const char* last = digits.data() + text.size();
    double value = 0;
    const auto [end, error] = std::from_chars(first, last, value);
    if (error != std::errc {} || end != last || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

bool isNoValue(std::string_view text)
{
    if (text.empty() || text == "-") {
        return true;
    }
    if (text.size() > 4) {
        return false;
    }
    const std::string lower = base::toLower(text);
    return lower == "n/a" || lower == "na" || lower == "null" || lower == "nan" || lower == "none" || lower == "inf"
        || lower == "-inf" || lower == "-nan";
}

} // namespace argus::formats
