// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/tcp_stream.h"

#include <algorithm>
#include <utility>

namespace argus::protocol {

namespace {

/// Numbers that lie further apart than any window belong to different connections.
constexpr std::uint64_t kFarAway = 64 << 20;
/// A retransmission that did not come in this time will not come; ns.
constexpr std::int64_t kPatience = 2'000'000'000;
/// What keeping a segment costs beside its bytes.
constexpr std::size_t kOverhead = 128;

bool isLate(domain::RecordingTime waiting, domain::RecordingTime now)
{
    return waiting != domain::kNoTime && now != domain::kNoTime && now > waiting
        && static_cast<std::uint64_t>(now) - static_cast<std::uint64_t>(waiting)
        > static_cast<std::uint64_t>(kPatience);
}

} // namespace

std::uint64_t TcpStream::absolute(std::uint32_t sequence) const
{
    const auto distance = static_cast<std::int32_t>(sequence - static_cast<std::uint32_t>(m_next));
    return m_next + static_cast<std::uint64_t>(static_cast<std::int64_t>(distance));
}

void TcpStream::start(std::uint32_t sequence)
{
    m_started = true;
    m_initial = sequence;
    m_next = (std::uint64_t {1} << 32) + sequence; // room for numbers before it
}

void TcpStream::segment(const formats::TcpSegment& segment, Position position, StreamReceiver& receiver)
{
    const std::uint32_t sequence = segment.isSyn ? segment.sequence + 1 : segment.sequence;
    if (segment.isSyn && (!m_started || sequence != m_initial)) {
        if (m_started) {
            finish(receiver);
            receiver.gap(position); // a new connection between the same ports
        }
        start(sequence);
    }
    if (!segment.payload.empty()) {
        if (!m_started) {
            start(sequence);
        }
        data(absolute(sequence), position, segment.payload, receiver);
    }
    if (segment.isReset) {
        finish(receiver);
        m_started = false;
    }
}

void TcpStream::data(std::uint64_t at, Position position, Payload payload, StreamReceiver& receiver)
{
    if (at > m_next + kFarAway || at + kFarAway < m_next) {
        finish(receiver);
        receiver.gap(position);
        start(static_cast<std::uint32_t>(at));
        at = m_next;
    }
    if (at + payload.size() <= m_next) {
        return; // sent again
    }
    if (at > m_next) {
        wait(at, position, payload, receiver);
        return;
    }
    receiver.bytes(position, payload.subspan(static_cast<std::size_t>(m_next - at)));
    m_next = at + payload.size();
    deliverWaiting(receiver);
}

void TcpStream::wait(std::uint64_t at, Position position, Payload payload, StreamReceiver& receiver)
{
    Waiting& waiting = m_waiting[at];
    if (payload.size() > waiting.bytes.size()) {
        m_waitingBytes += payload.size() - waiting.bytes.size() + (waiting.bytes.empty() ? kOverhead : 0);
        if (waiting.bytes.empty()) {
            waiting.position = position;
        }
        waiting.bytes.assign(payload.begin(), payload.end());
    }
    while (!m_waiting.empty()
           && (m_waitingBytes > kMaxWaitingBytes || m_waiting.size() > kMaxWaitingSegments
               || isLate(m_waiting.begin()->second.position.ts, position.ts))) {
        passGap(receiver);
    }
}

void TcpStream::deliverWaiting(StreamReceiver& receiver)
{
    while (!m_waiting.empty() && m_waiting.begin()->first <= m_next) {
        const auto node = m_waiting.extract(m_waiting.begin());
        const Waiting& waiting = node.mapped();
        m_waitingBytes -= waiting.bytes.size() + kOverhead;
        const std::uint64_t end = node.key() + waiting.bytes.size();
        if (end > m_next) {
            const auto known = static_cast<std::size_t>(m_next - node.key());
            m_next = end;
            receiver.bytes(waiting.position, Payload(waiting.bytes).subspan(known));
        }
    }
}

void TcpStream::passGap(StreamReceiver& receiver)
{
    receiver.gap(m_waiting.begin()->second.position);
    m_next = m_waiting.begin()->first;
    deliverWaiting(receiver);
}

void TcpStream::acknowledged(std::uint32_t sequence, StreamReceiver& receiver)
{
    // The receiver has what is missing here: the recorder lost it.
    while (!m_waiting.empty() && absolute(sequence) > m_waiting.begin()->first) {
        passGap(receiver);
    }
}

void TcpStream::finish(StreamReceiver& receiver)
{
    while (!m_waiting.empty()) {
        passGap(receiver);
    }
}

} // namespace argus::protocol
