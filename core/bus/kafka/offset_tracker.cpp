// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/offset_tracker.h"

#include <algorithm>

namespace argus::bus::kafka {

void OffsetTracker::received(std::int64_t offset)
{
    if (m_next && offset < *m_next) {
        return;
    }
    m_open.emplace_back(offset, false);
    m_next = offset + 1;
    if (!m_committed) {
        m_committed = offset; // the group reads from here: nothing before it is ours to commit
    }
}

void OffsetTracker::done(std::int64_t offset)
{
    const auto found = std::lower_bound(m_open.begin(), m_open.end(), std::pair(offset, false));
    if (found != m_open.end() && found->first == offset) {
        found->second = true;
    }
    while (!m_open.empty() && m_open.front().second) {
        m_open.pop_front();
    }
}

std::optional<std::int64_t> OffsetTracker::watermark() const
{
    return m_open.empty() ? m_next : m_open.front().first;
}

std::optional<std::int64_t> OffsetTracker::toCommit() const
{
    const auto mark = watermark();
    const auto known = std::max(m_committed, m_started);
    return mark && (!known || *mark > *known) ? mark : std::nullopt;
}

void OffsetTracker::commitEnded(std::int64_t offset, bool success)
{
    if (success) {
        m_committed = std::max(m_committed, std::optional(offset));
    }
    if (m_started && *m_started <= offset) {
        m_started.reset();
    }
}

} // namespace argus::bus::kafka
