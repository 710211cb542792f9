// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/fields.h"

#include "core/base/text.h"

#include <array>
#include <chrono>
#include <limits>
#include <string>

namespace argus::formats {

namespace {

constexpr std::int64_t kMaxTime = std::numeric_limits<std::int64_t>::max();

bool isDigits(std::string_view text)
{
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return false;
        }
    }
    return true;
}

struct MonthName
{
    std::string_view name; ///< in lower case; longer names begin with it
    int month;
};

/// "mrz" is what German Windows writes, "m\xE4r" the same month in Latin-1.
constexpr std::array<MonthName, 18> kMonths {{
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"m\xC3\xA4r", 3},
    {"m\xE4r", 3},
    {"mrz", 3},
    {"apr", 4},
    {"may", 5},
    {"mai", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"okt", 10},
    {"nov", 11},
    {"dec", 12},
    {"dez", 12},
}};

} // namespace

std::optional<domain::RecordingTime> parseStamp(std::string_view text, std::int64_t unit)
{
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (whole.empty() || !isDigits(whole) || !isDigits(fraction)) {
        return std::nullopt;
    }
    const auto units = base::parseDecimal<std::int64_t>(whole);
    if (!units || *units > (kMaxTime - unit) / unit) {
        return std::nullopt;
    }
    std::int64_t ns = *units * unit;
    std::int64_t digitWorth = unit / 10;
    for (const char digit : fraction) {
        if (digitWorth == 0) {
            break;
        }
        ns += (digit - '0') * digitWorth;
        digitWorth /= 10;
    }
    return negative ? -ns : ns;
}

std::optional<domain::RecordingTime> calendarTime(int year, int month, int day, std::string_view clock)
{
    // RecordingTime reaches from 1677 to 2262.
    if (year < 1700 || year > 2200 || month < 1 || day < 1) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    const std::size_t first = clock.find(':');
    const std::size_t second = first == std::string_view::npos ? first : clock.find(':', first + 1);
    if (!date.ok() || first == std::string_view::npos) {
        return std::nullopt;
    }
    const auto hours = base::parseDecimal<int>(clock.substr(0, first));
    const auto minutes = base::parseDecimal<int>(
        clock.substr(first + 1, second == std::string_view::npos ? second : second - first - 1));
    const auto seconds = second == std::string_view::npos ? std::optional<domain::RecordingTime>(0)
                                                          : parseStamp(clock.substr(second + 1), kSecond);
    // 60 is a leap second.
    if (!hours || *hours < 0 || *hours > 23 || !minutes || *minutes < 0 || *minutes > 59 || !seconds || *seconds < 0
        || *seconds >= 61 * kSecond) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return (days * 86400 + *hours * 3600 + *minutes * 60) * kSecond + *seconds;
}

int monthOf(std::string_view name)
{
    const std::string lower = base::toLower(name);
    for (const MonthName& known : kMonths) {
        if (std::string_view(lower).starts_with(known.name)) {
            return known.month;
        }
    }
    return 0;
}

} // namespace argus::formats
