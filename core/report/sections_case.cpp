// SPDX-License-Identifier: Apache-2.0
#include "core/report/sections.h"

#include "core/base/text.h"
#include "core/report/text_width.h"
#include "core/report/values.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace argus::report {

namespace {

std::vector<std::string> cleaned(const std::vector<std::string>& texts)
{
    std::vector<std::string> out;
    out.reserve(texts.size());
    for (const std::string& text : texts) {
        out.push_back(clean(text));
    }
    return out;
}

Table gapTable(const domain::Timeline& timeline)
{
    Table table;
    table.caption = "Gaps in the recording";
    table.columns = {{"From"}, {"To"}, {"Length", true}, {"Offset of the next record", true}};
    for (const domain::Gap& gap : timeline.gaps) {
        table.rows.push_back({timeText(gap.start), timeText(gap.end),
                              durationText(static_cast<double>(gap.end) - static_cast<double>(gap.start)),
                              std::to_string(gap.offset)});
    }
    return table;
}

Table loadTable(const domain::Timeline& timeline)
{
    Table table;
    table.caption = "Bus load by channel (estimated without stuff bits; the bit rate is assumed)";
    table.columns = {{"Channel"}, {"Frames", true}, {"Average load", true}, {"Bit rate", true}};
    for (const domain::ChannelLoad& load : timeline.channels) {
        table.rows.push_back({clean(load.channel), countText(load.frames), percentText(load.averageLoad),
                              std::to_string(load.bitrate / 1000) + " kbit/s"});
    }
    return table;
}

std::string fileNames(const domain::Timeline& timeline)
{
    constexpr std::size_t kShown = 6;
    std::string names;
    for (std::size_t i = 0; i < timeline.files.size() && i < kShown; ++i) {
        names += (i == 0 ? "" : ", ") + clean(timeline.files[i]);
    }
    if (timeline.files.size() > kShown) {
        names += " and " + std::to_string(timeline.files.size() - kShown) + " more";
    }
    return names;
}

std::string fileState(const domain::TriageFile& file)
{
    if (file.status == domain::FileStatus::Failed) {
        return "failed: " + (file.error.empty() ? "no reason given" : clean(file.error));
    }
    return file.duplicateOf ? "same content as another file" : std::string(toString(file.status));
}

bool wasRead(const domain::TriageFile& file)
{
    return file.status != domain::FileStatus::Failed;
}

Table skippedTable(const domain::Triage& triage)
{
    Table table;
    table.caption = "What was passed over, by reason";
    table.columns = {{"File", false, false, true},
                     {"Reason", false, false, true},
                     {"Records", true},
                     {"Bytes", true},
                     {"First at offset", true}};
    for (const domain::TriageFile& file : triage.files) {
        for (const domain::Skipped& skipped : file.skipped) {
            table.rows.push_back({clean(file.name), clean(skipped.reason), countText(skipped.count),
                                  countText(skipped.bytes), std::to_string(skipped.firstOffset)});
        }
    }
    return table;
}

} // namespace

Section diagnosisSection(const domain::Triage& triage, const EvidenceIndex& index)
{
    const domain::Diagnosis& diagnosis = triage.diagnosis;
    Section section {"diagnosis", "Summary and diagnosis", {}};
    section.blocks.emplace_back(
        Paragraph {diagnosis.summary.empty() ? "No diagnosis was made." : clean(diagnosis.summary), false});
    if (!diagnosis.actions.empty()) {
        section.blocks.emplace_back(Paragraph {"What to do, most urgent first", /*heading=*/true});
        section.blocks.emplace_back(BulletList {cleaned(diagnosis.actions), /*numbered=*/true});
    }
    if (!diagnosis.statements.empty()) {
        section.blocks.emplace_back(Paragraph {"Findings", /*heading=*/true});
    }
    for (const domain::Statement& statement : diagnosis.statements) {
        StatementBlock block;
        block.kind = clean(statement.kind);
        const double share = std::isfinite(statement.confidence) ? std::clamp(statement.confidence, 0.0, 1.0) : 0.0;
        block.confidence = std::to_string(std::lround(share * 100)) + " %";
        block.text = clean(statement.text);
        block.evidence = index.numbers(statement.evidence);
        section.blocks.emplace_back(std::move(block));
    }
    if (diagnosis.droppedStatements > 0) {
        section.blocks.emplace_back(Paragraph {counted(diagnosis.droppedStatements, "statement was", "statements were")
                                               + " left out because nothing in the recordings supports "
                                               + (diagnosis.droppedStatements == 1 ? "it." : "them.")});
    }
    return section;
}

