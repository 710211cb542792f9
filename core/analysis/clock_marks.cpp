// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/clock_marks.h"

#include <cstring>

namespace argus::analysis {

namespace {

constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
/// Shorter payloads repeat too easily.
constexpr std::uint8_t kLeastPayload = 4;

/// 48 bits of identifier and payload.
std::uint64_t hashOf(const formats::FrameBlock& block, std::size_t i)
{
    const std::uint8_t* data = block.data.data() + block.dataStart[i];
    std::uint64_t hash = (block.id[i] + std::uint64_t {block.length[i]} * 0x100000000) * kMix;
    for (std::size_t at = 0; at < block.length[i]; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, data + at, sizeof word); // zero-filled behind the payload
        hash = (hash ^ word) * kMix;
        hash ^= hash >> 32;
    }
    return hash >> 16;
}

} // namespace

void MarkCollector::frames(const formats::FrameBlock& block)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (block.length[i] < kLeastPayload || (block.flags[i] & (formats::kError | formats::kRemote)) != 0
            || block.time[i] == domain::kNoTime) {
            continue;
        }
        const std::uint64_t hash = hashOf(block, i);
        if (hash >= m_limit) {
            continue;
        }
        const auto [at, isNew] = m_seen.try_emplace(hash, Seen {block.time[i], true});
        if (!isNew) {
            at->second.once = false;
        } else if (m_seen.size() > kCandidates) {
            const auto last = std::prev(m_seen.end());
            m_limit = last->first;
            m_seen.erase(last);
        }
    }
}

std::vector<ClockMark> MarkCollector::marks() const
{
    std::vector<ClockMark> found;
    for (const auto& [hash, seen] : m_seen) {
        if (seen.once && found.size() < kMaxMarks) {
            found.push_back({hash, seen.ts});
        }
    }
    return found;
}

} // namespace argus::analysis
