// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include <algorithm>
#include <array>
#include <map>

namespace argus::diagnosis {

namespace {

void sameParameter(const CaseFile& file, Findings& findings)
{
    std::map<std::int64_t, CaseCodes> byParameter;
    for (const CaseCode& code : file.faults()) {
        if (code.dtc->spn) {
            byParameter[*code.dtc->spn].push_back(code);
        }
    }
    for (const auto& [spn, codes] : byParameter) {
        if (countEcus(codes) < 2) {
            continue;
        }
        const std::string name = spnName(spn);
        const std::string what = "SPN " + std::to_string(spn) + (name.empty() ? std::string() : " (" + name + ")");
        findings.state("cause", Weight::Cause, 0.65, "several control units agree on " + what,
                       listEcus(file, codes) + " all report " + what + " (" + listCodes(codes)
                           + "). Agreement of several units speaks for the parameter itself or its source, not for the "
                             "units that report it.",
                       evidenceOf(codes));
        findings.act(Urgency::Check,
                     "Find which control unit measures " + what
                         + " and check its sensor; the others "
                           "repeat it.");
    }
}

void outOfRange(const CaseFile& file, Findings& findings)
{
    // Coolant and oil pressure have rules of their own; for the rest the value itself is the message.
    constexpr std::array<std::int64_t, 6> kValueModes {0, 1, 15, 16, 17, 18};
    const CaseCodes codes = file.select([&kValueModes](const CaseCode& code) {
        const std::int64_t spn = code.dtc->spn.value_or(0);
        return code.dtc->spn && spn != 100 && spn != 110 && code.dtc->fmi
            && std::ranges::find(kValueModes, *code.dtc->fmi) != kValueModes.end();
    });
    if (codes.empty()) {
        return;
    }
    std::vector<std::string> names;
    for (const CaseCode& code : codes) {
        names.push_back(code.dtc->code + ": " + (code.dtc->meaning.empty() ? "no name known" : code.dtc->meaning));
    }
    findings.state("observation", Weight::Part, 0.7, "",
                   "Values out of their normal range, as measured and not because of wiring: " + listTexts(names, 4)
                       + ". Check the real quantity (level, pressure, temperature) before the sensor.",
                   evidenceOf(codes));
}

void exhaustFluid(const CaseFile& file, Findings& findings)
{
    CaseCodes codes;
    for (const std::int64_t spn :
         {1761, 3031, 3216, 3226, 3364, 3516, 4334, 4339, 4364, 4376, 5246, 5392, 5394, 5435}) {
        append(codes, file.spn(spn));
    }
    append(codes, file.spnRange(3360, 3363));
    append(codes, file.spnRange(4094, 4096));
    append(codes, file.select([](const CaseCode& code) {
        const std::string& name = code.dtc->code;
        return code.parsed
            && (name.starts_with("P203") || name.starts_with("P204") || name.starts_with("P20E")
                || name.starts_with("P207") || name.starts_with("P20F"));
    }));
    if (codes.empty()) {
        return;
    }
    const CaseCodes level = file.spn(1761);
    const CaseCodes pressure = file.spn(4334);
    const CaseCodes inducement = file.spn(5246);
    std::string text
        = listCodes(codes) + oneOrMany(codes, " concerns", " concern") + " exhaust gas cleaning with urea.";
    std::string action
        = "Check level and quality of the exhaust fluid, then pressure, doser and nitrogen oxide sensors.";
    if (!level.empty()) {
        text += " The tank level is among them: fill up first, several of the others follow from an empty tank.";
        action = "Fill the exhaust fluid tank (check the level by eye), clear the codes, read again.";
    } else if (!pressure.empty()) {
        text += " The pressure at the doser is among them: a clogged filter, pump or line makes efficiency fall too.";
        action = "Check filter, pump, lines and return of the exhaust fluid for crystals, then the doser.";
    }
    if (!inducement.empty()) {
        text += " The inducement code says that power or speed is or will soon be limited by law.";
    }
    findings.state("cause", Weight::Cause, level.empty() && pressure.empty() ? 0.55 : 0.7,
                   "exhaust gas cleaning with urea does not work", text, evidenceOf(codes));
    findings.act(inducement.empty() ? Urgency::Check : Urgency::Repair, action);
}

void derated(const CaseFile& file, Findings& findings)
{
    CaseCodes codes = file.spn(1569);
    append(codes, file.spnRange(1109, 1110));
    if (codes.empty()) {
        return;
    }
    findings.state(
        "observation", Weight::Part, 0.85, "",
        listCodes(codes) + " from " + listEcus(file, codes)
            + " says that engine protection cut or is about to cut power. It is a consequence: the reason is "
              "among the engine's other codes.",
        evidenceOf(codes));
}

void oftenActive(const CaseFile& file, Findings& findings)
{
    constexpr std::int64_t kOften = 10;
    constexpr std::int64_t kNotAvailable = 127;
    CaseCodes codes = file.select(
        [](const CaseCode& code) { return code.dtc->oc && *code.dtc->oc >= kOften && *code.dtc->oc < kNotAvailable; });
    if (codes.empty()) {
        return;
    }
    std::ranges::stable_sort(
        codes, [](const CaseCode& left, const CaseCode& right) { return *left.dtc->oc > *right.dtc->oc; });
    findings.state("observation", Weight::Remark, 0.8, "",
                   "By the control unit's own counter " + codes.front().dtc->code + " ("
                       + file.label(*codes.front().dtc) + ") has come " + std::to_string(*codes.front().dtc->oc)
                       + " times: it is not a single event but comes and goes, as loose contacts do.",
                   evidenceOf(codes));
}

constexpr Rule kRules[] = {sameParameter, outOfRange, exhaustFluid, derated, oftenActive};

} // namespace

std::span<const Rule> commercialRules()
{
    return kRules;
}

} // namespace argus::diagnosis
