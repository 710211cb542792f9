// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/service/commands.h"

#include <filesystem>

namespace argus::engine {

struct CommandRequest;

/// The commands of a process that does not own the store: each goes to the owner's socket and comes back with its
/// answer. Unavailable (retryable) when no owner answers.
class RemoteCommands final : public Commands
{
public:
    explicit RemoteCommands(std::filesystem::path socket)
        : m_socket(std::move(socket))
    { }

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
    base::Result<std::string> call(const base::ExecutionContext& context, CommandRequest request) const;
    base::Result<> simple(const base::ExecutionContext& context, const char* op, domain::SeenBatch batch) const;

    const std::filesystem::path m_socket;
};

} // namespace argus::engine
