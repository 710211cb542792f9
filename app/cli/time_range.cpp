// SPDX-License-Identifier: Apache-2.0
#include "app/cli/time_range.h"

#include "core/formats/text/fields.h"

#include <CLI/CLI.hpp>

namespace argus::cli {

namespace {

/// "12.5" as seconds of the recording's own clock, "+12.5" as seconds since its first frame.
domain::RecordingTime readTime(const std::string& option, const std::string& text, bool& sinceFirst)
{
    if (text.empty()) {
        return domain::kNoTime;
    }
    sinceFirst = text.starts_with('+');
    const auto time = formats::parseStamp(std::string_view(text).substr(sinceFirst ? 1 : 0), formats::kSecond);
    if (!time) {
        throw CLI::ValidationError(option, "give seconds as recorded, or +seconds since the first frame");
    }
    return *time;
}

} // namespace

void TimeRange::apply(api::FrameQuery& query) const
{
    bool fromFirst = false;
    bool toFirst = false;
    query.from = readTime("--from", from, fromFirst);
    query.to = readTime("--to", to, toFirst);
    if (!from.empty() && !to.empty() && fromFirst != toFirst) {
        throw CLI::ValidationError("--from, --to", "give both with +, or both without");
    }
    query.sinceFirst = fromFirst || toFirst;
}

void addTimeRange(CLI::App& command, TimeRange& range)
{
    command.add_option("--from", range.from,
                       "Only frames from this time on: seconds as recorded, or +S since the first frame");
    command.add_option("--to", range.to, "Only frames before this time");
}

} // namespace argus::cli
