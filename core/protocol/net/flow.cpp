// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/flow.h"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <utility>

namespace argus::protocol {

namespace {

const MessageFormat& doipFormat()
{
    static const DoipFormat kFormat;
    return kFormat;
}

const MessageFormat& someIpFormat()
{
    static const SomeIpFormat kFormat;
    return kFormat;
}

/// A segment whose first bytes are a DoIP header, on whatever port.
bool beginsAsDoip(Payload payload)
{
    const auto header = formats::readDoipHeader(payload);
    return header && formats::isPlausibleDoip(*header)
        && (header->length > 0 || payload.size() == formats::DoipHeader::kBytes);
}

bool usesPort(const formats::TcpSegment& segment, std::uint16_t port)
{
    return segment.sourcePort == port || segment.targetPort == port;
}

} // namespace

std::size_t FlowKeyHash::operator()(const FlowKey& key) const
{
    std::array<std::uint8_t, 37> bytes {};
    std::copy(key.lowAddress.begin(), key.lowAddress.end(), bytes.begin());
    std::copy(key.highAddress.begin(), key.highAddress.end(), bytes.begin() + 16);
    bytes[32] = static_cast<std::uint8_t>(key.lowPort);
    bytes[33] = static_cast<std::uint8_t>(key.lowPort >> 8);
    bytes[34] = static_cast<std::uint8_t>(key.highPort);
    bytes[35] = static_cast<std::uint8_t>(key.highPort >> 8);
    bytes[36] = static_cast<std::uint8_t>(key.channel);
    return std::hash<std::string_view> {}({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

FlowKey flowKey(std::uint16_t channel, const formats::IpPacket& packet, const formats::TcpSegment& segment,
                bool& fromLow)
{
    fromLow = std::tie(packet.source, segment.sourcePort) <= std::tie(packet.target, segment.targetPort);
    FlowKey key {channel, packet.isV6, packet.source, packet.target, segment.sourcePort, segment.targetPort};
    if (!fromLow) {
        std::swap(key.lowAddress, key.highAddress);
        std::swap(key.lowPort, key.highPort);
    }
    return key;
}

/// The messages of both directions of one connection.
class Flow::Conversation
{
public:
    Conversation(const FlowServices& services, std::uint16_t channel, std::string_view channelName, bool isDoip,
                 bool lowIsClient)
        : m_services(services)
        , m_channelName(channelName)
        , m_isDoip(isDoip)
        , m_low(*this, lowIsClient)
        , m_high(*this, !lowIsClient)
    {
        m_link.channel = channel;
        m_link.channelName = m_channelName;
        m_link.tester = &m_tester;
    }

    void segment(const formats::TcpSegment& segment, bool fromLow, Position position)
    {
        Direction& from = fromLow ? m_low : m_high;
        Direction& other = fromLow ? m_high : m_low;
        if (segment.hasAcknowledgement) {
            other.stream.acknowledged(segment.acknowledged, other.messages);
        }
        from.stream.segment(segment, position, from.messages);
    }
    void finish()
    {
        for (Direction* direction : {&m_low, &m_high}) {
            direction->stream.finish(direction->messages);
            direction->messages.finish();
        }
    }
    std::size_t bufferedBytes() const
    {
        return m_low.stream.waitingBytes() + m_low.messages.bufferedBytes() + m_high.stream.waitingBytes()
            + m_high.messages.bufferedBytes();
    }

private:
    struct Direction final : MessageReceiver
    {
        Direction(Conversation& conversation, bool isClient)
            : owner(conversation)
            , fromClient(isClient)
            , messages(conversation.m_isDoip ? doipFormat() : someIpFormat(), *this)
        { }

        void message(Position position, Payload whole) override
        {
            if (owner.m_isDoip) {
                owner.m_services.doip.message(link(), position, whole);
            } else {
                owner.m_services.someIp.message(whole);
            }
        }
        void brokenMessage(Position position, Payload begin, PartialReason reason) override
        {
            if (owner.m_isDoip) {
                owner.m_services.doip.brokenMessage(link(), position, begin, reason);
            }
        }
        void lostBytes(std::uint64_t count) override { owner.m_services.lostBytes += count; }

        const DoipLink& link()
        {
            owner.m_link.fromClient = fromClient;
            return owner.m_link;
        }

        Conversation& owner;
        const bool fromClient;
        TcpStream stream;
        MessageStream messages;
    };

    const FlowServices m_services;
    const std::string m_channelName;
    const bool m_isDoip;
    DoipLink m_link;
    std::optional<std::uint16_t> m_tester;
    Direction m_low;
    Direction m_high;
};

Flow::Flow() = default;
Flow::~Flow() = default;
Flow::Flow(Flow&&) noexcept = default;
Flow& Flow::operator=(Flow&&) noexcept = default;

void Flow::learn(const FlowServices& services, std::uint16_t channel, std::string_view channelName,
                 const formats::TcpSegment& segment, bool fromLow)
{
    const bool isDoipPort = usesPort(segment, formats::kDoipPort);
    bool isDoip = isDoipPort;
    bool isKnown = isDoipPort;
    if (!isKnown && !segment.payload.empty() && m_tries > 0) {
        --m_tries;
        isDoip = beginsAsDoip(segment.payload);
        isKnown = isDoip || formats::isSomeIp(segment.payload);
    }
    if (isKnown) {
        // Entities listen on the well-known port; elsewhere the side with the higher port is taken for the client.
        const bool targetListens
            = isDoipPort ? segment.targetPort == formats::kDoipPort : segment.targetPort < segment.sourcePort;
        m_conversation
            = std::make_unique<Conversation>(services, channel, channelName, isDoip, fromLow == targetListens);
    }
}

void Flow::segment(const FlowServices& services, std::uint16_t channel, std::string_view channelName,
                   const formats::TcpSegment& segment, bool fromLow, Position position)
{
    if (!m_conversation) {
        learn(services, channel, channelName, segment, fromLow);
    }
    if (m_conversation) {
        m_conversation->segment(segment, fromLow, position);
    }
}

void Flow::finish()
{
    if (m_conversation) {
        m_conversation->finish();
    }
}

std::size_t Flow::bufferedBytes() const
{
    return m_conversation ? m_conversation->bufferedBytes() : 0;
}

} // namespace argus::protocol
