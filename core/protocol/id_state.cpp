// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/id_state.h"

namespace argus::protocol {

IdState* IdTable::standardStates(std::uint16_t channel)
{
    if (channel >= kMaxChannels) {
        return nullptr;
    }
    if (channel >= m_standard.size()) {
        m_standard.resize(channel + 1U);
    }
    auto& states = m_standard[channel];
    if (!states) {
        states = std::make_unique<StandardStates>();
        for (std::size_t id = 0x700; id < 0x800; ++id) {
            (*states)[id].mode = IdMode::Normal;
        }
        // ISO 15765-4: functional requests, physical requests and the responses to them.
        (*states)[0x7DF].standard = true;
        for (std::size_t id = 0x7E0; id < 0x7F0; ++id) {
            (*states)[id].standard = true;
        }
    }
    return states->data();
}

IdState* IdTable::extendedState(std::uint16_t channel, std::uint32_t id)
{
    if (m_extended.empty()) {
        m_extended.resize(kSlots);
    }
    const std::uint64_t key = 1ULL << 63 | static_cast<std::uint64_t>(channel) << 32 | id;
    // Ids of a bus differ in a few bits only: multiplying spreads them over the upper half, which is used.
    std::size_t at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 40) % kSlots;
    while (m_extended[at].key != key) {
        if (m_extended[at].key == 0) {
            if (m_extendedCount >= kMaxExtended) {
                return nullptr;
            }
            ++m_extendedCount;
            m_extended[at].key = key;
            break;
        }
        at = (at + 1) % kSlots;
    }
    return &m_extended[at].state;
}

IdState* IdTable::find(std::uint16_t channel, std::uint32_t id, bool extended)
{
    if (extended) {
        return extendedState(channel, id);
    }
    IdState* states = standardStates(channel);
    return states == nullptr ? nullptr : states + (id & 0x7FF);
}

} // namespace argus::protocol
