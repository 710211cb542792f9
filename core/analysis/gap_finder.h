// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <array>
#include <cstdint>
#include <vector>

namespace argus::analysis {

/// Finds pauses in which nothing was recorded: longer than a second and than twenty times the usual (median) time from
/// one frame to the next. Keeps the longest ones; memory is fixed.
class GapFinder
{
public:
    static constexpr domain::RecordingTime kShortest = 1'000'000'000; ///< ns
    static constexpr std::int64_t kTimesMedian = 20;

    /// The next frame's stamp. A stamp before the last one is no pause.
    void frame(domain::RecordingTime ts, std::uint64_t offset)
    {
        if (m_last != domain::kNoTime && ts >= m_last) {
            const auto pause = static_cast<std::uint64_t>(ts) - static_cast<std::uint64_t>(m_last);
            ++m_pauses[pause == 0 ? 0 : 64 - static_cast<std::size_t>(__builtin_clzll(pause))];
            if (pause > static_cast<std::uint64_t>(kShortest)) {
                keep({m_last, ts, offset});
            }
        }
        m_last = ts;
    }
    /// The pauses found, by start.
    std::vector<domain::Gap> result() const;

private:
    void keep(const domain::Gap& gap);

    domain::RecordingTime m_last = domain::kNoTime;
    std::array<std::uint64_t, 65> m_pauses {}; ///< by the number of bits of their length
    std::vector<domain::Gap> m_longest; ///< a heap, the shortest on top
};

} // namespace argus::analysis
