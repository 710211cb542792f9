// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_findings.h"
#include "core/analysis/merge.h"
#include "core/diagnosis/diagnose.h"
#include "core/diagnosis/explain.h"
#include "core/domain/triage_json.h"
#include "core/engine/pipeline/stages.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/refusal_repository.h"
#include "core/store/repositories/result_repository.h"

#include <algorithm>
#include <map>
#include <optional>
#include <vector>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
using domain::EventType;
using domain::FileStatus;
using domain::RecordingFile;
using domain::Task;
using domain::Triage;

namespace {

/// Kept in the store; a report lists as many of them as it is asked for.
constexpr std::size_t kTopCodesKept = 1000;
/// Files that could not be taken in, by name; of more, their number.
constexpr std::int64_t kRefusalsNamed = 1000;

/// Everything that was found in the files of one epoch.
struct Gathered
{
    Batch batch;
    std::string givenVin;
    std::vector<RecordingFile> files;
    std::map<domain::FileId, std::string> documents;
    std::vector<domain::RefusedFile> refused; ///< what never came to be a file of the batch: those that are named
    std::int64_t refusedInAll = 0;
};

Result<Gathered> load(store::sql::Connection& connection, const Task& task)
{
    auto batch = store::batches::find(connection, task.batchId);
    if (!batch) {
        return fail(batch);
    }
    if (!*batch) {
        return fail(ErrorCode::NotFound, "there is no batch " + task.batchId.toString());
    }
    auto files = store::files::ofEpoch(connection, task.batchId, task.runEpoch);
    if (!files) {
        return fail(files);
    }
    auto documents = store::results::findingsOf(connection, task.batchId, task.runEpoch);
    if (!documents) {
        return fail(documents);
    }
    auto given = store::batches::givenVin(connection, task.batchId);
    if (!given) {
        return fail(given);
    }
    auto refused = store::refusals::ofBatch(connection, task.batchId, kRefusalsNamed);
    if (!refused) {
        return fail(refused);
    }
    const auto refusedInAll = store::refusals::count(connection, task.batchId);
    if (!refusedInAll) {
        return fail(refusedInAll);
    }
    return Gathered {std::move(**batch),    std::move(*given),   std::move(*files),
                     std::move(*documents), std::move(*refused), *refusedInAll};
}

/// "every file failed: a.log: it is empty; b.log: ..."
std::string allFailedReason(const std::vector<domain::TriageFile>& files)
{
    std::string reason = "every file failed";
    constexpr std::size_t kNamed = 3;
    for (std::size_t i = 0; i < std::min(files.size(), kNamed); ++i) {
        reason += (i == 0 ? ": " : "; ") + files[i].name + ": " + files[i].error;
    }
    if (files.size() > kNamed) {
        reason += "; and " + std::to_string(files.size() - kNamed) + " more";
    }
    return reason;
}

void warnOfRefused(const Gathered& gathered, std::vector<std::string>& warnings)
{
    for (const domain::RefusedFile& file : gathered.refused) {
        warnings.push_back(file.name + ": " + file.reason);
    }
    const std::int64_t more = gathered.refusedInAll - static_cast<std::int64_t>(gathered.refused.size());
    if (more > 0) {
        warnings.push_back("and " + std::to_string(more) + " more files could not be taken in");
    }
}

Result<Triage> merge(const Gathered& gathered)
{
    std::vector<analysis::FileFindings> findings;
    findings.reserve(gathered.files.size());
    std::vector<analysis::FileInput> inputs;
    inputs.reserve(gathered.files.size());
    for (const RecordingFile& file : gathered.files) {
        const auto document = gathered.documents.find(file.id);
        const analysis::FileFindings* found = nullptr;
        if (document != gathered.documents.end()) {
            auto read = analysis::findingsFromJson(document->second);
            if (!read) {
                return fail(std::move(read.error()).prefixed("findings of " + file.originalFilename));
            }
            findings.push_back(std::move(*read));
            found = &findings.back(); // reserved: stays where it is
        }
        inputs.push_back({file, found});
    }
    Batch batch = gathered.batch;
    batch.vin = gathered.givenVin; // a VIN found in an earlier epoch is not a given one
    analysis::MergeOptions options;
    options.topK = kTopCodesKept;
    Triage triage = analysis::mergeFindings(batch, inputs, options);
    warnOfRefused(gathered, triage.warnings);
    return triage;
}

/// Diagnoses, and saves what was found with the diagnosis, for a batch that has just ended.
Result<> saveResult(Flow& flow, const Batch& batch, Triage& triage)
{
    triage.batch = batch;
    for (domain::TriageFile& file : triage.files) {
        if (file.status == FileStatus::Aggregating || file.status == FileStatus::Parsed) {
            file.status = FileStatus::Completed; // it moved on since the merge
        }
    }
    ARGUS_TRY(store::results::saveTriage(flow.connection(), batch.id, batch.runEpoch, domain::toJson(triage, -1),
                                         flow.now()));
    return store::results::saveDiagnosis(flow.connection(), batch.id, batch.runEpoch, triage.diagnosis.degraded,
                                         triage.diagnosis.model, triage.diagnosis.summary, flow.now());
}

/// A batch of which nothing could be read fails, and its result says why, file by file.
Effects allFailed(const Task& task, Triage triage, const std::string& reason)
{
    diagnosis::explain(triage);
    triage.diagnosis = diagnosis::diagnoseByRules(triage);
    return [task, triage = std::move(triage), reason](Flow& flow) mutable -> Result<> {
        const auto failed = flow.failBatch(task.batchId, reason);
        if (!failed) {
            return fail(failed);
        }
        const auto batch = flow.batch(task.batchId);
        return batch ? saveResult(flow, *batch, triage) : Result<>(fail(batch));
    };
}

} // namespace

