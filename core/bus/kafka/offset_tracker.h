// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <utility>

namespace argus::bus::kafka {

/// How far one partition is done: messages may be done in any order, but only what has nothing undone before it may be
/// committed. Offsets may have holes (compaction, ends of transactions).
class OffsetTracker
{
public:
    /// A message came in; offsets ascend. One that came before is ignored.
    void received(std::int64_t offset);
    void done(std::int64_t offset);

    /// The next offset to be handled as far as is known: all before it are done. Empty while nothing came in.
    std::optional<std::int64_t> watermark() const;
    /// What should be committed and is not yet, nor under way.
    std::optional<std::int64_t> toCommit() const;
    void commitStarted(std::int64_t offset) { m_started = offset; }
    void commitEnded(std::int64_t offset, bool success);

private:
    std::deque<std::pair<std::int64_t, bool>> m_open; ///< offset and done; the first is not done
    std::optional<std::int64_t> m_next; ///< behind the last message that came in
    std::optional<std::int64_t> m_started;
    std::optional<std::int64_t> m_committed;
};

} // namespace argus::bus::kafka
