// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/timeline_builder.h"

#include <algorithm>

namespace argus::analysis {

namespace {

/// Stamps beyond about 146 years on either side of zero are kept within, so that no difference overflows.
constexpr domain::RecordingTime kFarthest = std::int64_t {1} << 62;

domain::RecordingTime floorTo(domain::RecordingTime ts, domain::RecordingTime width)
{
    domain::RecordingTime rest = ts % width;
    if (rest < 0) {
        rest += width;
    }
    return ts - rest;
}

domain::TimelineBucket emptyBucket(domain::RecordingTime start)
{
    domain::TimelineBucket bucket;
    bucket.start = start;
    return bucket;
}

void addCounts(domain::TimelineBucket& to, const domain::TimelineBucket& from)
{
    to.frames += from.frames;
    to.errorFrames += from.errorFrames;
    to.dtcs += from.dtcs;
    to.negativeResponses += from.negativeResponses;
}

} // namespace

domain::TimelineBucket& TimelineBuilder::find(domain::RecordingTime ts)
{
    ts = std::clamp(ts, -kFarthest, kFarthest);
    auto& buckets = m_result.buckets;
    while (!buckets.empty()) {
        const domain::RecordingTime begin = std::min(floorTo(ts, m_result.width), buckets.front().start);
        const domain::RecordingTime end = std::max(ts, buckets.back().start);
        if ((static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(begin))
                / static_cast<std::uint64_t>(m_result.width)
            < kMaxBuckets) {
            break;
        }
        doubleWidth();
    }
    const domain::RecordingTime start = floorTo(ts, m_result.width);
    if (buckets.empty()) {
        buckets.push_back(emptyBucket(start));
    }
    if (start < buckets.front().start) {
        const auto missing = static_cast<std::size_t>((buckets.front().start - start) / m_result.width);
        buckets.insert(buckets.begin(), missing, {});
        for (std::size_t i = 0; i < missing; ++i) {
            buckets[i].start = start + static_cast<domain::RecordingTime>(i) * m_result.width;
        }
    }
    while (buckets.back().start < start) {
        buckets.push_back(emptyBucket(buckets.back().start + m_result.width));
    }
    m_current = &buckets[static_cast<std::size_t>((start - buckets.front().start) / m_result.width)];
    return *m_current;
}

void TimelineBuilder::doubleWidth()
{
    m_result.width *= 2;
    std::vector<domain::TimelineBucket> joined;
    joined.reserve(kMaxBuckets);
    for (const domain::TimelineBucket& bucket : m_result.buckets) {
        const domain::RecordingTime start = floorTo(bucket.start, m_result.width);
        if (joined.empty() || joined.back().start != start) {
            joined.push_back(emptyBucket(start));
        }
        addCounts(joined.back(), bucket);
    }
    m_result.buckets = std::move(joined);
    m_current = nullptr;
}

void TimelineBuilder::widenTo(domain::RecordingTime width)
{
    while (m_result.width < width) {
        doubleWidth();
    }
}

void TimelineBuilder::add(const TimeBuckets& other)
{
    widenTo(other.width);
    for (const domain::TimelineBucket& bucket : other.buckets) {
        addCounts(at(bucket.start), bucket);
    }
}

} // namespace argus::analysis
