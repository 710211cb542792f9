// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/uds.h"

namespace argus::protocol {

namespace {

/// Where the parts of a report lie that is a row of equal records (ISO 14229-1, ReadDTCInformation).
struct Layout
{
    std::uint8_t subFunction;
    std::uint8_t header; ///< bytes before the first record
    std::uint8_t record; ///< bytes of a record
    std::uint8_t codeAt; ///< of the code in a record
    bool hasStatus; ///< the byte after the code is its status
    bool counts;
    std::uint8_t maskAt; ///< of the availability mask; 0: none
};

constexpr Layout kLayouts[] {
    {0x02, 3, 4, 0, true, true, 2}, // by status mask
    {0x03, 2, 4, 0, false, false, 0}, // snapshot identification: code and record number
    {0x08, 3, 6, 2, true, false, 2}, // by severity mask: severity, functional unit
    {0x09, 3, 6, 2, true, false, 2}, // severity of one code
    {0x0A, 3, 4, 0, true, true, 2}, // supported codes
    {0x0B, 3, 4, 0, true, true, 2}, // first test failed
    {0x0C, 3, 4, 0, true, true, 2}, // first confirmed
    {0x0D, 3, 4, 0, true, true, 2}, // most recent test failed
    {0x0E, 3, 4, 0, true, true, 2}, // most recent confirmed
    {0x0F, 3, 4, 0, true, true, 2}, // mirror memory by status mask
    {0x13, 3, 4, 0, true, true, 2}, // emission-related by status mask
    {0x14, 2, 4, 0, false, false, 0}, // fault detection counters
    {0x15, 3, 4, 0, true, true, 2}, // permanent status
    {0x17, 4, 4, 0, true, false, 3}, // user memory by status mask: memory selection first
    {0x1A, 4, 4, 0, true, false, 2}, // codes that support an extended-data record
    {0x42, 6, 5, 1, true, false, 3}, // WWH-OBD: group, masks, format; severity before each code
    {0x55, 5, 4, 0, true, false, 3}, // WWH-OBD permanent status
    {0x56, 6, 4, 0, true, false, 3}, // by readiness group
};

std::uint32_t codeAt(Payload payload, std::size_t at)
{
    return static_cast<std::uint32_t>(payload[at] << 16 | payload[at + 1] << 8 | payload[at + 2]);
}

bool decodeRows(Payload payload, const Layout& layout, DtcReport& report)
{
    if (payload.size() < layout.header || (payload.size() - layout.header) % layout.record != 0) {
        return false;
    }
    report.counts = layout.counts;
    if (layout.maskAt != 0) {
        report.availabilityMask = payload[layout.maskAt];
    }
    report.records.reserve((payload.size() - layout.header) / layout.record);
    for (std::size_t at = layout.header; at < payload.size(); at += layout.record) {
        DtcRecord record {codeAt(payload, at + layout.codeAt), std::nullopt};
        if (layout.hasStatus) {
            record.status = payload[at + layout.codeAt + 3];
        }
        report.records.push_back(record);
    }
    return true;
}

/// A code with its status at `at`, then the record number and the data: 04, 06, 10, 18, 19.
bool decodeOneWithData(Payload payload, std::size_t at, bool extended, DtcReport& report)
{
    if (payload.size() < at + 4) {
        return false;
    }
    const std::uint32_t code = codeAt(payload, at);
    report.records.push_back({code, payload[at + 3]});
    if (payload.size() > at + 4) {
        report.data.push_back({extended, payload[at + 4], code, payload.subspan(at + 5)});
    }
    return true;
}

/// A record number, then a code with its status and data: 05 (a report of nothing ends after the number), 16.
bool decodeByRecord(Payload payload, bool extended, DtcReport& report)
{
    if (payload.size() == 3) {
        return true;
    }
    if (payload.size() < 7) {
        return false;
    }
    const std::uint32_t code = codeAt(payload, 3);
    report.records.push_back({code, payload[6]});
    report.data.push_back({extended, payload[2], code, payload.subspan(7)});
    return true;
}

bool decodeCount(Payload payload, DtcReport& report)
{
    if (payload.size() != 6) {
        return false;
    }
    report.availabilityMask = payload[2];
    report.codeCount = static_cast<std::uint16_t>(payload[4] << 8 | payload[5]);
    return true;
}

} // namespace

std::optional<DtcReport> decodeDtcReport(Payload payload)
{
    if (payload.size() < 2 || payload[0] != 0x59) {
        return std::nullopt;
    }
    DtcReport report;
    report.subFunction = static_cast<std::uint8_t>(payload[1] & 0x7F);
    for (const Layout& layout : kLayouts) {
        if (layout.subFunction == report.subFunction) {
            return decodeRows(payload, layout, report) ? std::optional(std::move(report)) : std::nullopt;
        }
    }
    bool isWhole = false;
    switch (report.subFunction) {
    case 0x01:
    case 0x07:
    case 0x11:
    case 0x12:
        isWhole = decodeCount(payload, report);
        break;
    case 0x04:
    case 0x06:
        isWhole = decodeOneWithData(payload, 2, report.subFunction == 0x06, report);
        report.counts = true;
        break;
    case 0x10:
        isWhole = decodeOneWithData(payload, 2, /*extended=*/true, report);
        break;
    case 0x18:
    case 0x19: // the memory selection stands before the code
        isWhole = decodeOneWithData(payload, 3, report.subFunction == 0x19, report);
        break;
    case 0x05:
    case 0x16:
        isWhole = decodeByRecord(payload, report.subFunction == 0x16, report);
        break;
    default:
        break;
    }
    return isWhole ? std::optional(std::move(report)) : std::nullopt;
}

} // namespace argus::protocol
