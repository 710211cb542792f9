// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_stamp.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace argus::formats {

namespace {

/// Longest text that can be a time.
constexpr std::size_t kMaxStampText = 64;

std::optional<domain::RecordingTime> parseNumber(std::string_view text, std::int64_t unit)
{
    if (const auto ts = parseStamp(text, unit)) {
        return ts;
    }
    if (const std::size_t comma = text.find(','); comma != std::string_view::npos && text.size() <= kMaxStampText) {
        std::string point(text);
        point[comma] = '.';
        return parseStamp(point, unit);
    }
    if (text.find_first_of("eE") == std::string_view::npos) {
        return std::nullopt;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    value *= static_cast<double>(unit);
    if (error != std::errc {} || end != text.data() + text.size() || !(std::abs(value) < 9e18)) {
        return std::nullopt;
    }
    return static_cast<domain::RecordingTime>(std::llround(value));
}

struct Date
{
    int year = 0;
    int month = 0;
    int day = 0;
};

/// Three parts between `separator`, and what order they have.
std::optional<Date> parseDate(std::string_view text, bool dayFirst)
{
    const std::size_t first = text.find_first_of("-./");
    const std::size_t second = first == std::string_view::npos ? first : text.find(text[first], first + 1);
    if (second == std::string_view::npos) {
        return std::nullopt;
    }
    const char separator = text[first];
    const std::array<std::string_view, 3> parts {text.substr(0, first), text.substr(first + 1, second - first - 1),
                                                 text.substr(second + 1)};
    std::array<int, 3> numbers {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto number = base::parseDecimal<int>(parts[i]);
        const int month = i == 1 && !number && parts[i].size() >= 3 ? monthOf(parts[i]) : 0;
        if ((!number || *number < 0) && month == 0) {
            return std::nullopt;
        }
        numbers[i] = month != 0 ? month : *number;
        if (month != 0) {
            dayFirst = true;
        }
    }
    if (parts[0].size() == 4) {
        return Date {numbers[0], numbers[1], numbers[2]};
    }
    const int year = parts[2].size() == 2 ? 2000 + numbers[2] : numbers[2];
    if (separator == '.' || separator == '-' || dayFirst) {
        return Date {year, numbers[1], numbers[0]};
    }
    return Date {year, numbers[0], numbers[1]};
}

/// "3:04:05.6 PM" in 24 hours; empty where it is no time of day.
std::string plainClock(std::string_view text)
{
    std::string clock = base::toLower(base::trimmed(text));
    int add = -1; // hours; below 0: no twelve-hour clock
    if (clock.ends_with("am") || clock.ends_with("pm")) {
        add = clock[clock.size() - 2] == 'p' ? 12 : 0;
        clock = base::trimmed(std::string_view(clock).substr(0, clock.size() - 2));
    }
    std::ranges::replace(clock, ',', '.');
    std::size_t colon = clock.find(':');
    if (colon == std::string::npos || colon == 0 || colon > 2) {
        return {};
    }
    if (add >= 0) {
        const auto hours = base::parseDecimal<int>(std::string_view(clock).substr(0, colon));
        if (!hours || *hours < 1 || *hours > 12) {
            return {};
        }
        clock = std::to_string(*hours % 12 + add) + clock.substr(colon);
        colon = clock.find(':'); // the hours may have one digit more or less now
    }
    // A fourth field behind the seconds is milliseconds: "12:50:11:652".
    std::size_t third = clock.find(':', colon + 1);
    third = third == std::string::npos ? third : clock.find(':', third + 1);
    if (third != std::string::npos) {
        const std::string digits = clock.substr(third + 1);
        if (digits.size() > 3 || !base::parseDecimal<unsigned>(digits)) {
            return {};
        }
        clock = clock.substr(0, third) + "." + std::string(3 - digits.size(), '0') + digits;
    }
    return clock;
}

/// Takes "Z", "+01:00" or "+0100" off the end of a time; how far it is ahead of UTC, ns.
std::optional<std::int64_t> takeZone(std::string_view& text)
{
    if (text.ends_with('Z') || text.ends_with('z')) {
        text.remove_suffix(1);
        return 0;
    }
    const std::size_t sign = text.find_last_of("+-");
    if (sign == std::string_view::npos || text.find(':') > sign) {
        return std::nullopt;
    }
    std::string digits(text.substr(sign + 1));
    std::erase(digits, ':');
    const auto number = base::parseDecimal<int>(digits);
    if (!number || (digits.size() != 4 && digits.size() != 2)) {
        return std::nullopt;
    }
    const int hours = digits.size() == 4 ? *number / 100 : *number;
    const int minutes = digits.size() == 4 ? *number % 100 : 0;
    if (hours > 14 || minutes > 59) {
        return std::nullopt;
    }
    const std::int64_t ahead = (std::int64_t {hours} * 3600 + minutes * 60) * kSecond;
    const bool west = text[sign] == '-';
    text = text.substr(0, sign);
    return west ? -ahead : ahead;
}

} // namespace

std::optional<CsvStamp> parseCsvStamp(std::string_view text, const CsvStampForm& form)
{
    if (text.empty() || text.size() > kMaxStampText) {
        return std::nullopt;
    }
    if (text.find(':') == std::string_view::npos) {
        const auto ts = parseNumber(text, form.unit);
        return ts ? std::optional(CsvStamp {*ts, CsvStamp::Kind::Number}) : std::nullopt;
    }
    std::size_t split = text.find_first_of(" T");
    if (split != std::string_view::npos && text.find(':') < split) {
        split = std::string_view::npos; // "3:04:05 PM"
    }
    if (split == std::string_view::npos) {
        const std::string clock = plainClock(text);
        const auto ts = clock.empty() ? std::nullopt : calendarTime(1970, 1, 1, clock);
        return ts ? std::optional(CsvStamp {*ts, CsvStamp::Kind::Clock}) : std::nullopt;
    }
    const auto date = parseDate(text.substr(0, split), form.dayFirst);
    std::string_view rest = base::trimmed(text.substr(split + 1));
    const auto zone = takeZone(rest);
    const std::string clock = plainClock(rest);
    if (!date || clock.empty()) {
        return std::nullopt;
    }
    const auto ts = calendarTime(date->year, date->month, date->day, clock);
    if (!ts) {
        return std::nullopt;
    }
    return CsvStamp {*ts - zone.value_or(0), zone ? CsvStamp::Kind::Zoned : CsvStamp::Kind::Date};
}

std::optional<domain::RecordingTime> parseCsvDate(std::string_view text, bool dayFirst)
{
    const auto date = text.size() <= kMaxStampText ? parseDate(text, dayFirst) : std::nullopt;
    return date ? calendarTime(date->year, date->month, date->day, "0:0:0") : std::nullopt;
}

SlashDates slashDatesOf(std::span<const std::string_view> times)
{
    SlashDates dates;
    bool monthFirst = false;
    for (const std::string_view time : times) {
        const std::size_t first = time.find('/');
        const std::size_t second = first == 1 || first == 2 ? time.find('/', first + 1) : std::string_view::npos;
        if (second == std::string_view::npos) {
            continue;
        }
        const auto left = base::parseDecimal<int>(time.substr(0, first));
        const auto right = base::parseDecimal<int>(time.substr(first + 1, second - first - 1));
        dates.dayFirst = dates.dayFirst || left.value_or(0) > 12;
        monthFirst = monthFirst || right.value_or(0) > 12;
        dates.isUnclear = dates.isUnclear || (left && right);
    }
    dates.isUnclear = dates.isUnclear && !dates.dayFirst && !monthFirst;
    return dates;
}

std::int64_t timeUnit(std::string_view name)
{
    if (name == "s" || name == "sec" || name == "secs" || name == "second" || name == "seconds") {
        return kSecond;
    }
    if (name == "ms" || name == "msec" || name == "millis" || name == "millisecond" || name == "milliseconds") {
        return kMillisecond;
    }
    if (name == "us" || name == "usec" || name == "micros" || name == "microseconds" || name == "\xC2\xB5s"
        || name == "\xCE\xBCs" || name == "\xB5s") {
        return kMicrosecond;
    }
    return name == "ns" || name == "nsec" || name == "nanos" || name == "nanoseconds" ? 1 : 0;
}

} // namespace argus::formats
