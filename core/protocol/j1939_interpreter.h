// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/protocol/diagnostic_listener.h"
#include "core/protocol/j1939_transport.h"

#include <cstdint>
#include <string_view>

namespace argus::protocol::j1939 {

/// True for identifiers whose frames Interpreter wants: transport, diagnosis, identification.
constexpr bool isDiagnosticId(std::uint32_t id)
{
    if ((id >> 24 & 3) != 0) { // extended or second data page
        return false;
    }
    switch (id >> 16 & 0xFF) {
    case kPgnAcknowledge >> 8:
    case kPgnTransferData >> 8:
    case kPgnTransferControl >> 8:
    case kPgnAddressClaim >> 8:
        return true;
    case 0xFE:
        switch (id >> 8 & 0xFFFF) {
        case kPgnDm1:
        case kPgnDm2:
        case kPgnDm5:
        case kPgnSoftwareId:
        case kPgnComponentId:
        case kPgnVin:
            return true;
        default:
            return false;
        }
    default:
        return false;
    }
}

/// Understands the diagnostic part of J1939 (J1939-21, -73, -81), from frames with 29-bit identifiers.
class Interpreter
{
public:
    /// The listener must outlive the interpreter; `onPartial` hears of messages that did not end.
    Interpreter(DiagnosticListener& listener, TransportReassembler::OnPartial onPartial);

    /// A classic data frame for which isDiagnosticId() holds.
    void frame(std::uint16_t channel, std::string_view channelName, std::uint32_t id, Position position, Payload data);
    void finish();
    std::size_t openSessions() const { return m_transport.openSessions(); }

private:
    void message(const Origin& origin, std::uint32_t pgn);
    void diagnosticMessage(const Origin& origin, std::string_view service);
    void identification(const Origin& origin, std::uint32_t pgn);
    void acknowledgement(const Origin& origin);

    DiagnosticListener& m_listener;
    TransportReassembler m_transport;
};

} // namespace argus::protocol::j1939
