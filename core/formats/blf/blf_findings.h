// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/blf/blf_layout.h"
#include "core/formats/block_writer.h"
#include "core/formats/records.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace argus::formats::blf {

/// Why bytes of the stream did not become a record.
enum class Loss : std::uint8_t
{
    UnreadableObject, ///< too short for its type, or damaged
    ImpossibleSize,
    UnknownVersion, ///< of the object header
    NestedContainer,
    NoObject, ///< bytes where an object should begin
    DamagedContainer,
    UnknownCompression,
    CutAtEnd,
};
inline constexpr std::array<std::string_view, 8> kLossNames {
    "unreadable object",
    "object with an impossible size",
    "object with an unknown header version",
    "container within a container",
    "bytes that are no object",
    "lost in a damaged container",
    "container with an unknown compression",
    "cut at the end of the file",
};

/// A channel of a bus: its number, with kEthernetChannel for the other numbering.
using ChannelKey = std::uint32_t;
inline constexpr ChannelKey kEthernetChannel = 1U << 16;

/// What was found in a piece of the stream. Offsets are places in the piece, channels are indices of channelKeys().
/// Memory is kept from piece to piece.
class Findings
{
public:
    struct Lost
    {
        std::uint64_t first = 0;
        std::uint64_t bytes = 0;
        std::uint64_t count = 0;
    };
    /// A packet or a marker, and the number of frames that lie before it.
    struct Item
    {
        std::uint64_t framesBefore = 0;
        bool isPacket = false;
        Packet packet; ///< without bytes
        Marker marker; ///< without text
        std::size_t bytesStart = 0; ///< of the packet's bytes or the marker's text in bytes()
        std::size_t bytesSize = 0;
    };

    void restart();
    void addFrame(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint32_t channel,
                  std::uint8_t flags, std::uint8_t length, std::uint64_t word)
    {
        blocks.add(ts, at, id, channelIndex(channel), flags, length, word);
        ++m_frames;
    }
    void addFrame(domain::RecordingTime ts, std::uint64_t at, std::uint32_t id, std::uint32_t channel,
                  std::uint8_t flags, std::span<const std::uint8_t> bytes)
    {
        blocks.add(ts, at, id, channelIndex(channel), flags, bytes);
        ++m_frames;
    }
    /// Counts frames that were written to the columns of `blocks`.
    void commitFrames(std::size_t frames)
    {
        blocks.commit(frames);
        m_frames += frames;
    }
    /// The index of a channel, for frames that are written to columns.
    std::uint16_t indexOf(std::uint16_t channel) { return channelIndex(channel); }
    /// Takes what was appended to bytes() since `bytesStart`.
    void addPacket(const Packet& packet, ChannelKey channel, std::size_t bytesStart);
    void addMarker(const Marker& marker, std::string_view text);
    /// Counts an object that is no frame, packet or marker.
    void countOther(std::uint32_t type);
    void lose(Loss reason, std::uint64_t at, std::uint64_t bytes, std::uint64_t count = 1);

    std::uint64_t frames() const { return m_frames; }
    std::vector<Item>& items() { return m_items; }
    std::vector<std::uint8_t>& bytes() { return m_bytes; }
    const std::vector<ChannelKey>& channelKeys() const { return m_channels; }
    const std::array<Lost, kLossNames.size()>& lost() const { return m_lost; }
    /// Objects by type; those without a name under type 0.
    const std::array<std::uint64_t, 256>& others() const { return m_others; }

    BlockWriter blocks;
    std::uint64_t objects = 0; ///< as the header of a file counts them
    std::uint32_t unknownType = 0; ///< one that was counted as such

private:
    std::uint16_t channelIndex(ChannelKey key)
    {
        if (key < m_direct.size() && m_direct[key] != 0) {
            return static_cast<std::uint16_t>(m_direct[key] - 1);
        }
        return newChannelIndex(key);
    }
    std::uint16_t newChannelIndex(ChannelKey key);

    std::uint64_t m_frames = 0;
    std::vector<Item> m_items;
    std::vector<std::uint8_t> m_bytes;
    std::array<std::uint16_t, 256> m_direct {}; ///< index + 1 of the first CAN channels
    std::unordered_map<ChannelKey, std::uint16_t> m_indices;
    std::vector<ChannelKey> m_channels;
    std::array<Lost, kLossNames.size()> m_lost {};
    std::array<std::uint64_t, 256> m_others {};
};

} // namespace argus::formats::blf
