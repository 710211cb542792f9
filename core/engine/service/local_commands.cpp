// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/local_commands.h"

#include "core/base/log.h"
#include "core/domain/vin.h"
#include "core/engine/service/account_changes.h"
#include "core/engine/service/epochs.h"
#include "core/store/repositories/attendance_repository.h"
#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/file_repository.h"
#include "core/store/repositories/refusal_repository.h"
#include "core/store/repositories/vehicle_repository.h"
#include "core/store/repositories/workspace_repository.h"

#include <chrono>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchId;
using domain::BatchStatus;
using domain::EventType;
using domain::FileStatus;
using domain::RecordingFile;
using domain::SeenBatch;
using store::sql::Connection;

namespace {

constexpr std::chrono::milliseconds kOperationTime {30000};
constexpr std::size_t kMaxNameBytes = 1024;
constexpr std::size_t kMaxVehicleIdBytes = 256;
/// Rows of windows that were killed: nobody sees them once they have run out.
constexpr std::chrono::hours kForgetWindows {1};

Result<> checkNewBatch(const NewBatch& wanted)
{
    if (wanted.vehicleId.empty() || wanted.vehicleId.size() > kMaxVehicleIdBytes) {
        return fail(ErrorCode::Invalid, "a batch needs a vehicle id of 1 to 256 bytes");
    }
    if (wanted.vin.size() > domain::kMaxVinLength) {
        return fail(ErrorCode::Invalid, "a VIN has at most 64 characters");
    }
    if (wanted.expectedWorkers < 0) {
        return fail(ErrorCode::Invalid, "expected_workers cannot be negative");
    }
    return {};
}

/// What of a batch a line of the audit log shows: a word, or two.
std::string stateForAudit(const Batch& batch)
{
    std::string text(domain::toString(batch.status));
    return batch.runEpoch == 1 ? text : text + ", run " + std::to_string(batch.runEpoch);
}

/// A refusal because of the batch's state, with what it is in now and who did the last thing to it: for those who saw
/// it otherwise.
base::Failure meanwhile(Connection& connection, const Batch& batch, base::Error conflict)
{
    conflict.details.emplace_back("status", domain::toString(batch.status));
    conflict.details.emplace_back("run", std::to_string(batch.runEpoch));
    store::audit::Filter last;
    last.onWhat = batch.id.toString();
    last.what = "batch.";
    last.limit = 1;
    if (const auto lines = store::audit::list(connection, last); lines && !lines->empty()) {
        const domain::AuditEntry& line = lines->front();
        conflict.details.emplace_back("last_what", line.what);
        conflict.details.emplace_back("last_who", line.who);
        conflict.details.emplace_back("last_at", std::to_string(base::toMicros(line.when)));
    }
    return fail(std::move(conflict));
}

Result<> checkSeen(const SeenBatch& seen, const Batch& batch)
{
    if (seen.runEpoch == 0 || seen.runEpoch == batch.runEpoch) {
        return {};
    }
    return fail(ErrorCode::Conflict,
                "batch " + batch.id.toString() + " is in run " + std::to_string(batch.runEpoch)
                    + " meanwhile, not in run " + std::to_string(seen.runEpoch) + ": look at it again first");
}

/// "drive.log", "drive (2).log", ...
std::string numbered(const std::string& name, int number)
{
    const std::size_t slash = name.find_last_of('/');
    const std::size_t dot = name.find_last_of('.');
    const bool hasExtension = dot != std::string::npos && dot > 0 && (slash == std::string::npos || dot > slash + 1);
    const std::size_t at = hasExtension ? dot : name.size();
    return name.substr(0, at) + " (" + std::to_string(number) + ")" + name.substr(at);
}

Result<std::string> freeName(Connection& connection, const Batch& batch, std::string name)
{
    if (name.empty()) {
        name = "recording";
    }
    name.resize(std::min(name.size(), kMaxNameBytes));
    for (int number = 1;; ++number) {
        std::string candidate = number == 1 ? name : numbered(name, number);
        const auto taken = store::files::nameIsTaken(connection, batch.id, batch.runEpoch, candidate);
        if (!taken) {
            return fail(taken);
        }
        if (!*taken) {
            return candidate;
        }
    }
}

/// Writes the row of a new file and what follows from it; `duplicate` when its content is there already.
Result<> addRow(Flow& flow, Batch& batch, RecordingFile& file, const std::optional<RecordingFile>& original)
{
    Connection& connection = flow.connection();
    if (original) {
        file.duplicateOf = original->id;
        file.objectKey = original->objectKey;
        file.status = FileStatus::Completed;
    }
    ARGUS_TRY(store::files::insert(connection, file));
    ++batch.totalFiles;
    ++batch.version;
    batch.updatedAt = flow.now();
    if (original) {
        ++batch.processedFiles;
    }
    ARGUS_TRY(store::batches::update(connection, batch));
    return flow.tell(EventType::FileAdded, batch, [&file](domain::Event& event) {
        event.fileId = file.id;
        event.name = file.originalFilename;
    });
}

} // namespace

