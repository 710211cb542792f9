// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/ip_reassembly.h"

#include <algorithm>

namespace argus::protocol {

namespace {

constexpr std::uint32_t kMaxDatagram = 65535;
constexpr std::uint32_t kOpenEnd = UINT32_MAX;
/// Holes in a datagram; real senders make one or two.
constexpr std::size_t kMaxHoles = 64;

} // namespace

bool IpReassembler::isSame(const Open& open, std::uint16_t channel, const formats::IpPacket& packet)
{
    return open.channel == channel && open.first.fragmentId == packet.fragmentId && open.first.isV6 == packet.isV6
        && open.first.source == packet.source && open.first.target == packet.target
        && (packet.isV6 || open.first.protocol == packet.protocol);
}

void IpReassembler::fill(Open& open, std::uint32_t from, Payload payload)
{
    const std::uint32_t to = from + static_cast<std::uint32_t>(payload.size());
    if (open.bytes.size() < to) {
        open.bytes.resize(to);
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> left;
    for (const auto& [begin, end] : open.missing) {
        const std::uint32_t first = std::max(begin, from);
        const std::uint32_t last = std::min(end, to);
        if (first >= last) {
            left.emplace_back(begin, end);
            continue;
        }
        std::copy_n(payload.begin() + (first - from), last - first, open.bytes.begin() + first);
        if (begin < first) {
            left.emplace_back(begin, first);
        }
        if (last < end) {
            left.emplace_back(last, end);
        }
    }
    open.missing = std::move(left);
}

void IpReassembler::giveUp(std::list<Open>::iterator open)
{
    m_lost += open->fragments;
    m_open.erase(open);
}

std::optional<IpReassembler::Datagram> IpReassembler::fragment(std::uint16_t channel, const formats::IpPacket& packet,
                                                               Position position)
{
    const std::uint32_t from = packet.fragmentOffset;
    const bool isCut = packet.payload.size() < packet.payloadLength;
    if (isCut || packet.payload.empty() || from + packet.payload.size() > kMaxDatagram) {
        ++m_lost;
        return std::nullopt;
    }
    auto open
        = std::find_if(m_open.begin(), m_open.end(), [&](const Open& other) { return isSame(other, channel, packet); });
    if (open == m_open.end()) {
        if (m_open.size() >= kMaxOpen) {
            giveUp(m_open.begin());
        }
        open = m_open.insert(m_open.end(), Open {});
        open->channel = channel;
        open->first = packet;
        open->first.payload = {};
        open->position = position;
        open->missing.emplace_back(0, kOpenEnd);
    }
    ++open->fragments;
    if (from == 0) {
        open->first.protocol = packet.protocol; // of IPv6, only the first fragment says it surely
    }
    fill(*open, from, packet.payload);
    if (!packet.moreFragments) {
        const auto end = static_cast<std::uint32_t>(from + packet.payload.size());
        std::erase_if(open->missing, [end](const auto& hole) { return hole.first >= end; });
        if (!open->missing.empty()) {
            open->missing.back().second = std::min(open->missing.back().second, end);
        }
        open->bytes.resize(end);
    }
    if (open->missing.size() > kMaxHoles) {
        giveUp(open);
        return std::nullopt;
    }
    if (!open->missing.empty()) {
        return std::nullopt;
    }
    m_whole = std::move(open->bytes);
    Datagram whole {open->first, open->position};
    whole.packet.isFragment = false;
    whole.packet.moreFragments = false;
    whole.packet.fragmentOffset = 0;
    whole.packet.payload = m_whole;
    whole.packet.payloadLength = static_cast<std::uint32_t>(m_whole.size());
    m_open.erase(open);
    return whole;
}

} // namespace argus::protocol
