// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/code_tables.h"

#include <algorithm>

namespace argus::diagnosis {

namespace {

void transmissionRequest(const CaseFile& file, Findings& findings)
{
    const CaseCodes request = file.inRange(codeNumber("P0700"), codeNumber("P0700"));
    const CaseCodes own = file.inRange(codeNumber("P0701"), codeNumber("P09FF"));
    if (request.empty() || !own.empty()) {
        return;
    }
    findings.state("observation", Weight::Part, 0.85, "",
                   listCodes(request)
                       + " only says that the transmission control unit has a code of its own; that code is "
                         "not in the recording.",
                   evidenceOf(request));
    findings.act(Urgency::Check, "Read the transmission control unit itself: the code that matters is stored there.");
}

void gearSlip(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0729"), codeNumber("P0736"));
    append(codes, file.inRange(codeNumber("P0740"), codeNumber("P0744")));
    append(codes, file.inRange(codeNumber("P0894"), codeNumber("P0894")));
    if (codes.empty()) {
        return;
    }
    CaseCodes speeds = file.inRange(codeNumber("P0715"), codeNumber("P0722"));
    std::string text = listCodes(codes) + ": speeds before and behind the transmission do not fit, something slips.";
    text += speeds.empty() ? " Fluid level and condition come first, then solenoids and clutches."
                           : " But " + listCodes(speeds) + oneOrMany(speeds, " says", " say")
            + " that a speed sensor is in doubt: check that first, the slip may not be real.";
    append(codes, speeds);
    findings.state("cause", Weight::Cause, speeds.empty() ? 0.65 : 0.7,
                   speeds.empty() ? "the transmission slips" : "a transmission speed sensor is in doubt", text,
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 speeds.empty()
                     ? "Check transmission fluid level and condition at working temperature; do not tow or load it."
                     : "Check the transmission's speed sensors and their wires before opening it.");
}

void shiftSolenoids(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0745"), codeNumber("P0779"));
    append(codes, file.inRange(codeNumber("P0795"), codeNumber("P0799")));
    append(codes, file.inRange(codeNumber("P0960"), codeNumber("P0999")));
    if (countCodes(codes) < 2) {
        return;
    }
    findings.state("cause", Weight::Cause, 0.65, "several shift solenoids fail together: look at what they share",
                   "Several solenoids of the transmission are reported at once (" + listCodes(codes)
                       + "): their common supply, ground, plug or inner harness is more likely than so many parts.",
                   evidenceOf(codes));
    findings.act(Urgency::Repair,
                 "Check the transmission's main plug (fluid in it?), its harness and the solenoids' "
                 "common supply.");
}

/// Wheel speed sensors, by text for the generic codes and by number for J1939.
CaseCodes wheelSensors(const CaseFile& file)
{
    CaseCodes codes = file.select([](const CaseCode& code) {
        return code.parsed && code.parsed->letter == 'C'
            && codeText(code.parsed->number).find("heel speed") != std::string_view::npos;
    });
    append(codes, file.spnRange(789, 794));
    append(codes, file.spnRange(904, 910));
    return codes;
}

void wheelSpeed(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = wheelSensors(file);
    if (codes.empty()) {
        return;
    }
    std::vector<std::int64_t> axles;
    for (const CaseCode& code : codes) {
        const std::int64_t spn = code.dtc->spn.value_or(0);
        if (spn >= 789 && spn <= 794) {
            axles.push_back((spn - 789) / 2 + 1);
        }
    }
    std::ranges::sort(axles);
    const auto repeated = std::ranges::unique(axles);
    const bool sameAxle = !repeated.empty() && axles.begin() + 1 == repeated.begin();
    std::string text = listCodes(codes) + " from " + listEcus(file, codes) + oneOrMany(codes, " concerns", " concern")
        + " wheel speed sensors: anti-lock brakes and stability control may be off.";
    text += sameAxle
        ? " The sensors of axle " + std::to_string(axles.front())
            + " are reported together: a common harness, plug or work on that axle is more likely than two sensors."
        : " Dirt, rust under the tone ring, a wide gap or a chafed wire at the wheel are the usual reasons.";
    findings.state("cause", Weight::Cause, sameAxle ? 0.75 : 0.65,
                   "wheel speed sensing fails, anti-lock brakes may be off", text, evidenceOf(codes));
    findings.act(Urgency::BeforeDriving,
                 sameAxle ? "Check the harness and plugs of both wheel speed sensors of axle "
                         + std::to_string(axles.front()) + ", and whether brakes or bearings were worked on there."
                          : "Check gap, tone ring, plug and wire of the wheel speed sensor that " + listCodes(codes)
                         + " names.");
}

void restraints(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.inRange(codeNumber("B0001"), codeNumber("B00FF"));
    if (codes.empty()) {
        return;
    }
    findings.state("risk", Weight::Cause, 0.75, "airbags or belt tensioners may not work",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the restraint system: airbags or belt tensioners may not fire, or not as "
                         "they should. Plugs under the seats are the most common fault.",
                   evidenceOf(codes));
    findings.act(Urgency::BeforeDriving,
                 "Have the restraint system checked by trained people: disconnect the battery, "
                 "wait as the manufacturer says, never measure a squib with an ohmmeter.");
}

void tractionBattery(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.inRange(codeNumber("P0A7D"), codeNumber("P0A84"));
    append(codes, file.inRange(codeNumber("P0A9B"), codeNumber("P0A9E")));
    append(codes, file.inRange(codeNumber("P0ABF"), codeNumber("P0AC3")));
    append(codes, file.inRange(codeNumber("P0AFA"), codeNumber("P0AFB")));
    if (codes.empty()) {
        return;
    }
    findings.state("cause", Weight::Cause, 0.55, "the high-voltage battery or its measurement needs attention",
                   listCodes(codes) + oneOrMany(codes, " concerns", " concern")
                       + " the high-voltage battery: its charge, heat, cooling or sensors. Compare "
                         "the cells' voltages before calling the whole battery worn.",
                   evidenceOf(codes));
    findings.act(Urgency::Check,
                 "Read cell voltages, temperatures and insulation from the battery control unit; check "
                 "the battery's cooling path.");
}

constexpr Rule kRules[] = {transmissionRequest, gearSlip, shiftSolenoids, wheelSpeed, restraints, tractionBattery};

} // namespace

std::span<const Rule> drivelineRules()
{
    return kRules;
}

} // namespace argus::diagnosis
