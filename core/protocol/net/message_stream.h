// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/net/tcp_stream.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace argus::protocol {

/// What a protocol knows about the messages in its byte stream.
class MessageFormat
{
public:
    virtual ~MessageFormat() = default;
    /// Bytes of a header.
    virtual std::size_t headerBytes() const = 0;
    /// Length of the message with its header; `bytes` has headerBytes() and perhaps more. 0: no message begins so.
    /// `inOrder`: the one before ended here, so a header is expected.
    virtual std::size_t messageBytes(Payload bytes, bool inOrder) const = 0;
};

/// Receives the messages of a byte stream. Views live for the time of the call.
class MessageReceiver
{
public:
    virtual ~MessageReceiver() = default;
    /// A whole message with its header.
    virtual void message(Position position, Payload whole) = 0;
    /// A message that began and will not be completed; `begin` holds what came of it, its whole header at least.
    virtual void brokenMessage(Position position, Payload begin, PartialReason reason) = 0;
    /// Bytes that belong to no message.
    virtual void lostBytes(std::uint64_t count) = 0;
};

/// Cuts the bytes of one direction of a connection into messages. Behind a gap, or where no message begins, it goes on
/// with the next header that looks right. Keeps one message, of at most kMaxMessage bytes: longer ones are passed over.
class MessageStream final : public StreamReceiver
{
public:
    static constexpr std::size_t kMaxMessage = std::size_t {1} << 20;

    /// Both must outlive the stream.
    MessageStream(const MessageFormat& format, MessageReceiver& receiver)
        : m_format(format)
        , m_receiver(receiver)
    { }

    void bytes(Position position, Payload payload) override;
    void gap(Position position) override;
    /// The stream ended.
    void finish();

    /// Memory for what is not complete.
    std::size_t bufferedBytes() const { return m_buffer.size() + m_marks.size() * sizeof(Mark); }

private:
    struct Mark
    {
        std::size_t at; ///< in m_buffer
        Position position;
    };

    void cutMessages();
    std::size_t passUnknown(std::size_t at);
    void breakOff(PartialReason reason);
    Position positionAt(std::size_t at) const;
    void forget(std::size_t count);

    const MessageFormat& m_format;
    MessageReceiver& m_receiver;
    std::vector<std::uint8_t> m_buffer;
    std::vector<Mark> m_marks; ///< where packets begin in m_buffer
    std::uint64_t m_toPass = 0; ///< bytes of a message that is too long
    bool m_inOrder = false;
};

} // namespace argus::protocol
