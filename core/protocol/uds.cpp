// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/uds.h"

#include "core/base/text.h"
#include "core/domain/vin.h"
#include "core/protocol/uds_names.h"

#include <algorithm>

namespace argus::protocol {

namespace {

/// Shorter texts are no identification of a vehicle, but chance.
constexpr std::size_t kShortestVin = 5;

std::uint16_t word(Payload bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

Protocol protocolOf(std::uint8_t service)
{
    if (service <= 0x0A) {
        return Protocol::Obd;
    }
    switch (service) {
    case 0x12:
    case 0x13:
    case 0x17:
    case 0x18:
    case 0x1A:
    case 0x20:
    case 0x21:
    case 0x30:
    case 0x32:
    case 0x33:
    case 0x3B:
    case 0x81:
    case 0x82:
        return Protocol::Kwp2000;
    default:
        return Protocol::Uds;
    }
}

bool isPadding(std::uint8_t byte)
{
    return byte == 0x00 || byte == 0xFF || byte == ' ';
}

bool isPrintable(std::uint8_t byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

Payload withoutPadding(Payload value)
{
    while (!value.empty() && isPadding(value.back())) {
        value = value.first(value.size() - 1);
    }
    while (!value.empty() && isPadding(value.front())) {
        value = value.subspan(1);
    }
    return value;
}

std::string asText(Payload bytes)
{
    return {bytes.begin(), bytes.end()};
}

} // namespace

std::string_view toString(Protocol protocol)
{
    switch (protocol) {
    case Protocol::Uds:
        return "uds";
    case Protocol::Obd:
        return "obd";
    case Protocol::Kwp2000:
        return "kwp2000";
    case Protocol::J1939:
        return "j1939";
    }
    return {};
}

std::optional<MessageHead> decodeHead(Payload payload)
{
    if (payload.empty()) {
        return std::nullopt;
    }
    const std::uint8_t first = payload[0];
    if (first == 0x7F) {
        if (payload.size() != 3 || !isRequestService(payload[1]) || !isKnownNrc(payload[2])) {
            return std::nullopt;
        }
        return MessageHead {MessageKind::Negative, protocolOf(payload[1]), payload[1], payload[2]};
    }
    // Bit 6 is set in responses and clear in requests (ISO 14229-1, 8.2).
    const auto service = static_cast<std::uint8_t>(first & ~0x40);
    if (!isRequestService(service)) {
        return std::nullopt;
    }
    MessageHead head {(first & 0x40) != 0 ? MessageKind::Positive : MessageKind::Request, protocolOf(service), service,
                      0};
    // KWP2000 shares DiagnosticSessionControl, but numbers its sessions from 80 on; UDS never answers with that bit.
    if (service == 0x10 && head.kind == MessageKind::Positive && payload.size() > 1 && payload[1] >= 0x80) {
        head.protocol = Protocol::Kwp2000;
    }
    // Clearing has a group of three bytes in UDS and of two in KWP2000, which repeats it in the answer.
    if (service == 0x14 && payload.size() == 3) {
        head.protocol = Protocol::Kwp2000;
    }
    return head;
}

std::vector<std::uint16_t> requestedDids(Payload request)
{
    std::vector<std::uint16_t> dids;
    if (request.size() >= 3 && request[0] == 0x22 && request.size() % 2 == 1) {
        for (std::size_t at = 1; at + 1 < request.size(); at += 2) {
            dids.push_back(word(request, at));
        }
    }
    return dids;
}

std::vector<DidValue> decodeDidResponse(Payload payload, std::span<const std::uint16_t> requested)
{
    std::vector<DidValue> values;
    if (payload.size() < 3 || payload[0] != 0x62) {
        return values;
    }
    std::size_t at = 1;
    std::size_t next = 0;
    while (at + 2 <= payload.size()) {
        const std::uint16_t did = word(payload, at);
        const std::size_t begin = at + 2;
        std::size_t end = payload.size();
        while (next < requested.size() && requested[next] != did) {
            ++next; // the control unit left an identifier out
        }
        if (next + 1 < requested.size()) {
            // A VIN is the one value whose length is known, so that a chance match inside it is passed over.
            const std::size_t least = begin + (did == 0xF190 ? 17 : 0);
            for (std::size_t seek = least; seek + 2 <= payload.size(); ++seek) {
                if (word(payload, seek) == requested[next + 1]) {
                    end = seek;
                    break;
                }
            }
        }
        values.push_back({did, payload.subspan(begin, end - begin)});
        at = end;
    }
    return values;
}

std::optional<std::uint32_t> clearedGroup(Payload request)
{
    if (request.size() == 1 && request[0] == 0x04) {
        return kAllGroups;
    }
    if (request.empty() || request[0] != 0x14) {
        return std::nullopt;
    }
    if (request.size() == 4 || request.size() == 5) { // the fifth byte selects a user-defined memory
        return static_cast<std::uint32_t>(request[1] << 16 | request[2] << 8 | request[3]);
    }
    // KWP2000: a group of two bytes, FF00 for all, or none.
    if (request.size() == 3) {
        const std::uint16_t group = word(request, 1);
        return (group & 0xFF00) == 0xFF00 ? kAllGroups : group;
    }
    return request.size() == 1 ? std::optional(kAllGroups) : std::nullopt;
}

std::string valueText(Payload value)
{
    const Payload text = withoutPadding(value);
    if (!text.empty() && std::ranges::all_of(text, isPrintable)) {
        return asText(text);
    }
    return base::toHex(value);
}

std::optional<std::string> vinText(Payload payload)
{
    if (auto vin = domain::vinFromPayload(payload)) {
        return vin;
    }
    Payload left = payload;
    while (!left.empty() && (isPadding(left.back()) || left.back() == '*')) {
        left = left.first(left.size() - 1);
    }
    while (!left.empty() && (isPadding(left.front()) || left.front() < 0x20)) {
        left = left.subspan(1);
    }
    const auto isAlphanumeric
        = [](std::uint8_t c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    if (left.size() > 17 && !isAlphanumeric(left[17]) && domain::isWellFormedVin(asText(left.first(17)))) {
        return asText(left.first(17));
    }
    const bool isPlain = std::ranges::all_of(
        left, [&](std::uint8_t c) { return isAlphanumeric(c) || c == ' ' || c == '-' || c == '_'; });
    if (left.size() < kShortestVin || left.size() > domain::kMaxVinLength || !isPlain) {
        return std::nullopt;
    }
    return asText(left);
}

} // namespace argus::protocol
