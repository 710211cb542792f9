// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/diagnose.h"

#include "core/diagnosis/findings.h"
#include "core/diagnosis/severity.h"

#include <algorithm>
#include <array>
#include <set>

namespace argus::diagnosis {

namespace {

constexpr std::size_t kMaxActions = 12;

using Family = std::span<const Rule> (*)();
constexpr std::array<Family, 10> kFamilies {dangerRules,   powerRules,     networkRules,    engineRules,
                                            emissionRules, drivelineRules, commercialRules, electricalRules,
                                            historyRules,  dialogueRules};

/// What was found, as the first sentence of the summary.
std::string foundSentence(const CaseFile& file)
{
    const CaseCodes& faults = file.faults();
    // One that two control units report counts twice, as in the list of codes and in what follows in the brackets.
    std::string text = counted(faults.size(), "fault code", "fault codes") + " from "
        + counted(countEcus(faults), "control unit", "control units");
    std::vector<std::string> parts;
    const auto active = std::ranges::count_if(faults, [](const CaseCode& code) { return isActive(*code.dtc); });
    const auto pending = std::ranges::count_if(faults, [](const CaseCode& code) { return isPendingOnly(*code.dtc); });
    const auto critical
        = std::ranges::count_if(faults, [](const CaseCode& code) { return severityOf(*code.dtc) == "critical"; });
    if (critical > 0) {
        parts.push_back(std::to_string(critical) + " critical");
    }
    if (active > 0) {
        parts.push_back(std::to_string(active) + " present when last reported");
    }
    if (pending > 0) {
        parts.push_back(std::to_string(pending) + " only pending");
    }
    text += parts.empty() ? "" : " (" + listTexts(parts) + ")";
    if (!file.triage().topErrorCodes.empty()) {
        const domain::TopCode& top = file.triage().topErrorCodes.front();
        text += "; " + top.code + " has most weight with " + counted(top.count, "report", "reports");
    }
    return text;
}

/// Without fault codes: what was asked, and what was not, so that silence is not taken for health.
std::string nothingFoundSentence(const domain::Triage& triage)
{
    std::set<std::string> protocols;
    for (const domain::Ecu& unit : triage.ecus) {
        protocols.insert(unit.protocols.begin(), unit.protocols.end());
    }
    const bool failed = !triage.files.empty() && std::ranges::all_of(triage.files, [](const auto& file) {
        return file.status == domain::FileStatus::Failed;
    });
    if (triage.files.empty()) {
        return "The batch has no recordings, so nothing can be said about the vehicle";
    }
    if (failed) {
        return "None of the recordings could be read, so nothing can be said about the vehicle";
    }
    const bool isEmpty = std::ranges::all_of(
        triage.files, [](const domain::TriageFile& file) { return file.records == 0 && file.frames == 0; });
    if (isEmpty && triage.dtcs.empty()) {
        const bool passedOver
            = std::ranges::any_of(triage.files, [](const domain::TriageFile& file) { return !file.skipped.empty(); });
        return passedOver ? "Nothing in the recordings could be read, all of it was passed over: nothing can be said "
                            "about the vehicle; they may be of another format"
                          : "The recordings hold no records, so nothing can be said about the vehicle";
    }
    if (!triage.dtcs.empty()) {
        return "No code is a fault: " + counted(triage.dtcs.size(), "code was", "codes were")
            + " listed, all with a status that reports no failure";
    }
    if (protocols.empty()) {
        return "No trouble code message of UDS, OBD, KWP2000 or J1939 is in the recordings: control units may hold "
               "codes, "
               "but nobody asked for them while recording";
    }
    const std::string names = listTexts({protocols.begin(), protocols.end()});
    return "Control units were heard (" + counted(triage.ecus.size(), "unit", "units") + "; " + names
        + "), but no message carries a trouble code: codes may exist without having been read";
}

/// What the first sentence has to admit.
std::string unreadClause(const domain::Triage& triage)
{
    const auto failed = std::ranges::count_if(
        triage.files, [](const domain::TriageFile& file) { return file.status == domain::FileStatus::Failed; });
    if (failed == 0 || static_cast<std::size_t>(failed) == triage.files.size()) {
        return {};
    }
    return "; " + std::to_string(failed) + " of " + std::to_string(triage.files.size())
        + " recordings could not be read and are not part of this";
}

std::string capitalised(std::string text)
{
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

} // namespace

domain::Diagnosis diagnoseByRules(const domain::Triage& triage)
{
    const CaseFile file(triage);
    Findings findings;
    for (const Family family : kFamilies) {
        for (const Rule rule : family()) {
            rule(file, findings);
        }
    }
    if (file.faults().empty() && !triage.files.empty()) {
        findings.act(Urgency::Record,
                     "Read the trouble codes of all control units while recording (UDS 19 02, OBD 03, 07 "
                     "and 0A; J1939 sends DM1 by itself), then submit again.");
    }
    domain::Diagnosis diagnosis;
    diagnosis.degraded = true;
    diagnosis.model = "rules";
    diagnosis.statements = findings.statements();
    diagnosis.actions = findings.actions();
    if (diagnosis.actions.size() > kMaxActions) {
        diagnosis.actions.resize(kMaxActions);
    }
    diagnosis.summary
        = (file.faults().empty() ? nothingFoundSentence(triage) : foundSentence(file)) + unreadClause(triage) + ".";
    if (const std::string risk = findings.headline("risk"); !risk.empty()) {
        diagnosis.summary += " " + capitalised(risk) + ".";
    }
    if (const std::string cause = findings.headline("cause"); !cause.empty()) {
        diagnosis.summary += " Where to look first: " + cause + ".";
    }
    return verified(std::move(diagnosis), triage);
}

} // namespace argus::diagnosis
