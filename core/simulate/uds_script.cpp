// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/uds_script.h"

#include <algorithm>

namespace argus::simulate {

namespace {

constexpr std::uint8_t kReadDtc = 0x19;
constexpr std::uint8_t kReadDtcPositive = 0x59;
constexpr std::uint8_t kAvailabilityMask = 0xFF;
constexpr std::size_t kDetailedCodes = 3;

void append(Bytes& bytes, std::string_view text)
{
    bytes.insert(bytes.end(), text.begin(), text.end());
}

void appendCode(Bytes& bytes, std::uint32_t raw)
{
    for (const int shift : {16, 8, 0}) {
        bytes.push_back(static_cast<std::uint8_t>(raw >> shift));
    }
}

} // namespace

UdsScript::UdsScript(Schedule& schedule, Random& random, SimEcu& ecu, std::string vin, Micros start)
    : m_random(random)
    , m_ecu(ecu)
    , m_vin(std::move(vin))
    , m_link(schedule, random, ecu, start)
{ }

Completed UdsScript::seen() const
{
    return [name = m_ecu.name()](Tally& tally, Micros) { tally.seen(name, "uds"); };
}

void UdsScript::refuse(std::uint8_t service, std::uint8_t code)
{
    m_link.respond({0x7F, service, code}, [name = m_ecu.name(), service, code](Tally& tally, Micros) {
        tally.negativeResponse(name, service, code);
    });
}

void UdsScript::enterSession(std::uint8_t session)
{
    m_link.request({0x10, session});
    m_link.respond({0x50, session, 0x00, 0x32, 0x01, 0xF4},
                   [name = m_ecu.name(), session](Tally& tally, Micros) { tally.session(name, session); });
}

void UdsScript::testerPresent()
{
    if (m_random.chance(50)) {
        m_link.request({0x3E, 0x80}); // no answer wanted
        return;
    }
    m_link.request({0x3E, 0x00});
    m_link.respond({0x7E, 0x00}, seen());
}

void UdsScript::readVin()
{
    m_link.request({0x22, 0xF1, 0x90});
    Bytes response {0x62, 0xF1, 0x90};
    append(response, m_vin);
    m_link.respond(response, [name = m_ecu.name(), vin = m_vin](Tally& tally, Micros) {
        tally.seen(name, "uds");
        tally.vin(name, "uds 22 F190", vin);
    });
}

void UdsScript::readIdentity()
{
    for (const auto& [identifier, text] : m_ecu.identity) {
        const auto high = static_cast<std::uint8_t>(identifier >> 8);
        const auto low = static_cast<std::uint8_t>(identifier);
        m_link.request({0x22, high, low});
        Bytes response {0x62, high, low};
        append(response, text);
        m_link.respond(response,
                       [name = m_ecu.name(), key = hexText(Bytes {high, low}), value = text](Tally& tally, Micros) {
                           tally.seen(name, "uds");
                           tally.supplierDatum(name, key, value);
                       });
    }
}

void UdsScript::readUnknown()
{
    m_link.request({0x22, 0xF1, 0xA5});
    refuse(0x22, 0x31);
}

void UdsScript::unlock(bool rightKey)
{
    m_link.request({0x27, 0x01});
    m_link.respond({0x67, 0x01, m_random.byte(), m_random.byte(), m_random.byte(), m_random.byte()}, seen());
    m_link.request({0x27, 0x02, m_random.byte(), m_random.byte(), m_random.byte(), m_random.byte()});
    if (rightKey) {
        m_link.respond({0x67, 0x02}, seen());
    } else {
        refuse(0x27, 0x35);
    }
}

void UdsScript::refusedRoutine()
{
    m_link.request({0x31, 0x01, 0xFF, 0x00});
    refuse(0x31, 0x33);
}

UdsScript::Records UdsScript::storedRecords(std::uint8_t mask) const
{
    Records records;
    for (const SimCode& code : m_ecu.codes) {
        if (code.stored && (code.status & mask) != 0) {
            records.emplace_back(code.raw, code.status);
        }
    }
    return records;
}

void UdsScript::respondRecords(Bytes head, const Records& records, bool withStatus, bool counted, MessageDamage damage)
{
    for (const auto& [raw, status] : records) {
        appendCode(head, raw);
        head.push_back(status);
    }
    m_link.respond(
        head,
        [name = m_ecu.name(), records, withStatus, counted](Tally& tally, Micros at) {
            tally.seen(name, "uds");
            for (const auto& [raw, status] : records) {
                tally.udsRecord(name, raw, withStatus ? std::optional(status) : std::nullopt, counted, at);
            }
        },
        damage);
}

void UdsScript::countCodes()
{
    const std::size_t count = storedRecords(0xFF).size();
    m_link.request({kReadDtc, 0x01, 0xFF});
    m_link.respond({kReadDtcPositive, 0x01, kAvailabilityMask, 0x01, 0x00, static_cast<std::uint8_t>(count)}, seen());
}

void UdsScript::readCodes(std::uint8_t mask, bool pendingFirst, MessageDamage damage)
{
    Records records = storedRecords(mask);
    for (const auto& healthy : m_ecu.healthy) {
        if ((healthy.second & mask) != 0) {
            records.push_back(healthy);
        }
    }
    m_link.request({kReadDtc, 0x02, mask});
    if (pendingFirst) {
        refuse(kReadDtc, 0x78);
    }
    respondRecords({kReadDtcPositive, 0x02, kAvailabilityMask}, records, true, true, damage);
}

void UdsScript::readSupported()
{
    Records records = storedRecords(0xFF);
    records.insert(records.end(), m_ecu.healthy.begin(), m_ecu.healthy.end());
    m_link.request({kReadDtc, 0x0A});
    respondRecords({kReadDtcPositive, 0x0A, kAvailabilityMask}, records, true, true, MessageDamage::None);
}

void UdsScript::readOne(std::uint8_t subFunction)
{
    Records records = storedRecords(0xFF);
    if (!records.empty()) {
        records = {records[m_random.below(static_cast<std::uint32_t>(records.size()))]};
    }
    m_link.request({kReadDtc, subFunction});
    respondRecords({kReadDtcPositive, subFunction, kAvailabilityMask}, records, true, true, MessageDamage::None);
}

void UdsScript::readPermanent()
{
    m_link.request({kReadDtc, 0x15});
    respondRecords({kReadDtcPositive, 0x15, kAvailabilityMask}, storedRecords(0x80), true, true, MessageDamage::None);
}

void UdsScript::readSnapshots()
{
    Records records = storedRecords(0xFF);
    records.resize(std::min(records.size(), kDetailedCodes));
    for (const auto& [raw, status] : records) {
        Bytes request {kReadDtc, 0x04};
        appendCode(request, raw);
        request.push_back(0xFF);
        m_link.request(request);
        Bytes head {kReadDtcPositive, 0x04};
        appendCode(head, raw);
        // One record with two identifiers: engine speed and vehicle speed.
        head.insert(head.end(),
                    {status, 0x01, 0x02, 0xF4, 0x0C, m_random.byte(), m_random.byte(), 0xF4, 0x0D, m_random.byte()});
        m_link.respond(head, [name = m_ecu.name(), code = raw, state = status](Tally& tally, Micros at) {
            tally.udsRecord(name, code, state, true, at);
        });
    }
}

void UdsScript::readExtendedData()
{
    Records records = storedRecords(0xFF);
    records.resize(std::min(records.size(), kDetailedCodes));
    for (const auto& [raw, status] : records) {
        Bytes request {kReadDtc, 0x06};
        appendCode(request, raw);
        request.push_back(0xFF);
        m_link.request(request);
        Bytes head {kReadDtcPositive, 0x06};
        appendCode(head, raw);
        // Record 01: how often it occurred; record 02: how many cycles it has been gone.
        head.insert(head.end(), {status, 0x01, static_cast<std::uint8_t>(m_random.between(1, 40)), 0x02, 0x00});
        m_link.respond(head, [name = m_ecu.name(), code = raw, state = status](Tally& tally, Micros at) {
            tally.udsRecord(name, code, state, true, at);
        });
    }
}

void UdsScript::listSnapshotRecords()
{
    Records records = storedRecords(0xFF);
    for (auto& record : records) {
        record.second = 0x01; // here the fourth byte is the record's number
    }
    m_link.request({kReadDtc, 0x03});
    respondRecords({kReadDtcPositive, 0x03}, records, false, false, MessageDamage::None);
}

void UdsScript::readCounters()
{
    Records records = storedRecords(0x05);
    for (auto& record : records) {
        record.second = static_cast<std::uint8_t>(m_random.between(1, 127)); // here it is the fault detection counter
    }
    m_link.request({kReadDtc, 0x14});
    respondRecords({kReadDtcPositive, 0x14}, records, false, false, MessageDamage::None);
}

void UdsScript::clear(bool accepted, bool pendingFirst)
{
    m_link.request({0x14, 0xFF, 0xFF, 0xFF});
    if (!accepted) {
        refuse(0x14, 0x22);
        return;
    }
    if (pendingFirst) {
        refuse(0x14, 0x78);
        m_link.wait(150 * kMillisecond);
    }
    m_link.respond({0x54}, [name = m_ecu.name()](Tally& tally, Micros) {
        tally.seen(name, "uds");
        tally.cleared(name, "uds");
    });
    for (SimCode& code : m_ecu.codes) {
        code.stored = false;
    }
}

} // namespace argus::simulate
