// SPDX-License-Identifier: Apache-2.0
#include "core/formats/channel_names.h"

#include "core/base/text.h"

namespace argus::formats {

std::uint16_t ChannelNames::index(std::string_view raw)
{
    if (const auto known = m_indices.find(raw); known != m_indices.end()) {
        return known->second;
    }
    if (m_overflowed) {
        return m_other;
    }
    if (m_indices.size() < m_limit) {
        const auto added = static_cast<std::uint16_t>(m_names.size());
        m_indices.emplace(raw, added);
        m_names.push_back(base::printable(raw));
        return added;
    }
    // A channel that is really called so takes the others in: the name is only seen once.
    m_overflowed = true;
    if (const auto other = m_indices.find(std::string_view("other")); other != m_indices.end()) {
        m_other = other->second;
    } else {
        m_other = static_cast<std::uint16_t>(m_names.size());
        m_names.emplace_back("other");
    }
    return m_other;
}

} // namespace argus::formats
