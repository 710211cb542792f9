// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/headers.h"
#include "core/protocol/net/doip.h"
#include "core/protocol/net/message_stream.h"
#include "core/protocol/net/someip.h"
#include "core/protocol/net/tcp_stream.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace argus::protocol {

/// The two ends of a TCP connection, the smaller one first.
struct FlowKey
{
    std::uint16_t channel = 0;
    bool isV6 = false;
    std::array<std::uint8_t, 16> lowAddress {};
    std::array<std::uint8_t, 16> highAddress {};
    std::uint16_t lowPort = 0;
    std::uint16_t highPort = 0;

    bool operator==(const FlowKey&) const = default;
};

struct FlowKeyHash
{
    std::size_t operator()(const FlowKey& key) const;
};

/// The key of a segment's connection; `fromLow` becomes true when the end that the key names first sent it.
FlowKey flowKey(std::uint16_t channel, const formats::IpPacket& packet, const formats::TcpSegment& segment,
                bool& fromLow);

/// What the messages of all flows are handed to.
struct FlowServices
{
    DoipInterpreter& doip;
    SomeIpObserver& someIp;
    std::uint64_t& lostBytes;
};

/// One TCP connection: learns what it carries, puts both directions into order and hands on the messages in them.
/// A connection that carries nothing known costs no buffers.
class Flow
{
public:
    Flow();
    ~Flow();
    Flow(Flow&&) noexcept;
    Flow& operator=(Flow&&) noexcept;

    void segment(const FlowServices& services, std::uint16_t channel, std::string_view channelName,
                 const formats::TcpSegment& segment, bool fromLow, Position position);
    /// The recording ended, or the flow is forgotten.
    void finish();

    std::size_t bufferedBytes() const;

private:
    class Conversation;

    static constexpr std::uint8_t kTries = 16;

    void learn(const FlowServices& services, std::uint16_t channel, std::string_view channelName,
               const formats::TcpSegment& segment, bool fromLow);

    std::unique_ptr<Conversation> m_conversation; ///< null: nothing known was seen
    std::uint8_t m_tries = kTries; ///< segments that are still looked at
};

} // namespace argus::protocol
