// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"
#include "core/diagnosis/severity.h"

namespace argus::diagnosis {

namespace {

void redStopLamp(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        return code.dtc->lamps && code.dtc->lamps->redStop != "off" && code.dtc->lamps->redStop != "not available"
            && !code.dtc->lamps->redStop.empty();
    });
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Danger, 0.95, "a red stop lamp was commanded: the vehicle should not be driven on",
                   "The red stop lamp was commanded together with " + listCodes(codes) + " by " + listEcus(file, codes)
                       + (countEcus(codes) == 1 ? ". That control unit asks" : ". These control units ask")
                       + " the driver to stop the vehicle.",
                   evidenceOf(codes));
    findings.act(Urgency::Stop,
                 "Do not drive on: " + listEcus(file, codes) + (countEcus(codes) == 1 ? " commands" : " command")
                     + " the red stop lamp (" + listCodes(codes) + ").");
}

void overheating(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0217"), codeNumber("P0217"));
    append(codes, file.select([](const CaseCode& code) {
        return code.dtc->spn == 110 && (code.dtc->fmi == 0 || code.dtc->fmi == 16);
    }));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Danger, 0.9, "the engine ran too hot",
                   listCodes(codes) + oneOrMany(codes, " says", " say")
                       + " that the engine coolant was too hot. Driving on risks the head gasket and "
                         "the cylinder head; a bad sensor is less likely than a real fault of the cooling.",
                   evidenceOf(codes));
    findings.act(Urgency::Stop,
                 "Let the engine cool; check coolant level, leaks, pump, thermostat and fan before "
                 "starting it again.");
}

void oilPressure(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0524"), codeNumber("P0524"));
    append(codes, file.select([](const CaseCode& code) {
        return code.dtc->spn == 100 && (code.dtc->fmi == 1 || code.dtc->fmi == 18);
    }));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Danger, 0.9, "engine oil pressure was reported too low",
                   listCodes(codes) + oneOrMany(codes, " reports", " report")
                       + " engine oil pressure below its limit. Unless a gauge proves the sensor "
                         "wrong, the engine must not run.",
                   evidenceOf(codes));
    findings.act(Urgency::Stop,
                 "Keep the engine off; check the oil level, then measure the oil pressure with a gauge.");
}

void highVoltage(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0A0A"), codeNumber("P0A0E"));
    append(codes, file.inRange(codeNumber("P0AA0"), codeNumber("P0AA7")));
    append(codes, file.inRange(codeNumber("P0A7E"), codeNumber("P0A7E")));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Danger, 0.9, "the high-voltage system may be unsafe to touch",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the insulation, the interlock, the contactors or the heat of the "
                         "high-voltage system. Parts may be live although the vehicle seems off.",
                   evidenceOf(codes));
    findings.act(Urgency::Stop,
                 "Only people qualified for high voltage may work here: secure the vehicle, pull the "
                 "service disconnect, prove absence of voltage, then measure the insulation.");
}

void brakesOrSteering(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        if (severityOf(*code.dtc) != "critical") {
            return false;
        }
        const bool lost = code.parsed && code.parsed->letter == 'U';
        const bool chassis = code.parsed && code.parsed->letter == 'C';
        const auto spn = code.dtc->spn.value_or(-1);
        return lost || chassis || (spn >= 116 && spn <= 118) || spn == 1087 || spn == 1088;
    });
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Danger, 0.85, "brake or steering assistance may be missing",
                   listCodes(codes) + " from " + listEcus(file, codes) + oneOrMany(codes, " means", " mean")
                       + " that brake, stability or steering assistance may be off or reduced.",
                   evidenceOf(codes));
    findings.act(Urgency::Stop,
                 "Test brakes and steering at walking pace before the vehicle goes back on the road ("
                     + listCodes(codes) + ").");
}

constexpr Rule kRules[] = {redStopLamp, overheating, oilPressure, highVoltage, brakesOrSteering};

} // namespace

std::span<const Rule> dangerRules()
{
    return kRules;
}

} // namespace argus::diagnosis