LocalCommands::LocalCommands(Access& access, blob::BlobStore& blobs, CommandHooks hooks, const EngineSettings& settings)
    : m_access(access)
    , m_blobs(blobs)
    , m_hooks(std::move(hooks))
    , m_makesWorkspaces(settings.soleOwner)
    , m_attendanceLife(attendanceLife(settings))
{ }

Result<> LocalCommands::change(const ExecutionContext& context, const Wanted& wanted,
                               const std::function<Result<>(Permit&, Flow&, Batch&)>& work)
{
    const ExecutionContext bounded = context.withTimeout(kOperationTime);
    ARGUS_TRY(m_access.write(bounded, wanted.operation, [&](Permit& permit) -> Result<> {
        auto flow = Flow::begin(permit.connection(), context.traceId());
        if (!flow) {
            return fail(flow);
        }
        auto batch = permit.batch(wanted.batch.id, /*hold=*/true);
        if (!batch) {
            return fail(batch);
        }
        const std::string before = stateForAudit(*batch);
        const Batch found = *batch;
        Result<> done = checkSeen(wanted.batch, found);
        if (done) {
            done = work(permit, *flow, *batch);
        }
        if (!done) {
            return done.error().code == ErrorCode::Conflict
                ? Result<>(meanwhile(permit.connection(), found, std::move(done.error())))
                : done;
        }
        return wanted.audit == nullptr
            ? Result<>()
            : permit.note(flow->now(), wanted.audit, found.id.toString(), before, stateForAudit(*batch));
    }));
    m_hooks.committed(wanted.batch.id);
    return {};
}

Result<> LocalCommands::openWorkspace(Permit& permit, const std::string& name, base::UtcTime now) const
{
    if (m_makesWorkspaces && permit.caller().isAdmin() && permit.caller().placeIn(name) == nullptr) {
        const auto found = store::workspaces::find(permit.connection(), name);
        if (!found) {
            return fail(found);
        }
        if (!*found) {
            domain::Workspace workspace;
            workspace.name = name;
            return createWorkspace(permit, std::move(workspace), now);
        }
    }
    return permit.requireToChange(name);
}

Result<BatchId> LocalCommands::createBatch(const ExecutionContext& context, const NewBatch& wanted)
{
    ARGUS_TRY(checkNewBatch(wanted));
    BatchId id = wanted.id.isNil() ? BatchId::make() : wanted.id;
    const std::string workspace = wanted.workspace.empty() ? std::string(domain::kDefaultWorkspace) : wanted.workspace;
    const ExecutionContext bounded = context.withTimeout(kOperationTime);
    ARGUS_TRY(m_access.write(bounded, Operation::SubmissionsSubmit, [&](Permit& permit) -> Result<> {
        auto flow = Flow::begin(permit.connection(), context.traceId());
        if (!flow) {
            return fail(flow);
        }
        auto known = wanted.key.empty() ? Result<std::optional<Batch>>(std::nullopt)
                                        : store::batches::findByKey(flow->connection(), wanted.key);
        if (known && !*known) {
            known = store::batches::find(flow->connection(), id);
        }
        if (!known) {
            return fail(known);
        }
        if (*known) {
            id = (*known)->id; // the same call came twice
            return permit.require((*known)->workspace);
        }
        ARGUS_TRY(openWorkspace(permit, workspace, flow->now()));
        Batch batch;
        batch.id = id;
        batch.vehicleId = wanted.vehicleId;
        batch.vin = wanted.vin;
        batch.workspace = workspace;
        batch.createdBy = context.user();
        batch.expectedWorkers = wanted.expectedWorkers;
        batch.priority = wanted.priority;
        batch.createdAt = flow->now();
        batch.updatedAt = flow->now();
        batch.version = 1;
        ARGUS_TRY(store::batches::insert(flow->connection(), batch, wanted.key));
        ARGUS_TRY(flow->tell(EventType::BatchCreated, batch));
        return permit.note(flow->now(), "batch.create", id.toString(), {}, stateForAudit(batch),
                           "vehicle " + batch.vehicleId + ", workspace " + workspace);
    }));
    m_access.forget(); // it may have made a workspace
    m_hooks.committed(id);
    return id;
}

