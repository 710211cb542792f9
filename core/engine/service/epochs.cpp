// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/epochs.h"

#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/result_repository.h"

#include <map>

namespace argus::engine {

using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
using domain::EventType;
using domain::FileId;
using domain::FileStatus;
using domain::RecordingFile;

namespace {

bool wasParsed(const RecordingFile& file)
{
    return !file.duplicateOf
        && (file.status == FileStatus::Parsed || file.status == FileStatus::Aggregating
            || file.status == FileStatus::Completed);
}

/// The row that stands for `old` in the batch's new epoch.
RecordingFile rowForNewEpoch(const RecordingFile& old, const Batch& batch, bool takeOver, base::UtcTime now)
{
    RecordingFile file = old;
    file.id = FileId::make();
    file.runEpoch = batch.runEpoch;
    file.status = takeOver ? FileStatus::Parsed : FileStatus::Pending;
    file.errorMessage.clear();
    file.duplicateOf.reset();
    file.createdAt = now;
    file.updatedAt = now;
    if (!takeOver) {
        file.format.clear();
        file.records = 0;
        file.frames = 0;
        file.skipped = 0;
    }
    return file;
}

} // namespace

Result<> declareUploaded(Flow& flow, Batch& batch)
{
    const BatchStatus from = batch.status;
    ARGUS_TRY(domain::completeUpload(batch, flow.now()));
    ARGUS_TRY(store::batches::update(flow.connection(), batch));
    ARGUS_TRY(flow.tell(EventType::StatusChanged, batch, [&](domain::Event& event) {
        event.oldStatus = from;
        event.newStatus = batch.status;
    }));
    ARGUS_TRY(flow.tell(EventType::UploadCompleted, batch,
                        [&batch](domain::Event& event) { event.totalFiles = batch.totalFiles; }));
    return flow.addTask(batch, domain::Stage::Scatter);
}

Result<> startEpochFromFiles(Flow& flow, Batch& batch, bool takeOverParsed, const char* action)
{
    const BatchStatus from = batch.status;
    const auto old = store::files::ofEpoch(flow.connection(), batch.id, batch.runEpoch);
    if (!old) {
        return fail(old);
    }
    ARGUS_TRY(domain::startNewEpoch(batch, flow.now()));
    std::map<FileId, FileId> successor;
    for (const RecordingFile& each : *old) {
        const bool takeOver = takeOverParsed && wasParsed(each);
        RecordingFile file = rowForNewEpoch(each, batch, takeOver, flow.now());
        const auto original = each.duplicateOf ? successor.find(*each.duplicateOf) : successor.end();
        if (original != successor.end()) {
            file.duplicateOf = original->second;
            file.status = FileStatus::Completed;
        }
        successor.emplace(each.id, file.id);
        ARGUS_TRY(store::files::insert(flow.connection(), file));
        if (takeOver) {
            ARGUS_TRY(store::results::copyFindings(flow.connection(), each.id, file.id, batch.runEpoch));
        }
        ++batch.totalFiles;
        batch.processedFiles += takeOver || file.status == FileStatus::Completed ? 1 : 0;
    }
    ARGUS_TRY(store::batches::update(flow.connection(), batch));
    return flow.tell(EventType::StatusChanged, batch, [&](domain::Event& event) {
        event.oldStatus = from;
        event.newStatus = batch.status;
        event.reason = action;
    });
}

} // namespace argus::engine
