// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/frame_choice.h"

namespace argus::engine {

namespace {

/// `bound` from `zero` on; the ends of time where that does not fit.
domain::RecordingTime shifted(domain::RecordingTime bound, domain::RecordingTime zero)
{
    domain::RecordingTime sum = 0;
    if (__builtin_add_overflow(bound, zero, &sum)) {
        return zero < 0 ? INT64_MIN : INT64_MAX;
    }
    return sum;
}

} // namespace

domain::RecordingTime FrameChoice::lower(domain::RecordingTime first) const
{
    return m_query.from == domain::kNoTime ? INT64_MIN : shifted(m_query.from, m_query.sinceFirst ? first : 0);
}

domain::RecordingTime FrameChoice::upper(domain::RecordingTime first) const
{
    return m_query.to == domain::kNoTime ? INT64_MAX : shifted(m_query.to, m_query.sinceFirst ? first : 0);
}

void FrameChoice::setFirst(domain::RecordingTime ts)
{
    if (!m_hasFirst && ts != domain::kNoTime) {
        m_hasFirst = true;
        m_lower = lower(ts);
        m_upper = upper(ts);
    }
}

bool FrameChoice::isWanted(domain::RecordingTime ts)
{
    if (isBounded()) {
        setFirst(ts);
        if (ts == domain::kNoTime || ts < m_lower || ts >= m_upper) {
            return false;
        }
    }
    ++m_seen;
    return m_seen > m_query.skip;
}

} // namespace argus::engine
