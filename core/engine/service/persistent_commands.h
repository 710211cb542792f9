// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/service/commands.h"

#include <functional>
#include <memory>

namespace argus::engine {

class EngineCore;

/// Commands that ride out a change of owner: where nobody answers, this process tries to become the owner itself, and
/// asks again for up to 60 s. Only faults that happened before the owner had the command, and commands that may safely
/// come twice, are repeated.
class PersistentCommands final : public Commands
{
public:
    /// `core` gives the opening of the store to use now, `takeOver` tries to become the owner.
    PersistentCommands(std::function<std::shared_ptr<EngineCore>()> core, std::function<bool()> takeOver);

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
    template <class T, class Call> base::Result<T> persist(const base::ExecutionContext& context, Call call);

    const std::function<std::shared_ptr<EngineCore>()> m_core;
    const std::function<bool()> m_takeOver;
};

} // namespace argus::engine
