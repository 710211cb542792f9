// SPDX-License-Identifier: Apache-2.0
// The services whose answers hold facts for a triage.
#include "core/base/text.h"
#include "core/protocol/interpreter.h"
#include "core/protocol/obd.h"
#include "core/protocol/trouble_code.h"
#include "core/protocol/uds_names.h"

#include <algorithm>

namespace argus::protocol {

void Interpreter::dtcReport(const Origin& origin)
{
    const auto report = decodeDtcReport(origin.payload);
    if (!report) {
        return;
    }
    for (const DtcRecord& record : report->records) {
        TroubleCode code;
        code.protocol = Protocol::Uds;
        code.service = "59";
        code.counts = report->counts;
        code.code = threeByteCodeText(record.code);
        code.raw = base::hexNumber(record.code, 6);
        if (record.status) {
            code.fault = isFaultStatus(*record.status);
            code.status = domain::DtcStatus {*record.status, statusBitNames(*record.status)};
        }
        m_listener.troubleCode(origin, code);
    }
    for (const DtcData& data : report->data) {
        m_listener.codeData(origin,
                            {Protocol::Uds, data.extended ? "extended" : "snapshot", threeByteCodeText(data.code),
                             data.record, data.data});
    }
}

void Interpreter::dataByIdentifier(const Origin& origin, const Request* request)
{
    const auto requested = request != nullptr ? requestedDids(request->bytes) : std::vector<std::uint16_t>();
    for (const DidValue& value : decodeDidResponse(origin.payload, requested)) {
        if (value.did == 0xF190 || value.did == 0xF802) {
            if (const auto vin = vinText(value.value)) {
                m_listener.vin(origin, value.did == 0xF190 ? "uds 22 F190" : "uds 22 F802", *vin);
            }
            continue;
        }
        std::string_view name = dataIdentifierName(value.did);
        if (name.empty() && value.did > 0xF802 && value.did <= 0xF80A) { // OBDonUDS: info types of mode 09
            name = infoTypeName(static_cast<std::uint8_t>(value.did));
        }
        if (name.empty()) {
            continue;
        }
        const std::string text = valueText(value.value);
        if (value.did == 0xF197) {
            m_listener.unitName(origin, text);
        }
        m_listener.supplierDatum(origin, {base::hexNumber(value.did, 4), std::string(name), text});
    }
}

void Interpreter::obdCodes(const Origin& origin, bool unpadded)
{
    // A count and pairs of bytes make an even length with the service id: an exact odd one is that of buses before CAN,
    // whose responses have no count.
    const bool hasCount = !unpadded || origin.payload.size() % 2 == 0;
    const auto codes = decodeObdCodes(origin.payload, hasCount);
    if (!codes) {
        return;
    }
    const std::string_view service = origin.payload[0] == 0x43 ? "43" : origin.payload[0] == 0x47 ? "47" : "4A";
    for (auto at = codes->begin(); at != codes->end(); ++at) {
        if (std::find(codes->begin(), at, *at) != at) {
            continue; // one for each response that names the code, however often it does
        }
        TroubleCode code;
        code.protocol = Protocol::Obd;
        code.service = service;
        code.code = codeText(*at);
        code.raw = base::hexNumber(*at, 4);
        code.fault = true;
        m_listener.troubleCode(origin, code);
    }
}

void Interpreter::obdFreezeFrame(const Origin& origin)
{
    const auto frame = decodeFreezeFrameCode(origin.payload);
    if (!frame || frame->code == 0) {
        return;
    }
    TroubleCode code;
    code.protocol = Protocol::Obd;
    code.service = "42";
    code.counts = false;
    code.code = codeText(frame->code);
    code.raw = base::hexNumber(frame->code, 4);
    code.fault = true;
    m_listener.troubleCode(origin, code);
    m_listener.codeData(origin, {Protocol::Obd, "freeze frame", code.code, frame->frame, origin.payload.subspan(3)});
}

void Interpreter::obdStatus(const Origin& origin)
{
    if (const auto status = decodeMonitorStatus(origin.payload)) {
        m_listener.supplierDatum(
            origin,
            {"01 01", "malfunction lamp and stored codes",
             (status->lampOn ? "lamp on, codes: " : "lamp off, codes: ") + std::to_string(status->codeCount)});
    }
}

void Interpreter::obdInfo(const Origin& origin)
{
    const auto info = decodeVehicleInfo(origin.payload);
    if (!info) {
        return;
    }
    if (info->infoType == 0x02) {
        if (const auto vin = vinText(origin.payload.subspan(2))) {
            m_listener.vin(origin, "obd 09 02", *vin);
        }
        return;
    }
    const std::string_view name = infoTypeName(info->infoType);
    if (name.empty() || info->infoType == 0x08) {
        return;
    }
    std::string text;
    if (info->infoType == 0x04) { // rows of 16 characters
        for (std::size_t at = 0; at < info->content.size(); at += 16) {
            const auto part = info->content.subspan(at, std::min<std::size_t>(16, info->content.size() - at));
            text += (text.empty() ? "" : ", ") + valueText(part);
        }
    } else if (info->infoType == 0x0A) { // short and long name, with zeros between
        for (const std::uint8_t byte : info->content) {
            if (byte >= 0x20 && byte < 0x7F) {
                text += static_cast<char>(byte);
            }
        }
        m_listener.unitName(origin, text);
    } else {
        text = base::toHex(info->content);
    }
    m_listener.supplierDatum(origin, {"09 " + base::hexNumber(info->infoType, 2), std::string(name), text});
}

void Interpreter::kwpCodes(const Origin& origin)
{
    const auto codes = decodeKwpCodes(origin.payload);
    if (!codes) {
        return;
    }
    const std::string_view service = origin.payload[0] == 0x58 ? "58" : origin.payload[0] == 0x57 ? "57" : "53";
    for (const KwpCode& entry : *codes) {
        TroubleCode code;
        code.protocol = Protocol::Kwp2000;
        code.service = service;
        code.code = codeText(entry.code);
        code.raw = base::hexNumber(entry.code, 4);
        code.fault = true;
        if (entry.status) {
            code.fault = isKwpFault(*entry.status);
            code.status = domain::DtcStatus {*entry.status, kwpStatusNames(*entry.status)};
        }
        m_listener.troubleCode(origin, code);
    }
}

void Interpreter::kwpIdentification(const Origin& origin)
{
    if (origin.payload.size() < 3) {
        return;
    }
    const Payload value = origin.payload.subspan(2);
    if (origin.payload[1] == 0x90) {
        if (const auto vin = vinText(value)) {
            m_listener.vin(origin, "kwp2000 1A 90", *vin);
        }
        return;
    }
    m_listener.supplierDatum(origin, {"1A " + base::hexNumber(origin.payload[1], 2), "", valueText(value)});
}

} // namespace argus::protocol
