// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/formats/candump_line.h"

#include <chrono>
#include <limits>

namespace argus::formats {

namespace {

constexpr std::int64_t kNsPerSecond = 1000000000;
constexpr std::int64_t kMaxSeconds = std::numeric_limits<std::int64_t>::max() / kNsPerSecond - 1;
constexpr std::size_t kNsDigits = 9;

bool isDigits(std::string_view text)
{
    for (const char c : text) {
        if (c < '0' || c > '9') {
            return false;
        }
    }
    return true;
}

/// Nanoseconds of the digits behind the point.
std::optional<std::int64_t> parseFraction(std::string_view digits)
{
    if (!isDigits(digits)) {
        return std::nullopt;
    }
    std::int64_t ns = 0;
    for (std::size_t i = 0; i < kNsDigits; ++i) {
        ns = ns * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    }
    return ns;
}

/// "2021-06-01 12:00:00" as seconds since 1970.
std::optional<std::int64_t> parseDate(std::string_view text)
{
    if (text.size() != 19 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T') || text[13] != ':'
        || text[16] != ':') {
        return std::nullopt;
    }
    const auto number = [text](std::size_t at, std::size_t size) -> int {
        const std::string_view digits = text.substr(at, size);
        return isDigits(digits) ? base::parseDecimal<int>(digits).value_or(-1) : -1;
    };
    const int year = number(0, 4);
    const int month = number(5, 2);
    const int day = number(8, 2);
    const int hour = number(11, 2);
    const int minute = number(14, 2);
    const int second = number(17, 2);
    // 60 is a leap second.
    if (year < 0 || month < 0 || day < 0 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0
        || second > 60) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!date.ok()) {
        return std::nullopt;
    }
    const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
    return days * 86400 + hour * 3600 + minute * 60 + second;
}

} // namespace

std::optional<CandumpTime> parseCandumpTime(std::string_view text)
{
    text = base::trimmed(text);
    const bool negative = !text.empty() && text[0] == '-';
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const auto ns
        = point == std::string_view::npos ? std::optional<std::int64_t>(0) : parseFraction(text.substr(point + 1));
    if (!ns) {
        return std::nullopt;
    }
    std::optional<std::int64_t> seconds = isDigits(whole) ? base::parseDecimal<std::int64_t>(whole) : std::nullopt;
    const bool dated = !seconds && !negative;
    if (dated) {
        seconds = parseDate(whole);
    }
    if (!seconds || *seconds > kMaxSeconds || *seconds < -kMaxSeconds) {
        return std::nullopt;
    }
    const std::int64_t ts = *seconds * kNsPerSecond + *ns;
    return CandumpTime {negative ? -ts : ts, dated};
}

} // namespace argus::formats
