// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/net/flow.h"

#include <cstddef>
#include <functional>
#include <list>
#include <unordered_map>

namespace argus::protocol {

/// The connections of a recording that were seen last. Past its bounds the one that was silent longest is ended.
class FlowTable
{
public:
    static constexpr std::size_t kMaxFlows = 4096;

    explicit FlowTable(std::size_t maxBuffered)
        : m_maxBuffered(maxBuffered)
    { }

    /// The flow of a key, made where there is none.
    Flow& flow(const FlowKey& key);
    /// Tells the table that a flow keeps more or less than before; others may be ended for it.
    void changed(const Flow& flow);
    /// Ends all.
    void finish();

    std::size_t size() const { return m_flows.size(); }
    std::size_t bufferedBytes() const { return m_buffered; }

private:
    struct Entry
    {
        FlowKey key;
        Flow flow;
        std::size_t counted = 0; ///< of its bytes in m_buffered
    };

    void end(std::list<Entry>::iterator entry);

    const std::size_t m_maxBuffered;
    std::list<Entry> m_flows; ///< the one used last in front
    std::unordered_map<FlowKey, std::list<Entry>::iterator, FlowKeyHash> m_byKey;
    std::size_t m_buffered = 0;
};

} // namespace argus::protocol