Result<domain::FileId> LocalCommands::addFile(const ExecutionContext& context, const NewFile& wanted)
{
    bool duplicate = false;
    const std::string key = wanted.batchId.toString() + "/" + wanted.fileId.toString();
    // A write that has begun runs to its end, whatever becomes of the caller's context.
    const ExecutionContext looking = ExecutionContext::root(context.user(), context.operation());
    const Wanted adding {Operation::SubmissionsSubmit, wanted.batchId};
    ARGUS_TRY(change(context, adding, [&](Permit&, Flow& flow, Batch& batch) -> Result<> {
        duplicate = false;
        Connection& connection = flow.connection();
        const auto known = store::files::find(connection, wanted.fileId);
        if (!known) {
            return fail(known);
        }
        if (*known) {
            return {}; // the same call came twice
        }
        ARGUS_TRY(domain::checkAcceptsFiles(batch));
        // While nobody can remove it as left over: a row never comes to stand without its blob.
        ARGUS_TRY(store::files::holdObject(connection, key));
        const auto there = m_blobs.mayBeReferredTo(looking, key);
        if (!there) {
            return fail(there);
        }
        if (!*there) {
            return fail(ErrorCode::NotFound, "the recording " + key + " is not in the store's folder for recordings");
        }
        auto name = freeName(connection, batch, wanted.name);
        if (!name) {
            return fail(name);
        }
        std::optional<RecordingFile> original;
        if (!wanted.sha256.empty()) {
            auto found = store::files::findByContent(connection, batch.id, batch.runEpoch, wanted.sha256);
            if (!found) {
                return fail(found);
            }
            original = std::move(*found);
        }
        RecordingFile file;
        file.id = wanted.fileId;
        file.batchId = batch.id;
        file.runEpoch = batch.runEpoch;
        file.originalFilename = std::move(*name);
        file.size = wanted.size;
        file.sha256 = wanted.sha256;
        file.readAs = wanted.readAs;
        file.clockShift = wanted.clockShift;
        file.objectKey = key;
        file.createdAt = flow.now();
        file.updatedAt = flow.now();
        duplicate = original.has_value();
        return addRow(flow, batch, file, original);
    }));
    if (duplicate) {
        // The row refers to the blob that was there first; this one is not needed.
        (void)m_blobs.remove(context, key);
    }
    return wanted.fileId;
}

Result<> LocalCommands::noteRefusals(const ExecutionContext& context, const Refusals& refusals)
{
    const Wanted noting {Operation::SubmissionsSubmit, refusals.batchId};
    return change(context, noting, [&refusals](Permit&, Flow& flow, Batch& batch) -> Result<> {
        for (const std::string& name : refusals.lifted) {
            ARGUS_TRY(store::refusals::lift(flow.connection(), batch.id, name));
        }
        for (const domain::RefusedFile& file : refusals.refused) {
            ARGUS_TRY(store::refusals::add(flow.connection(), batch.id, file, flow.now()));
        }
        return {};
    });
}

