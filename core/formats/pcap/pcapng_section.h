// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/ledger.h"
#include "core/formats/pcap/captured_packet.h"
#include "core/formats/pcap/pcapng_blocks.h"

#include <bit>
#include <cstdint>
#include <deque>
#include <span>

namespace argus::formats {

/// Understands the blocks of one section after another and hands on the packets in them.
class PcapngSections
{
public:
    /// Both must outlive it. Packets before `begin` are passed over.
    PcapngSections(PacketHandler& handler, Ledger& ledger, std::uint64_t begin)
        : m_handler(handler)
        , m_ledger(ledger)
        , m_begin(begin)
    { }

    /// Byte order of the section that was begun last.
    std::endian order() const { return m_order; }
    /// The next block, which begins at `offset` of the file.
    void block(const PcapngHead& head, std::span<const std::uint8_t> block, std::uint64_t offset);
    /// At the end: writes the warnings.
    void finish();

private:
    using Bytes = std::span<const std::uint8_t>;

    static constexpr std::size_t kMaxInterfaces = 4096; ///< of a section

    struct Interface
    {
        CaptureInterface capture;
        PcapngClock clock;
        std::uint32_t snapLength = 0;
    };

    /// Bytes of the number of an interface.
    enum class InterfaceWidth : std::uint8_t
    {
        Two,
        Four,
    };

    void description(Bytes body, Bytes block, std::uint64_t offset);
    /// Enhanced packets, and the obsolete kind that they replaced: alike but for the number of the interface.
    void timedPacket(Bytes body, InterfaceWidth width, Bytes block, std::uint64_t offset);
    void simplePacket(Bytes body, Bytes block, std::uint64_t offset);
    void statistics(Bytes body);
    void handOn(Interface& interface, CapturedPacket& packet, Bytes block, std::uint64_t offset);
    Interface* find(std::uint32_t number, Bytes block, std::uint64_t offset);
    void damaged(Bytes block, std::uint64_t offset);

    PacketHandler& m_handler;
    Ledger& m_ledger;
    const std::uint64_t m_begin;
    std::endian m_order = std::endian::little;
    std::deque<Interface> m_interfaces;
    std::uint64_t m_dropped = 0;
    bool m_timeIsTooFar = false;
};

} // namespace argus::formats
