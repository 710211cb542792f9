// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/remote_commands.h"

#include "core/engine/owner/command_json.h"
#include "core/engine/owner/local_socket.h"

#include <chrono>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr std::chrono::milliseconds kOperationTime {30000};

template <class Id> Result<Id> readId(const Result<std::string>& answer)
{
    if (!answer) {
        return fail(answer);
    }
    const auto id = Id::parse(*answer);
    return id ? Result<Id>(*id)
              : Result<Id>(fail(ErrorCode::Internal, "the owner of the store answered without an id"));
}

} // namespace

Result<std::string> RemoteCommands::call(const ExecutionContext& context, CommandRequest request) const
{
    const ExecutionContext bounded = context.withTimeout(kOperationTime);
    request.user = context.user();
    request.traceId = context.traceId();
    request.timeoutMs = bounded.remaining(kOperationTime).count();
    const auto socket = connectTo(m_socket);
    if (!socket) {
        return fail(socket);
    }
    ARGUS_TRY(sendLine(*socket, toJson(request)));
    const auto line = receiveLine(bounded, *socket, kMaxCommandBytes);
    if (!line) {
        return fail(line);
    }
    return answerFromJson(*line);
}

Result<> RemoteCommands::simple(const ExecutionContext& context, const char* op, domain::SeenBatch batch) const
{
    CommandRequest request;
    request.op = op;
    request.id = batch.id;
    request.seenRun = batch.runEpoch;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

Result<domain::BatchId> RemoteCommands::createBatch(const ExecutionContext& context, const NewBatch& batch)
{
    CommandRequest request;
    request.op = "createBatch";
    request.batch = batch;
    return readId<domain::BatchId>(call(context, std::move(request)));
}

Result<domain::FileId> RemoteCommands::addFile(const ExecutionContext& context, const NewFile& file)
{
    CommandRequest request;
    request.op = "addFile";
    request.file = file;
    return readId<domain::FileId>(call(context, std::move(request)));
}

Result<> RemoteCommands::noteRefusals(const ExecutionContext& context, const Refusals& refusals)
{
    CommandRequest request;
    request.op = "noteRefusals";
    request.id = refusals.batchId;
    request.refusals = refusals;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

Result<> RemoteCommands::complete(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "complete", batch);
}

Result<> RemoteCommands::retry(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "retry", batch);
}

Result<> RemoteCommands::reprocess(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "reprocess", batch);
}

Result<> RemoteCommands::reprocessWith(const ExecutionContext& context, domain::SeenBatch batch,
                                       const std::vector<domain::ReadingChange>& changes)
{
    CommandRequest request;
    request.op = "reprocessWith";
    request.id = batch.id;
    request.seenRun = batch.runEpoch;
    request.changes = changes;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

Result<> RemoteCommands::reopen(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "reopen", batch);
}

Result<> RemoteCommands::cancel(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "cancel", batch);
}

Result<> RemoteCommands::remove(const ExecutionContext& context, domain::SeenBatch batch)
{
    return simple(context, "remove", batch);
}

Result<> RemoteCommands::attend(const ExecutionContext& context, const Attending& attending)
{
    CommandRequest request;
    request.op = "attend";
    request.attending = attending;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

Result<> RemoteCommands::setPaused(const ExecutionContext& context, bool paused)
{
    CommandRequest request;
    request.op = "setPaused";
    request.paused = paused;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

Result<RedriveAnswer> RemoteCommands::redrive(const ExecutionContext& context, const RedriveRequest& wanted)
{
    CommandRequest request;
    request.op = "redrive";
    request.redrive = wanted;
    const auto answer = call(context, std::move(request));
    return answer ? redriveAnswerFromText(*answer) : Result<RedriveAnswer>(fail(answer));
}

Result<> RemoteCommands::changeAccounts(const ExecutionContext& context, const AccountChange& change)
{
    CommandRequest request;
    request.op = "changeAccounts";
    request.accounts = change;
    const auto answer = call(context, std::move(request));
    return answer ? Result<>() : Result<>(fail(answer));
}

} // namespace argus::engine
