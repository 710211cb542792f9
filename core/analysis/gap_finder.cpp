// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/gap_finder.h"

#include "core/analysis/file_findings.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace argus::analysis {

namespace {

std::uint64_t lengthOf(const domain::Gap& gap)
{
    return static_cast<std::uint64_t>(gap.end) - static_cast<std::uint64_t>(gap.start);
}

bool isLonger(const domain::Gap& left, const domain::Gap& right)
{
    // Of equal ones the earlier in the file counts as longer, so that the choice is always the same.
    return lengthOf(left) != lengthOf(right) ? lengthOf(left) > lengthOf(right) : left.offset < right.offset;
}

} // namespace

void GapFinder::keep(const domain::Gap& gap)
{
    if (m_longest.size() == kMaxGaps) {
        if (!isLonger(gap, m_longest.front())) {
            return;
        }
        std::ranges::pop_heap(m_longest, isLonger);
        m_longest.pop_back();
    }
    m_longest.push_back(gap);
    std::ranges::push_heap(m_longest, isLonger);
}

std::vector<domain::Gap> GapFinder::result() const
{
    // The median, known to a factor of two, is enough for a threshold: the upper end of its class is taken.
    const std::uint64_t total = std::accumulate(m_pauses.begin(), m_pauses.end(), std::uint64_t {0});
    std::uint64_t seen = 0;
    std::size_t bits = 0;
    while (bits < m_pauses.size() && (seen += m_pauses[bits]) * 2 < total) {
        ++bits;
    }
    const std::uint64_t median = bits >= 58 ? UINT64_MAX / kTimesMedian : (std::uint64_t {1} << bits) - 1;
    std::vector<domain::Gap> gaps;
    for (const domain::Gap& gap : m_longest) {
        if (lengthOf(gap) > median * kTimesMedian) {
            gaps.push_back(gap);
        }
    }
    std::ranges::sort(gaps, {}, [](const domain::Gap& gap) { return std::tuple(gap.start, gap.offset); });
    return gaps;
}

} // namespace argus::analysis
