// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/file_findings.h"

#include <cstdint>
#include <utility>

namespace argus::analysis {

/// Fills TimeBuckets as stamps come, at most kMaxBuckets of them: when the recording outgrows them, neighbours are
/// joined and the width doubles. Stamps may come in any order. Cost: a comparison while time stays within a bucket.
class TimelineBuilder
{
public:
    TimelineBuilder() = default;
    TimelineBuilder(const TimelineBuilder&) = delete;
    TimelineBuilder& operator=(const TimelineBuilder&) = delete;

    /// The bucket that `ts` falls into; valid until the next call. `ts` is a stamp, not kNoTime.
    domain::TimelineBucket& at(domain::RecordingTime ts)
    {
        if (m_current != nullptr && ts >= m_current->start
            && static_cast<std::uint64_t>(ts) - static_cast<std::uint64_t>(m_current->start)
                < static_cast<std::uint64_t>(m_result.width)) {
            return *m_current;
        }
        return find(ts);
    }
    /// Adds buckets of another timeline.
    void add(const TimeBuckets& other);
    /// Buckets at least this wide from now on; `width` is kFirstWidth doubled some times.
    void widenTo(domain::RecordingTime width);
    const TimeBuckets& result() const { return m_result; }
    /// Hands the result over; the builder is not used after that.
    TimeBuckets take() { return std::move(m_result); }

private:
    domain::TimelineBucket& find(domain::RecordingTime ts);
    void doubleWidth();

    TimeBuckets m_result;
    domain::TimelineBucket* m_current = nullptr;
};

} // namespace argus::analysis
