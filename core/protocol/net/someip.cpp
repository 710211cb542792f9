// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/someip.h"

#include "core/base/text.h"
#include "core/formats/byte_order.h"

#include <algorithm>
#include <string>

namespace argus::protocol {

namespace {

using formats::bigEndian16;
using formats::bigEndian32;
using formats::SomeIpHeader;

constexpr std::uint8_t kError = 0x81;
constexpr std::uint8_t kSegmentFlag = 0x20;

// Entries of service discovery (AUTOSAR PRS_SOMEIPServiceDiscoveryProtocol).
constexpr std::size_t kEntryBytes = 16;
constexpr std::size_t kEntriesAt = 8; ///< in the body: flags, reserved, length of the entries
constexpr std::uint8_t kFind = 0;
constexpr std::uint8_t kOffer = 1;
constexpr std::uint8_t kSubscribe = 6;
constexpr std::uint8_t kSubscribeAnswer = 7;

/// What an entry says. Without a time to live it takes back what it names.
std::string_view entryName(std::uint8_t type, bool isAlive)
{
    switch (type) {
    case kFind:
        return "search for";
    case kOffer:
        return isAlive ? "offer of" : "end of the offer of";
    case kSubscribe:
        return isAlive ? "subscription to" : "end of the subscription to";
    case kSubscribeAnswer:
        return isAlive ? "accepted subscription to" : "refused subscription to";
    default:
        return {};
    }
}

std::string serviceText(std::uint16_t service)
{
    return "service " + base::hexNumber(service, 4);
}

} // namespace

std::size_t SomeIpFormat::messageBytes(Payload bytes, bool) const
{
    const auto header = formats::readSomeIpHeader(bytes);
    return header ? header->length : 0;
}

void SomeIpObserver::message(Payload whole)
{
    const auto header = formats::readSomeIpHeader(whole);
    if (!header || header->length > whole.size()) {
        return;
    }
    if (header->isDiscovery()) {
        discovery(whole.subspan(SomeIpHeader::kBytes, header->length - SomeIpHeader::kBytes));
        return;
    }
    const bool isError = (header->type & ~kSegmentFlag) == kError || header->returnCode != 0;
    m_counts.add((isError ? "SOME/IP error of " : "SOME/IP message of ") + serviceText(header->service));
}

void SomeIpObserver::discovery(Payload body)
{
    m_counts.add("SOME/IP service discovery");
    if (body.size() < kEntriesAt) {
        return;
    }
    const std::size_t length = std::min<std::size_t>(bigEndian32(body.data() + 4), body.size() - kEntriesAt);
    for (std::size_t at = 0; at + kEntryBytes <= length; at += kEntryBytes) {
        const Payload entry = body.subspan(kEntriesAt + at, kEntryBytes);
        const bool isAlive = (bigEndian32(entry.data() + 8) & 0xFFFFFF) != 0;
        const std::string_view name = entryName(entry[0], isAlive);
        if (!name.empty()) {
            m_counts.add("SOME/IP " + std::string(name) + " " + serviceText(bigEndian16(entry.data() + 4)));
        }
    }
}

} // namespace argus::protocol
