// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pipeline/stages.h"

#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/file_repository.h"

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
using domain::EventType;
using domain::FileStatus;
using domain::RecordingFile;
using domain::Stage;
using domain::Task;

namespace {

/// Moves a batch into the state that says a stage is under way; a stage that runs again finds it there.
Result<> enter(Flow& flow, const Task& task, BatchStatus from, BatchStatus to)
{
    auto batch = flow.batch(task.batchId);
    if (!batch) {
        return fail(batch);
    }
    if (batch->runEpoch != task.runEpoch || batch->status != from) {
        return {};
    }
    return flow.move(*batch, to);
}

Result<> enterParse(Flow& flow, const Task& task)
{
    const auto found = store::files::find(flow.connection(), task.fileId.value_or(domain::FileId {}));
    if (!found) {
        return fail(found);
    }
    if (!*found || (*found)->status != FileStatus::Pending) {
        return {};
    }
    RecordingFile file = **found;
    ARGUS_TRY(domain::moveTo(file, FileStatus::Parsing, flow.now()));
    return store::files::update(flow.connection(), file);
}

Result<> failParse(Flow& flow, const Task& task, const std::string& error)
{
    const auto found = store::files::find(flow.connection(), task.fileId.value_or(domain::FileId {}));
    if (!found) {
        return fail(found);
    }
    if (!*found || domain::isEnded((*found)->status)) {
        return {};
    }
    RecordingFile file = **found;
    ARGUS_TRY(domain::moveTo(file, FileStatus::Failed, flow.now(), error));
    ARGUS_TRY(store::files::update(flow.connection(), file));
    auto batch = flow.batch(task.batchId);
    if (!batch) {
        return fail(batch);
    }
    ARGUS_TRY(flow.tell(EventType::FileFailed, *batch, [&](domain::Event& event) {
        event.fileId = file.id;
        event.name = file.originalFilename;
        event.error = error;
    }));
    return flow.countFile(file, /*failed=*/true);
}

} // namespace

Result<> onClaimed(Flow& flow, const Task& task)
{
    switch (task.stage) {
    case Stage::Scatter:
        return {}; // scatter moves the batch together with its tasks: no parse may come before
    case Stage::Parse:
        return enterParse(flow, task);
    case Stage::Gather:
        ARGUS_TRY(enter(flow, task, BatchStatus::Scattered, BatchStatus::Gathering));
        return store::files::moveAll(flow.connection(), task.batchId, task.runEpoch, FileStatus::Parsed,
                                     FileStatus::Aggregating, flow.now());
    case Stage::Diagnose:
        return enter(flow, task, BatchStatus::Gathered, BatchStatus::Diagnosing);
    case Stage::Report:
        return {};
    }
    return {};
}

Result<Effects> runStage(const ExecutionContext& context, StageTools& tools, const Task& task)
{
    switch (task.stage) {
    case Stage::Scatter:
        return runScatter(context, tools, task);
    case Stage::Parse:
        return runParse(context, tools, task);
    case Stage::Gather:
        return runGather(context, tools, task);
    case Stage::Diagnose:
        return runDiagnose(context, tools, task);
    case Stage::Report:
        return runReport(context, tools, task);
    }
    return fail(base::ErrorCode::Internal, "no such stage");
}

Result<> onFailed(Flow& flow, const Task& task, const std::string& error)
{
    if (task.stage == Stage::Parse) {
        return failParse(flow, task, error);
    }
    if (task.stage == Stage::Report) {
        return {}; // the batch has completed and its result stands
    }
    const auto failed = flow.failBatch(task.batchId, std::string(domain::toString(task.stage)) + ": " + error);
    return failed ? Result<>() : Result<>(fail(failed));
}

Result<Effects> runScatter(const ExecutionContext&, StageTools&, const Task& task)
{
    return Effects([task](Flow& flow) -> Result<> {
        auto batch = flow.batch(task.batchId);
        if (!batch) {
            return fail(batch);
        }
        if (batch->runEpoch != task.runEpoch || batch->status != BatchStatus::Uploaded) {
            return {};
        }
        const auto files = store::files::ofEpoch(flow.connection(), batch->id, batch->runEpoch);
        if (!files) {
            return fail(files);
        }
        batch->expectedWorkers = 0;
        for (const RecordingFile& file : *files) {
            if (file.status == FileStatus::Pending) {
                ARGUS_TRY(flow.addTask(*batch, Stage::Parse, file.id));
                ++batch->expectedWorkers;
            }
        }
        ARGUS_TRY(flow.move(*batch, BatchStatus::Scattering));
        if (batch->processedFiles < batch->totalFiles) {
            return {};
        }
        // A retry that takes every file over has nothing left to parse.
        ARGUS_TRY(flow.move(*batch, BatchStatus::Scattered));
        return flow.filesAreDone(*batch);
    });
}

Result<Effects> runReport(const ExecutionContext&, StageTools&, const Task& task)
{
    return Effects([task](Flow& flow) -> Result<> {
        const auto batch = flow.batch(task.batchId);
        if (!batch) {
            return fail(batch);
        }
        return flow.tell(EventType::ReportPublished, *batch);
    });
}

} // namespace argus::engine
