// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"

#include <cstdint>

namespace argus::engine {

/// Which frames of a recording a query wants. The frames come in file order, each asked for once. One thread.
class FrameChoice
{
public:
    /// The query must outlive this.
    explicit FrameChoice(const api::FrameQuery& query)
        : m_query(query)
    { }

    /// True when the frame with this stamp is wanted.
    bool isWanted(domain::RecordingTime ts);

    bool isBounded() const { return m_query.from != domain::kNoTime || m_query.to != domain::kNoTime; }
    /// The bounds as stamps, for a recording whose first frame has the stamp `first`.
    domain::RecordingTime lower(domain::RecordingTime first) const;
    domain::RecordingTime upper(domain::RecordingTime first) const;
    /// The first frame of the recording, where isWanted() is asked for others before it. Further calls change nothing.
    void setFirst(domain::RecordingTime ts);
    /// So many frames within the bounds were left out already, without asking.
    void passOver(std::uint64_t frames) { m_seen += frames; }

    const api::FrameQuery& query() const { return m_query; }
    /// Frames that the query wants, so far.
    std::uint64_t wanted() const { return m_seen > m_query.skip ? m_seen - m_query.skip : 0; }

private:
    const api::FrameQuery& m_query;
    bool m_hasFirst = false;
    domain::RecordingTime m_lower = INT64_MIN;
    domain::RecordingTime m_upper = INT64_MAX;
    std::uint64_t m_seen = 0; ///< frames within the bounds
};

} // namespace argus::engine
