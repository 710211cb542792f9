// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"

#include <map>
#include <set>

namespace argus::diagnosis {

namespace {

/// The cylinder that a misfire code names; 0 for codes about no certain one.
int misfireCylinder(const CaseCode& code)
{
    if (code.parsed) {
        // The digits of P0301 to P0312 count in decimal although they are stored as hexadecimal.
        const std::uint16_t number = code.parsed->number;
        const int low = number & 15;
        const int tens = number >> 4 & 15;
        return number > codeNumber("P0300") && number <= codeNumber("P0312") && low < 10 ? tens * 10 + low : 0;
    }
    const std::int64_t spn = code.dtc->spn.value_or(0);
    return spn >= 1323 && spn <= 1346 ? static_cast<int>(spn - 1322) : 0;
}

CaseCodes misfires(const CaseFile& file)
{
    CaseCodes codes = file.inRange(codeNumber("P0300"), codeNumber("P0312"));
    append(codes, file.spnRange(1322, 1346));
    return codes;
}

/// Codes about the injector or coil of one cylinder (P0201.., P0261.., P0351.., SPN 651.., SPN 1268..).
CaseCodes cylinderParts(const CaseFile& file, int cylinder)
{
    return file.select([cylinder](const CaseCode& code) {
        const std::string& meaning = code.dtc->meaning;
        const std::string number = std::to_string(cylinder);
        if (misfireCylinder(code) > 0) {
            return false;
        }
        if (code.dtc->spn) {
            return *code.dtc->spn == 650 + cylinder || *code.dtc->spn == 1267 + cylinder;
        }
        const std::string letter(1, static_cast<char>('A' + cylinder - 1));
        return meaning.starts_with("Injector, cylinder " + number + ":")
            || meaning.starts_with("Cylinder " + number + ":") || meaning.starts_with("Ignition coil " + letter + ":");
    });
}

void misfireOfOneCylinder(const CaseFile& file, int cylinder, const CaseCodes& codes, Findings& findings)
{
    const std::string name = "cylinder " + std::to_string(cylinder);
    const CaseCodes parts = cylinderParts(file, cylinder);
    if (!parts.empty()) {
        CaseCodes cited = codes;
        append(cited, parts);
        findings.state("cause", Weight::Root, 0.85, name + " misfires because of its own injector or coil",
                       "Only " + name + " misfires (" + listCodes(codes) + "), and " + listCodes(parts)
                           + oneOrMany(parts, " names", " name")
                           + " a part of the same cylinder: that part or its wiring is the likely cause.",
                       evidenceOf(cited));
        findings.act(Urgency::Repair,
                     "Check plug and wires of the part that " + listCodes(parts)
                         + " names, measure it, swap it with another cylinder's and see whether the code moves along.");
        return;
    }
    findings.state("cause", Weight::Cause, 0.7, "the misfire is confined to " + name,
                   "Only " + name + " misfires (" + listCodes(codes)
                       + "): what all cylinders share (fuel pressure, air metering) is unlikely. Spark plug, coil, "
                         "injector, or compression of that cylinder remain.",
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 "Swap spark plug and coil of " + name
                     + " with a neighbour; if the misfire stays, check its injector, then measure the compression.");
}

void misfire(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = misfires(file);
    if (codes.empty()) {
        return;
    }
    std::set<int> cylinders;
    for (const CaseCode& code : codes) {
        if (const int cylinder = misfireCylinder(code); cylinder > 0) {
            cylinders.insert(cylinder);
        }
    }
    if (cylinders.size() == 1) {
        misfireOfOneCylinder(file, *cylinders.begin(), codes, findings);
        return;
    }
    CaseCodes shared = file.inRange(codeNumber("P0087"), codeNumber("P0089"));
    append(shared, file.inRange(codeNumber("P0171"), codeNumber("P0175")));
    append(shared, file.inRange(codeNumber("P0100"), codeNumber("P0109")));
    append(shared, file.inRange(codeNumber("P0016"), codeNumber("P0019")));
    append(shared, file.inRange(codeNumber("P0335"), codeNumber("P0344")));
    append(shared, file.spn(94));
    append(shared, file.spn(157));
    std::string text = cylinders.empty() ? "Misfires in changing cylinders" : "Several cylinders misfire";
    text += " (" + listCodes(codes)
        + "): look for what they share - fuel pressure, air leaks, air metering, ignition "
          "supply, valve timing - before single plugs and injectors.";
    if (!shared.empty()) {
        text += " " + listCodes(shared) + oneOrMany(shared, " points there.", " point there.");
    }
    CaseCodes cited = codes;
    append(cited, shared);
    findings.state("cause", shared.empty() ? Weight::Cause : Weight::Root, shared.empty() ? 0.6 : 0.75,
                   "the misfires have a cause that several cylinders share", text, evidenceOf(cited));
    findings.act(Urgency::Repair,
                 "Measure the fuel pressure, smoke-test the intake and check the supply of the ignition "
                 "coils before replacing parts of single cylinders.");
}

void mixtureLean(const CaseFile& file, Findings& findings)
{
    const CaseCodes bank1 = file.select([](const CaseCode& code) { return code.dtc->code.starts_with("P0171"); });
    const CaseCodes bank2 = file.select([](const CaseCode& code) { return code.dtc->code.starts_with("P0174"); });
    CaseCodes codes = bank1;
    append(codes, bank2);
    if (codes.empty()) {
        return;
    }
    const CaseCodes air = file.inRange(codeNumber("P0100"), codeNumber("P0104"));
    const CaseCodes fuel = file.inRange(codeNumber("P0087"), codeNumber("P0087"));
    std::string text = listCodes(codes) + ": the engine gets too little fuel for its air.";
    std::string action = "Smoke-test the intake and measure the fuel pressure under load.";
    double confidence = 0.6;
    CaseCodes cited = codes;
    if (!air.empty() || !fuel.empty()) {
        append(cited, air);
        append(cited, fuel);
        text += !air.empty() ? " " + listCodes(air) + oneOrMany(air, " makes", " make")
                + " a wrong air flow signal or an air leak behind the sensor likely."
                             : " " + listCodes(fuel) + oneOrMany(fuel, " makes", " make")
                + " low fuel pressure (pump, filter, regulator) likely.";
        action = !air.empty()
            ? "Check the intake behind the air flow sensor for leaks, then clean or replace the sensor."
            : "Measure fuel pressure and delivery; check filter, pump and regulator.";
        confidence = 0.75;
    } else if (!bank1.empty() && !bank2.empty()) {
        text += " Both banks are affected: air metering, fuel pressure or a leak before the manifold splits.";
    } else {
        text += " Only one bank is affected: a leak at its manifold or gasket, its injectors, or its oxygen sensor.";
    }
    findings.state("cause", Weight::Cause, confidence, "the mixture is too lean", text, evidenceOf(cited));
    findings.act(Urgency::Repair, action);
}

void mixtureRich(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        return code.dtc->code.starts_with("P0172") || code.dtc->code.starts_with("P0175");
    });
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Cause, 0.55, "the mixture is too rich",
                   listCodes(codes)
                       + ": the engine gets too much fuel for its air. Likely are high fuel pressure, a "
                         "leaking injector, fuel vapour from the purge valve, or an air flow sensor that "
                         "reads too high.",
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 "Measure the fuel pressure, close the purge line to see whether the fuel trim recovers, "
                 "check the injectors for leaks.");
}

