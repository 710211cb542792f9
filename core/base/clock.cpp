// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include "core/base/text.h"

#include <cstdint>
#include <cstdio>

namespace argus::base {

UtcTime SystemClock::now() const
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

const SystemClock& SystemClock::instance()
{
    static const SystemClock kClock;
    return kClock;
}

std::string formatIso(UtcTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date {day};
    const std::chrono::hh_mm_ss clock {std::chrono::floor<std::chrono::milliseconds>(time - day)};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

std::optional<UtcTime> parseIso(std::string_view text)
{
    const auto field
        = [&text](std::size_t at, std::size_t count) { return parseDecimal<unsigned>(text.substr(at, count)); };
    if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
        || text.back() != 'Z') {
        return std::nullopt;
    }
    const auto year = field(0, 4);
    const auto month = field(5, 2);
    const auto day = field(8, 2);
    const auto hour = field(11, 2);
    const auto minute = field(14, 2);
    const auto second = field(17, 2);
    if (!year || !month || !day || !hour || !minute || !second) {
        return std::nullopt;
    }
    std::int64_t micros = 0;
    const std::string_view fraction = text.substr(19, text.size() - 20);
    if (!fraction.empty()) {
        const std::string_view digits = fraction.substr(1);
        const auto value = parseDecimal<std::int64_t>(digits);
        if (fraction[0] != '.' || digits.size() > 6 || !value) {
            return std::nullopt;
        }
        micros = *value;
        for (std::size_t i = digits.size(); i < 6; ++i) {
            micros *= 10;
        }
    }
    const std::chrono::year_month_day date {std::chrono::year {static_cast<int>(*year)}, std::chrono::month {*month},
                                            std::chrono::day {*day}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) {
        return std::nullopt;
    }
    return UtcTime(std::chrono::sys_days(date)) + std::chrono::hours(*hour) + std::chrono::minutes(*minute)
        + std::chrono::seconds(*second) + std::chrono::microseconds(micros);
}

} // namespace argus::base