Result<Effects> runGather(const ExecutionContext& context, StageTools& tools, const Task& task)
{
    const auto gathered = store::sql::readValue<Gathered>(
        tools.database, context, [&task](store::sql::Connection& connection) { return load(connection, task); });
    if (!gathered) {
        return fail(gathered);
    }
    auto triage = merge(*gathered);
    if (!triage) {
        return fail(triage);
    }
    // A twin of a file that failed counts as processed, and is no more readable than the file.
    if (std::all_of(triage->files.begin(), triage->files.end(),
                    [](const auto& file) { return file.status == FileStatus::Failed; })) {
        const std::string reason = allFailedReason(triage->files);
        return allFailed(task, std::move(*triage), reason);
    }
    return Effects([task, vin = triage->vehicle.vin, document = domain::toJson(*triage, -1)](Flow& flow) -> Result<> {
        auto batch = flow.batch(task.batchId);
        if (!batch) {
            return fail(batch);
        }
        ARGUS_TRY(store::results::saveTriage(flow.connection(), batch->id, task.runEpoch, document, flow.now()));
        ARGUS_TRY(store::files::moveAll(flow.connection(), batch->id, task.runEpoch, FileStatus::Aggregating,
                                        FileStatus::Completed, flow.now()));
        if (!vin.empty()) {
            batch->vin = vin;
        }
        ARGUS_TRY(flow.move(*batch, BatchStatus::Gathered));
        ARGUS_TRY(flow.tell(EventType::AggregationCompleted, *batch));
        return flow.addTask(*batch, domain::Stage::Diagnose);
    });
}

Result<Effects> runDiagnose(const ExecutionContext& context, StageTools& tools, const Task& task)
{
    const auto document = store::sql::readValue<std::optional<std::string>>(
        tools.database, context, [&task](store::sql::Connection& connection) {
            return store::results::triageOf(connection, task.batchId, task.runEpoch);
        });
    if (!document) {
        return fail(document);
    }
    if (!*document) {
        return fail(ErrorCode::Internal, "the gathered findings of the batch are missing");
    }
    auto triage = domain::triageFromJson(**document);
    if (!triage) {
        return fail(triage);
    }
    diagnosis::explain(*triage);
    triage->diagnosis = diagnosis::diagnoseByRules(*triage);
    return Effects([task, triage = std::move(*triage)](Flow& flow) mutable -> Result<> {
        auto batch = flow.batch(task.batchId);
        if (!batch) {
            return fail(batch);
        }
        ARGUS_TRY(flow.move(*batch, BatchStatus::Completed));
        ARGUS_TRY(saveResult(flow, *batch, triage));
        ARGUS_TRY(flow.tell(EventType::DiagnosisCompleted, *batch,
                            [&triage](domain::Event& event) { event.degraded = triage.diagnosis.degraded; }));
        return flow.addTask(*batch, domain::Stage::Report);
    });
}

} // namespace argus::engine
