// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/j1939_interpreter.h"

#include "core/base/text.h"
#include "core/formats/frame_block.h"
#include "core/protocol/trouble_code.h"

#include <algorithm>

namespace argus::protocol::j1939 {

Interpreter::Interpreter(DiagnosticListener& listener, TransportReassembler::OnPartial onPartial)
    : m_listener(listener)
    , m_transport(std::move(onPartial))
{ }

void Interpreter::frame(std::uint16_t channel, std::string_view channelName, std::uint32_t id, Position position,
                        Payload data)
{
    const Id parts = splitId(id);
    if (parts.source > kLastUnitAddress) {
        return;
    }
    const std::string ecu = addressText(parts.source);
    if (parts.pgn == kPgnTransferControl || parts.pgn == kPgnTransferData) {
        if (const auto whole = m_transport.frame(channel, id, position, data)) {
            const std::string frameId = formats::idText(whole->frameId, true);
            message({channel, channelName, ecu, {}, whole->position, frameId, whole->payload}, whole->pgn);
        }
        return;
    }
    if (parts.pgn == kPgnAddressClaim && parts.destination != kGlobalAddress) {
        return; // a claim goes to everyone
    }
    const std::string frameId = formats::idText(id, true);
    message({channel, channelName, ecu, {}, position, frameId, data}, parts.pgn);
}

void Interpreter::finish()
{
    m_transport.finish();
}

void Interpreter::message(const Origin& origin, std::uint32_t pgn)
{
    switch (pgn) {
    case kPgnDm1:
        return diagnosticMessage(origin, "DM1");
    case kPgnDm2:
        return diagnosticMessage(origin, "DM2");
    case kPgnAcknowledge:
        return acknowledgement(origin);
    case kPgnDm5:
    case kPgnAddressClaim:
    case kPgnSoftwareId:
    case kPgnComponentId:
    case kPgnVin:
        return identification(origin, pgn);
    default:
        return;
    }
}

void Interpreter::diagnosticMessage(const Origin& origin, std::string_view service)
{
    const auto dm = decodeDm(origin.payload);
    if (!dm) {
        return;
    }
    m_listener.unitMessage(origin, Protocol::J1939);
    for (const DmCode& entry : dm->codes) {
        TroubleCode code;
        code.protocol = Protocol::J1939;
        code.service = service;
        code.code = spnText(entry.spn, entry.fmi);
        code.raw = base::hexNumber(entry.raw, 8);
        code.fault = true;
        code.spn = entry.spn;
        code.fmi = entry.fmi;
        code.oc = entry.oc;
        code.lamps = dm->lamps;
        if (entry.conversionBit) {
            code.remark = "the conversion method bit is set: the SPN may follow an older layout than the one shown";
        }
        m_listener.troubleCode(origin, code);
    }
}

void Interpreter::identification(const Origin& origin, std::uint32_t pgn)
{
    if (pgn == kPgnVin) {
        // The text ends with '*'; some senders repeat or pad behind it.
        const auto end = std::ranges::find(origin.payload, std::uint8_t {'*'});
        const Payload text(origin.payload.begin(), end);
        if (const auto vin = vinText(text)) {
            m_listener.unitMessage(origin, Protocol::J1939);
            m_listener.vin(origin, "j1939 65260", *vin);
        }
        return;
    }
    if (pgn == kPgnAddressClaim) {
        if (const auto name = decodeName(origin.payload)) {
            m_listener.unitMessage(origin, Protocol::J1939);
            m_listener.supplierDatum(origin, {"NAME", "address claim", base::hexNumber(name->value, 16)});
            if (!name->function.empty()) {
                m_listener.unitName(origin, std::string(name->function));
            }
        }
        return;
    }
    m_listener.unitMessage(origin, Protocol::J1939);
    if (pgn == kPgnDm5) {
        if (const auto readiness = decodeReadiness(origin.payload)) {
            m_listener.supplierDatum(
                origin,
                {"DM5", "active and previously active codes",
                 std::to_string(readiness->active) + ", " + std::to_string(readiness->previouslyActive)});
        }
        return;
    }
    const std::string key = std::to_string(pgn);
    if (pgn == kPgnSoftwareId) { // a count stands before the fields
        std::string value;
        for (const std::string& field : starFields(origin.payload.size() > 1 ? origin.payload.subspan(1) : Payload())) {
            value += (value.empty() ? "" : ", ") + field;
        }
        m_listener.supplierDatum(origin, {key, "software identification", value});
        return;
    }
    constexpr std::string_view kFields[] {"make", "model", "serial number", "unit number"};
    const auto fields = starFields(origin.payload);
    for (std::size_t i = 0; i < std::min(fields.size(), std::size(kFields)); ++i) {
        if (!fields[i].empty()) {
            m_listener.supplierDatum(origin, {key + "." + std::to_string(i + 1), std::string(kFields[i]), fields[i]});
        }
    }
}

void Interpreter::acknowledgement(const Origin& origin)
{
    // J1939-21, 5.4.4: control byte 0 is a positive acknowledgement; the last three bytes name what was asked for.
    const Payload data = origin.payload;
    if (data.size() != 8 || data[0] != 0) {
        return;
    }
    const std::uint32_t pgn = static_cast<std::uint32_t>(data[5] | data[6] << 8 | data[7] << 16);
    if (pgn == kPgnDm3 || pgn == kPgnDm11) {
        m_listener.unitMessage(origin, Protocol::J1939);
        m_listener.codesCleared(origin, Protocol::J1939, kAllGroups);
    }
}

} // namespace argus::protocol::j1939
