// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/flow_table.h"

#include <iterator>

namespace argus::protocol {

Flow& FlowTable::flow(const FlowKey& key)
{
    if (const auto known = m_byKey.find(key); known != m_byKey.end()) {
        m_flows.splice(m_flows.begin(), m_flows, known->second);
        return m_flows.front().flow;
    }
    if (m_flows.size() >= kMaxFlows) {
        end(std::prev(m_flows.end()));
    }
    m_flows.emplace_front().key = key;
    m_byKey.emplace(key, m_flows.begin());
    return m_flows.front().flow;
}

void FlowTable::changed(const Flow& flow)
{
    Entry& entry = m_flows.front(); // flow() has put it there
    m_buffered += flow.bufferedBytes() - entry.counted;
    entry.counted = flow.bufferedBytes();
    while (m_buffered > m_maxBuffered && m_flows.size() > 1) {
        end(std::prev(m_flows.end()));
    }
}

void FlowTable::end(std::list<Entry>::iterator entry)
{
    entry->flow.finish();
    m_buffered -= entry->counted;
    m_byKey.erase(entry->key);
    m_flows.erase(entry);
}

void FlowTable::finish()
{
    while (!m_flows.empty()) {
        end(std::prev(m_flows.end()));
    }
}

} // namespace argus::protocol
