// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/j1939_transport.h"

#include <algorithm>

namespace argus::protocol::j1939 {

namespace {

constexpr std::uint8_t kRequestToSend = 16;
constexpr std::uint8_t kEndOfMessage = 19;
constexpr std::uint8_t kBroadcast = 32;
constexpr std::uint8_t kAbort = 255;
constexpr unsigned kPacketBytes = 7;

std::uint64_t keyOf(std::uint16_t channel, std::uint8_t source, std::uint8_t destination)
{
    return static_cast<std::uint64_t>(channel) << 16 | static_cast<std::uint64_t>(source) << 8 | destination;
}

} // namespace

std::optional<TransportReassembler::Message> TransportReassembler::frame(std::uint16_t channel, std::uint32_t canId,
                                                                         Position position, Payload data)
{
    if (data.size() != 8) {
        return std::nullopt;
    }
    const Id id = splitId(canId);
    if (id.pgn == kPgnTransferControl) {
        control(channel, canId, position, data);
        return std::nullopt;
    }
    return packet(keyOf(channel, id.source, id.destination), position, data);
}

void TransportReassembler::control(std::uint16_t channel, std::uint32_t canId, Position position, Payload data)
{
    const Id id = splitId(canId);
    const std::uint64_t key = keyOf(channel, id.source, id.destination);
    const std::uint64_t reverse = keyOf(channel, id.destination, id.source);
    const std::uint8_t kind = data[0];
    if (kind == kAbort) { // either side may end a connection
        giveUp(key, PartialReason::Aborted);
        giveUp(reverse, PartialReason::Aborted);
        return;
    }
    if (kind == kEndOfMessage) { // sent by the receiver: what is still open here lacks packets
        giveUp(reverse, PartialReason::SequenceGap);
        return;
    }
    const bool isBroadcast = kind == kBroadcast && id.destination == kGlobalAddress;
    if (!isBroadcast && (kind != kRequestToSend || id.destination == kGlobalAddress)) {
        return;
    }
    giveUp(key, PartialReason::Replaced);
    const std::uint32_t size = static_cast<std::uint32_t>(data[1] | data[2] << 8);
    const unsigned packets = data[3];
    if (size < 9 || packets == 0 || packets != (size + kPacketBytes - 1) / kPacketBytes) {
        return; // an announcement that contradicts itself announces nothing
    }
    if (m_sessions.size() >= kMaxSessions) {
        giveUp(std::min_element(
                   m_sessions.begin(), m_sessions.end(),
                   [](const auto& left, const auto& right) { return left.second.lastUse < right.second.lastUse; }),
               PartialReason::TooMany);
    }
    Session& session = m_sessions[key];
    session.position = position;
    session.lastTs = position.ts;
    session.lastUse = ++m_uses;
    session.frameId = canId;
    session.pgn = static_cast<std::uint32_t>(data[5] | data[6] << 8 | data[7] << 16) & 0x3FFFF;
    session.size = size;
    session.packets = packets;
    session.broadcast = isBroadcast;
}

std::optional<TransportReassembler::Message> TransportReassembler::packet(std::uint64_t key, Position position,
                                                                          Payload data)
{
    const auto at = m_sessions.find(key);
    if (at == m_sessions.end()) {
        return std::nullopt;
    }
    Session& session = at->second;
    if (session.lastTs != domain::kNoTime && position.ts != domain::kNoTime && position.ts > session.lastTs
        && static_cast<std::uint64_t>(position.ts) - static_cast<std::uint64_t>(session.lastTs) > kTimeout) {
        giveUp(at, PartialReason::Timeout);
        return std::nullopt;
    }
    const unsigned sequence = data[0];
    if (sequence == 0 || sequence > session.packets || (session.broadcast && sequence != session.received + 1)) {
        giveUp(at, PartialReason::SequenceGap);
        return std::nullopt;
    }
    session.lastTs = position.ts;
    session.lastUse = ++m_uses;
    if (session.have[sequence]) {
        return std::nullopt; // sent again on request
    }
    session.have.set(sequence);
    ++session.received;
    const std::size_t begin = (sequence - 1) * kPacketBytes;
    session.data.resize(std::max(session.data.size(), begin + kPacketBytes));
    std::copy(data.begin() + 1, data.end(), session.data.begin() + static_cast<std::ptrdiff_t>(begin));
    if (session.received < session.packets) {
        return std::nullopt;
    }
    m_complete.swap(session.data);
    m_complete.resize(session.size);
    const Message message {session.pgn, m_complete, session.position, session.frameId};
    m_sessions.erase(at);
    return message;
}

void TransportReassembler::giveUp(Sessions::iterator at, PartialReason reason)
{
    const auto channel = static_cast<std::uint16_t>(at->first >> 16);
    const Session session = std::move(at->second);
    m_sessions.erase(at);
    m_onPartial({reason, channel, session.frameId, true, session.position, session.size, session.data});
}

void TransportReassembler::giveUp(std::uint64_t key, PartialReason reason)
{
    if (const auto at = m_sessions.find(key); at != m_sessions.end()) {
        giveUp(at, reason);
    }
}

void TransportReassembler::finish()
{
    std::vector<std::uint64_t> keys;
    keys.reserve(m_sessions.size());
    for (const auto& [key, session] : m_sessions) {
        keys.push_back(key);
    }
    std::ranges::sort(keys);
    for (const std::uint64_t key : keys) {
        giveUp(m_sessions.find(key), PartialReason::EndOfRecording);
    }
}

} // namespace argus::protocol::j1939
