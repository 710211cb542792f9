// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/j1939.h"

#include "core/base/text.h"

namespace argus::protocol::j1939 {

namespace {

/// Two bits of the lamp byte and two of the flash byte (J1939-73, 5.7.1).
std::string lampText(unsigned lamp, unsigned flash)
{
    switch (lamp & 3U) {
    case 0:
        return "off";
    case 1:
        break;
    default:
        return "not available";
    }
    switch (flash & 3U) {
    case 0:
        return "slow flash";
    case 1:
        return "fast flash";
    default:
        return "on";
    }
}

/// Functions that do not depend on the industry group (J1939 appendix B), in our own words.
std::string_view functionName(unsigned function)
{
    constexpr std::string_view kNames[] {
        "engine",
        "auxiliary power unit",
        "electric propulsion",
        "transmission",
        "battery pack monitor",
        "shift console",
        "power take-off",
        "steered axle",
        "driven axle",
        "brakes",
        "brakes, steered axle",
        "brakes, driven axle",
        "engine retarder",
        "driveline retarder",
        "cruise control",
        "fuel system",
        "steering",
        "suspension, steered axle",
        "suspension, driven axle",
        "instrument cluster",
        "trip recorder",
        "cab climate control",
        "aerodynamic control",
        "navigation",
        "vehicle security",
        "network gateway",
        "body controller",
    };
    return function < std::size(kNames) ? kNames[function] : std::string_view();
}

} // namespace

std::string addressText(std::uint8_t source)
{
    return "SA " + base::hexNumber(source, 2);
}

std::optional<DmMessage> decodeDm(Payload payload)
{
    if (payload.size() < 6) {
        return std::nullopt;
    }
    const unsigned lamps = payload[0];
    const unsigned flash = payload[1];
    DmMessage message;
    message.lamps.malfunction = lampText(lamps >> 6, flash >> 6);
    message.lamps.redStop = lampText(lamps >> 4, flash >> 4);
    message.lamps.amberWarning = lampText(lamps >> 2, flash >> 2);
    message.lamps.protect = lampText(lamps, flash);
    for (std::size_t at = 2; at + 4 <= payload.size(); at += 4) {
        DmCode code;
        code.raw = static_cast<std::uint32_t>(payload[at]) << 24 | payload[at + 1] << 16 | payload[at + 2] << 8
            | payload[at + 3];
        if (code.raw == 0 || code.raw == 0xFFFFFFFF) {
            continue;
        }
        code.spn = static_cast<std::uint32_t>(payload[at] | payload[at + 1] << 8 | (payload[at + 2] >> 5) << 16);
        code.fmi = payload[at + 2] & 0x1F;
        code.oc = payload[at + 3] & 0x7F;
        code.conversionBit = (payload[at + 3] & 0x80) != 0;
        message.codes.push_back(code);
    }
    return message;
}

std::optional<Readiness> decodeReadiness(Payload payload)
{
    if (payload.size() < 3) {
        return std::nullopt;
    }
    return Readiness {payload[0], payload[1], payload[2]};
}

std::optional<Name> decodeName(Payload payload)
{
    if (payload.size() != 8) {
        return std::nullopt;
    }
    Name name;
    for (std::size_t i = 8; i-- > 0;) {
        name.value = name.value << 8 | payload[i];
    }
    name.function = functionName(payload[5]);
    return name;
}

std::vector<std::string> starFields(Payload payload)
{
    std::vector<std::string> fields;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= payload.size() && fields.size() < 16; ++at) {
        if (at == payload.size() || payload[at] == '*') {
            const Payload field = payload.subspan(begin, at - begin);
            // What follows the last '*' is padding.
            if (at < payload.size() || fields.empty()) {
                fields.push_back(field.empty() ? std::string() : valueText(field));
            }
            begin = at + 1;
        }
    }
    return fields;
}

} // namespace argus::protocol::j1939
