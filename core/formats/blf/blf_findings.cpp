// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_findings.h"

#include "core/formats/text/frame_chunk.h"

#include <algorithm>

namespace argus::formats::blf {

namespace {

/// More channels than a recording may have names for: what comes behind them shares the last name anyway.
constexpr std::size_t kMaxKeys = 2 * kMaxChannels;

} // namespace

void Findings::restart()
{
    blocks.restart();
    objects = 0;
    unknownType = 0;
    m_frames = 0;
    m_items.clear();
    m_bytes.clear();
    m_direct.fill(0);
    m_indices.clear();
    m_channels.clear();
    m_lost.fill({});
    m_others.fill(0);
}

std::uint16_t Findings::newChannelIndex(ChannelKey key)
{
    const auto known = m_indices.find(key);
    if (known != m_indices.end()) {
        return known->second;
    }
    const std::size_t index = std::min(m_channels.size(), kMaxKeys - 1);
    if (m_channels.size() < kMaxKeys) {
        m_channels.push_back(key);
        m_indices.emplace(key, static_cast<std::uint16_t>(index));
        if (key < m_direct.size()) {
            m_direct[key] = static_cast<std::uint16_t>(index + 1);
        }
    }
    return static_cast<std::uint16_t>(index);
}

void Findings::addPacket(const Packet& packet, ChannelKey channel, std::size_t bytesStart)
{
    Item& item = m_items.emplace_back();
    item.framesBefore = m_frames;
    item.isPacket = true;
    item.packet = packet;
    item.packet.channel = channelIndex(channel);
    item.bytesStart = bytesStart;
    item.bytesSize = m_bytes.size() - bytesStart;
}

void Findings::addMarker(const Marker& marker, std::string_view text)
{
    Item& item = m_items.emplace_back();
    item.framesBefore = m_frames;
    item.marker = marker;
    item.bytesStart = m_bytes.size();
    item.bytesSize = text.size();
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
}

void Findings::countOther(std::uint32_t type)
{
    if (objectTypeName(type) == kUnknownType) {
        unknownType = type;
        ++m_others[0];
    } else {
        ++m_others[type];
    }
}

void Findings::lose(Loss reason, std::uint64_t at, std::uint64_t bytes, std::uint64_t count)
{
    Lost& lost = m_lost[static_cast<std::size_t>(reason)];
    lost.first = lost.count == 0 && lost.bytes == 0 ? at : std::min(lost.first, at);
    lost.bytes += bytes;
    lost.count += count;
}

} // namespace argus::formats::blf
