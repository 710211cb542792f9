// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/blob/blob_store.h"
#include "core/bus/redrive.h"
#include "core/engine/pipeline/flow.h"
#include "core/engine/service/access.h"
#include "core/engine/service/commands.h"
#include "core/engine/settings.h"

#include <chrono>
#include <functional>

namespace argus::engine {

/// What the process does once a command is durable; all called on the caller's thread.
struct CommandHooks
{
    std::function<void(domain::BatchId)> committed; ///< after every command: wake who waits for work
    std::function<void(domain::BatchId)> cancelled; ///< stop what runs for this batch
    std::function<void(bool)> paused;
    /// Sends dead letters again, by these options; the caller may do so.
    std::function<base::Result<bus::Redriven>(const base::ExecutionContext&, const RedriveRequest&,
                                              const bus::RedriveOptions&)>
        redrive;
};

/// The commands on a store that this process may write.
class LocalCommands final : public Commands
{
public:
    /// A store of one's own makes workspaces: an admin's first batch in one. In a shared store, where nobody sees it, a
    /// wrong name would make one.
    /// Access and blobs must outlive the commands.
    LocalCommands(Access& access, blob::BlobStore& blobs, CommandHooks hooks, const EngineSettings& settings);

    base::Result<domain::BatchId> createBatch(const base::ExecutionContext& context, const NewBatch& batch) override;
    base::Result<domain::FileId> addFile(const base::ExecutionContext& context, const NewFile& file) override;
    base::Result<> noteRefusals(const base::ExecutionContext& context, const Refusals& refusals) override;
    base::Result<> complete(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> retry(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> reprocess(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> reprocessWith(const base::ExecutionContext& context, domain::SeenBatch batch,
                                 const std::vector<domain::ReadingChange>& changes) override;
    base::Result<> reopen(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> cancel(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> remove(const base::ExecutionContext& context, domain::SeenBatch batch) override;
    base::Result<> attend(const base::ExecutionContext& context, const Attending& attending) override;
    base::Result<> setPaused(const base::ExecutionContext& context, bool paused) override;
    base::Result<RedriveAnswer> redrive(const base::ExecutionContext& context, const RedriveRequest& request) override;
    base::Result<> changeAccounts(const base::ExecutionContext& context, const AccountChange& change) override;

private:
    /// How the files of the last epoch stand in the new one.
    enum class Again
    {
        TakeOverParsed,
        FromScratch
    };
    /// A change of one batch that a user asked for: its right, and the word for the audit log (none: it leaves no line,
    /// as its events say enough).
    struct Wanted
    {
        Operation operation;
        domain::SeenBatch batch;
        const char* audit = nullptr;
    };
    base::Result<> startEpoch(const base::ExecutionContext& context, const Wanted& wanted, const char* action,
                              std::optional<domain::BatchStatus> needed, Again again, bool upload,
                              const std::vector<domain::ReadingChange>& changes = {});
    /// Runs `work(Flow&, Batch&)` on the batch, its row held, once the caller may do this with it. What the batch is
    /// before and after goes to the audit log.
    base::Result<> change(const base::ExecutionContext& context, const Wanted& wanted,
                          const std::function<base::Result<>(Permit&, Flow&, domain::Batch&)>& work);
    /// The workspace of a new batch: one that is there and that the caller may use, or a new one.
    base::Result<> openWorkspace(Permit& permit, const std::string& name, base::UtcTime now) const;

    Access& m_access;
    blob::BlobStore& m_blobs;
    const CommandHooks m_hooks;
    const bool m_makesWorkspaces;
    const std::chrono::seconds m_attendanceLife;
};

/// The name of the setting that keeps the engine paused across starts.
inline constexpr const char* kPausedSetting = "engine.paused";

} // namespace argus::engine