Result<> LocalCommands::complete(const ExecutionContext& context, SeenBatch seen)
{
    return change(context, {Operation::BatchesComplete, seen, "batch.complete"},
                  [](Permit&, Flow& flow, Batch& batch) { return declareUploaded(flow, batch); });
}

Result<> LocalCommands::startEpoch(const ExecutionContext& context, const Wanted& wanted, const char* action,
                                   std::optional<BatchStatus> needed, Again again, bool upload,
                                   const std::vector<domain::ReadingChange>& changes)
{
    return change(context, wanted, [&](Permit&, Flow& flow, Batch& batch) -> Result<> {
        if (needed && batch.status != *needed) {
            return fail(ErrorCode::Conflict,
                        std::string(action) + " needs a batch that is " + std::string(domain::toString(*needed))
                            + "; batch " + batch.id.toString() + " is " + std::string(domain::toString(batch.status)));
        }
        ARGUS_TRY(startEpochFromFiles(flow, batch, again == Again::TakeOverParsed, action, changes));
        return upload ? declareUploaded(flow, batch) : Result<>();
    });
}

Result<> LocalCommands::retry(const ExecutionContext& context, SeenBatch seen)
{
    return startEpoch(context, {Operation::BatchesRetry, seen, "batch.retry"}, "retry", BatchStatus::Failed,
                      Again::TakeOverParsed, /*upload=*/true);
}

Result<> LocalCommands::reprocess(const ExecutionContext& context, SeenBatch seen)
{
    return startEpoch(context, {Operation::BatchesReprocess, seen, "batch.reprocess"}, "reprocess",
                      BatchStatus::Completed, Again::FromScratch, /*upload=*/true);
}

Result<> LocalCommands::reprocessWith(const ExecutionContext& context, SeenBatch seen,
                                      const std::vector<domain::ReadingChange>& changes)
{
    return startEpoch(context, {Operation::BatchesReprocessWith, seen, "batch.reprocess"}, "reprocess", std::nullopt,
                      Again::TakeOverParsed, /*upload=*/true, changes);
}

Result<> LocalCommands::reopen(const ExecutionContext& context, SeenBatch seen)
{
    return startEpoch(context, {Operation::BatchesReopen, seen, "batch.reopen"}, "reopen", std::nullopt,
                      Again::FromScratch, /*upload=*/false);
}

Result<> LocalCommands::cancel(const ExecutionContext& context, SeenBatch seen)
{
    const Wanted wanted {Operation::BatchesCancel, seen, "batch.cancel"};
    ARGUS_TRY(change(context, wanted, [&](Permit&, Flow& flow, Batch& batch) -> Result<> {
        const auto cancelled = flow.failBatch(batch.id, "cancelled by " + context.user());
        if (!cancelled) {
            return fail(cancelled);
        }
        if (!*cancelled) {
            return fail(ErrorCode::Conflict, "batch " + batch.id.toString() + " has ended already");
        }
        batch.status = BatchStatus::Failed;
        return {};
    }));
    m_hooks.cancelled(seen.id);
    return {};
}

Result<> LocalCommands::remove(const ExecutionContext& context, SeenBatch seen)
{
    std::vector<std::string> keys;
    // Its own line of the audit log: afterwards there is no batch to describe.
    const Wanted wanted {Operation::BatchesRemove, seen};
    ARGUS_TRY(change(context, wanted, [&](Permit& permit, Flow& flow, Batch& batch) -> Result<> {
        if (!domain::isEnded(batch.status)) {
            return fail(ErrorCode::Conflict,
                        "only an ended batch can be deleted; batch " + batch.id.toString() + " is "
                            + std::string(domain::toString(batch.status)) + ". Cancel it first.");
        }
        auto only = store::files::objectKeysOnlyOf(flow.connection(), batch.id);
        if (!only) {
            return fail(only);
        }
        keys = std::move(*only);
        ARGUS_TRY(flow.tell(EventType::BatchDeleted, batch));
        ARGUS_TRY(permit.note(flow.now(), "batch.delete", batch.id.toString(), stateForAudit(batch), {},
                              "vehicle " + batch.vehicleId + ", workspace " + batch.workspace + ", "
                                  + std::to_string(keys.size()) + " recordings"));
        return store::batches::remove(flow.connection(), batch.id);
    }));
    // The rows are gone: from here on a blob that stays is only garbage, never a lost recording.
    for (const std::string& key : keys) {
        if (const auto removed = m_blobs.remove(context, key); !removed) {
            base::log(base::LogLevel::Warning, "engine", "blob " + key + " stays: " + removed.error().describe());
        }
    }
    return {};
}

