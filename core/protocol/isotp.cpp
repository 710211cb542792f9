// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/isotp.h"

#include <algorithm>

namespace argus::protocol {

IsoTpKey IsoTpKey::unpack(std::uint64_t packed)
{
    IsoTpKey key;
    key.channel = static_cast<std::uint16_t>(packed >> 40);
    key.extended = (packed >> 39 & 1U) != 0;
    key.id = static_cast<std::uint32_t>(packed >> 9 & 0x1FFFFFFF);
    key.address = static_cast<std::int16_t>(static_cast<int>(packed & 0x1FF) - 1);
    return key;
}

namespace {

Pci readSingle(Payload frame)
{
    std::uint32_t length = frame[0] & 0x0FU;
    std::uint8_t header = 1;
    if (length == 0 && frame.size() > 8) { // CAN FD: the length does not fit the low half and follows
        length = frame[1];
        header = 2;
    }
    if (length == 0 || length + header > frame.size() || (header == 1 && length > 7)) {
        return {};
    }
    return {PciType::Single, length, 0, header};
}

Pci readFirst(Payload frame)
{
    if (frame.size() < 7) {
        return {};
    }
    std::uint32_t length = static_cast<std::uint32_t>((frame[0] & 0x0FU) << 8 | frame[1]);
    std::uint8_t header = 2;
    if (length == 0) { // longer than 4095: 32 bits follow
        length = static_cast<std::uint32_t>(frame[2]) << 24 | frame[3] << 16 | frame[4] << 8 | frame[5];
        header = 6;
        if (length <= 4095) {
            return {};
        }
    }
    // A message that fits a single frame must be sent as one: anything else is no ISO-TP.
    const std::size_t single = frame.size() <= 8 ? frame.size() - 1 : frame.size() - 2;
    if (length <= single) {
        return {};
    }
    return {PciType::First, length, 0, header};
}

} // namespace

Pci readPci(Payload frame)
{
    if (frame.empty()) {
        return {};
    }
    switch (frame[0] >> 4) {
    case 0:
        return readSingle(frame);
    case 1:
        return readFirst(frame);
    case 2:
        return frame.size() >= 2 ? Pci {PciType::Consecutive, 0, static_cast<std::uint8_t>(frame[0] & 0x0F), 1}
                                 : Pci {};
    case 3:
        return frame.size() >= 3 && (frame[0] & 0x0F) <= 2 ? Pci {PciType::FlowControl, 0, 0, 3} : Pci {};
    default:
        return {};
    }
}

std::optional<IsoTpReassembler::Message> IsoTpReassembler::frame(const IsoTpKey& key, Position position, Payload frame)
{
    const Pci pci = readPci(frame);
    switch (pci.type) {
    case PciType::Single:
        giveUp(key, PartialReason::Replaced);
        return Message {frame.subspan(pci.headerBytes, pci.length), position};
    case PciType::First:
        giveUp(key, PartialReason::Replaced);
        begin(key, position, frame, pci);
        return std::nullopt;
    case PciType::Consecutive:
        return next(key, position, frame, pci);
    case PciType::FlowControl:
    case PciType::None:
        return std::nullopt;
    }
    return std::nullopt;
}

void IsoTpReassembler::begin(const IsoTpKey& key, Position position, Payload frame, const Pci& pci)
{
    const Payload first = frame.subspan(pci.headerBytes);
    if (pci.length > kMaxMessage) {
        m_onPartial({PartialReason::TooLong, key.channel, key.id, key.extended, position, pci.length, first});
        return;
    }
    while (m_sessions.size() >= kMaxSessions || (!m_sessions.empty() && m_bufferedBytes + first.size() > kMaxBytes)) {
        dropOldest();
    }
    Session& session = m_sessions[key.packed()];
    session.position = position;
    session.lastTs = position.ts;
    session.lastUse = ++m_uses;
    session.expected = pci.length;
    session.frameBytes = static_cast<std::uint8_t>(frame.size());
    session.data.assign(first.begin(), first.end());
    m_bufferedBytes += first.size();
}

std::optional<IsoTpReassembler::Message> IsoTpReassembler::next(const IsoTpKey& key, Position position, Payload frame,
                                                                const Pci& pci)
{
    const auto at = m_sessions.find(key.packed());
    if (at == m_sessions.end()) {
        return std::nullopt; // the rest of a message that was given up, or began before the recording
    }
    Session& session = at->second;
    if (session.lastTs != domain::kNoTime && position.ts != domain::kNoTime && position.ts > session.lastTs
        && static_cast<std::uint64_t>(position.ts) - static_cast<std::uint64_t>(session.lastTs) > kTimeout) {
        giveUp(at, PartialReason::Timeout);
        return std::nullopt;
    }
    if (pci.sequence != session.next) {
        giveUp(at, PartialReason::SequenceGap);
        return std::nullopt;
    }
    const std::size_t missing = session.expected - session.data.size();
    const std::size_t taken = std::min(missing, frame.size() - 1);
    if (taken < missing && frame.size() < session.frameBytes) {
        giveUp(at, PartialReason::ShortFrame);
        return std::nullopt;
    }
    session.data.insert(session.data.end(), frame.begin() + 1, frame.begin() + 1 + static_cast<std::ptrdiff_t>(taken));
    session.next = static_cast<std::uint8_t>((session.next + 1) & 0x0F);
    session.lastTs = position.ts;
    session.lastUse = ++m_uses;
    m_bufferedBytes += taken;
    if (taken < missing) {
        if (m_bufferedBytes > kMaxBytes) {
            dropOldest();
        }
        return std::nullopt;
    }
    m_bufferedBytes -= session.data.size();
    m_complete.swap(session.data);
    const Position begin = session.position;
    m_sessions.erase(at);
    return Message {m_complete, begin};
}

void IsoTpReassembler::giveUp(Sessions::iterator at, PartialReason reason)
{
    const IsoTpKey key = IsoTpKey::unpack(at->first);
    const Session session = std::move(at->second);
    m_bufferedBytes -= session.data.size();
    m_sessions.erase(at);
    m_onPartial({reason, key.channel, key.id, key.extended, session.position, session.expected, session.data});
}

void IsoTpReassembler::giveUp(const IsoTpKey& key, PartialReason reason)
{
    if (m_sessions.empty()) {
        return;
    }
    if (const auto at = m_sessions.find(key.packed()); at != m_sessions.end()) {
        giveUp(at, reason);
    }
}

void IsoTpReassembler::dropOldest()
{
    const auto oldest = std::min_element(m_sessions.begin(), m_sessions.end(), [](const auto& left, const auto& right) {
        return left.second.lastUse < right.second.lastUse;
    });
    if (oldest != m_sessions.end()) {
        giveUp(oldest, PartialReason::TooMany);
    }
}

void IsoTpReassembler::finish()
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

} // namespace argus::protocol
