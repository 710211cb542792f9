// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/headers.h"
#include "core/protocol/message.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <utility>
#include <vector>

namespace argus::protocol {

/// Puts IP datagrams together that were sent in fragments. At most kMaxOpen at a time, each at most 64 KiB: a further
/// one pushes the oldest out. Where fragments overlap, the bytes that came first stay. One thread.
class IpReassembler
{
public:
    static constexpr std::size_t kMaxOpen = 64;

    struct Datagram
    {
        formats::IpPacket packet; ///< its payload is valid until the next call
        Position position; ///< of the fragment that came first
    };

    /// The next fragment. The whole datagram when it was the last one that was missing.
    std::optional<Datagram> fragment(std::uint16_t channel, const formats::IpPacket& packet, Position position);

    /// Fragments of datagrams that were given up so far, because something else pushed them out or they were damaged.
    std::uint64_t lost() const { return m_lost; }
    /// Datagrams that are not complete.
    std::size_t open() const { return m_open.size(); }

private:
    struct Open
    {
        std::uint16_t channel = 0;
        formats::IpPacket first; ///< without payload: addresses, protocol, identification
        Position position;
        std::vector<std::uint8_t> bytes;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> missing; ///< from, to; the last may be open-ended
        std::uint64_t fragments = 0;
    };

    static bool isSame(const Open& open, std::uint16_t channel, const formats::IpPacket& packet);
    static void fill(Open& open, std::uint32_t from, Payload payload);
    void giveUp(std::list<Open>::iterator open);

    std::list<Open> m_open; ///< oldest first
    std::vector<std::uint8_t> m_whole;
    std::uint64_t m_lost = 0;
};

} // namespace argus::protocol
