// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"

namespace argus::diagnosis {

namespace {

void catalyst(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0420"), codeNumber("P0423"));
    append(codes, file.inRange(codeNumber("P0430"), codeNumber("P0433")));
    if (codes.empty()) {
        return;
    }
    const CaseCodes misfire = file.inRange(codeNumber("P0300"), codeNumber("P0312"));
    CaseCodes mixture = file.inRange(codeNumber("P0170"), codeNumber("P0175"));
    append(mixture, file.inRange(codeNumber("P0130"), codeNumber("P0167")));
    std::string text = listCodes(codes) + ": the catalytic converter cleans too little.";
    CaseCodes cited = codes;
    std::string action = "Check the exhaust for leaks before the rear oxygen sensor and compare both sensors' signals; "
                         "only then judge the converter.";
    double confidence = 0.5;
    if (!misfire.empty()) {
        append(cited, misfire);
        text += " Unburnt fuel from the misfires (" + listCodes(misfire)
            + ") overheats and ruins converters: cure the misfire first, a new converter would not last.";
        action = "Cure the misfire before judging or replacing the catalytic converter.";
        confidence = 0.8;
    } else if (!mixture.empty()) {
        append(cited, mixture);
        text += " " + listCodes(mixture) + oneOrMany(mixture, " disturbs", " disturb")
            + " the measurement or the converter: repair that first.";
        confidence = 0.65;
    }
    findings.state(misfire.empty() ? "cause" : "risk", Weight::Part, confidence,
                   misfire.empty() ? "the catalytic converter is below its limit"
                                   : "misfires are ruining the catalytic converter",
                   text, evidenceOf(cited));
    findings.act(Urgency::Check, action);
}

void fuelVapour(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        const std::uint16_t number = code.parsed ? code.parsed->number : 0;
        return number == codeNumber("P0440") || number == codeNumber("P0442")
            || (number >= codeNumber("P0455") && number <= codeNumber("P0457"));
    });
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Part, 0.65, "the fuel vapour system leaks",
                   listCodes(codes)
                       + ": fuel vapour escapes. The filler cap and its seal come first, then the purge and "
                         "vent valves and their hoses. Driving is possible.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Tighten or replace the fuel filler cap, clear the code; if it returns, smoke-test the "
                 "fuel vapour system.");
}

void recirculation(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0400"), codeNumber("P0409"));
    append(codes, file.spn(27));
    append(codes, file.spn(411));
    append(codes, file.spn(2659));
    append(codes, file.spn(2791));
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Part, 0.6, "exhaust gas recirculation does not do what is asked",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " exhaust gas recirculation. Soot in valve, cooler and passages is the usual "
                         "reason for wrong flow; for circuit codes it is plug and wires.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Drive the recirculation valve with a tester and watch its position; clean valve and "
                 "passages if it sticks.");
}

void particulateFilter(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P2002"), codeNumber("P2003"));
    append(codes, file.inRange(codeNumber("P2452"), codeNumber("P2459")));
    append(codes, file.inRange(codeNumber("P2463"), codeNumber("P2463")));
    append(codes, file.spn(81));
    append(codes, file.spn(3251));
    append(codes, file.spnRange(3695, 3720));
    append(codes, file.spn(5397));
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Part, 0.6, "the particulate filter is loaded or its measurement is wrong",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the particulate filter. Too much soot is often a consequence: short "
                         "trips, a fault of injection, recirculation or boost, or leaking hoses of the "
                         "differential pressure sensor.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Check the hoses of the differential pressure sensor and its value with the engine off; "
                 "then find why soot builds up before forcing a regeneration.");
}

void boost(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0234"), codeNumber("P0234"));
    append(codes, file.inRange(codeNumber("P0299"), codeNumber("P0299")));
    append(codes, file.inRange(codeNumber("P0045"), codeNumber("P0049")));
    append(codes, file.inRange(codeNumber("P2261"), codeNumber("P2263")));
    append(codes, file.spn(102));
    append(codes, file.spn(641));
    append(codes, file.spn(1127));
    append(codes, file.spn(2795));
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Part, 0.6, "boost pressure is not what the engine asks for",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the turbocharger. Too little boost comes mostly from a loose or split "
                         "hose, too much from a stuck actuator or vanes.",
                   evidenceOf(codes));
    findings.act(Urgency::Repair, "Pressure-test the charge air path, then move the boost actuator through its range.");
}

void railPressure(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0087"), codeNumber("P0094"));
    append(codes, file.inRange(codeNumber("P0190"), codeNumber("P0194")));
    append(codes, file.spn(94));
    append(codes, file.spn(157));
    append(codes, file.spn(5571));
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Cause, 0.6, "the fuel pressure is not right",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the fuel pressure. From cheap to dear: fuel level and quality, filter, "
                         "air in the line, low-pressure pump, regulator, injectors that leak back, "
                         "high-pressure pump.",
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 "Measure the low-pressure side first, then injector leak-back; look for fuel leaks "
                 "before starting the engine.");
}

constexpr Rule kRules[] = {catalyst, fuelVapour, recirculation, particulateFilter, boost, railPressure};

} // namespace

std::span<const Rule> emissionRules()
{
    return kRules;
}

} // namespace argus::diagnosis
