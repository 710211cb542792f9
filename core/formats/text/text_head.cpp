// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/text_head.h"

#include "core/formats/reader.h"

#include <algorithm>

namespace argus::formats {

namespace {

/// Share of the lines of the head that have to be records, in percent.
constexpr std::uint64_t kMinShare = 10;

} // namespace

base::Result<std::string> readTextHead(const ByteSource& source)
{
    std::string head(static_cast<std::size_t>(std::min<std::uint64_t>(source.size(), kProbeBytes)), '\0');
    std::size_t size = 0;
    while (size < head.size()) {
        const auto got = source.readAt(size, head.data() + size, head.size() - size);
        if (!got) {
            return base::fail(got);
        }
        if (*got == 0) {
            break;
        }
        size += std::min(*got, head.size() - size);
    }
    head.resize(size);
    return head;
}

int textScore(std::uint64_t known, std::uint64_t unknown, bool header, bool named)
{
    const std::uint64_t share = known == 0 ? 0 : known * 100 / (known + unknown);
    if (header) {
        return 95 + (named ? 5 : 0);
    }
    return share < kMinShare ? 0 : static_cast<int>(50 + share * 45 / 100) + (named ? 5 : 0);
}

} // namespace argus::formats
