// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/batch.h"
#include "core/domain/event.h"
#include "core/domain/recording_file.h"
#include "core/domain/seen_batch.h"
#include "core/domain/task.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace argus::api {

struct BatchFilter
{
    std::string vin; ///< empty: any
    std::string vehicleId;
    std::optional<domain::BatchStatus> status;
    std::optional<base::UtcTime> since; ///< created at or after
    std::string workspace;
    std::int64_t limit = 0; ///< 0: all
};

/// A batch with all that the board shows of it.
struct BatchDetail
{
    domain::Batch batch;
    std::vector<domain::RecordingFile> files; ///< of the current epoch, or of all; oldest first
    std::vector<domain::Attempt> attempts; ///< likewise
};

/// The batches of the store: the board's queries and the commands on one batch. Any thread; each call returns at once.
/// Errors common to all: NotFound (no such batch), Cancelled, DeadlineExceeded, Unavailable. Commands take the batch as
/// the user saw it: Conflict when it is in another run meanwhile. Each Conflict tells in its details how the batch is
/// now (status, run) and what was done to it last (last_what as in the audit log, last_who, last_at in microseconds).
class Batches
{
public:
    virtual ~Batches() = default;

    /// Newest first.
    virtual void list(const base::ExecutionContext& context, BatchFilter filter,
                      Callback<std::vector<domain::Batch>> done)
        = 0;
    virtual void show(const base::ExecutionContext& context, domain::BatchId id, bool allEpochs,
                      Callback<BatchDetail> done)
        = 0;
    /// Every event of the batch in the order it happened.
    virtual void events(const base::ExecutionContext& context, domain::BatchId id,
                        Callback<std::vector<domain::Event>> done)
        = 0;

    /// Declares the upload complete. Invalid when it is empty, Conflict when it is not pending.
    virtual void complete(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<domain::Batch> done)
        = 0;
    /// Runs a failed batch again; takes over what was parsed without fault. Conflict unless it failed.
    virtual void retry(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<domain::Batch> done)
        = 0;
    /// Runs a completed batch again from its recordings. Conflict unless it is completed.
    virtual void reprocess(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<domain::Batch> done)
        = 0;
    /// Runs an ended batch again with what the user says about some of its files. The others, and those of which only
    /// the clock changes, keep what was read of them. Conflict unless it has ended; NotFound for a file that is not in
    /// it; Invalid for a format that is not there or a file that is read as another one's duplicate.
    virtual void reprocessWith(const base::ExecutionContext& context, domain::SeenBatch batch,
                               std::vector<domain::ReadingChange> changes, Callback<domain::Batch> done)
        = 0;
    /// Opens an ended batch for more files; it stays pending until it is completed.
    virtual void reopen(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<domain::Batch> done)
        = 0;
    /// Fails an unfinished batch as 'cancelled by NAME'; running work stops within a second.
    virtual void cancel(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<domain::Batch> done)
        = 0;
    /// Removes an ended batch, its results, and blobs that nothing else refers to. Leaves an audit entry.
    virtual void remove(const base::ExecutionContext& context, domain::SeenBatch batch, Callback<void> done) = 0;
};

} // namespace argus::api
