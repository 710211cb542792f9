// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/truck_script.h"

#include <algorithm>
#include <memory>

namespace argus::simulate {

namespace {

constexpr std::uint32_t kActive = 65226; // DM1
constexpr std::uint32_t kPrevious = 65227; // DM2
constexpr std::uint32_t kVin = 65260;
constexpr std::uint8_t kTester = 0xF9;
constexpr std::uint8_t kEverybody = 0xFF;
constexpr std::size_t kPacketBytes = 7;

/// The id of a message of priority 6; `high` is the upper 16 bits of PDU format and specific.
constexpr std::uint32_t idOf(std::uint32_t formatAndSpecific, std::uint8_t source)
{
    return 0x18000000U | formatAndSpecific << 8 | source;
}

constexpr std::uint32_t addressed(std::uint32_t format, std::uint8_t destination, std::uint8_t source)
{
    return idOf(format << 8 | destination, source);
}

std::uint8_t packetCount(const Bytes& payload)
{
    return static_cast<std::uint8_t>((payload.size() + kPacketBytes - 1) / kPacketBytes);
}

} // namespace

TruckScript::TruckScript(Schedule& schedule, Random& random, const SimUnit& unit)
    : m_schedule(schedule)
    , m_random(random)
    , m_unit(unit)
{ }

void TruckScript::claimAddress(Micros at)
{
    m_schedule.add(at, makeFrame(Bus::Truck, addressed(0xEE, kEverybody, m_unit.address), true, m_unit.name),
                   [name = m_unit.ecuName()](Tally& tally, Micros) { tally.seen(name, "j1939"); });
}

Bytes TruckScript::diagnosticPayload(const std::vector<SimEntry>& entries) const
{
    Bytes payload {m_unit.lamps, 0xFF};
    for (const SimEntry& entry : entries) {
        const auto raw = entry.raw();
        payload.insert(payload.end(), raw.begin(), raw.end());
    }
    if (entries.empty()) {
        payload.insert(payload.end(), 4, 0x00); // no entry
    }
    payload.resize(std::max<std::size_t>(payload.size(), 8), 0xFF);
    return payload;
}

TruckScript::Done TruckScript::entriesSeen(std::string label, const std::vector<SimEntry>& entries) const
{
    return [name = m_unit.ecuName(), label = std::move(label), entries](Tally& tally, Micros at) {
        tally.seen(name, "j1939");
        for (const SimEntry& entry : entries) {
            tally.j1939Entry(name, label, entry.raw(), at);
        }
    };
}

void TruckScript::request(Micros at, std::uint32_t group)
{
    const Bytes payload {static_cast<std::uint8_t>(group), static_cast<std::uint8_t>(group >> 8),
                         static_cast<std::uint8_t>(group >> 16)};
    m_schedule.add(at, makeFrame(Bus::Truck, addressed(0xEA, m_unit.address, kTester), true, payload));
}

void TruckScript::single(Micros at, std::uint32_t group, const Bytes& payload, Done done)
{
    m_schedule.add(at, makeFrame(Bus::Truck, idOf(group, m_unit.address), true, payload), std::move(done));
}

Frame TruckScript::control(std::uint8_t destination, std::uint8_t source, const Bytes& head, std::uint32_t group) const
{
    Bytes bytes = head;
    bytes.insert(bytes.end(),
                 {static_cast<std::uint8_t>(group), static_cast<std::uint8_t>(group >> 8),
                  static_cast<std::uint8_t>(group >> 16)});
    return makeFrame(Bus::Truck, addressed(0xEC, destination, source), true, bytes);
}

Frame TruckScript::packet(std::uint8_t destination, const Bytes& payload, std::size_t number) const
{
    Bytes bytes {static_cast<std::uint8_t>(number + 1)};
    for (std::size_t i = number * kPacketBytes; i < (number + 1) * kPacketBytes; ++i) {
        bytes.push_back(i < payload.size() ? payload[i] : 0xFF);
    }
    return makeFrame(Bus::Truck, addressed(0xEB, destination, m_unit.address), true, bytes);
}

Micros TruckScript::broadcast(Micros at, std::uint32_t group, const Bytes& payload, Done done, MessageDamage damage)
{
    const std::uint8_t packets = packetCount(payload);
    const Bytes head {0x20, static_cast<std::uint8_t>(payload.size()), static_cast<std::uint8_t>(payload.size() >> 8),
                      packets, 0xFF};
    const bool damaged = damage != MessageDamage::None;
    const auto begin = std::make_shared<Micros>(0);
    m_schedule.add(at, control(kEverybody, m_unit.address, head, group), [begin, damaged](Tally& tally, Micros stamp) {
        *begin = stamp;
        if (damaged) {
            tally.incompleteMessage();
        }
    });
    const std::size_t keep = damage == MessageDamage::Cut ? m_random.below(packets) : packets;
    const std::size_t missing = damage == MessageDamage::FrameMissing ? m_random.below(packets) : packets;
    for (std::size_t i = 0; i < keep; ++i) {
        at += 50 * kMillisecond + m_random.below(8000);
        if (i == missing) {
            continue;
        }
        Written written;
        if (i + 1U == packets && !damaged) {
            written = [begin, done](Tally& tally, Micros) { done(tally, *begin); };
        }
        m_schedule.add(at, packet(kEverybody, payload, i), std::move(written));
    }
    return at + kMillisecond;
}

Micros TruckScript::transfer(Micros at, std::uint32_t group, const Bytes& payload, Done done)
{
    const std::uint8_t packets = packetCount(payload);
    const auto size = static_cast<std::uint8_t>(payload.size());
    const auto begin = std::make_shared<Micros>(0);
    const std::uint8_t self = m_unit.address;
    m_schedule.add(at, control(kTester, self, {0x10, size, 0x00, packets, 0xFF}, group),
                   [begin](Tally&, Micros stamp) { *begin = stamp; });
    at += m_random.between(1, 8) * kMillisecond;
    m_schedule.add(at, control(self, kTester, {0x11, packets, 0x01, 0xFF, 0xFF}, group));
    for (std::size_t i = 0; i < packets; ++i) {
        at += m_random.between(1, 4) * kMillisecond;
        Written written;
        if (i + 1U == packets) {
            written = [begin, done](Tally& tally, Micros) { done(tally, *begin); };
        }
        m_schedule.add(at, packet(kTester, payload, i), std::move(written));
    }
    at += m_random.between(1, 5) * kMillisecond;
    m_schedule.add(at, control(self, kTester, {0x13, size, 0x00, packets, 0xFF}, group));
    return at + kMillisecond;
}

Micros TruckScript::sendActive(Micros at, MessageDamage damage)
{
    const Bytes payload = diagnosticPayload(m_unit.active);
    if (payload.size() <= 8) {
        single(at, kActive, payload, entriesSeen("DM1", m_unit.active));
        return at + kMillisecond;
    }
    return broadcast(at, kActive, payload, entriesSeen("DM1", m_unit.active), damage);
}

Micros TruckScript::sendPrevious(Micros at)
{
    request(at, kPrevious);
    at += m_random.between(2, 20) * kMillisecond;
    const Bytes payload = diagnosticPayload(m_unit.previous);
    if (payload.size() <= 8) {
        single(at, kPrevious, payload, entriesSeen("DM2", m_unit.previous));
        return at + kMillisecond;
    }
    return transfer(at, kPrevious, payload, entriesSeen("DM2", m_unit.previous));
}

Micros TruckScript::sendVin(Micros at, const std::string& vin)
{
    request(at, kVin);
    at += m_random.between(2, 20) * kMillisecond;
    Bytes payload(vin.begin(), vin.end());
    payload.push_back('*');
    const auto done = [name = m_unit.ecuName(), vin](Tally& tally, Micros) {
        tally.seen(name, "j1939");
        tally.vin(name, "j1939 65260", vin);
    };
    return broadcast(at, kVin, payload, done, MessageDamage::None);
}

Micros TruckScript::abortedTransfer(Micros at)
{
    const Bytes payload = diagnosticPayload({{110, 3, 1, false}, {111, 1, 1, false}, {112, 2, 1, false}});
    const std::uint8_t self = m_unit.address;
    const auto size = static_cast<std::uint8_t>(payload.size());
    m_schedule.add(at, control(kTester, self, {0x10, size, 0x00, packetCount(payload), 0xFF}, kPrevious),
                   [](Tally& tally, Micros) { tally.incompleteMessage(); });
    at += 3 * kMillisecond;
    m_schedule.add(at, control(self, kTester, {0x11, packetCount(payload), 0x01, 0xFF, 0xFF}, kPrevious));
    at += 3 * kMillisecond;
    m_schedule.add(at, packet(kTester, payload, 0));
    at += 3 * kMillisecond;
    constexpr std::uint8_t kNeededElsewhere = 2; // "system resources were needed for another task"
    m_schedule.add(at, control(kTester, self, {0xFF, kNeededElsewhere, 0xFF, 0xFF, 0xFF}, kPrevious));
    return at + kMillisecond;
}

} // namespace argus::simulate
