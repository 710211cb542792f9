// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_block.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace argus::analysis {

/// A frame that came once in a recording: by its like in another recording, the two clocks can be compared.
struct ClockMark
{
    std::uint64_t hash = 0; ///< of identifier and payload, 48 bits
    domain::RecordingTime ts = 0; ///< ns

    bool operator==(const ClockMark&) const = default;
};

/// Marks kept of one recording.
inline constexpr std::size_t kMaxMarks = 256;

/// Chooses the marks of a recording: of all its data frames those with the smallest hashes, so that two recordings of
/// the same bus choose the same ones, whatever their length (a bottom-k sketch). Frames that come twice are no marks.
/// Memory is fixed. Cost: a multiplication and a comparison for most frames. One thread.
class MarkCollector
{
public:
    void frames(const formats::FrameBlock& block);
    /// By hash, at most kMaxMarks.
    std::vector<ClockMark> marks() const;

private:
    struct Seen
    {
        domain::RecordingTime ts = 0;
        bool once = true;
    };

    /// Candidates: more than are kept, because some of them will come again.
    static constexpr std::size_t kCandidates = 8 * kMaxMarks;

    std::map<std::uint64_t, Seen> m_seen;
    std::uint64_t m_limit = UINT64_MAX; ///< hashes from here on are not looked at
};

} // namespace argus::analysis
