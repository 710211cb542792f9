// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/j1939.h"
#include "core/protocol/message.h"

#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace argus::protocol::j1939 {

/// Puts together the messages of the J1939 transport protocol (J1939-21, 5.10): broadcasts (BAM) and connections
/// (RTS/CTS), up to 1785 bytes each.
///
/// Conversations are told apart by channel, source and destination. A broadcast that lost a packet is given up; on a
/// connection the receiver may ask for packets again, so there they may come in any order. Unfinished messages are
/// reported. Memory is bounded by kMaxSessions.
class TransportReassembler
{
public:
    static constexpr std::size_t kMaxSessions = 512;
    /// A pause inside a message that ends it, ns: far above the 750 ms of the standard, for coarse stamps.
    static constexpr domain::RecordingTime kTimeout = 5'000'000'000;

    struct Message
    {
        std::uint32_t pgn = 0;
        Payload payload; ///< valid until the next call
        Position position; ///< of the announcement
        std::uint32_t frameId = 0; ///< of the announcement
    };
    using OnPartial = std::function<void(const PartialMessage&)>;

    explicit TransportReassembler(OnPartial onPartial)
        : m_onPartial(std::move(onPartial))
    { }

    /// A frame of PGN EC00 (TP.CM) or EB00 (TP.DT), by its whole identifier; the message when it completes one.
    std::optional<Message> frame(std::uint16_t channel, std::uint32_t canId, Position position, Payload data);
    void finish();
    std::size_t openSessions() const { return m_sessions.size(); }

private:
    struct Session
    {
        Position position;
        domain::RecordingTime lastTs = domain::kNoTime;
        std::uint64_t lastUse = 0;
        std::uint32_t frameId = 0;
        std::uint32_t pgn = 0;
        std::uint32_t size = 0;
        unsigned packets = 0;
        unsigned received = 0;
        bool broadcast = false;
        std::bitset<256> have;
        std::vector<std::uint8_t> data;
    };
    using Sessions = std::unordered_map<std::uint64_t, Session>;

    void control(std::uint16_t channel, std::uint32_t canId, Position position, Payload data);
    std::optional<Message> packet(std::uint64_t key, Position position, Payload data);
    void giveUp(Sessions::iterator session, PartialReason reason);
    void giveUp(std::uint64_t key, PartialReason reason);

    OnPartial m_onPartial;
    Sessions m_sessions;
    std::vector<std::uint8_t> m_complete;
    std::uint64_t m_uses = 0;
};

} // namespace argus::protocol::j1939
