// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/doip.h"

#include "core/base/text.h"
#include "core/formats/byte_order.h"

#include <algorithm>
#include <string>

namespace argus::protocol {

namespace {

using formats::bigEndian16;
using formats::DoipHeader;

// Payload types that are looked into.
constexpr std::uint16_t kAnnouncement = 0x0004;
constexpr std::uint16_t kActivationRequest = 0x0005;
constexpr std::uint16_t kActivationResponse = 0x0006;
constexpr std::uint16_t kDiagnostic = 0x8001;
constexpr std::uint16_t kPeriodic = 0x8004;

constexpr std::size_t kVinBytes = 17;
constexpr std::size_t kIdBytes = 6;
constexpr std::uint8_t kActivated = 0x10;
/// Addresses of groups of control units (ISO 13400-2, logical addresses).
constexpr std::uint16_t kFirstFunctional = 0xE000;
constexpr std::uint16_t kLastFunctional = 0xEFFF;
/// Behind damage a header is only believed with a message of ordinary length.
constexpr std::uint32_t kLongestBehindDamage = 64 * 1024;
constexpr std::uint32_t kLongest = 16 << 20;

std::string addressText(std::uint16_t address)
{
    return "DoIP " + base::hexNumber(address, 4);
}

/// Unlike the address itself never zero, which would mean that it is not known.
std::uint64_t addressKey(std::uint16_t address)
{
    return std::uint64_t {address} + 1;
}

bool isFunctional(std::uint16_t address)
{
    return address >= kFirstFunctional && address <= kLastFunctional;
}

bool isVersion(std::uint8_t version)
{
    return (version >= 1 && version <= 4) || version == 0xFF;
}

} // namespace

std::size_t DoipFormat::messageBytes(Payload bytes, bool inOrder) const
{
    const auto header = formats::readDoipHeader(bytes);
    const bool isGood = header
        && (inOrder ? isVersion(header->version) && header->length <= kLongest
                    : formats::isPlausibleDoip(*header) && header->length <= kLongestBehindDamage);
    return isGood ? DoipHeader::kBytes + header->length : 0;
}

void DoipInterpreter::message(const DoipLink& link, Position position, Payload whole)
{
    const auto header = formats::readDoipHeader(whole);
    if (!header) {
        return;
    }
    m_counts.add("DoIP " + std::string(formats::doipTypeName(header->type)));
    const Payload payload = whole.subspan(DoipHeader::kBytes);
    switch (header->type) {
    case kAnnouncement:
        return announcement(link, position, payload);
    case kActivationRequest:
        if (payload.size() >= 2 && link.tester != nullptr && link.fromClient) {
            *link.tester = bigEndian16(payload.data());
        }
        return;
    case kActivationResponse:
        return activationResponse(link, payload);
    case kDiagnostic:
        return diagnostic(link, position, payload);
    default:
        return;
    }
}

void DoipInterpreter::announcement(const DoipLink& link, Position position, Payload payload)
{
    if (payload.size() < kVinBytes + 2 + 2 * kIdBytes) {
        return;
    }
    const std::string entity = addressText(bigEndian16(payload.data() + kVinBytes));
    Origin origin;
    origin.channel = link.channel;
    origin.channelName = link.channelName;
    origin.ecu = entity;
    origin.position = position;
    origin.frameId = entity;
    origin.payload = payload;
    m_listener.supplierDatum(origin,
                             {"EID", "entity identification", base::toHex(payload.subspan(kVinBytes + 2, kIdBytes))});
    m_listener.supplierDatum(
        origin, {"GID", "group identification", base::toHex(payload.subspan(kVinBytes + 2 + kIdBytes, kIdBytes))});
    if (const auto vin = vinText(payload.first(kVinBytes))) {
        m_listener.vin(origin, "doip", *vin);
    }
}

void DoipInterpreter::activationResponse(const DoipLink& link, Payload payload)
{
    if (payload.size() < 5) {
        return;
    }
    if (payload[4] != kActivated) {
        m_counts.add("DoIP routing activation refused");
    } else if (link.tester != nullptr && !link.fromClient) {
        *link.tester = bigEndian16(payload.data());
    }
}

void DoipInterpreter::diagnostic(const DoipLink& link, Position position, Payload payload)
{
    if (payload.size() < 5) {
        return;
    }
    const std::uint16_t source = bigEndian16(payload.data());
    const std::uint16_t target = bigEndian16(payload.data() + 2);
    const Payload uds = payload.subspan(4);
    // The one that was let in as a tester asks; what looks like an answer from it is none of a control unit.
    const bool isTester = link.fromClient && link.tester != nullptr && *link.tester == source;
    const auto head = decodeHead(uds);
    if (!head || (isTester && head->kind != MessageKind::Request)) {
        return;
    }
    const std::string sender = addressText(source);
    const std::string peer = addressText(target);
    const std::string route = sender + ">" + base::hexNumber(target, 4);
    DiagnosticMessage message;
    message.channel = link.channel;
    message.channelName = link.channelName;
    message.sender = sender;
    message.senderKey = addressKey(source);
    message.peerKey = addressKey(target);
    message.peer = peer;
    message.functional = isFunctional(target);
    message.trust = Trust::Standard;
    message.position = position;
    message.frameId = route;
    message.payload = uds;
    m_interpreter.message(message);
}

void DoipInterpreter::brokenMessage(const DoipLink& link, Position position, Payload begin, PartialReason reason)
{
    const auto header = formats::readDoipHeader(begin);
    if (!header || (header->type != kDiagnostic && header->type != kPeriodic)) {
        return;
    }
    PartialMessage partial;
    partial.reason = reason;
    partial.channel = link.channel;
    partial.position = position;
    partial.expected = header->length;
    partial.received = begin.subspan(DoipHeader::kBytes);
    m_listener.partialMessage(partial, link.channelName);
}

} // namespace argus::protocol
