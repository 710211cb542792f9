// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <QString>

#include <vector>

namespace argus::ui {

/// A mark of a time axis. Recordings that know the day have it under the first mark and under each that begins another
/// day; marks a day or more apart carry only the day.
struct AxisMark
{
    domain::RecordingTime ts = 0;
    QString text;
    QString day; ///< below it; empty: the same as before, or none is known
};

/// Marks at round instants from `start` to `end`, about `most` of them, at least one where a round instant lies within.
std::vector<AxisMark> axisMarks(domain::RecordingTime start, domain::RecordingTime end, int most);

} // namespace argus::ui
