// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/link_decoder.h"

#include "core/formats/byte_order.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

namespace argus::formats {

namespace {

using Bytes = std::span<const std::uint8_t>;

// Linux "cooked" headers (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2).
constexpr std::size_t kCookedHeader = 16;
constexpr std::size_t kCooked2Header = 20;
constexpr std::uint8_t kOutgoing = 4;
constexpr std::uint16_t kProtocolCan = 0x000C;
constexpr std::uint16_t kProtocolCanFd = 0x000D;
constexpr std::uint16_t kProtocolCanXl = 0x000E;
constexpr std::uint16_t kIpv4 = 0x0800;
constexpr std::uint16_t kIpv6 = 0x86DD;
constexpr std::uint16_t kVlan = 0x8100;
constexpr std::size_t kVlanTag = 4;
constexpr std::size_t kLoopbackHeader = 4;

constexpr std::uint16_t kTagEnd = 0;
constexpr std::uint16_t kTagDissector = 12;

constexpr std::string_view kCutFrame = "CAN frame that was captured only in part";
constexpr std::string_view kDamagedFrame = "CAN frame with an impossible length";
constexpr std::string_view kShortPacket = "packet shorter than its headers";

/// Fewer frames than these between two packets do not pay for a whole block.
constexpr std::size_t kFewFrames = 256;

std::endian other(std::endian order)
{
    return order == std::endian::big ? std::endian::little : std::endian::big;
}

bool isIp(Bytes bytes)
{
    return !bytes.empty() && (bytes[0] >> 4 == 4 || bytes[0] >> 4 == 6);
}

/// The header of an exported PDU: tags with lengths, the name of the dissector among them.
struct ExportedPdu
{
    std::string_view dissector;
    Bytes content;
};

std::optional<ExportedPdu> readExportedPdu(Bytes bytes)
{
    ExportedPdu pdu;
    while (bytes.size() >= 4) {
        const std::uint16_t tag = bigEndian16(bytes.data());
        const std::size_t length = bigEndian16(bytes.data() + 2);
        bytes = bytes.subspan(4);
        if (length > bytes.size()) {
            return std::nullopt;
        }
        if (tag == kTagEnd) {
            pdu.content = bytes.subspan(length);
            return pdu;
        }
        if (tag == kTagDissector) {
            const std::string_view text(reinterpret_cast<const char*>(bytes.data()), length);
            pdu.dissector = text.substr(0, text.find('\0'));
        }
        bytes = bytes.subspan(length);
    }
    return std::nullopt;
}

/// What stands behind a cooked header of either version.
std::optional<Bytes> cookedCan(const CapturedPacket& packet)
{
    const bool isFirst = packet.interface->link == LinkKind::Cooked;
    const std::size_t header = isFirst ? kCookedHeader : kCooked2Header;
    if (packet.bytes.size() < header) {
        return std::nullopt;
    }
    const std::uint16_t protocol = bigEndian16(packet.bytes.data() + (isFirst ? 14 : 0));
    return protocol == kProtocolCan || protocol == kProtocolCanFd ? std::optional(packet.bytes.subspan(header))
                                                                  : std::nullopt;
}

} // namespace

void IdOrderVotes::vote(Votes& votes, Bytes frame, std::endian order)
{
    if (frame.size() < kSocketCanHeader) {
        return;
    }
    ++votes.seen;
    votes.broken += breaksIdRules(readNumber<std::uint32_t>(frame.data(), order)) ? 1 : 0;
    votes.brokenSwapped += breaksIdRules(readNumber<std::uint32_t>(frame.data(), other(order))) ? 1 : 0;
}

void IdOrderVotes::packet(const CapturedPacket& packet)
{
    switch (packet.interface->link) {
    case LinkKind::SocketCan:
        vote(m_network, packet.bytes, std::endian::big);
        return;
    case LinkKind::Cooked:
    case LinkKind::Cooked2:
        if (const auto frame = cookedCan(packet)) {
            vote(m_host, *frame, packet.order);
        }
        return;
    case LinkKind::Ethernet:
    case LinkKind::RawIp:
    case LinkKind::Loopback:
    case LinkKind::ExportedPdu:
    case LinkKind::Other:
        return;
    }
}

LinkDecoder::LinkDecoder(RecordSink& sink, Ledger& ledger, ChannelNames& channels, const IdOrderVotes& votes)
    : m_sink(sink)
    , m_ledger(ledger)
    , m_channels(channels)
    , m_networkOrder(votes.networkIsSwapped() ? std::endian::little : std::endian::big)
    , m_hostIsSwapped(votes.hostIsSwapped())
{ }

void LinkDecoder::packet(const CapturedPacket& packet)
{
    switch (packet.interface->link) {
    case LinkKind::SocketCan:
        m_readSwapped = m_readSwapped || m_networkOrder != std::endian::big;
        return canFrame(packet, packet.bytes, m_networkOrder, /*knownFd=*/false);
    case LinkKind::Cooked:
        return cooked(packet);
    case LinkKind::Cooked2:
        return cooked2(packet);
    case LinkKind::Ethernet:
        return networkPacket(packet, LinkLayer::Ethernet, packet.bytes, packet.transmitted);
    case LinkKind::RawIp:
        return networkPacket(packet, LinkLayer::Ip, packet.bytes, packet.transmitted);
    case LinkKind::Loopback:
        return loopback(packet);
    case LinkKind::ExportedPdu:
        return exportedPdu(packet);
    case LinkKind::Other:
        m_sink.otherRecords(linkRecordKind(packet.interface->linkType), 1);
        return;
    }
}

void LinkDecoder::canFrame(const CapturedPacket& packet, Bytes bytes, std::endian order, bool knownFd)
{
    SocketCanFrame frame;
    switch (readSocketCan(bytes, order, knownFd, frame)) {
    case SocketCanResult::Frame:
        addFrame(packet, frame);
        return;
    case SocketCanResult::CanXl:
        m_sink.otherRecords("CAN XL frame", 1);
        return;
    case SocketCanResult::Cut:
        m_ledger.skip(kCutFrame, packet.offset, packet.recordBytes);
        return;
    case SocketCanResult::Damaged:
        m_ledger.skip(kDamagedFrame, packet.offset, packet.recordBytes);
        return;
    }
}

void LinkDecoder::addFrame(const CapturedPacket& packet, const SocketCanFrame& frame)
{
    const std::uint16_t channel = channelOf(packet);
    const auto flags = static_cast<std::uint8_t>(frame.flags | (packet.transmitted ? kTransmitted : 0));
    if (m_isMixed) {
        m_fewFrames.append(packet.ts, packet.offset, frame.id, channel, flags, frame.data);
    } else if (frame.data.size() == sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, frame.data.data(), sizeof word);
        m_blocks.add(packet.ts, packet.offset, frame.id, channel, flags, sizeof word, word);
    } else {
        m_blocks.add(packet.ts, packet.offset, frame.id, channel, flags, frame.data);
    }
    if (++m_waiting == kBlockFrames) {
        flush();
        m_isMixed = false;
    }
}

