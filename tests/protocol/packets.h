// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"
#include "core/protocol/net/network_decoder.h"
#include "tests/protocol/heard.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::test {

using Bytes = std::vector<std::uint8_t>;

inline Bytes operator+(Bytes a, const Bytes& b)
{
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

inline Bytes big(std::uint64_t value, int size)
{
    Bytes out;
    for (int i = size - 1; i >= 0; --i) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
    return out;
}

inline constexpr std::uint8_t kTester = 10; ///< last byte of its IP address
inline constexpr std::uint8_t kEntity = 1;

inline Bytes ipv4(std::uint8_t protocol, std::uint8_t from, std::uint8_t to, const Bytes& payload,
                  std::uint16_t fragment = 0, std::uint16_t id = 1)
{
    return Bytes {0x45, 0} + big(20 + payload.size(), 2) + big(id, 2) + big(fragment, 2) + Bytes {64, protocol, 0, 0}
    + Bytes {10, 0, 0, from, 10, 0, 0, to} + payload;
}

inline Bytes ipv6(std::uint8_t next, std::uint8_t from, std::uint8_t to, const Bytes& payload)
{
    Bytes source(16, 0xFD);
    Bytes target(16, 0xFD);
    source[15] = from;
    target[15] = to;
    return Bytes {0x60, 0, 0, 0} + big(payload.size(), 2) + Bytes {next, 64} + source + target + payload;
}

inline Bytes udpBytes(std::uint16_t from, std::uint16_t to, const Bytes& payload)
{
    return big(from, 2) + big(to, 2) + big(8 + payload.size(), 2) + big(0, 2) + payload;
}

inline constexpr std::uint8_t kSyn = 2;
inline constexpr std::uint8_t kReset = 4;
inline constexpr std::uint8_t kAck = 16;

inline Bytes tcpBytes(std::uint16_t from, std::uint16_t to, std::uint32_t sequence, const Bytes& payload,
                      std::uint8_t flags = 0, std::uint32_t acknowledged = 0)
{
    return big(from, 2) + big(to, 2) + big(sequence, 4) + big(acknowledged, 4) + Bytes {0x50, flags} + big(1024, 2)
        + big(0, 4) + payload;
}

inline Bytes ethernet(std::uint16_t type, const Bytes& payload)
{
    return Bytes(12, 2) + big(type, 2) + payload;
}

inline Bytes doip(std::uint16_t type, const Bytes& payload)
{
    return Bytes {2, 0xFD} + big(type, 2) + big(payload.size(), 4) + payload;
}

inline Bytes doipDiagnostic(std::uint16_t from, std::uint16_t to, std::string_view hex)
{
    return doip(0x8001, big(from, 2) + big(to, 2) + bytes(hex));
}

/// A recording written packet by packet.
struct Network
{
    static constexpr std::uint16_t kClientPort = 51000;

    Heard heard;
    protocol::NetworkDecoder decoder {heard};
    std::vector<std::string> channels {"eth0"};
    domain::RecordingTime now = 0;
    std::uint64_t offset = 0;
    std::uint32_t testerSequence = 1000;
    std::uint32_t entitySequence = 0xFFFFFFF0; ///< runs over soon

    Network& packet(const Bytes& content, formats::LinkLayer link = formats::LinkLayer::Ip)
    {
        formats::Packet packet;
        packet.ts = now;
        packet.offset = offset;
        packet.link = link;
        packet.bytes = content;
        packet.wireLength = static_cast<std::uint32_t>(content.size());
        decoder.packet(packet, channels);
        now += kMs;
        offset += 100;
        return *this;
    }
    Network& udp(const Bytes& payload, std::uint16_t from = formats::kDoipPort, std::uint16_t to = formats::kDoipPort)
    {
        return packet(ipv4(17, kEntity, kTester, udpBytes(from, to, payload)));
    }
    /// The next bytes of the tester on its connection.
    Network& ask(const Bytes& payload)
    {
        const std::uint32_t sequence = testerSequence;
        testerSequence += static_cast<std::uint32_t>(payload.size());
        return askAt(sequence, payload);
    }
    Network& askAt(std::uint32_t sequence, const Bytes& payload, std::uint8_t flags = 0)
    {
        return packet(ipv4(6, kTester, kEntity, tcpBytes(kClientPort, formats::kDoipPort, sequence, payload, flags)));
    }
    Network& answer(const Bytes& payload)
    {
        const std::uint32_t sequence = entitySequence;
        entitySequence += static_cast<std::uint32_t>(payload.size());
        return answerAt(sequence, payload);
    }
    Network& answerAt(std::uint32_t sequence, const Bytes& payload, std::uint8_t flags = 0)
    {
        return packet(ipv4(6, kEntity, kTester, tcpBytes(formats::kDoipPort, kClientPort, sequence, payload, flags)));
    }
    std::uint64_t count(std::string_view kind) const
    {
        const auto found = decoder.counts().byKind().find(kind);
        return found == decoder.counts().byKind().end() ? 0 : found->second;
    }
};

} // namespace argus::test
