// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/blob/blob_store.h"
#include "core/domain/task.h"
#include "core/engine/change_hub.h"
#include "core/engine/pipeline/flow.h"
#include "core/store/sql/database.h"

#include <functional>
#include <string>

namespace argus::engine {

/// What a stage may use; all outlive the stages.
struct StageTools
{
    store::sql::Database& database;
    blob::BlobStore& blobs;
    ChangeHub& hub;
    /// Threads a parse may take beside its own, asked when it starts.
    std::function<unsigned()> spareThreads;
};

/// The effects of a finished stage. They are committed in the same transaction that ends its task, so that a worker
/// whose lease was lost leaves nothing. May run more than once: see store::sql::Work.
using Effects = std::function<base::Result<>(Flow&)>;

/// What a claim changes at once: the batch's or file's state that says the stage is under way. In the claim's
/// transaction.
base::Result<> onClaimed(Flow& flow, const domain::Task& task);

/// Does the work of a task, outside any transaction, and answers with its effects. Restartable: run twice, it leaves
/// what one run leaves. Errors that are not retryable fail the task for good.
base::Result<Effects> runStage(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);

/// What the failure of a task for good does to file and batch.
base::Result<> onFailed(Flow& flow, const domain::Task& task, const std::string& error);

// One per stage, for runStage.
base::Result<Effects> runScatter(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);
base::Result<Effects> runParse(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);
base::Result<Effects> runGather(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);
base::Result<Effects> runDiagnose(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);
base::Result<Effects> runReport(const base::ExecutionContext& context, StageTools& tools, const domain::Task& task);

} // namespace argus::engine