Result<> LocalCommands::attend(const ExecutionContext& context, const Attending& attending)
{
    const ExecutionContext bounded = context.withTimeout(kOperationTime);
    if (!attending.batch) {
        ARGUS_TRY(m_access.write(bounded, Operation::AttendanceLeave, [&](Permit& permit) -> Result<> {
            return store::attendance::leave(permit.connection(), attending.session, permit.caller().customer().id);
        }));
        return {};
    }
    return m_access.write(bounded, Operation::AttendanceEnter, [&](Permit& permit) -> Result<> {
        const auto now = permit.connection().now();
        const auto batch = permit.batch(*attending.batch, /*hold=*/false);
        if (!now || !batch) {
            return now ? Result<>(fail(batch)) : Result<>(fail(now));
        }
        ARGUS_TRY(store::attendance::forget(permit.connection(), *now - kForgetWindows));
        return store::attendance::enter(permit.connection(),
                                        {attending.session, batch->id, permit.caller().customer().id, attending.host,
                                         *now, *now + m_attendanceLife});
    });
}

Result<> LocalCommands::setPaused(const ExecutionContext& context, bool paused)
{
    const Operation operation = paused ? Operation::OperationsPause : Operation::OperationsResume;
    ARGUS_TRY(m_access.write(context.withTimeout(kOperationTime), operation, [&](Permit& permit) -> Result<> {
        Connection& connection = permit.connection();
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        const auto before = store::vehicles::setting(connection, kPausedSetting);
        if (!before) {
            return fail(before);
        }
        ARGUS_TRY(store::vehicles::setSetting(connection, kPausedSetting, paused ? "1" : "0"));
        return permit.note(*now, paused ? "engine.pause" : "engine.resume", "engine",
                           before->value_or("0") == "1" ? "paused" : "running", paused ? "paused" : "running");
    }));
    m_hooks.paused(paused);
    return {};
}

Result<RedriveAnswer> LocalCommands::redrive(const ExecutionContext& context, const RedriveRequest& request)
{
    ARGUS_TRY(m_access.enter(context, Operation::OperationsRedrive));
    bus::RedriveOptions options;
    options.dryRun = request.dryRun;
    // What was sent and who sent it become durable together, part by part: an end in between leaves no gap in the log.
    options.transact = [this](const ExecutionContext& own, const bus::RedriveOptions::Work& work) {
        return m_access.write(own.withTimeout(kOperationTime), Operation::OperationsRedrive,
                              [&work](Permit& permit) -> Result<> {
                                  const auto sent = work(permit.connection());
                                  const auto now = permit.connection().now();
                                  if (!sent || !now) {
                                      return sent ? Result<>(fail(now)) : Result<>(fail(sent));
                                  }
                                  return sent->sent == 0 ? Result<>()
                                                         : permit.note(*now, "dead_letters.redrive", "dead letters", "",
                                                                       std::to_string(sent->sent) + " sent again");
                              });
    };
    const auto done = m_hooks.redrive(context, request, options);
    if (!done) {
        m_hooks.committed({}); // some may be on their way
        return fail(done);
    }
    for (const std::string& reason : done->reasons) {
        base::log(base::LogLevel::Warning, "engine", "not sent again: " + reason, context.traceId());
    }
    if (!request.dryRun && done->sent > 0) {
        m_hooks.committed({});
    }
    return RedriveAnswer {done->sent + done->refused, request.dryRun ? 0 : done->sent};
}

Result<> LocalCommands::changeAccounts(const ExecutionContext& context, const AccountChange& change)
{
    ARGUS_TRY(applyAccountChange(context.withTimeout(kOperationTime), m_access, change));
    m_access.forget();
    return {};
}

} // namespace argus::engine
