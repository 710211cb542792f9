// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/interpreter.h"

#include "core/domain/vin.h"
#include "core/protocol/obd.h"
#include "core/protocol/pairing.h"
#include "core/protocol/uds_names.h"

#include <algorithm>

namespace argus::protocol {

namespace {

/// Longest wait for an answer, ns: P2* of ISO 14229-2, which a "response pending" starts anew.
constexpr std::uint64_t kAnswerTime = 5'000'000'000;

bool isInTime(domain::RecordingTime request, domain::RecordingTime response)
{
    if (request == domain::kNoTime || response == domain::kNoTime) {
        return true; // the ring of remembered requests is the only bound
    }
    const auto later = static_cast<std::uint64_t>(std::max(request, response));
    const auto earlier = static_cast<std::uint64_t>(std::min(request, response));
    return later - earlier <= kAnswerTime;
}

} // namespace

void Interpreter::message(const DiagnosticMessage& message)
{
    const auto head = decodeHead(message.payload);
    if (!head) {
        return;
    }
    if (head->kind == MessageKind::Request) {
        remember(message);
        return;
    }
    Request* request = message.functional ? nullptr : findRequest(message);
    if (request == nullptr && !isAcceptable(message, *head)) {
        return;
    }
    std::string_view requestAddress = message.peer;
    if (requestAddress.empty() && request != nullptr && !request->functional) {
        requestAddress = request->sender;
    }
    const Origin origin {message.channel,  message.channelName, message.sender, requestAddress,
                         message.position, message.frameId,     message.payload};
    if (head->kind == MessageKind::Negative) {
        m_listener.unitMessage(origin, head->protocol);
        m_listener.negativeResponse(origin, head->service, head->nrc);
        if (head->nrc == kResponsePending && request != nullptr) {
            request->ts = message.position.ts;
        }
        return;
    }
    positive(message, *head, origin, request);
}

void Interpreter::remember(const DiagnosticMessage& message)
{
    // Keep-alive messages that want no answer would push everything else out.
    if (message.payload[0] == 0x3E && message.payload.size() > 1 && (message.payload[1] & 0x80) != 0) {
        return;
    }
    // Noise must not push them out either.
    const auto length = static_cast<std::uint32_t>(message.payload.size());
    if (message.trust != Trust::Standard && !isPlausibleRequest({message.payload, length})) {
        return;
    }
    Request& request = m_requests[m_next];
    m_next = (m_next + 1) % kRemembered;
    request.used = true;
    request.functional = message.functional;
    request.channel = message.channel;
    request.senderKey = message.senderKey;
    request.sender = message.sender;
    request.ts = message.position.ts;
    request.length = length;
    const Payload kept = message.payload.first(std::min(message.payload.size(), kRememberedBytes));
    request.bytes.assign(kept.begin(), kept.end());
}

Interpreter::Request* Interpreter::findRequest(const DiagnosticMessage& response)
{
    const MessageStart answer {response.payload, static_cast<std::uint32_t>(response.payload.size())};
    for (std::size_t back = 1; back <= kRemembered; ++back) {
        Request& request = m_requests[(m_next + kRemembered - back) % kRemembered];
        if (!request.used) {
            return nullptr;
        }
        const bool isPeer = response.peerKey == 0 ? request.senderKey != response.senderKey
                                                  : request.functional || request.senderKey == response.peerKey;
        if (request.channel == response.channel && isPeer && isInTime(request.ts, response.position.ts)
            && matchResponse({request.bytes, request.length}, answer) != PairMatch::None) {
            return &request;
        }
    }
    return nullptr;
}

bool Interpreter::isAcceptable(const DiagnosticMessage& message, const MessageHead& head) const
{
    if (message.trust == Trust::Standard) {
        return true;
    }
    if (message.trust == Trust::Possible || head.kind == MessageKind::Negative) {
        return false;
    }
    // Without a request, and on an id that may carry anything, only what can hardly be chance: exact lists of codes
    // that are not empty, and a VIN.
    const Payload payload = message.payload;
    switch (head.service) {
    case 0x19: {
        const auto report = decodeDtcReport(payload);
        return report && !report->records.empty();
    }
    case 0x03:
    case 0x07:
    case 0x0A: {
        const auto codes = decodeObdCodes(payload);
        return codes && !codes->empty();
    }
    case 0x17:
    case 0x18: {
        const auto codes = decodeKwpCodes(payload);
        return codes && !codes->empty();
    }
    case 0x22:
        return payload.size() > 3 && payload[1] == 0xF1 && payload[2] == 0x90
            && domain::vinFromPayload(payload.subspan(3)).has_value();
    case 0x09:
        return payload.size() > 3 && payload[1] == 0x02 && domain::vinFromPayload(payload.subspan(2)).has_value();
    default:
        return false;
    }
}

void Interpreter::positive(const DiagnosticMessage& message, const MessageHead& head, const Origin& origin,
                           const Request* request)
{
    // A list of codes whose length does not fit is no such list: on ids of ordinary traffic it is noise.
    if (head.service == 0x19 && message.trust != Trust::Standard && !decodeDtcReport(message.payload)) {
        return;
    }
    m_listener.unitMessage(origin, head.protocol);
    switch (head.service) {
    case 0x01:
        return obdStatus(origin);
    case 0x02:
        return obdFreezeFrame(origin);
    case 0x03:
    case 0x07:
    case 0x0A:
        return obdCodes(origin, message.unpadded);
    case 0x04:
        return m_listener.codesCleared(origin, Protocol::Obd, kAllGroups);
    case 0x09:
        return obdInfo(origin);
    case 0x13:
    case 0x17:
    case 0x18:
        return kwpCodes(origin);
    case 0x14: {
        const auto group = request != nullptr ? clearedGroup(request->bytes) : std::nullopt;
        const bool isKwp = head.protocol == Protocol::Kwp2000 || (request != nullptr && request->length == 3);
        return m_listener.codesCleared(origin, isKwp ? Protocol::Kwp2000 : Protocol::Uds, group.value_or(kAllGroups));
    }
    case 0x19:
        return dtcReport(origin);
    case 0x1A:
        return kwpIdentification(origin);
    case 0x22:
        return dataByIdentifier(origin, request);
    default:
        return;
    }
}

} // namespace argus::protocol
