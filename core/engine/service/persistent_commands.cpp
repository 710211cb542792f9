// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/persistent_commands.h"

#include "core/engine/engine_core.h"

#include <chrono>
#include <thread>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::Result;
using domain::BatchId;
using domain::SeenBatch;

namespace {

constexpr std::chrono::seconds kRideOut {60};
constexpr std::chrono::milliseconds kPause {200};

} // namespace

PersistentCommands::PersistentCommands(std::function<std::shared_ptr<EngineCore>()> core,
                                       std::function<bool()> takeOver)
    : m_core(std::move(core))
    , m_takeOver(std::move(takeOver))
{ }

template <class T, class Call> Result<T> PersistentCommands::persist(const ExecutionContext& context, Call call)
{
    const auto until = std::chrono::steady_clock::now() + kRideOut;
    while (true) {
        Result<T> result = call(m_core()->commands());
        const bool passing = !result && result.error().code == ErrorCode::Unavailable && result.error().retryable;
        if (!passing || std::chrono::steady_clock::now() >= until || !context.check()) {
            return result;
        }
        if (!m_takeOver()) {
            std::this_thread::sleep_for(kPause);
        }
    }
}

Result<BatchId> PersistentCommands::createBatch(const ExecutionContext& context, const NewBatch& batch)
{
    return persist<BatchId>(context, [&](Commands& commands) { return commands.createBatch(context, batch); });
}

Result<domain::FileId> PersistentCommands::addFile(const ExecutionContext& context, const NewFile& file)
{
    return persist<domain::FileId>(context, [&](Commands& commands) { return commands.addFile(context, file); });
}

Result<> PersistentCommands::noteRefusals(const ExecutionContext& context, const Refusals& refusals)
{
    return persist<void>(context, [&](Commands& commands) { return commands.noteRefusals(context, refusals); });
}

Result<> PersistentCommands::complete(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.complete(context, batch); });
}

Result<> PersistentCommands::retry(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.retry(context, batch); });
}

Result<> PersistentCommands::reprocess(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.reprocess(context, batch); });
}

Result<> PersistentCommands::reprocessWith(const ExecutionContext& context, SeenBatch batch,
                                           const std::vector<domain::ReadingChange>& changes)
{
    return persist<void>(context, [&](Commands& commands) { return commands.reprocessWith(context, batch, changes); });
}

Result<> PersistentCommands::reopen(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.reopen(context, batch); });
}

Result<> PersistentCommands::cancel(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.cancel(context, batch); });
}

Result<> PersistentCommands::remove(const ExecutionContext& context, SeenBatch batch)
{
    return persist<void>(context, [&](Commands& commands) { return commands.remove(context, batch); });
}

Result<> PersistentCommands::attend(const ExecutionContext& context, const Attending& attending)
{
    return m_core()->commands().attend(context, attending); // said again soon enough by itself
}

Result<> PersistentCommands::setPaused(const ExecutionContext& context, bool paused)
{
    return persist<void>(context, [&](Commands& commands) { return commands.setPaused(context, paused); });
}

Result<RedriveAnswer> PersistentCommands::redrive(const ExecutionContext& context, const RedriveRequest& request)
{
    return persist<RedriveAnswer>(context, [&](Commands& commands) { return commands.redrive(context, request); });
}

Result<> PersistentCommands::changeAccounts(const ExecutionContext& context, const AccountChange& change)
{
    return persist<void>(context, [&](Commands& commands) { return commands.changeAccounts(context, change); });
}

} // namespace argus::engine
