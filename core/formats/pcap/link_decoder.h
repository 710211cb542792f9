// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/channel_names.h"
#include "core/formats/frame_block.h"
#include "core/formats/ledger.h"
#include "core/formats/pcap/captured_packet.h"
#include "core/formats/pcap/socketcan.h"
#include "core/formats/reader.h"

#include <bit>
#include <cstdint>
#include <string_view>

namespace argus::formats {

/// Where the ids of CAN frames have their bytes, decided from the first frames of a file: some programs wrote them in
/// the order of the machine where the link type says network order.
class IdOrderVotes final : public PacketHandler
{
public:
    void packet(const CapturedPacket& packet) override;
    bool wantsMore() const override { return m_network.seen + m_host.seen < kEnough; }

    /// Frames whose link type says network order are in the other one.
    bool networkIsSwapped() const { return m_network.isSwapped(); }
    /// Frames whose link type says the recording machine's order are in the other one.
    bool hostIsSwapped() const { return m_host.isSwapped(); }

private:
    static constexpr std::uint32_t kEnough = 4096;

    struct Votes
    {
        std::uint32_t seen = 0;
        std::uint32_t broken = 0; ///< ids that break the rules in the order that the link type says
        std::uint32_t brokenSwapped = 0;

        bool isSwapped() const { return broken > brokenSwapped; }
    };

    void vote(Votes& votes, std::span<const std::uint8_t> frame, std::endian order);

    Votes m_network;
    Votes m_host;
};

/// Turns packets into frames and network packets, by link type, and hands them to a sink in file order. What is neither
/// is counted, what cannot be read goes into the ledger. One thread, one file.
class LinkDecoder final : public PacketHandler
{
public:
    /// All must outlive the decoder.
    LinkDecoder(RecordSink& sink, Ledger& ledger, ChannelNames& channels, const IdOrderVotes& votes);

    void packet(const CapturedPacket& packet) override;
    /// Hands on what is waiting, and writes the warnings.
    void finish();

private:
    void canFrame(const CapturedPacket& packet, std::span<const std::uint8_t> frame, std::endian order, bool knownFd);
    void cooked(const CapturedPacket& packet);
    void cooked2(const CapturedPacket& packet);
    void cookedPayload(const CapturedPacket& packet, std::uint16_t protocol, std::span<const std::uint8_t> payload,
                       bool transmitted);
    void loopback(const CapturedPacket& packet);
    void exportedPdu(const CapturedPacket& packet);
    void networkPacket(const CapturedPacket& packet, LinkLayer link, std::span<const std::uint8_t> bytes,
                       bool transmitted);
    void tooShort(const CapturedPacket& packet);
    std::uint16_t channelOf(const CapturedPacket& packet);
    std::endian hostOrder(const CapturedPacket& packet) const;
    void addFrame(const CapturedPacket& packet, const SocketCanFrame& frame);
    void flush();

    RecordSink& m_sink;
    Ledger& m_ledger;
    ChannelNames& m_channels;
    const std::endian m_networkOrder;
    const bool m_hostIsSwapped;
    BlockWriter m_blocks; ///< frames, as long as they come without packets between them
    FrameBlock m_fewFrames; ///< frames between packets: a block that costs nothing to begin
    std::size_t m_waiting = 0; ///< frames in the one or the other
    bool m_isMixed = false; ///< m_fewFrames is used
    bool m_readSwapped = false; ///< a frame was read in the order that the link type does not say
};

} // namespace argus::formats
