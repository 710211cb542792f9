// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/headers.h"
#include "core/protocol/message.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <vector>

namespace argus::protocol {

/// Receives one direction of a connection as it was sent. Views live for the time of the call.
class StreamReceiver
{
public:
    virtual ~StreamReceiver() = default;
    /// The next bytes in order; `position` is that of the packet that brought them.
    virtual void bytes(Position position, Payload payload) = 0;
    /// Bytes are missing here that will not come any more.
    virtual void gap(Position position) = 0;
};

/// Puts the segments of one direction of a TCP connection into order: retransmitted and overlapping bytes count once,
/// what comes too early waits. What waits is given up as a gap when the other side has acknowledged past it, when it
/// has waited two seconds, or when it is more than kMaxWaitingBytes. A stream whose start was not recorded begins with
/// the first segment seen. One thread.
class TcpStream
{
public:
    static constexpr std::size_t kMaxWaitingBytes = 256 * 1024;
    static constexpr std::size_t kMaxWaitingSegments = 256;

    void segment(const formats::TcpSegment& segment, Position position, StreamReceiver& receiver);
    /// The other side says that it has everything before this sequence number.
    void acknowledged(std::uint32_t sequence, StreamReceiver& receiver);
    /// The connection or the recording ended: hands on what waits, with gaps.
    void finish(StreamReceiver& receiver);

    std::size_t waitingBytes() const { return m_waitingBytes; }

private:
    struct Waiting
    {
        Position position;
        std::vector<std::uint8_t> bytes;
    };

    std::uint64_t absolute(std::uint32_t sequence) const;
    void start(std::uint32_t sequence);
    void data(std::uint64_t at, Position position, Payload payload, StreamReceiver& receiver);
    void wait(std::uint64_t at, Position position, Payload payload, StreamReceiver& receiver);
    void deliverWaiting(StreamReceiver& receiver);
    void passGap(StreamReceiver& receiver);

    bool m_started = false;
    std::uint32_t m_initial = 0; ///< sequence number of the first byte
    std::uint64_t m_next = 0; ///< sequence number that is due, counted on past 32 bits
    std::map<std::uint64_t, Waiting> m_waiting;
    std::size_t m_waitingBytes = 0;
};

} // namespace argus::protocol
