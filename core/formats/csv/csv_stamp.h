// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace argus::formats {

/// How a table writes its times.
struct CsvStampForm
{
    std::int64_t unit = 1'000'000'000; ///< of plain numbers, in ns
    bool dayFirst = false; ///< 3/4/2024 is the third of April, not the fourth of March
};

struct CsvStamp
{
    enum class Kind : std::uint8_t
    {
        Number, ///< ns as counted by the file
        Clock, ///< time of day: ns since midnight
        Date, ///< ns since 1970, as if in UTC
        Zoned, ///< ns since 1970, the time zone was in the file
    };

    domain::RecordingTime ts = 0;
    Kind kind = Kind::Number;
};

/// Reads a time as tables have it: a number (decimals with point or comma, or with an exponent), "12:50:11.652",
/// "2024-12-14 12:50:11.6", "2024-12-14T12:50:11Z", "14.12.2024 12:50:11,6", "12/14/2024 0:50:11 PM",
/// "14-Dec-2024 12:50:11.652". Nothing for other text.
std::optional<CsvStamp> parseCsvStamp(std::string_view text, const CsvStampForm& form);

/// A date ("2024-12-14") beside a time of day in a column of its own: ns of its midnight since 1970.
std::optional<domain::RecordingTime> parseCsvDate(std::string_view text, bool dayFirst);

/// What dates like "11/01/2021" say together about the order of their numbers.
struct SlashDates
{
    bool dayFirst = false;
    bool isUnclear = false; ///< there are such dates, and no number above 12 in any of them tells day from month
};
SlashDates slashDatesOf(std::span<const std::string_view> times);
/// The warning for unclear ones.
inline constexpr std::string_view kUnclearDates
    = "dates like 11/01/2021 do not tell day from month: they are read as month/day/year";

/// "ms" is 1'000'000; 0 for text that is no unit of time.
std::int64_t timeUnit(std::string_view name);

} // namespace argus::formats
