// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"

#include <string>

namespace CLI {
class App;
}

namespace argus::cli {

/// The options --from and --to of commands that read a part of a recording.
struct TimeRange
{
    std::string from;
    std::string to;

    /// Puts the bounds into a query. Throws CLI::ValidationError for what is no time, and for bounds of which one is
    /// absolute and the other counts from the first frame.
    void apply(api::FrameQuery& query) const;
};

void addTimeRange(CLI::App& command, TimeRange& range);

} // namespace argus::cli
