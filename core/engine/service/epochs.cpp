// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/epochs.h"

#include "core/formats/reader.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/result_repository.h"

#include <algorithm>
#include <map>
#include <string>

namespace argus::engine {

using base::ErrorCode;
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

Result<> checkChange(const domain::ReadingChange& change, std::span<const RecordingFile> files)
{
    const auto file = std::ranges::find(files, change.file, &RecordingFile::originalFilename);
    if (file == files.end()) {
        return fail(ErrorCode::NotFound, "the batch has no file " + change.file);
    }
    if (file->duplicateOf) {
        return fail(ErrorCode::Invalid,
                    change.file + " is the same as another file of the batch, which is read for both; name that one");
    }
    if (change.readAs && !change.readAs->empty() && formats::findReader(*change.readAs) == nullptr) {
        return fail(ErrorCode::Invalid, "there is no format \"" + *change.readAs + "\"");
    }
    return {};
}

/// The row with what is said about it; sets `readsAnew` when that changes what was read of it.
RecordingFile changed(RecordingFile file, std::span<const domain::ReadingChange> changes, bool& readsAnew)
{
    for (const domain::ReadingChange& change : changes) {
        if (change.file != file.originalFilename) {
            continue;
        }
        if (change.readAs) {
            // What was recognised as the format that is named now was read as it already.
            readsAnew = readsAnew || (*change.readAs != file.readAs && *change.readAs != file.format);
            file.readAs = *change.readAs;
        }
        if (change.findClock) {
            file.clockShift.reset();
        }
        if (change.clockShift) {
            file.clockShift = change.clockShift;
        }
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

Result<> startEpochFromFiles(Flow& flow, Batch& batch, bool takeOverParsed, const char* action,
                             std::span<const domain::ReadingChange> changes)
{
    const BatchStatus from = batch.status;
    const auto old = store::files::ofEpoch(flow.connection(), batch.id, batch.runEpoch);
    if (!old) {
        return fail(old);
    }
    for (const domain::ReadingChange& change : changes) {
        ARGUS_TRY(checkChange(change, *old));
    }
    ARGUS_TRY(domain::startNewEpoch(batch, flow.now()));
    std::map<FileId, FileId> successor;
    for (const RecordingFile& each : *old) {
        bool readsAnew = false;
        const RecordingFile wanted = changed(each, changes, readsAnew);
        const bool takeOver = takeOverParsed && wasParsed(each) && !readsAnew;
        RecordingFile file = rowForNewEpoch(wanted, batch, takeOver, flow.now());
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
