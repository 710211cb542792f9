// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace argus::formats {

/// The first bytes of a text file (at most kProbeBytes). Errors: those of the source.
base::Result<std::string> readTextHead(const ByteSource& source);

/// Calls line(std::string_view) -> bool for each line of a file's first bytes, until it returns false: without line end
/// and byte order mark, and without the last line when it is not whole but others are.
template <class Line> void forEachHeadLine(std::string_view head, const Line& line, char lineEnd = '\n')
{
    if (head.starts_with("\xEF\xBB\xBF")) {
        head.remove_prefix(3);
    }
    bool first = true;
    while (!head.empty()) {
        const std::size_t end = head.find(lineEnd);
        if (end == std::string_view::npos && !first) {
            return;
        }
        first = false;
        std::string_view content = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
        content.remove_suffix(content.ends_with('\r') ? 1 : 0);
        if (!line(content)) {
            return;
        }
    }
}

/// How sure a reader can be, 0 to 100, whose records make `known` lines of the head and which cannot read `unknown`
/// others: sure with the format's own header, else by the share of the lines; the file's name adds a little.
int textScore(std::uint64_t known, std::uint64_t unknown, bool header, bool named);

} // namespace argus::formats
