// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/formats/candump/candump_line.h"
#include "core/formats/text/fields.h"

namespace argus::formats {

namespace {

/// "2021-06-01 12:00:00.25" as ns since 1970.
std::optional<domain::RecordingTime> parseDate(std::string_view text)
{
    if (text.size() < 19 || text[4] != '-' || text[7] != '-' || (text[10] != ' ' && text[10] != 'T') || text[13] != ':'
        || text[16] != ':') {
        return std::nullopt;
    }
    const auto year = base::parseDecimal<int>(text.substr(0, 4));
    const auto month = base::parseDecimal<int>(text.substr(5, 2));
    const auto day = base::parseDecimal<int>(text.substr(8, 2));
    return year && month && day ? calendarTime(*year, *month, *day, text.substr(11)) : std::nullopt;
}

} // namespace

std::optional<CandumpTime> parseCandumpTime(std::string_view text)
{
    text = base::trimmed(text);
    if (const auto ts = parseStamp(text, kSecond)) {
        return CandumpTime {*ts, /*dated=*/false};
    }
    if (const auto ts = parseDate(text)) {
        return CandumpTime {*ts, /*dated=*/true};
    }
    return std::nullopt;
}

} // namespace argus::formats
