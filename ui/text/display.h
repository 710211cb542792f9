// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/domain/triage.h"

#include <QString>

#include <cstdint>
#include <string_view>

/// Values as people read them, in the current language's conventions (QLocale's default). GUI thread.
namespace argus::ui::display {

/// UTF-8 from the engine; bytes that are not UTF-8 become replacement characters.
QString text(std::string_view utf8);
/// "12,345"
QString number(std::uint64_t value);
/// The count that chooses a plural form, for tr(); what is more than an int holds is many.
int plural(std::uint64_t value);
/// "1.5 MiB"
QString bytes(std::uint64_t value);
/// "12.3 MB/s"
QString rate(double bytesPerSecond);
/// "37 %", of a share from 0 to 1.
QString percent(double share);
/// Local date and time, to the second.
QString time(base::UtcTime time);
/// Local time of day, or date and time when it was not today.
QString shortTime(base::UtcTime time);
/// "850 ms", "12.3 s", "4 min 10 s", "2 h 05 min"
QString duration(std::chrono::microseconds span);
/// A stamp of a recording: date and time (UTC) when it is absolute, seconds when it is relative; a dash for none.
QString recordingTime(domain::RecordingTime ts);
/// The same without the date, for the axis and rows beside others.
QString recordingClock(domain::RecordingTime ts);
/// "2026-03-01"; empty for a stamp that is relative, and for none.
QString recordingDay(domain::RecordingTime ts);
/// "0x1A2B3C"
QString offset(std::uint64_t value);
/// "22 F1 90": upper-case hexadecimal digits in pairs.
QString spacedHex(std::string_view digits);
/// The dash that stands where there is nothing.
QString none();

} // namespace argus::ui::display
