// SPDX-License-Identifier: Apache-2.0
#include "core/net/http_date.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace argus::net {

namespace {

constexpr std::array<std::string_view, 12> kMonths {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::size_t kLength = 29;

} // namespace

std::optional<base::UtcTime> parseHttpDate(std::string_view text)
{
    if (text.size() != kLength || text.substr(3, 2) != ", " || text.substr(25) != " GMT" || text[7] != ' '
        || text[11] != ' ' || text[16] != ' ' || text[19] != ':' || text[22] != ':') {
        return std::nullopt;
    }
    const auto number = [text](std::size_t begin, std::size_t size) {
        return base::parseDecimal<unsigned>(text.substr(begin, size));
    };
    const auto* const month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
    const auto day = number(5, 2);
    const auto year = number(12, 4);
    const auto hour = number(17, 2);
    const auto minute = number(20, 2);
    const auto second = number(23, 2);
    if (month == kMonths.end() || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59
        || *second > 60) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date {std::chrono::year(static_cast<int>(*year)),
                                            std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
                                            std::chrono::day(*day)};
    if (!date.ok()) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute)
        + std::chrono::seconds(*second);
}

} // namespace argus::net
