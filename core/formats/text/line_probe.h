// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace argus::formats {

/// How many of the lines of a file's first bytes are records.
struct LineShare
{
    std::uint64_t records = 0;
    std::uint64_t unreadable = 0;

    /// In percent; 0 without records.
    std::uint64_t percent() const { return records == 0 ? 0 : records * 100 / (records + unreadable); }
};

enum class LineVerdict : std::uint8_t
{
    Record,
    NoRecord,
    Unreadable
};

/// Asks `judge(std::string_view line)` about each line of `head`, without line ends and byte order mark. The last line
/// need not be whole, so it counts only when it is a record.
template <class Judge> LineShare probeLines(std::string_view head, const Judge& judge)
{
    LineShare share;
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    while (!head.empty()) {
        const std::size_t end = head.find('\n');
        const bool cut = end == std::string_view::npos;
        std::string_view line = head.substr(0, end);
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        const LineVerdict verdict = judge(line);
        share.records += verdict == LineVerdict::Record ? 1 : 0;
        share.unreadable += verdict == LineVerdict::Unreadable && !cut ? 1 : 0;
        head.remove_prefix(cut ? head.size() : end + 1);
    }
    return share;
}

} // namespace argus::formats
