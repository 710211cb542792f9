// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/network_decoder.h"

namespace argus::protocol {

namespace {

using formats::DoipHeader;
using formats::IpPacket;

} // namespace

NetworkDecoder::NetworkDecoder(DiagnosticListener& listener)
    : m_doip(listener, m_counts)
    , m_someIp(m_counts)
    , m_flows(kMaxBuffered)
{ }

NetworkDecoder::~NetworkDecoder() = default;

std::string_view NetworkDecoder::channelName(std::uint16_t channel) const
{
    return m_channels != nullptr && channel < m_channels->size() ? std::string_view((*m_channels)[channel])
                                                                 : std::string_view();
}

void NetworkDecoder::packet(const formats::Packet& packet, const std::vector<std::string>& channels)
{
    const auto ip = formats::readIp(packet);
    if (!ip) {
        return;
    }
    m_channels = &channels;
    const Position position {packet.ts, packet.offset};
    if (!ip->isFragment) {
        datagram(packet.channel, *ip, position);
    } else if (const auto whole = m_fragments.fragment(packet.channel, *ip, position)) {
        datagram(packet.channel, whole->packet, whole->position);
    }
    m_channels = nullptr;
}

void NetworkDecoder::datagram(std::uint16_t channel, const IpPacket& packet, Position position)
{
    if (packet.protocol == formats::ip_protocol::kUdp) {
        udp(channel, packet, position);
    } else if (packet.protocol == formats::ip_protocol::kTcp) {
        tcp(channel, packet, position);
    }
}

void NetworkDecoder::udp(std::uint16_t channel, const IpPacket& packet, Position position)
{
    const auto datagram = formats::readUdp(packet.payload);
    if (!datagram || datagram->payload.empty()) {
        return;
    }
    const auto header = formats::readDoipHeader(datagram->payload);
    const bool isDoipPort = datagram->sourcePort == formats::kDoipPort || datagram->targetPort == formats::kDoipPort;
    const bool looksSo = header && formats::isPlausibleDoip(*header)
        && header->length + DoipHeader::kBytes == datagram->payload.size();
    if (isDoipPort || looksSo) {
        doipDatagram(channel, *datagram, position);
        return;
    }
    if (formats::isSomeIp(datagram->payload)) {
        Payload rest = datagram->payload;
        while (const auto message = formats::readSomeIpHeader(rest)) {
            m_someIp.message(rest);
            rest = rest.subspan(message->length);
        }
    }
}

void NetworkDecoder::doipDatagram(std::uint16_t channel, const formats::UdpDatagram& datagram, Position position)
{
    DoipLink link;
    link.channel = channel;
    link.channelName = channelName(channel);
    link.fromClient = datagram.targetPort == formats::kDoipPort && datagram.sourcePort != formats::kDoipPort;
    Payload rest = datagram.payload;
    while (!rest.empty()) {
        const auto header = formats::readDoipHeader(rest);
        if (!header) {
            m_lostBytes += rest.size();
            return;
        }
        if (header->length > rest.size() - DoipHeader::kBytes) {
            // Cut by the capture, or a length that no datagram has.
            m_doip.brokenMessage(link, position, rest, PartialReason::ShortFrame);
            return;
        }
        const std::size_t length = DoipHeader::kBytes + header->length;
        m_doip.message(link, position, rest.first(length));
        rest = rest.subspan(length);
    }
}

void NetworkDecoder::tcp(std::uint16_t channel, const IpPacket& packet, Position position)
{
    const auto segment = formats::readTcp(packet.payload);
    if (!segment) {
        return;
    }
    bool fromLow = false;
    const FlowKey key = flowKey(channel, packet, *segment, fromLow);
    Flow& flow = m_flows.flow(key);
    flow.segment({m_doip, m_someIp, m_lostBytes}, channel, channelName(channel), *segment, fromLow, position);
    m_flows.changed(flow);
}

void NetworkDecoder::finish()
{
    m_flows.finish();
}

std::vector<std::string> NetworkDecoder::warnings() const
{
    std::vector<std::string> texts;
    if (m_lostBytes > 0) {
        texts.push_back("bytes of DoIP or SOME/IP connections that belong to no message: "
                        + std::to_string(m_lostBytes));
    }
    const std::uint64_t fragments = m_fragments.lost();
    if (fragments > 0 || m_fragments.open() > 0) {
        texts.push_back("IP datagrams of which fragments are missing: fragments given up: " + std::to_string(fragments)
                        + ", datagrams incomplete at the end: " + std::to_string(m_fragments.open()));
    }
    return texts;
}

} // namespace argus::protocol