void LinkDecoder::cooked(const CapturedPacket& packet)
{
    if (packet.bytes.size() < kCookedHeader) {
        return tooShort(packet);
    }
    const bool outgoing = packet.bytes[1] == kOutgoing && packet.bytes[0] == 0;
    cookedPayload(packet, bigEndian16(packet.bytes.data() + 14), packet.bytes.subspan(kCookedHeader),
                  packet.transmitted || outgoing);
}

void LinkDecoder::cooked2(const CapturedPacket& packet)
{
    if (packet.bytes.size() < kCooked2Header) {
        return tooShort(packet);
    }
    // A capture of all interfaces of a system: each is a channel of its own.
    CaptureInterface& interface = *packet.interface;
    const std::uint32_t index = bigEndian32(packet.bytes.data() + 4);
    if (interface.channel == CaptureInterface::kNoChannel || interface.systemIndex != index) {
        interface.systemIndex = index;
        interface.channel = m_channels.index(interface.name + ":" + std::to_string(index));
    }
    cookedPayload(packet, bigEndian16(packet.bytes.data()), packet.bytes.subspan(kCooked2Header),
                  packet.transmitted || packet.bytes[10] == kOutgoing);
}

void LinkDecoder::cookedPayload(const CapturedPacket& packet, std::uint16_t protocol, Bytes payload, bool transmitted)
{
    CapturedPacket inner = packet;
    inner.transmitted = transmitted;
    if (protocol == kProtocolCan || protocol == kProtocolCanFd) {
        m_readSwapped = m_readSwapped || m_hostIsSwapped;
        return canFrame(inner, payload, hostOrder(packet), protocol == kProtocolCanFd);
    }
    if (protocol == kVlan && payload.size() >= kVlanTag) {
        protocol = bigEndian16(payload.data() + 2);
        payload = payload.subspan(kVlanTag);
    }
    if (protocol == kIpv4 || protocol == kIpv6) {
        return networkPacket(inner, LinkLayer::Ip, payload, transmitted);
    }
    m_sink.otherRecords(protocol == kProtocolCanXl ? "CAN XL frame" : "cooked packet of another protocol", 1);
}

