// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/network/vehicle_headers.h"
#include "core/protocol/diagnostic_listener.h"
#include "core/protocol/interpreter.h"
#include "core/protocol/net/message_counts.h"
#include "core/protocol/net/message_stream.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::protocol {

/// Where the headers of DoIP messages (ISO 13400-2) are in a byte stream.
class DoipFormat final : public MessageFormat
{
public:
    std::size_t headerBytes() const override { return formats::DoipHeader::kBytes; }
    std::size_t messageBytes(Payload bytes, bool inOrder) const override;
};

/// What is known about the connection or datagram that a DoIP message came in.
struct DoipLink
{
    std::uint16_t channel = 0;
    std::string_view channelName;
    /// The side that opened the connection sent it, as far as ports tell.
    bool fromClient = false;
    /// The address that the client of this connection was given by routing activation; kept by the caller.
    std::optional<std::uint16_t>* tester = nullptr;
};

/// Understands whole DoIP messages: vehicle announcements, routing activation and the diagnostic messages in them,
/// whose facts go to a listener. Senders are named by their logical address, "DoIP 0E80". One thread; memory is fixed.
class DoipInterpreter
{
public:
    /// Both must outlive the interpreter.
    DoipInterpreter(DiagnosticListener& listener, MessageCounts& counts)
        : m_listener(listener)
        , m_counts(counts)
        , m_interpreter(listener)
    { }

    /// A message with its header, which has been found good.
    void message(const DoipLink& link, Position position, Payload whole);
    /// A message that was not completed; `begin` has its header.
    void brokenMessage(const DoipLink& link, Position position, Payload begin, PartialReason reason);

private:
    void announcement(const DoipLink& link, Position position, Payload payload);
    void activationResponse(const DoipLink& link, Payload payload);
    void diagnostic(const DoipLink& link, Position position, Payload payload);

    DiagnosticListener& m_listener;
    MessageCounts& m_counts;
    Interpreter m_interpreter;
};

} // namespace argus::protocol
