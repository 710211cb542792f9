// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"

#include <algorithm>
#include <set>

namespace argus::diagnosis {

namespace {

constexpr std::int64_t kSupplyParameters[] = {158, 167, 168, 444, 627, 1542, 1543};
constexpr std::int64_t kReferenceParameters[] = {620, 678, 1079, 1080, 3509, 3510, 3511, 3512, 3513, 3514};

CaseCodes codesOfSpns(const CaseFile& file, std::span<const std::int64_t> spns)
{
    return file.select([spns](const CaseCode& code) {
        return code.dtc->spn && std::ranges::find(spns, *code.dtc->spn) != spns.end();
    });
}

void supplyVoltage(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0560"), codeNumber("P0563"));
    append(codes, file.inRange(codeNumber("P0880"), codeNumber("P0884")));
    append(codes, file.inRange(codeNumber("P2502"), codeNumber("P2509")));
    append(codes, file.inRange(codeNumber("U3003"), codeNumber("U3009")));
    append(codes, codesOfSpns(file, kSupplyParameters));
    if (codes.empty()) {
        return;
    }
    const std::size_t others = countCodes(file.faults()) - countCodes(codes);
    const bool several = countEcus(codes) > 1;
    std::string text = listCodes(codes) + " from " + listEcus(file, codes) + oneOrMany(codes, " concerns", " concern")
        + " the supply voltage.";
    if (several) {
        text += " Several control units saw it, so that the fault lies in what they share: battery, charging, main "
                "grounds or a common fuse.";
    } else {
        text += " Only one control unit saw it: its own supply line, relay or ground comes first.";
    }
    if (others > 0) {
        text += " Low or unstable voltage makes sensors implausible and control units fall off the bus: it may explain "
            + (others == 1 ? std::string("the other code.")
                           : "some or all of the other " + std::to_string(others) + " codes.");
    }
    findings.state("cause", several && others > 0 ? Weight::Root : Weight::Cause, several ? 0.8 : 0.65,
                   "the supply voltage is at fault and can explain other codes", text, evidenceOf(codes));
    findings.act(
        Urgency::Repair,
        several ? "Test the battery under load, the charging voltage (13.5 to 14.8 V with a 12 V system, 27 to 29 V "
                  "with 24 V) and the main grounds before anything is replaced."
                : "Measure supply and ground of " + listEcus(file, codes) + " under load, at its connector.");
}

void referenceVoltage(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0641"), codeNumber("P0643"));
    append(codes, file.inRange(codeNumber("P0651"), codeNumber("P0653")));
    append(codes, file.inRange(codeNumber("P0657"), codeNumber("P0659")));
    append(codes, file.inRange(codeNumber("P0697"), codeNumber("P0699")));
    append(codes, codesOfSpns(file, kReferenceParameters));
    if (codes.empty()) {
        return;
    }
    const std::string& unit = codes.front().dtc->ecu;
    const CaseCodes sensors = file.select([&unit](const CaseCode& code) {
        const std::string& meaning = code.dtc->meaning;
        return code.dtc->ecu == unit && meaning.find("ensor") != std::string::npos
            && meaning.find("reference") == std::string::npos && meaning.find("supply") == std::string::npos;
    });
    std::string text = listCodes(codes) + ": a supply that " + file.label(*codes.front().dtc)
        + " gives to several sensors is out of bounds.";
    if (!sensors.empty()) {
        text += " The sensor codes of the same unit (" + listCodes(sensors)
            + ") are then most likely its consequence: one sensor or wire that shorts the supply takes the others "
              "down.";
    }
    CaseCodes cited = codes;
    append(cited, sensors);
    findings.state("cause", sensors.empty() ? Weight::Cause : Weight::Root, sensors.empty() ? 0.65 : 0.8,
                   "one shorted sensor supply explains several sensor codes", text, evidenceOf(cited));
    findings.act(Urgency::Repair,
                 "Measure the 5 V sensor supply of " + file.label(*codes.front().dtc)
                     + "; unplug its sensors one by one until the voltage comes back.");
}

void controlUnitInside(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0601"), codeNumber("P0607"));
    append(codes, file.inRange(codeNumber("U3000"), codeNumber("U3000")));
    append(codes, file.select([](const CaseCode& code) {
        const bool byType = code.parsed && code.parsed->failureType && *code.parsed->failureType >= 0x41
            && *code.parsed->failureType <= 0x49 && code.parsed->number != codeNumber("U3000");
        return byType || (code.dtc->spn && code.dtc->fmi == 12);
    }));
    if (codes.empty()) {
        return;
    }
    const bool isOne = countEcus(codes) == 1;
    findings.state("cause", Weight::Part, 0.5,
                   listEcus(file, codes)
                       + (isOne ? " reports a fault inside itself" : " report faults inside themselves"),
                   listEcus(file, codes) + (isOne ? " reports a fault of its own" : " report faults of their own")
                       + " electronics or software (" + listCodes(codes)
                       + "). Such codes also come from bad supply or ground and from an interrupted update, which are "
                         "cheaper to rule out than a new control unit.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Before replacing " + listEcus(file, codes)
                     + ": check its supply and ground under load, clear the codes, update its software, read again.");
}

void notConfigured(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        if (!code.parsed) {
            return code.dtc->spn && code.dtc->fmi == 13;
        }
        const std::uint16_t number = code.parsed->number;
        const std::uint8_t type = code.parsed->failureType.value_or(0);
        return (number >= codeNumber("U0300") && number <= codeNumber("U03FF"))
            || (number >= codeNumber("P0630") && number <= codeNumber("P0633")) || number == codeNumber("P0602")
            || number == codeNumber("P0610") || (type >= 0x51 && type <= 0x57);
    });
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Cause, 0.7, "a control unit is not programmed, coded or calibrated to fit",
                   listCodes(codes) + " from " + listEcus(file, codes)
                       + ": software, coding or calibration does not fit the vehicle. This is typical after a control "
                         "unit was replaced or an update was left unfinished; no part need be broken.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Ask what was replaced or updated last; compare part and software numbers of " + listEcus(file, codes)
                     + " with the manufacturer's, then code or calibrate.");
}

constexpr Rule kRules[] = {supplyVoltage, referenceVoltage, controlUnitInside, notConfigured};

} // namespace

std::span<const Rule> powerRules()
{
    return kRules;
}

} // namespace argus::diagnosis
