// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/obd.h"

#include <algorithm>

namespace argus::protocol {

namespace {

std::uint16_t word(Payload bytes, std::size_t at)
{
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
}

} // namespace

std::optional<std::vector<std::uint16_t>> decodeObdCodes(Payload payload, bool hasCount)
{
    if (payload.empty() || (payload[0] != 0x43 && payload[0] != 0x47 && payload[0] != 0x4A)) {
        return std::nullopt;
    }
    std::vector<std::uint16_t> codes;
    std::size_t at = 1;
    std::size_t end = payload.size();
    if (hasCount) {
        if (payload.size() < 2 || payload.size() < 2U + 2U * payload[1]) {
            return std::nullopt;
        }
        at = 2;
        end = 2U + 2U * payload[1];
        const Payload rest = payload.subspan(end);
        if (!rest.empty() && !std::ranges::all_of(rest, [&](std::uint8_t byte) { return byte == rest[0]; })) {
            return std::nullopt;
        }
    } else if (payload.size() % 2 != 1) {
        return std::nullopt;
    }
    for (; at < end; at += 2) {
        if (const std::uint16_t code = word(payload, at); code != 0) {
            codes.push_back(code);
        }
    }
    return codes;
}

std::optional<ObdMonitorStatus> decodeMonitorStatus(Payload payload)
{
    if (payload.size() < 6 || payload[0] != 0x41 || payload[1] != 0x01) {
        return std::nullopt;
    }
    return ObdMonitorStatus {(payload[2] & 0x80) != 0, static_cast<std::uint8_t>(payload[2] & 0x7F)};
}

std::optional<ObdFreezeFrame> decodeFreezeFrameCode(Payload payload)
{
    if (payload.size() < 5 || payload[0] != 0x42 || payload[1] != 0x02) {
        return std::nullopt;
    }
    return ObdFreezeFrame {payload[2], word(payload, 3)};
}

std::optional<ObdVehicleInfo> decodeVehicleInfo(Payload payload)
{
    // Even info types carry data, behind a count on CAN; odd ones tell message counts of older buses; 00 is a bit map.
    if (payload.size() < 4 || payload[0] != 0x49 || payload[1] == 0 || payload[1] % 2 != 0) {
        return std::nullopt;
    }
    return ObdVehicleInfo {payload[1], payload[2], payload.subspan(3)};
}

std::string_view infoTypeName(std::uint8_t infoType)
{
    switch (infoType) {
    case 0x02:
        return "vehicle identification number";
    case 0x04:
        return "calibration identification";
    case 0x06:
        return "calibration verification number";
    case 0x08:
        return "in-use performance";
    case 0x0A:
        return "control unit name";
    default:
        return {};
    }
}

std::optional<std::vector<KwpCode>> decodeKwpCodes(Payload payload)
{
    if (payload.size() < 2 || (payload[0] != 0x58 && payload[0] != 0x57 && payload[0] != 0x53)) {
        return std::nullopt;
    }
    const std::size_t count = payload[1];
    const std::size_t bytes = payload.size() - 2;
    const bool hasStatus = bytes == count * 3;
    if (!hasStatus && (payload[0] != 0x53 || bytes != count * 2)) {
        return std::nullopt;
    }
    std::vector<KwpCode> codes;
    codes.reserve(count);
    for (std::size_t at = 2; at < payload.size(); at += hasStatus ? 3 : 2) {
        codes.push_back({word(payload, at), hasStatus ? std::optional(payload[at + 2]) : std::nullopt});
    }
    return codes;
}

std::vector<std::string> kwpStatusNames(std::uint8_t status)
{
    std::vector<std::string> names;
    constexpr std::string_view kStorage[] {"", "notPresent", "intermittent", "present"};
    if (const std::string_view state = kStorage[status >> 5 & 0x3]; !state.empty()) {
        names.emplace_back(state);
    }
    if ((status & 0x80) != 0) {
        names.emplace_back("warningLamp");
    }
    return names;
}

} // namespace argus::protocol
