// SPDX-License-Identifier: Apache-2.0
#include "core/report/document.h"

#include "core/base/clock.h"
#include "core/report/evidence_index.h"
#include "core/report/sections.h"
#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>
#include <array>
#include <set>

namespace argus::report {

namespace {

std::string mostSevere(const domain::Triage& triage)
{
    constexpr std::array<std::string_view, 4> kOrder {"critical", "high", "medium", "low"};
    for (const std::string_view severity : kOrder) {
        for (const domain::Dtc& dtc : triage.dtcs) {
            if (dtc.fault && dtc.severity == severity) {
                return std::string(severity);
            }
        }
    }
    return {};
}

std::vector<Figure> figures(const domain::Triage& triage)
{
    std::set<std::string_view> codes;
    std::set<std::pair<std::string_view, std::string_view>> units;
    for (const domain::Dtc& dtc : triage.dtcs) {
        if (dtc.fault) {
            codes.insert(dtc.code);
            units.emplace(dtc.channel, dtc.ecu);
        }
    }
    const auto read = std::ranges::count_if(
        triage.files, [](const domain::TriageFile& file) { return file.status != domain::FileStatus::Failed; });
    std::uint64_t frames = 0;
    for (const domain::TriageFile& file : triage.files) {
        frames += file.duplicateOf ? 0 : file.frames;
    }
    const std::string worst = mostSevere(triage);
    return {
        {countText(codes.size()), codes.size() == 1 ? "fault code" : "different fault codes", worst},
        {worst.empty() ? "none" : worst, "highest severity", worst},
        {countText(units.size()) + " of " + countText(triage.ecus.size()), "control units with faults", ""},
        {std::to_string(read) + " of " + std::to_string(triage.files.size()), "recordings read", ""},
        {countText(frames), "frames", ""},
    };
}

std::string origin(const domain::Diagnosis& diagnosis)
{
    return diagnosis.degraded
        ? "Diagnosis by rules: made by this program's built-in rules and knowledge tables; no language model took part."
        : "Diagnosis by the model " + clean(diagnosis.model)
            + ": every statement was checked to cite evidence of this batch.";
}

std::vector<std::pair<std::string, std::string>> facts(const domain::Triage& triage)
{
    const domain::Batch& batch = triage.batch;
    const auto orUnknown
        = [](const std::string& text) { return text.empty() ? std::string("not known") : clean(text); };
    std::vector<std::pair<std::string, std::string>> list;
    list.emplace_back(
        "Vehicle identification (VIN)",
        orUnknown(triage.vehicle.vin)
            + (triage.vehicle.vinSource.empty() ? "" : " (from " + clean(triage.vehicle.vinSource) + ")"));
    list.emplace_back("Vehicle", orUnknown(batch.vehicleId));
    list.emplace_back("Batch", batch.id.toString() + ", run " + std::to_string(batch.runEpoch));
    list.emplace_back("Status",
                      std::string(toString(batch.status))
                          + (batch.errorMessage.empty() ? "" : ": " + clean(batch.errorMessage)));
    list.emplace_back("Received",
                      base::formatIso(batch.createdAt)
                          + (batch.createdBy.empty() ? "" : " from " + clean(batch.createdBy)));
    if (batch.completedAt) {
        list.emplace_back("Completed", base::formatIso(*batch.completedAt));
    }
    domain::RecordingTime first = domain::kNoTime;
    domain::RecordingTime last = domain::kNoTime;
    if (triage.timelines.size() == 1) {
        first = triage.timelines.front().start;
        last = triage.timelines.front().end;
    }
    if (first != domain::kNoTime && last != domain::kNoTime) {
        list.emplace_back("Recorded",
                          timeText(first) + " to " + timeText(last) + " ("
                              + durationText(static_cast<double>(last) - static_cast<double>(first)) + ")");
    }
    return list;
}

} // namespace

Document buildDocument(const domain::Triage& triage)
{
    const EvidenceIndex index(triage);
    Document document;
    document.title = "Vehicle diagnosis report";
    document.subject = !triage.vehicle.vin.empty() ? clean(triage.vehicle.vin)
        : !triage.batch.vehicleId.empty()          ? clean(triage.batch.vehicleId)
                                                   : "unknown vehicle";
    document.synthetic = triage.synthetic;
    document.degraded = triage.diagnosis.degraded;
    document.origin = origin(triage.diagnosis);
    document.figures = figures(triage);
    document.facts = facts(triage);
    for (Section& section :
         std::array {diagnosisSection(triage, index), similarSection(triage), topCodesSection(triage),
                     codesSection(triage, index), notTestedSection(triage, index), unitsSection(triage),
                     refusedSection(triage, index), logErrorsSection(triage, index), timelineSection(triage),
                     filesSection(triage), notFoundSection(triage), evidenceSection(index)}) {
        if (!section.blocks.empty()) {
            document.sections.push_back(std::move(section));
        }
    }
    return document;
}

} // namespace argus::report
