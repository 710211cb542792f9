// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/findings.h"

#include "core/diagnosis/severity.h"
#include "core/domain/json_writer.h"

#include <algorithm>
#include <map>

namespace argus::diagnosis {

namespace {

constexpr std::uint8_t kConfirmed = 0x08;
constexpr std::uint8_t kNotCompletedSinceClear = 0x10;
constexpr std::int64_t kNanos = 1'000'000'000;

void pendingOnly(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) { return isPendingOnly(*code.dtc); });
    if (codes.empty()) {
        return;
    }
    const bool all = codes.size() == file.faults().size();
    findings.state("observation", Weight::Remark, 0.9, "",
                   (all ? "All codes are only pending: " : "Only pending, not confirmed: ") + listCodes(codes)
                       + ". The fault was seen once and has to come again before the control unit confirms it.",
                   evidenceOf(codes));
    findings.act(Urgency::Record,
                 "Drive under the same conditions and read " + listCodes(codes)
                     + " again: what is only pending may not come back.");
}

void storedNotPresent(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) {
        return code.dtc->status && (code.dtc->status->byte & kConfirmed) != 0 && !isActive(*code.dtc)
            && !code.dtc->clearedAt;
    });
    if (codes.empty()) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.85, "",
                   "Confirmed but not failing when last read: " + listCodes(codes)
                       + ". The fault comes and goes, or its test has not run again yet; freeze frames tell when it "
                         "happened.",
                   evidenceOf(codes));
}

void cleared(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) { return code.dtc->clearedAt.has_value(); });
    if (codes.empty()) {
        return;
    }
    findings.state(
        "observation", Weight::Part, 0.9, "",
        "The memory was cleared within the recording, after " + listCodes(codes)
            + " had been read; they were not reported again afterwards. Clearing also erases freeze frames and "
              "readiness: that they stay away is no proof of a repair yet.",
        evidenceOf(codes));
    findings.act(Urgency::Record,
                 "Drive until the monitors have run, then read again: only codes that stay away then "
                 "are repaired ("
                     + listCodes(codes) + ").");
}

void clearedShortlyBefore(const CaseFile& file, Findings& findings)
{
    std::size_t withStatus = 0;
    CaseCodes codes;
    for (const domain::Dtc& dtc : file.triage().dtcs) {
        if (dtc.status) {
            ++withStatus;
            if ((dtc.status->byte & kNotCompletedSinceClear) != 0) {
                codes.push_back({&dtc, std::nullopt});
            }
        }
    }
    constexpr std::size_t kEnough = 3;
    if (codes.size() < kEnough || codes.size() * 2 < withStatus) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.75, "",
                   std::to_string(codes.size()) + " of " + counted(withStatus, "code", "codes")
                       + " with a status byte have not been tested since the memory was last cleared: it was cleared "
                         "shortly before, or the supply was off. Codes that were there may be missing here.",
                   evidenceOf(codes));
}

void permanent(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) { return code.dtc->services.contains("4A"); });
    if (codes.empty()) {
        return;
    }
    findings.state("observation", Weight::Remark, 0.9, "",
                   listCodes(codes) + oneOrMany(codes, " is", " are")
                       + " stored as permanent: no tester can clear what the control unit clears itself "
                         "once its own test has passed often enough after the repair.",
                   evidenceOf(codes));
}

void appearedTogether(const CaseFile& file, Findings& findings)
{
    // Codes that a tester reads all appear in the moment of reading; only broadcast ones tell when they came up.
    std::map<std::string, CaseCodes> byFile;
    for (const CaseCode& code : file.faults()) {
        if (code.dtc->services.contains("DM1") && code.dtc->firstSeen.ts != domain::kNoTime) {
            byFile[code.dtc->firstSeen.file].push_back(code);
        }
    }
    for (const auto& [name, codes] : byFile) {
        const auto recording = std::ranges::find(file.triage().files, name, &domain::TriageFile::name);
        if (recording == file.triage().files.end() || recording->firstTs == domain::kNoTime || countCodes(codes) < 3) {
            continue;
        }
        const auto byTime = [](const CaseCode& code) { return code.dtc->firstSeen.ts; };
        const auto [first, last] = std::ranges::minmax(codes, {}, byTime);
        // Doubles: stamps may come from a hostile file and their difference need not fit.
        const double window = (static_cast<double>(byTime(last)) - static_cast<double>(byTime(first))) / kNanos;
        const double lead = (static_cast<double>(byTime(first)) - static_cast<double>(recording->firstTs)) / kNanos;
        if (window > 5.0 || lead < 10.0) {
            continue;
        }
        const auto tenths = static_cast<long>(window * 10 + 0.5);
        findings.state("observation", Weight::Part, 0.75, "",
                       counted(countCodes(codes), "code", "codes") + " (" + listCodes(codes) + ") came up "
                           + (tenths == 0 ? "in the same moment, "
                                          : "within " + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10)
                                      + " s of each other, ")
                           + std::to_string(static_cast<long>(lead)) + " s into " + name
                           + ": one event set them off. What happened at " + domain::secondsText(byTime(first))
                           + " s is the thing to look at.",
                       evidenceOf(codes));
    }
}

void freezeFrames(const CaseFile& file, Findings& findings)
{
    const CaseCodes codes = file.select([](const CaseCode& code) { return !code.dtc->snapshots.empty(); });
    if (codes.empty()) {
        return;
    }
    std::vector<domain::Evidence> evidence;
    for (const CaseCode& code : codes) {
        if (evidence.size() < 4) {
            evidence.push_back(code.dtc->snapshots.front().evidence);
        }
    }
    findings.state("observation", Weight::Remark, 0.9, "",
                   "Snapshot or extended data was read for " + listCodes(codes)
                       + ": it holds the conditions under which the fault was stored.",
                   evidence);
}

constexpr Rule kRules[]
    = {pendingOnly, storedNotPresent, cleared, clearedShortlyBefore, permanent, appearedTogether, freezeFrames};

} // namespace

std::span<const Rule> historyRules()
{
    return kRules;
}

} // namespace argus::diagnosis
