// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/tally.h"

#include "core/base/text.h"

#include <algorithm>

namespace argus::simulate {

namespace {

constexpr std::size_t kMaxGaps = 1000;
// testFailed, pendingDTC, confirmedDTC, warningIndicatorRequested (ISO 14229-1, D.2)
constexpr std::uint8_t kFaultBits = 0x01 | 0x04 | 0x08 | 0x80;

std::string channelOf(const EcuName& ecu)
{
    return std::string(busName(ecu.bus));
}

} // namespace

std::string codeText(std::uint16_t raw)
{
    constexpr std::string_view kLetters = "PCBU";
    return kLetters[raw >> 14] + std::to_string(raw >> 12 & 3) + base::hexNumber(raw & 0xFFF, 3);
}

void Tally::countData(Bus bus, std::uint32_t id, bool extended, bool fd, std::uint64_t frames)
{
    if (frames == 0) {
        return;
    }
    m_channels[static_cast<std::size_t>(bus)] += frames;
    m_ids[{extended, id}] += frames;
    m_result.frames += frames;
    m_result.dataFrames += frames;
    m_result.fdFrames += fd ? frames : 0;
}

void Tally::count(const Frame& frame)
{
    if (!frame.remote && !frame.error) {
        countData(frame.bus, frame.id, frame.extended, frame.fd, 1);
        return;
    }
    ++m_channels[static_cast<std::size_t>(frame.bus)];
    ++m_result.frames;
    if (frame.error) {
        ++m_result.errorFrames;
    } else {
        ++m_result.remoteFrames;
        ++m_ids[{frame.extended, frame.id}];
    }
}

void Tally::skipped(std::string_view reason, std::uint64_t offset, std::uint64_t bytes)
{
    for (ExpectedSkip& entry : m_result.skipped) {
        if (entry.reason == reason) {
            ++entry.count;
            entry.bytes += bytes;
            return;
        }
    }
    m_result.skipped.push_back({std::string(reason), 1, bytes, offset});
}

void Tally::gap(Micros start, Micros end)
{
    ++m_result.gapCount;
    if (m_result.gaps.size() < kMaxGaps) {
        m_result.gaps.push_back({start, end});
    }
}

ExpectedDtc& Tally::dtc(const EcuName& ecu, std::string_view protocol, std::string code, std::string raw, Micros at)
{
    seen(ecu, protocol);
    const auto [it, isNew] = m_dtcs.try_emplace(DtcKey {ecu, std::string(protocol), std::move(code)});
    ExpectedDtc& entry = it->second;
    if (isNew) {
        entry.code = it->first.code;
        entry.raw = std::move(raw);
        entry.protocol = it->first.protocol;
        entry.ecu = ecu.address;
        entry.channel = channelOf(ecu);
        entry.firstTs = at;
    }
    entry.lastTs = at;
    entry.cleared = false;
    return entry;
}

void Tally::add(ExpectedDtc& dtc, std::string_view service)
{
    ++dtc.services[std::string(service)];
    ++dtc.occurrences;
}

void Tally::udsRecord(const EcuName& ecu, std::uint32_t raw, std::optional<std::uint8_t> status, bool counted,
                      Micros at)
{
    const std::string code = codeText(static_cast<std::uint16_t>(raw >> 8)) + '-' + base::hexNumber(raw & 0xFF, 2);
    ExpectedDtc& entry = dtc(ecu, "uds", code, base::hexNumber(raw, 6), at);
    if (status) {
        entry.fault = (*status & kFaultBits) != 0;
    }
    if (counted) {
        add(entry, "59");
    }
}

void Tally::obdCode(const EcuName& ecu, std::string_view service, std::uint16_t raw, Micros at)
{
    add(dtc(ecu, "obd", codeText(raw), base::hexNumber(raw, 4), at), service);
}

void Tally::j1939Entry(const EcuName& ecu, std::string_view message, const std::array<std::uint8_t, 4>& raw, Micros at)
{
    const std::uint32_t spn
        = raw[0] | static_cast<std::uint32_t>(raw[1]) << 8 | static_cast<std::uint32_t>(raw[2] >> 5) << 16;
    const std::string code = "SPN " + std::to_string(spn) + " FMI " + std::to_string(raw[2] & 31);
    add(dtc(ecu, "j1939", code, hexText(raw), at), message);
}

void Tally::cleared(const EcuName& ecu, std::string_view protocol)
{
    for (auto& [key, entry] : m_dtcs) {
        if (key.ecu == ecu && key.protocol == protocol) {
            entry.cleared = true;
        }
    }
}

void Tally::negativeResponse(const EcuName& ecu, std::uint8_t service, std::uint8_t nrc)
{
    seen(ecu, "uds");
    ++m_negative[{ecu, service, nrc}];
}

void Tally::session(const EcuName& ecu, std::uint8_t session)
{
    seen(ecu, "uds");
    ++m_sessions[{ecu, session}];
}

void Tally::vin(const EcuName& ecu, std::string_view source, std::string_view vin)
{
    m_result.vin = vin;
    ++m_vinSources[{ecu, std::string(source)}];
}

void Tally::supplierDatum(const EcuName& ecu, std::string_view key, std::string_view value)
{
    m_ecus[ecu].supplierData[std::string(key)] = value;
}

void Tally::seen(const EcuName& ecu, std::string_view protocol)
{
    auto& protocols = m_ecus[ecu].protocols;
    if (!protocols.contains(protocol)) {
        protocols.emplace(protocol);
    }
}

DriveExpectation Tally::result() const
{
    DriveExpectation result = m_result;
    for (std::size_t i = 0; i < kBusCount; ++i) {
        if (m_channels[i] > 0) {
            result.channels[std::string(busName(static_cast<Bus>(i)))] = m_channels[i];
        }
    }
    for (const auto& [id, frames] : m_ids) {
        result.ids[idName(id.second, id.first)] = frames;
    }
    for (const auto& [key, entry] : m_dtcs) {
        result.dtcs.push_back(entry);
    }
    for (const auto& [ecu, facts] : m_ecus) {
        result.ecus.push_back({channelOf(ecu), ecu.address, ecu.request,
                               std::vector<std::string>(facts.protocols.begin(), facts.protocols.end()),
                               facts.supplierData});
    }
    for (const auto& [key, count] : m_negative) {
        const auto& [ecu, service, nrc] = key;
        result.negativeResponses.push_back(
            {ecu.address, channelOf(ecu), base::hexNumber(service, 2), base::hexNumber(nrc, 2), count});
    }
    for (const auto& [key, count] : m_sessions) {
        result.sessions.push_back({key.first.address, channelOf(key.first), base::hexNumber(key.second, 2), count});
    }
    for (const auto& [key, count] : m_vinSources) {
        result.vinSources.push_back({key.second, key.first.address, channelOf(key.first), count});
    }
    return result;
}

} // namespace argus::simulate
