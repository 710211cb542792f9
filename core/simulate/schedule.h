// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/frame.h"
#include "core/simulate/tally.h"

#include <functional>
#include <map>
#include <string>
#include <utility>

namespace argus::simulate {

/// Told when a frame has been written, with its stamp.
using Written = std::function<void(Tally&, Micros)>;

/// A frame, or a line that is none, that waits for its time.
struct ScheduledItem
{
    Frame frame;
    std::string line; ///< not empty: an unreadable line instead of the frame
    Written written;
};

/// Everything but the ordinary traffic, in the order of time; what is due together keeps the order it was added in.
/// Holds the frames of one episode, some thousands at most.
class Schedule
{
public:
    void add(Micros due, Frame frame, Written written = {})
    {
        m_items.emplace(due, ScheduledItem {frame, {}, std::move(written)});
    }
    void addLine(Micros due, std::string line) { m_items.emplace(due, ScheduledItem {{}, std::move(line), {}}); }

    bool empty() const { return m_items.empty(); }
    /// When the first item is due; only when not empty.
    Micros nextDue() const { return m_items.begin()->first; }
    ScheduledItem take()
    {
        ScheduledItem item = std::move(m_items.begin()->second);
        m_items.erase(m_items.begin());
        return item;
    }

private:
    std::multimap<Micros, ScheduledItem> m_items;
};

} // namespace argus::simulate
