// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_section.h"

#include "core/formats/byte_order.h"

#include <algorithm>
#include <string>

namespace argus::formats {

namespace {

constexpr std::size_t kLongestName = 256;
constexpr std::string_view kDamagedBlock = "damaged block";
constexpr std::string_view kUnknownInterface = "packet of an interface that is not described";

// Flags of a packet (option 2 of packet blocks).
constexpr std::uint32_t kDirectionMask = 3;
constexpr std::uint32_t kOutbound = 2;

std::size_t padded(std::size_t length)
{
    return (length + 3) / 4 * 4;
}

} // namespace

void PcapngSections::block(const PcapngHead& head, Bytes block, std::uint64_t offset)
{
    const Bytes body = block.subspan(8, block.size() - kPcapngFrame);
    switch (head.type) {
    case kSectionHeader:
        m_order = head.order;
        m_interfaces.clear();
        return;
    case kInterfaceDescription:
        return description(body, block, offset);
    case kObsoletePacket:
        return timedPacket(body, InterfaceWidth::Two, block, offset);
    case kSimplePacket:
        return simplePacket(body, block, offset);
    case kEnhancedPacket:
        return timedPacket(body, InterfaceWidth::Four, block, offset);
    case kInterfaceStatistics:
        return statistics(body);
    default:
        return; // names of hosts, keys, comments, what others invented: no records
    }
}

void PcapngSections::description(Bytes body, Bytes block, std::uint64_t offset)
{
    if (body.size() < 8) {
        return damaged(block, offset);
    }
    if (m_interfaces.size() >= kMaxInterfaces) {
        m_ledger.skip("description of an interface past the 4096th", offset, block.size());
        return;
    }
    Interface interface;
    interface.capture.name = std::to_string(m_interfaces.size());
    interface.capture.linkType = readNumber<std::uint16_t>(body.data(), m_order);
    interface.capture.link = linkKind(interface.capture.linkType);
    interface.snapLength = readNumber<std::uint32_t>(body.data() + 4, m_order);
    forEachPcapngOption(body.subspan(8), m_order, [&](std::uint16_t code, Bytes value) {
        if (code == kOptionInterfaceName) {
            const std::string_view text(reinterpret_cast<const char*>(value.data()), value.size());
            const std::string_view name = text.substr(0, text.find('\0')).substr(0, kLongestName);
            if (!name.empty()) {
                interface.capture.name = name;
            }
        } else if (code == kOptionTimeResolution && !value.empty()) {
            interface.clock.setResolution(value[0]);
        } else if (code == kOptionTimeOffset && value.size() == 8) {
            interface.clock.setOffset(static_cast<std::int64_t>(readNumber<std::uint64_t>(value.data(), m_order)));
        } else if (code == kOptionChecksumLength && !value.empty()) {
            interface.capture.checksumBytes = value[0];
        }
    });
    m_interfaces.push_back(std::move(interface));
}

PcapngSections::Interface* PcapngSections::find(std::uint32_t number, Bytes block, std::uint64_t offset)
{
    if (number < m_interfaces.size()) {
        return &m_interfaces[number];
    }
    m_ledger.skip(kUnknownInterface, offset, block.size());
    return nullptr;
}

void PcapngSections::handOn(Interface& interface, CapturedPacket& packet, Bytes block, std::uint64_t offset)
{
    packet.offset = offset;
    packet.recordBytes = block.size();
    packet.interface = &interface.capture;
    packet.order = m_order;
    m_handler.packet(packet);
}

void PcapngSections::timedPacket(Bytes body, InterfaceWidth width, Bytes block, std::uint64_t offset)
{
    constexpr std::size_t kHeader = 20;
    if (offset < m_begin) {
        return;
    }
    if (body.size() < kHeader) {
        return damaged(block, offset);
    }
    const auto number = [&](std::size_t at) { return readNumber<std::uint32_t>(body.data() + at, m_order); };
    const std::uint32_t captured = number(12);
    if (captured > body.size() - kHeader) {
        return damaged(block, offset);
    }
    const std::uint32_t interfaceNumber
        = width == InterfaceWidth::Four ? number(0) : readNumber<std::uint16_t>(body.data(), m_order);
    Interface* interface = find(interfaceNumber, block, offset);
    if (interface == nullptr) {
        return;
    }
    CapturedPacket packet;
    packet.ts = interface->clock.time(std::uint64_t {number(4)} << 32 | number(8));
    m_timeIsTooFar = m_timeIsTooFar || packet.ts == domain::kNoTime;
    packet.bytes = body.subspan(kHeader, captured);
    packet.wireLength = number(16);
    const std::size_t end = kHeader + padded(captured);
    if (body.size() > end) {
        forEachPcapngOption(body.subspan(end), m_order, [&](std::uint16_t code, Bytes value) {
            if (code == kOptionPacketFlags && value.size() == 4) {
                const auto flags = readNumber<std::uint32_t>(value.data(), m_order);
                packet.transmitted = (flags & kDirectionMask) == kOutbound;
            }
        });
    }
    handOn(*interface, packet, block, offset);
}

void PcapngSections::simplePacket(Bytes body, Bytes block, std::uint64_t offset)
{
    if (offset < m_begin) {
        return;
    }
    if (body.size() < 4) {
        return damaged(block, offset);
    }
    Interface* interface = find(0, block, offset);
    if (interface == nullptr) {
        return;
    }
    CapturedPacket packet;
    packet.wireLength = readNumber<std::uint32_t>(body.data(), m_order);
    std::size_t captured = std::min<std::size_t>(packet.wireLength, body.size() - 4);
    if (interface->snapLength > 0) {
        captured = std::min<std::size_t>(captured, interface->snapLength);
    }
    packet.bytes = body.subspan(4, captured);
    handOn(*interface, packet, block, offset);
}

void PcapngSections::statistics(Bytes body)
{
    constexpr std::size_t kHeader = 12;
    if (body.size() < kHeader) {
        return;
    }
    forEachPcapngOption(body.subspan(kHeader), m_order, [this](std::uint16_t code, Bytes value) {
        if (code == kOptionInterfaceDropped && value.size() == 8) {
            m_dropped += readNumber<std::uint64_t>(value.data(), m_order);
        }
    });
}

void PcapngSections::damaged(Bytes block, std::uint64_t offset)
{
    m_ledger.skip(kDamagedBlock, offset, block.size());
}

void PcapngSections::finish()
{
    if (m_dropped > 0) {
        m_ledger.warn("the recorder says that it lost " + std::to_string(m_dropped) + " packets");
    }
    if (m_timeIsTooFar) {
        m_ledger.warn("some packets have impossible times: they are read without");
    }
}

} // namespace argus::formats
