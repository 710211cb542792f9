// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_channels.h"

#include "core/base/text.h"

namespace argus::formats::blf {

void ChannelNumbers::add(const std::vector<std::string>& names)
{
    const std::size_t known = m_numbers.size();
    m_numbers.resize(names.size());
    m_renamed.resize(names.size(), true);
    // Numbers first, so that they do not fall to names that come together with them.
    for (std::size_t i = known; i < names.size(); ++i) {
        const auto number = base::parseDecimal<std::uint16_t>(names[i]);
        if (number && std::to_string(*number) == names[i] && m_taken.insert(*number).second) {
            m_numbers[i] = *number;
            m_renamed[i] = false;
        }
    }
    for (std::size_t i = known; i < names.size(); ++i) {
        if (m_renamed[i]) {
            while (m_next < UINT16_MAX && !m_taken.insert(m_next).second) {
                ++m_next;
            }
            m_numbers[i] = m_next;
        }
    }
}

} // namespace argus::formats::blf
