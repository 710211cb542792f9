// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/pairing.h"

#include "core/protocol/obd.h"
#include "core/protocol/uds_names.h"

namespace argus::protocol {

namespace {

bool echoes(const MessageStart& request, const MessageStart& response, std::size_t bytes)
{
    if (request.bytes.size() <= bytes || response.bytes.size() <= bytes) {
        return false;
    }
    for (std::size_t i = 1; i <= bytes; ++i) {
        if (request.bytes[i] != response.bytes[i]) {
            return false;
        }
    }
    return true;
}

/// The sub-function without the bit that suppresses the answer.
bool echoesSubFunction(const MessageStart& request, const MessageStart& response)
{
    return request.bytes.size() > 1 && response.bytes.size() > 1
        && (request.bytes[1] & 0x7F) == (response.bytes[1] & 0x7F);
}

PairMatch strongIf(bool condition, PairMatch otherwise = PairMatch::None)
{
    return condition ? PairMatch::Strong : otherwise;
}

PairMatch weakIf(bool condition)
{
    return condition ? PairMatch::Weak : PairMatch::None;
}

PairMatch matchDtcReport(const MessageStart& request, const MessageStart& response)
{
    if (!echoesSubFunction(request, response)) {
        return PairMatch::None;
    }
    return strongIf(!response.isWhole() || decodeDtcReport(response.bytes).has_value());
}

PairMatch matchObd(const MessageStart& request, const MessageStart& response)
{
    switch (request.bytes[0]) {
    case 0x03:
    case 0x07:
    case 0x0A:
        return weakIf(!response.isWhole() || decodeObdCodes(response.bytes).has_value());
    case 0x04:
        return weakIf(response.length == 1);
    case 0x09:
        return echoes(request, response, 1) ? strongIf(response.length > 8, PairMatch::Weak) : PairMatch::None;
    default:
        return weakIf(echoes(request, response, 1));
    }
}

PairMatch matchKwp(const MessageStart& request, const MessageStart& response)
{
    switch (request.bytes[0]) {
    case 0x1A:
    case 0x21:
        return echoes(request, response, 1) ? strongIf(response.length > 8, PairMatch::Weak) : PairMatch::None;
    case 0x13:
    case 0x17:
    case 0x18:
        return weakIf(!response.isWhole() || decodeKwpCodes(response.bytes).has_value());
    default:
        return PairMatch::Weak;
    }
}

PairMatch matchUds(const MessageStart& request, const MessageStart& response)
{
    switch (request.bytes[0]) {
    case 0x10:
        return echoesSubFunction(request, response) ? strongIf(response.length == 6, weakIf(response.length == 2))
                                                    : PairMatch::None;
    case 0x14:
        return response.length == 1 ? PairMatch::Weak : strongIf(response.length == 3 && echoes(request, response, 2));
    case 0x19:
        return matchDtcReport(request, response);
    case 0x22:
    case 0x24:
    case 0x2F:
        return strongIf(echoes(request, response, 2));
    case 0x2E:
        return strongIf(response.length == 3 && echoes(request, response, 2));
    case 0x31:
        return echoes(request, response, 3) ? PairMatch::Strong : PairMatch::None;
    case 0x11:
    case 0x27:
    case 0x28:
    case 0x29:
    case 0x2A:
    case 0x2C:
    case 0x3E:
    case 0x83:
    case 0x85:
    case 0x86:
    case 0x87:
        return weakIf(echoesSubFunction(request, response));
    case 0x36:
        return weakIf(echoes(request, response, 1));
    default:
        return PairMatch::Weak;
    }
}

} // namespace

bool isPlausibleRequest(const MessageStart& request)
{
    if (request.bytes.empty()) {
        return false;
    }
    const std::uint32_t length = request.length;
    const unsigned sub = request.bytes.size() > 1 ? request.bytes[1] & 0x7FU : 0U;
    switch (request.bytes[0]) {
    case 0x03:
    case 0x04:
    case 0x07:
    case 0x0A:
    case 0x37:
        return length == 1;
    case 0x01:
        return length >= 2 && length <= 7;
    case 0x02:
        return length >= 3 && length <= 7;
    case 0x09:
    case 0x1A:
    case 0x11:
    case 0x3E:
        return length == 2;
    case 0x10:
        return length == 2 && sub != 0;
    case 0x13:
        return length == 1 || length == 3;
    case 0x14:
        return length == 1 || length >= 3;
    case 0x17:
        return length == 3;
    case 0x18:
        return length == 4;
    case 0x19:
        return length >= 2 && length <= 9
            && ((sub >= 0x01 && sub <= 0x1A) || sub == 0x42 || sub == 0x55 || sub == 0x56);
    case 0x21:
        return length >= 2 && length <= 8;
    case 0x22:
        return length >= 3 && length % 2 == 1;
    case 0x27:
        return sub % 2 == 1 ? length >= 2 : (sub != 0 && length >= 3);
    case 0x28:
        return length >= 2 && length <= 5 && sub <= 5;
    case 0x2E:
    case 0x2F:
        return length >= 4;
    case 0x31:
        return length >= 4 && sub >= 1 && sub <= 3;
    case 0x34:
    case 0x35:
        return length >= 4;
    case 0x36:
        return length >= 2;
    case 0x85:
        return length >= 2 && (sub == 1 || sub == 2);
    default:
        return false;
    }
}

PairMatch matchResponse(const MessageStart& request, const MessageStart& response)
{
    if (request.bytes.empty() || response.bytes.empty()) {
        return PairMatch::None;
    }
    const std::uint8_t service = request.bytes[0];
    if (response.bytes[0] == 0x7F) {
        return strongIf(response.length == 3 && response.bytes.size() >= 3 && response.bytes[1] == service
                        && isKnownNrc(response.bytes[2]));
    }
    const auto head = decodeHead(request.bytes);
    if (!head || head->kind != MessageKind::Request || response.bytes[0] != (service | 0x40)) {
        return PairMatch::None;
    }
    switch (head->protocol) {
    case Protocol::Obd:
        return matchObd(request, response);
    case Protocol::Kwp2000:
        return service == 0x14 ? matchUds(request, response) : matchKwp(request, response);
    case Protocol::Uds:
        return matchUds(request, response);
    case Protocol::J1939:
        break;
    }
    return PairMatch::None;
}

} // namespace argus::protocol
