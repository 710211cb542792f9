// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/severity.h"

#include "core/diagnosis/code_tables.h"
#include "core/diagnosis/knowledge.h"

#include <algorithm>
#include <array>

namespace argus::diagnosis {

namespace {

enum Level
{
    Critical,
    High,
    Medium,
    Low,
    Info
};

constexpr std::array<std::string_view, 5> kNames {"critical", "high", "medium", "low", "info"};

constexpr std::uint8_t kTestFailed = 0x01;
constexpr std::uint8_t kPending = 0x04;
constexpr std::uint8_t kConfirmed = 0x08;

struct CodeRange
{
    std::uint16_t first;
    std::uint16_t last;
    Level level;
};

/// The first range that holds a code decides: exceptions stand before the wide ranges.
constexpr CodeRange kRanges[] = {
    {codeNumber("P0217"), codeNumber("P0217"), Critical}, // coolant too hot
    {codeNumber("P0524"), codeNumber("P0524"), Critical}, // no oil pressure
    {codeNumber("P0AA6"), codeNumber("P0AA6"), Critical}, // high-voltage insulation
    {codeNumber("P0AA1"), codeNumber("P0AA1"), Critical}, // contactors stuck closed
    {codeNumber("P0AA4"), codeNumber("P0AA4"), Critical},
    {codeNumber("P0A0A"), codeNumber("P0A0E"), Critical}, // high-voltage interlock
    {codeNumber("P0A7E"), codeNumber("P0A7E"), Critical}, // high-voltage battery too hot
    {codeNumber("P2111"), codeNumber("P2111"), Critical}, // throttle stuck open
    {codeNumber("P2105"), codeNumber("P2105"), Critical}, // engine forced to stop
    {codeNumber("P2104"), codeNumber("P2112"), High}, // throttle control in an emergency mode
    {codeNumber("P2135"), codeNumber("P2140"), High}, // throttle or pedal sensors contradict
    {codeNumber("P0087"), codeNumber("P0094"), High}, // fuel pressure, leaks
    {codeNumber("P0016"), codeNumber("P0019"), High}, // valve timing
    {codeNumber("P0234"), codeNumber("P0234"), High},
    {codeNumber("P0300"), codeNumber("P0314"), High}, // misfire
    {codeNumber("P0335"), codeNumber("P0349"), High}, // engine may stall
    {codeNumber("P0218"), codeNumber("P0219"), High},
    {codeNumber("P0298"), codeNumber("P0298"), High},
    {codeNumber("P0560"), codeNumber("P0563"), High},
    {codeNumber("P0601"), codeNumber("P0607"), High},
    {codeNumber("P0641"), codeNumber("P0643"), High},
    {codeNumber("P0651"), codeNumber("P0653"), High},
    {codeNumber("P0730"), codeNumber("P0736"), High},
    {codeNumber("P0893"), codeNumber("P0894"), High},
    {codeNumber("P0A00"), codeNumber("P0FFF"), High}, // high-voltage drive
    {codeNumber("P0440"), codeNumber("P0469"), Low}, // fuel vapour system
    {codeNumber("P0530"), codeNumber("P0539"), Low}, // air conditioning
    {codeNumber("P0565"), codeNumber("P0570"), Low}, // cruise control
    {codeNumber("P0574"), codeNumber("P0596"), Low},
    {codeNumber("P0645"), codeNumber("P0650"), Low},
    {codeNumber("C0000"), codeNumber("C00FF"), High}, // brakes and stability
    {codeNumber("C0077"), codeNumber("C0077"), Medium},
    {codeNumber("B0001"), codeNumber("B00FF"), High}, // restraints
    {codeNumber("U0001"), codeNumber("U00FF"), High}, // the bus itself
    {codeNumber("U0121"), codeNumber("U0122"), Critical}, // no anti-lock brake or stability control
    {codeNumber("U0126"), codeNumber("U0126"), High},
    {codeNumber("U0128"), codeNumber("U0129"), Critical},
    {codeNumber("U0131"), codeNumber("U0131"), Critical}, // steering
    {codeNumber("U0151"), codeNumber("U0154"), High}, // restraints
    {codeNumber("U0100"), codeNumber("U0103"), High},
    {codeNumber("U0107"), codeNumber("U0107"), High},
    {codeNumber("U0110"), codeNumber("U0112"), High},
    {codeNumber("U0184"), codeNumber("U0199"), Low}, // entertainment
    {codeNumber("U3003"), codeNumber("U3003"), High},
};

Level levelOfCode(const ParsedCode& code)
{
    for (const CodeRange& range : kRanges) {
        if (code.number >= range.first && code.number <= range.last) {
            return range.level;
        }
    }
    return code.letter == 'B' ? Low : Medium;
}

/// Parameters whose values out of range mean damage or danger, not merely a bad sensor.
bool isVital(std::int64_t spn)
{
    static constexpr std::array<std::int64_t, 11> kVital {100, 109, 110, 111, 116, 117, 118, 127, 175, 1087, 1088};
    return std::ranges::binary_search(kVital, spn);
}

Level levelOfJ1939(std::int64_t spn, std::int64_t fmi)
{
    const bool mostSevere = fmi == 0 || fmi == 1;
    const bool moderately = fmi == 16 || fmi == 18;
    if (isVital(spn) && mostSevere) {
        return Critical;
    }
    if (spn == 1110) {
        return Critical;
    }
    if (spn == 1109 || (spn >= 116 && spn <= 118) || (isVital(spn) && moderately) || (spn >= 789 && spn <= 807)
        || (spn >= 1322 && spn <= 1346) || spn == 1569 || spn == 5246 || spn == 639 || (spn >= 2000 && spn <= 2255)
        || fmi == 12 || mostSevere) {
        return High;
    }
    return fmi == 15 || fmi == 17 ? Low : Medium;
}

bool isFlashing(std::string_view lamp)
{
    return lamp == "slow flash" || lamp == "fast flash";
}

bool isLit(std::string_view lamp)
{
    return lamp == "on" || isFlashing(lamp);
}

} // namespace

bool isPendingOnly(const domain::Dtc& dtc)
{
    if (!dtc.fault) {
        return false;
    }
    if (dtc.status) {
        return (dtc.status->byte & kPending) != 0 && (dtc.status->byte & (kConfirmed | kTestFailed)) == 0;
    }
    // OBD: service 07 lists what is pending, 03 and 0A what is confirmed.
    return dtc.protocol == "obd" && !dtc.services.empty()
        && std::ranges::all_of(dtc.services, [](const auto& service) { return service.first == "47"; });
}

bool isActive(const domain::Dtc& dtc)
{
    if (!dtc.fault || dtc.clearedAt) {
        return false;
    }
    if (dtc.status) {
        return (dtc.status->byte & kTestFailed) != 0;
    }
    return dtc.services.contains("DM1");
}

std::string_view severityOf(const domain::Dtc& dtc)
{
    if (!dtc.fault) {
        return kNames[Info];
    }
    Level level = Medium;
    if (dtc.spn) {
        level = levelOfJ1939(*dtc.spn, dtc.fmi.value_or(-1));
    } else if (const auto code = parseCode(dtc.code)) {
        level = levelOfCode(*code);
    }
    if (isPendingOnly(dtc) && level < Low) {
        level = static_cast<Level>(level + 1);
    }
    // A message's lamps stand for all its codes together: a red lamp lifts what is serious by itself to critical.
    if (dtc.lamps && isLit(dtc.lamps->redStop) && level <= Medium) {
        level = Critical;
    } else if (dtc.lamps && isFlashing(dtc.lamps->malfunction) && level > High) {
        level = High;
    }
    return kNames[level];
}

int severityRank(std::string_view severity)
{
    return static_cast<int>(std::ranges::find(kNames, severity) - kNames.begin());
}

} // namespace argus::diagnosis
