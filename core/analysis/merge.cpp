// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge.h"

#include "core/analysis/align_clocks.h"
#include "core/analysis/merge_parts.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace argus::analysis {

namespace {

domain::TriageFile triageFile(const FileInput& input, std::span<const FileInput> files)
{
    domain::TriageFile file;
    file.id = input.row.id;
    file.name = input.row.originalFilename;
    file.format = input.row.format;
    file.readAs = input.row.readAs;
    file.bytes = input.row.size;
    file.sha256 = input.row.sha256;
    file.records = input.row.records;
    file.frames = input.row.frames;
    file.status = input.row.status;
    file.error = input.row.errorMessage;
    file.duplicateOf = input.row.duplicateOf;
    if (const FileFindings* findings = input.findings) {
        file.records = findings->records;
        file.frames = findings->frames;
        file.errorFrames = findings->errorFrames;
        file.firstTs = findings->firstTs;
        file.lastTs = findings->lastTs;
        file.warnings = findings->warnings;
        file.skipped = findings->skipped;
        file.messages = findings->messages;
        file.clock.shift = input.clock.shift;
        file.clock.source = toString(input.clock.source);
        file.clock.commonFrames = input.clock.agreeing;
        file.byType = findings->otherRecords;
        if (input.clock.group < files.size() && &files[input.clock.group] != &input) {
            file.clock.reference = files[input.clock.group].row.originalFilename;
        }
    }
    return file;
}

void warnAboutFailures(std::span<const FileInput> files, std::vector<std::string>& warnings)
{
    const auto failed = std::ranges::count_if(
        files, [](const FileInput& file) { return file.row.status == domain::FileStatus::Failed; });
    if (failed > 0) {
        const bool hasOthers = static_cast<std::size_t>(failed) < files.size();
        warnings.push_back(std::to_string(failed) + " of " + std::to_string(files.size()) + " files could not be read"
                           + (hasOthers ? "; the result rests on the others" : ""));
    }
}

/// What a failed file was kept from saying, its twin cannot say either.
void failTwinsOfFailed(std::span<FileInput> files)
{
    std::map<domain::FileId, const FileInput*> failed;
    for (const FileInput& file : files) {
        if (file.row.status == domain::FileStatus::Failed) {
            failed.emplace(file.row.id, &file);
        }
    }
    for (FileInput& file : files) {
        const auto original = file.row.duplicateOf ? failed.find(*file.row.duplicateOf) : failed.end();
        if (original != failed.end()) {
            const domain::RecordingFile& row = original->second->row;
            file.row.status = domain::FileStatus::Failed;
            file.row.errorMessage = "same content as " + row.originalFilename + ": " + row.errorMessage;
        }
    }
}

} // namespace

std::string_view toString(ClockSource source)
{
    switch (source) {
    case ClockSource::Own:
        return "own";
    case ClockSource::TimeOfDay:
        return "time of day";
    case ClockSource::CommonFrames:
        return "common frames";
    case ClockSource::Split:
        return "split";
    case ClockSource::Given:
        return "given";
    }
    return "own";
}

SeenAt seenAt(std::span<const FileInput> files, std::size_t file, domain::RecordingTime ts)
{
    const FileClock clock = file < files.size() ? files[file].clock : FileClock {file};
    return {file, ts, clock.group, ts == domain::kNoTime ? ts : onClock(ts, clock.shift)};
}

bool isBefore(const SeenAt& left, const SeenAt& right)
{
    return std::tie(left.clock, left.shared, left.file) < std::tie(right.clock, right.shared, right.file);
}

std::vector<domain::NegativeResponse> mergeNegativeResponses(std::span<const FileInput> files)
{
    std::map<std::tuple<std::string, std::string, std::string, std::string>, domain::NegativeResponse> merged;
    for (const FileInput& file : files) {
        if (file.findings == nullptr) {
            continue;
        }
        for (const domain::NegativeResponse& refusal : file.findings->negativeResponses) {
            const auto [at, isNew]
                = merged.try_emplace({refusal.channel, refusal.ecu, refusal.service, refusal.nrc}, refusal);
            if (isNew) {
                at->second.evidence.file = file.row.originalFilename;
            } else {
                at->second.count += refusal.count;
            }
        }
    }
    std::vector<domain::NegativeResponse> result;
    result.reserve(merged.size());
    for (auto& [key, refusal] : merged) {
        result.push_back(std::move(refusal));
    }
    return result;
}

domain::Triage mergeFindings(const domain::Batch& batch, std::span<const FileInput> given, const MergeOptions& options)
{
    domain::Triage triage;
    std::vector<FileInput> files(given.begin(), given.end());
    failTwinsOfFailed(files);
    std::vector<std::string> ofClocks;
    alignClocks(files, ofClocks);
    triage.batch = batch;
    triage.files.reserve(files.size());
    for (const FileInput& file : files) {
        triage.files.push_back(triageFile(file, files));
        triage.synthetic = triage.synthetic || (file.findings != nullptr && file.findings->synthetic);
    }
    // What could make all the rest wrong comes first: another vehicle, then what is missing.
    triage.vehicle = chooseVehicle(batch, files, triage.warnings);
    warnAboutFailures(files, triage.warnings);
    triage.warnings.insert(triage.warnings.end(), ofClocks.begin(), ofClocks.end());
    triage.dtcs = mergeDtcs(files);
    triage.ecus = mergeEcus(files, triage.dtcs);
    triage.topErrorCodes = topErrorCodes(triage.dtcs, files, options.topK);
    triage.timelines = mergeTimelines(files);
    triage.negativeResponses = mergeNegativeResponses(files);
    return triage;
}

} // namespace argus::analysis