Section similarSection(const domain::Triage& triage)
{
    Section section {"similar-cases", "Similar cases", {}};
    if (triage.similarCases.empty()) {
        return section;
    }
    Table table;
    table.caption = "Earlier cases with similar findings, nearest first";
    table.columns = {{"Batch", false, true},
                     {"Distance", true},
                     {"Diagnosis", false, false, true},
                     {"Confirmed fix", false, false, true}};
    for (const domain::SimilarCase& similar : triage.similarCases) {
        table.rows.push_back({clean(similar.batchId), percentText(similar.distance), clean(similar.diagnosis),
                              similar.confirmedFix.empty() ? "none yet" : clean(similar.confirmedFix)});
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section timelineSection(const domain::Triage& triage)
{
    Section section {"timeline", "Timeline, gaps and bus load", {}};
    for (const domain::Timeline& timeline : triage.timelines) {
        std::string text
            = "Clock of " + fileNames(timeline) + ": " + timeText(timeline.start) + " to " + timeText(timeline.end);
        if (timeline.start != domain::kNoTime && timeline.end != domain::kNoTime) {
            text += " (" + durationText(static_cast<double>(timeline.end) - static_cast<double>(timeline.start)) + ")";
        }
        section.blocks.emplace_back(Paragraph {text + ".", false});
        if (!timeline.buckets.empty()) {
            section.blocks.emplace_back(TimelineChart {timeline});
        }
        if (timeline.gaps.empty()) {
            section.blocks.emplace_back(Paragraph {"No gaps were found."});
        } else {
            section.blocks.emplace_back(gapTable(timeline));
        }
        if (!timeline.channels.empty()) {
            section.blocks.emplace_back(loadTable(timeline));
        }
    }
    return section;
}

Section filesSection(const domain::Triage& triage)
{
    Section section {"recordings", "Recordings", {}};
    if (triage.files.empty()) {
        return section;
    }
    Table table;
    table.caption = "Recordings of the batch";
    table.columns = {{"File", false, false, true},
                     {"Format"},
                     {"Size", true},
                     {"Records", true},
                     {"Frames", true},
                     {"Error frames", true},
                     {"State", false, false, true},
                     {"SHA-256", false, true, true}};
    BulletList warnings;
    for (const domain::TriageFile& file : triage.files) {
        table.rows.push_back({clean(file.name), file.format.empty() ? "unknown" : clean(file.format),
                              base::formatBytes(file.bytes), countText(file.records), countText(file.frames),
                              countText(file.errorFrames), fileState(file),
                              file.sha256.empty() ? "not computed" : clean(file.sha256)});
        for (const std::string& warning : file.warnings) {
            warnings.items.push_back(clean(file.name) + ": " + clean(warning));
        }
    }
    for (const std::string& warning : triage.warnings) {
        warnings.items.push_back(clean(warning));
    }
    section.blocks.emplace_back(std::move(table));
    if (Table skipped = skippedTable(triage); !skipped.rows.empty()) {
        section.blocks.emplace_back(std::move(skipped));
    } else if (triage.warnings.empty() && std::any_of(triage.files.begin(), triage.files.end(), wasRead)) {
        section.blocks.emplace_back(
            Paragraph {"Every record of the recordings that were read is accounted for: nothing was "
                       "passed over."});
    }
    if (!warnings.items.empty()) {
        section.blocks.emplace_back(Paragraph {"Warnings", /*heading=*/true});
        section.blocks.emplace_back(std::move(warnings));
    }
    return section;
}

Section notFoundSection(const domain::Triage& triage)
{
    std::set<std::string_view> protocols;
    for (const domain::Ecu& ecu : triage.ecus) {
        protocols.insert(ecu.protocols.begin(), ecu.protocols.end());
    }
    for (const domain::Dtc& dtc : triage.dtcs) {
        protocols.insert(dtc.protocol);
    }
    BulletList list;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSilent {{
        {"uds",
         "No UDS diagnosis was recorded: what control units store behind service 19 is not part of this report."},
        {"obd", "No OBD request was recorded: emission-related codes, readiness and freeze frames were not read."},
        {"j1939", "No J1939 diagnostic message was recorded."},
        {"kwp2000", "No KWP2000 diagnosis was recorded."},
    }};
    for (const auto& [protocol, text] : kSilent) {
        if (!protocols.contains(protocol)) {
            list.items.emplace_back(text);
        }
    }
    if (triage.vehicle.vin.empty()) {
        list.items.emplace_back("No vehicle identification number was found or given.");
    }
    for (const domain::VinCandidate& candidate : triage.vehicle.vinCandidates) {
        if (candidate.vin != triage.vehicle.vin) {
            list.items.push_back("Another identification number is in the recordings: " + clean(candidate.vin) + " ("
                                 + clean(candidate.source) + (candidate.ecu.empty() ? "" : ", " + clean(candidate.ecu))
                                 + ").");
        }
    }
    Section section {"not-found", "What was not found", {}};
    if (!list.items.empty()) {
        section.blocks.emplace_back(std::move(list));
    }
    return section;
}

} // namespace argus::report