void LinkDecoder::loopback(const CapturedPacket& packet)
{
    if (packet.bytes.size() < kLoopbackHeader) {
        return tooShort(packet);
    }
    // Systems disagree about the numbers of address families; the packet itself says which it is.
    const Bytes inner = packet.bytes.subspan(kLoopbackHeader);
    if (isIp(inner)) {
        return networkPacket(packet, LinkLayer::Ip, inner, packet.transmitted);
    }
    m_sink.otherRecords("loopback packet of another protocol", 1);
}

void LinkDecoder::exportedPdu(const CapturedPacket& packet)
{
    const auto pdu = readExportedPdu(packet.bytes);
    if (!pdu) {
        return tooShort(packet);
    }
    if (pdu->dissector == "can-hostendian" || pdu->dissector == "canfd") {
        return canFrame(packet, pdu->content, packet.order, pdu->dissector == "canfd");
    }
    if (pdu->dissector == "can" || pdu->dissector == "can-bigendian") {
        return canFrame(packet, pdu->content, std::endian::big, /*knownFd=*/false);
    }
    if (pdu->dissector == "ip" && isIp(pdu->content)) {
        return networkPacket(packet, LinkLayer::Ip, pdu->content, packet.transmitted);
    }
    m_sink.otherRecords(linkRecordKind(packet.interface->linkType), 1);
}

void LinkDecoder::networkPacket(const CapturedPacket& packet, LinkLayer link, Bytes bytes, bool transmitted)
{
    if (bytes.empty()) {
        return tooShort(packet);
    }
    if (m_waiting > 0 && m_waiting < kFewFrames) {
        flush();
        m_isMixed = true;
    }
    flush(); // the sink sees records in file order
    Packet out;
    out.ts = packet.ts;
    out.offset = packet.offset;
    out.channel = channelOf(packet);
    out.link = link;
    out.transmitted = transmitted;
    const std::size_t header = packet.bytes.size() - bytes.size();
    std::uint32_t wire = packet.wireLength > header ? packet.wireLength - static_cast<std::uint32_t>(header) : 0;
    // The check sequence is the end of the packet on the wire; a capture that was cut short has none of it.
    const std::size_t checksum = packet.interface->checksumBytes;
    if (checksum > 0 && bytes.size() >= wire && bytes.size() > checksum) {
        bytes = bytes.first(bytes.size() - checksum);
        wire = 0;
    }
    out.bytes = bytes;
    out.wireLength = std::max(wire, static_cast<std::uint32_t>(bytes.size()));
    m_sink.packet(out, m_channels.names());
}

void LinkDecoder::tooShort(const CapturedPacket& packet)
{
    m_ledger.skip(kShortPacket, packet.offset, packet.recordBytes);
}

std::uint16_t LinkDecoder::channelOf(const CapturedPacket& packet)
{
    CaptureInterface& interface = *packet.interface;
    if (interface.channel == CaptureInterface::kNoChannel) {
        interface.channel = m_channels.index(interface.name);
    }
    return static_cast<std::uint16_t>(interface.channel);
}

std::endian LinkDecoder::hostOrder(const CapturedPacket& packet) const
{
    return m_hostIsSwapped ? other(packet.order) : packet.order;
}

void LinkDecoder::flush()
{
    if (m_waiting == 0) {
        return;
    }
    if (m_isMixed) {
        m_sink.frames(m_fewFrames, m_channels.names());
        m_fewFrames.clear();
    } else {
        m_blocks.close();
        for (std::size_t i = 0; i < m_blocks.blockCount(); ++i) {
            m_sink.frames(m_blocks.block(i), m_channels.names());
        }
        m_blocks.restart();
    }
    m_waiting = 0;
}

void LinkDecoder::finish()
{
    flush();
    if (m_readSwapped) {
        m_ledger.warn(m_networkOrder != std::endian::big
                          ? "the identifiers of the CAN frames are little-endian, although the link type says "
                            "big-endian: they were read as little-endian"
                          : "the identifiers of the CAN frames are not in the byte order of the machine that recorded "
                            "them: they were read in the other one");
    }
    if (m_channels.overflowed()) {
        m_ledger.warn("there are more names of interfaces than are kept; the further ones share the name \"other\"");
    }
}

} // namespace argus::formats
