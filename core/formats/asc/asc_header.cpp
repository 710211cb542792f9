// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_header.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"

#include <string>

namespace argus::formats {

namespace {

constexpr std::int64_t kHour = 3600 * kSecond;
/// No date is longer; a hostile line need not be looked at to its end.
constexpr int kMaxDateWords = 12;

bool isHalfOfDay(std::string_view word, bool& afternoon)
{
    const std::string lower = base::toLower(word);
    afternoon = lower == "pm" || lower == "nachm." || lower == "p.m.";
    return afternoon || lower == "am" || lower == "vorm." || lower == "a.m.";
}

AscLineKind parseBase(std::string_view rest, AscLine& out)
{
    BlankFields fields(rest);
    const std::string base = base::toLower(fields.next());
    if (base != "hex" && base != "dec") {
        return AscLineKind::Unreadable;
    }
    out.mode.decimal = base == "dec";
    if (base::toLower(fields.next()) == "timestamps") {
        out.mode.relative = base::toLower(fields.next()) == "relative";
    }
    return AscLineKind::Base;
}

} // namespace

std::optional<domain::RecordingTime> parseAscDate(std::string_view text)
{
    int year = 0;
    int month = 0;
    int day = 0;
    std::string_view clock = "0:00";
    std::optional<bool> afternoon;
    BlankFields fields(text);
    std::string_view word = fields.next();
    for (int i = 0; i < kMaxDateWords && !word.empty(); ++i, word = fields.next()) {
        bool pm = false;
        if (word.find(':') != std::string_view::npos) {
            clock = word;
        } else if (const auto number
                   = base::parseDecimal<int>(word.ends_with('.') ? word.substr(0, word.size() - 1) : word)) {
            (*number > 31 ? year : day) = *number;
        } else if (isHalfOfDay(word, pm)) {
            afternoon = pm;
        } else if (const int found = monthOf(word)) {
            month = found; // the last one: weekdays of some languages begin like months
        }
    }
    auto time = calendarTime(year, month, day, clock);
    if (time && afternoon) {
        const auto hour = base::parseDecimal<int>(clock.substr(0, clock.find(':'))).value_or(0);
        if (*afternoon && hour < 12) {
            *time += 12 * kHour;
        } else if (!*afternoon && hour == 12) {
            *time -= 12 * kHour;
        }
    }
    return time;
}

AscLineKind parseAscHeader(std::string_view word, std::string_view rest, AscLine& out)
{
    const std::string lower = base::toLower(word.substr(0, 16));
    BlankFields fields(rest);
    const std::string second = base::toLower(fields.next().substr(0, 16));
    if (lower == "date") {
        out.when = parseAscDate(rest);
        return AscLineKind::Date;
    }
    if (lower == "base") {
        return parseBase(rest, out);
    }
    if (lower == "begin" && second == "triggerblock") {
        out.when = parseAscDate(fields.rest());
        return AscLineKind::Trigger;
    }
    const bool known = (lower == "end" && second == "triggerblock") || (lower == "internal" && second == "events")
        || (lower == "no" && second == "internal");
    return known ? AscLineKind::NoRecord : AscLineKind::Unreadable;
}

} // namespace argus::formats
