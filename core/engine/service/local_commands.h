// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/blob/blob_store.h"
#include "core/engine/pipeline/flow.h"
#include "core/engine/service/commands.h"
#include "core/store/sql/database.h"

#include <functional>

namespace argus::engine {

/// What the process does once a command is durable; all called on the caller's thread.
struct CommandHooks
{
    std::function<void(domain::BatchId)> committed; ///< after every command: wake who waits for work
    std::function<void(domain::BatchId)> cancelled; ///< stop what runs for this batch
    std::function<void(bool)> paused;
};

/// The commands on a store that this process may write.
class LocalCommands final : public Commands
{
public:
    /// Database and blobs must outlive the commands.
    LocalCommands(store::sql::Database& database, blob::BlobStore& blobs, CommandHooks hooks);

    base::Result<domain::BatchId> createBatch(const base::ExecutionContext& context, const NewBatch& batch) override;
    base::Result<domain::FileId> addFile(const base::ExecutionContext& context, const NewFile& file) override;
    base::Result<> complete(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> retry(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> reprocess(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> reprocessWith(const base::ExecutionContext& context, domain::BatchId id,
                                 const std::vector<domain::ReadingChange>& changes) override;
    base::Result<> reopen(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> cancel(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> remove(const base::ExecutionContext& context, domain::BatchId id) override;
    base::Result<> setPaused(const base::ExecutionContext& context, bool paused) override;
    base::Result<RedriveAnswer> redrive(const base::ExecutionContext& context, const RedriveRequest& request) override;

private:
    /// How the files of the last epoch stand in the new one.
    enum class Again
    {
        TakeOverParsed,
        FromScratch
    };
    base::Result<> startEpoch(const base::ExecutionContext& context, domain::BatchId id, const char* action,
                              std::optional<domain::BatchStatus> needed, Again again, bool upload,
                              const std::vector<domain::ReadingChange>& changes = {});
    base::Result<> change(const base::ExecutionContext& context, domain::BatchId id,
                          std::function<base::Result<>(Flow&)> work);

    store::sql::Database& m_database;
    blob::BlobStore& m_blobs;
    const CommandHooks m_hooks;
};

/// The name of the setting that keeps the engine paused across starts.
inline constexpr const char* kPausedSetting = "engine.paused";

} // namespace argus::engine