void valveTiming(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0016"), codeNumber("P0019"));
    if (codes.empty()) {
        return;
    }
    CaseCodes actuators = file.inRange(codeNumber("P0010"), codeNumber("P0015"));
    append(actuators, file.inRange(codeNumber("P0020"), codeNumber("P0025")));
    std::string text = listCodes(codes) + ": crankshaft and camshaft no longer stand as they should.";
    if (!actuators.empty()) {
        text += " With " + listCodes(actuators)
            + " the camshaft adjuster or its oil supply (level, viscosity, clogged "
              "screen) is likely; a stretched chain is the next.";
    } else {
        text += " A stretched chain or belt that jumped a tooth is likely; so is a sensor wheel that moved.";
    }
    append(codes, actuators);
    findings.state("risk", Weight::Root, 0.7, "valve timing is off: the engine may be damaged if it runs on", text,
                   evidenceOf(codes));
    findings.act(Urgency::BeforeDriving,
                 "Check oil level and quality, then the timing marks; do not rev the engine until "
                 "the timing is known to be right.");
}

void throttleControl(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P2100"), codeNumber("P2119"));
    append(codes, file.inRange(codeNumber("P2120"), codeNumber("P2140")));
    append(codes, file.inRange(codeNumber("P0120"), codeNumber("P0124")));
    append(codes, file.inRange(codeNumber("P0220"), codeNumber("P0229")));
    append(codes, file.inRange(codeNumber("P0638"), codeNumber("P0639")));
    append(codes, file.spn(91));
    append(codes, file.spn(51));
    append(codes, file.spn(2623));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Cause, 0.7,
                   "throttle or pedal signals are in doubt: power may be limited at any time",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the throttle or the accelerator pedal. The engine control then limits "
                         "power, often without warning. Contradicting signals come mostly from plugs, wires "
                         "or a worn pedal or throttle sensor.",
                   evidenceOf(codes));
    findings.act(Urgency::BeforeDriving,
                 "Watch both pedal or throttle signals while moving slowly through the range; "
                 "check plug and wires; relearn the throttle after cleaning or replacing it.");
}

void coolantCold(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        return code.dtc->code.starts_with("P0125") || code.dtc->code.starts_with("P0126")
            || code.dtc->code.starts_with("P0128");
    });
    if (codes.empty()) {
        return;
    }
    const CaseCodes sensor = file.inRange(codeNumber("P0115"), codeNumber("P0119"));
    findings.state("cause", Weight::Cause, sensor.empty() ? 0.75 : 0.5,
                   sensor.empty() ? "the thermostat probably stays open" : "the coolant temperature signal is in doubt",
                   listCodes(codes) + ": the engine does not reach its temperature. "
                       + (sensor.empty() ? std::string("Mostly the thermostat stays open; a low coolant level is the "
                                                       "other common reason.")
                                         : listCodes(sensor) + oneOrMany(sensor, " says", " say")
                                  + " that the sensor itself is in doubt: check it first."),
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 sensor.empty() ? "Check the coolant level, then replace the thermostat."
                                : "Compare the coolant temperature with a thermometer; check its sensor.");
}

void positionSensors(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0335"), codeNumber("P0349"));
    append(codes, file.inRange(codeNumber("P0385"), codeNumber("P0394")));
    append(codes, file.spn(636));
    append(codes, file.spn(723));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Cause, 0.65, "the engine may stall: its position signal is faulty",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the crankshaft or camshaft position signal. The engine may stall or not "
                         "start, often only when hot.",
                   evidenceOf(codes));
    findings.act(Urgency::BeforeDriving,
                 "Look at the position signal with an oscilloscope, hot and cold; check the "
                 "sensor's gap, plug and wires.");
}

constexpr Rule kRules[]
    = {misfire, mixtureLean, mixtureRich, valveTiming, throttleControl, coolantCold, positionSensors};

} // namespace

std::span<const Rule> engineRules()
{
    return kRules;
}

} // namespace argus::diagnosis
