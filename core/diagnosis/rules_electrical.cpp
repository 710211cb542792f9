// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"

#include <algorithm>

namespace argus::diagnosis {

namespace {

enum class Wiring
{
    None,
    Low,
    High,
    Open,
    Intermittent
};

/// What the failure type, the failure mode or the text of a generic code says about the wiring.
Wiring wiringOf(const CaseCode& code)
{
    if (code.dtc->spn) {
        switch (code.dtc->fmi.value_or(-1)) {
        case 3:
            return Wiring::High;
        case 4:
        case 6:
            return Wiring::Low;
        case 5:
            return Wiring::Open;
        case 2:
            return Wiring::Intermittent;
        default:
            return Wiring::None;
        }
    }
    if (!code.parsed || code.parsed->letter == 'U') {
        return Wiring::None;
    }
    switch (code.parsed->failureType.value_or(0)) {
    case 0x11:
    case 0x14:
    case 0x16:
        return Wiring::Low;
    case 0x12:
    case 0x15:
    case 0x17:
        return Wiring::High;
    case 0x13:
        return Wiring::Open;
    case 0x1F:
    case 0x2F:
        return Wiring::Intermittent;
    default:
        break;
    }
    const std::string_view text = codeText(code.parsed->number);
    if (text.ends_with("signal too low") || text.ends_with("circuit low")) {
        return Wiring::Low;
    }
    if (text.ends_with("signal too high") || text.ends_with("circuit high")) {
        return Wiring::High;
    }
    if (text.ends_with("circuit open")) {
        return Wiring::Open;
    }
    return text.ends_with("comes and goes") ? Wiring::Intermittent : Wiring::None;
}

void wiring(const CaseFile& file, Wiring kind, std::string_view says, std::string_view action, Findings& findings)
{
    const CaseCodes codes = file.select([kind](const CaseCode& code) { return wiringOf(code) == kind; });
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Remark, 0.6, listCodes(codes, 3) + " speaks of wiring or a sensor",
                   listCodes(codes) + " from " + listEcus(file, codes) + ": " + std::string(says), evidenceOf(codes));
    findings.act(Urgency::Check, std::string(action) + " (" + listCodes(codes) + ").");
}

void electricalLow(const CaseFile& file, Findings& findings)
{
    wiring(file, Wiring::Low,
           "the signal is at the lower end. Typical is a short to ground, a lost sensor supply or a dead sensor.",
           "Unplug the sensor: if the signal rises, the sensor is shorted; if it stays low, the wire is", findings);
}

void electricalHigh(const CaseFile& file, Findings& findings)
{
    wiring(file, Wiring::High,
           "the signal is at the upper end. Typical is an open ground or signal wire, or a short to supply.",
           "Bridge signal and ground at the sensor's plug: if the signal falls, wires are good and the sensor is open",
           findings);
}

void electricalOpen(const CaseFile& file, Findings& findings)
{
    wiring(file, Wiring::Open, "a circuit is open. Plugs, bent pins and broken wires come before the part itself.",
           "Check plug and continuity, pulling gently at the wires", findings);
}

void electricalIntermittent(const CaseFile& file, Findings& findings)
{
    wiring(file, Wiring::Intermittent, "the signal comes and goes. Loose plugs, chafed wires and moisture do that.",
           "Move harness and plug while watching the live value", findings);
}

void oneUnitManyCircuits(const CaseFile& file, Findings& findings)
{
    for (const domain::Ecu& unit : file.triage().ecus) {
        const CaseCodes codes = file.select([&unit](const CaseCode& code) {
            const Wiring kind = wiringOf(code);
            return code.dtc->ecu == unit.address && code.dtc->channel == unit.channel
                && (kind == Wiring::Low || kind == Wiring::High || kind == Wiring::Open);
        });
        constexpr std::size_t kMany = 4;
        if (countCodes(codes) < kMany) {
            continue;
        }
        const std::string label = file.label(unit.channel, unit.address);
        findings.state(
            "cause", Weight::Root, 0.7, "many circuits of " + label + " fail at once: look at what they share",
            label + " reports " + counted(countCodes(codes), "circuit", "circuits") + " at once (" + listCodes(codes)
                + "). So many parts rarely fail together: a common ground, supply, fuse or plug of that unit "
                  "does.",
            evidenceOf(codes));
        findings.act(Urgency::Repair,
                     "Check the main plug, common grounds and sensor supplies of " + label + " before single parts.");
    }
}

constexpr Rule kRules[] = {oneUnitManyCircuits, electricalLow, electricalHigh, electricalOpen, electricalIntermittent};

} // namespace

std::span<const Rule> electricalRules()
{
    return kRules;
}

} // namespace argus::diagnosis
