// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/timeline_axis.h"

#include "ui/text/display.h"

#include <algorithm>

namespace argus::ui {

using namespace Qt::StringLiterals;
using domain::RecordingTime;

namespace {

constexpr RecordingTime kSecond = 1'000'000'000;
constexpr RecordingTime kDay = 86'400 * kSecond;

/// The next larger of the steps that people count time in, ns: 1, 2 or 5 of a power of ten below a second, and parts of
/// a minute, an hour and a day above.
RecordingTime roundStep(RecordingTime least)
{
    for (RecordingTime power = 1'000; power < kSecond; power *= 10) {
        for (const RecordingTime factor : {1, 2, 5}) {
            if (power * factor >= least) {
                return power * factor;
            }
        }
    }
    for (const RecordingTime seconds :
         {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400}) {
        if (seconds * kSecond >= least) {
            return seconds * kSecond;
        }
    }
    return (least / kDay + 1) * kDay;
}

/// "08:00:10" for 08:00:10.000000: round instants need no decimals.
QString axisClock(RecordingTime ts)
{
    QString clock = display::recordingClock(ts);
    if (clock.endsWith(u".000000"_s)) {
        clock.chop(7);
    }
    return clock;
}

} // namespace

std::vector<AxisMark> axisMarks(RecordingTime start, RecordingTime end, int most)
{
    const RecordingTime step = roundStep((end - start) / std::max(1, most));
    const RecordingTime past = start % step;
    std::vector<AxisMark> marks;
    QString last;
    for (RecordingTime ts = past > 0 ? start - past + step : start - past; ts <= end; ts += step) {
        const QString day = display::recordingDay(ts);
        if (step >= kDay && !day.isEmpty()) {
            marks.push_back({ts, day, {}});
            continue;
        }
        marks.push_back({ts, axisClock(ts), day == last ? QString() : day});
        last = day;
    }
    return marks;
}

} // namespace argus::ui
