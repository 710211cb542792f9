// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine_host.h"

#include "core/base/log.h"
#include "core/engine/service/convert.h"
#include "core/engine/service/doctor.h"
#include "core/engine/service/ingest.h"
#include "core/engine/service/known_formats.h"
#include "core/engine/service/persistent_commands.h"
#include "core/engine/service/recording_service.h"

#include <chrono>
#include <utility>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::BatchId;
using domain::SeenBatch;

namespace {

constexpr unsigned kQuickThreads = 3;
constexpr unsigned kLongThreads = 3;
constexpr std::chrono::milliseconds kOwnerPoll {2000};

} // namespace

EngineHost::EngineHost(HostOptions options)
    : m_options(std::move(options))
{ }

Result<std::unique_ptr<api::Engine>> EngineHost::open(HostOptions options)
{
    auto host = std::unique_ptr<EngineHost>(new EngineHost(std::move(options)));
    ARGUS_TRY(host->start());
    return std::unique_ptr<api::Engine>(std::move(host));
}

Result<> EngineHost::start()
{
    auto parts = m_options.open();
    if (!parts) {
        return fail(parts);
    }
    auto made = std::make_shared<EngineCore>(std::move(*parts), m_options.engine, m_hub);
    bool runPipeline = m_options.runPipeline;
    if (runPipeline && made->isShared() && m_options.engine.kind == domain::WorkerKind::Command) {
        // A command that waits for its result works itself only where nobody else does.
        const auto others = made->othersWork(ExecutionContext::root("argus", "looking for workers"));
        if (!others) {
            return fail(others);
        }
        runPipeline = !*others;
    }
    ARGUS_TRY(made->start(runPipeline));
    const bool owner = made->isOwner();
    {
        const base::LockGuard lock(m_mutex);
        m_core = std::move(made);
    }
    m_quick = std::make_unique<CallPool>(kQuickThreads);
    m_long = std::make_unique<CallPool>(kLongThreads);
    if (!owner && m_options.runPipeline) {
        m_watch = std::jthread([this](std::stop_token stop) { watchOwner(std::move(stop)); });
    }
    return {};
}

EngineHost::~EngineHost()
{
    m_watch = {}; // stops and joins
    m_stop.request_stop();
    m_quick.reset();
    m_long.reset();
    leaveAll();
    std::shared_ptr<EngineCore> last;
    {
        const base::LockGuard lock(m_mutex);
        last = std::move(m_core);
    }
    if (last) {
        last->stop(m_options.engine.shutdown);
    }
}

std::shared_ptr<EngineCore> EngineHost::core()
{
    const base::LockGuard lock(m_mutex);
    return m_core;
}

void EngineHost::watchOwner(std::stop_token stop)
{
    base::Mutex mutex;
    base::CondVar wait;
    const std::stop_callback wakeUp(stop, [&] {
        const base::LockGuard lock(mutex);
        wait.notifyAll();
    });
    while (!stop.stop_requested()) {
        if (takeOver()) {
            return;
        }
        const base::LockGuard lock(mutex);
        if (!stop.stop_requested()) {
            wait.waitFor(mutex, kOwnerPoll);
        }
    }
}

bool EngineHost::takeOver()
{
    const base::LockGuard once(m_takeOver);
    if (core()->isOwner()) {
        return true;
    }
    auto parts = m_options.tryOwn();
    if (!parts || !*parts) {
        return false;
    }
    auto made = std::make_shared<EngineCore>(std::move(**parts), m_options.engine, m_hub);
    if (const Result<> started = made->start(m_options.runPipeline); !started) {
        base::log(base::LogLevel::Warning, "engine", "cannot take over the store: " + started.error().describe());
        return false;
    }
    const base::LockGuard lock(m_mutex);
    m_core = std::move(made); // calls under way keep the old one until they end
    return true;
}

ExecutionContext EngineHost::asCaller(const ExecutionContext& context)
{
    if (m_options.entranceKnowsCallers) {
        return context;
    }
    const ExecutionContext own = ExecutionContext::root(core()->database().login(), context.operation())
                                     .withTraceId(context.traceId())
                                     .withStopToken(context.stopToken());
    return context.deadline() ? own.withTimeout(context.remaining(std::chrono::milliseconds(0))) : own;
}

void EngineHost::command(Operation operation, const ExecutionContext& context, SeenBatch batch, BatchCommand function,
                         api::Callback<domain::Batch> done)
{
    answer<domain::Batch>(*m_quick, operation, context, std::move(done),
                          [this, operation, batch, function = std::move(function)](const ExecutionContext& own) {
                              PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
                              const Result<> result = function(commands, own, batch);
                              return result ? core()->queries().batch(own, batch.id, operation)
                                            : Result<domain::Batch>(fail(result));
                          });
}

void EngineHost::list(const ExecutionContext& context, api::BatchFilter filter,
                      api::Callback<std::vector<domain::Batch>> done)
{
    answer<std::vector<domain::Batch>>(*m_quick, Operation::BatchesList, context, std::move(done),
                                       [this, filter = std::move(filter)](const ExecutionContext& own) {
                                           return core()->queries().list(own, filter);
                                       });
}

void EngineHost::show(const ExecutionContext& context, BatchId id, bool allEpochs, api::Callback<api::BatchDetail> done)
{
    answer<api::BatchDetail>(
        *m_quick, Operation::BatchesShow, context, std::move(done),
        [this, id, allEpochs](const ExecutionContext& own) { return core()->queries().show(own, id, allEpochs); });
}

void EngineHost::events(const ExecutionContext& context, BatchId id, api::Callback<std::vector<domain::Event>> done)
{
    answer<std::vector<domain::Event>>(
        *m_quick, Operation::BatchesEvents, context, std::move(done),
        [this, id](const ExecutionContext& own) { return core()->queries().events(own, id); });
}

void EngineHost::complete(const ExecutionContext& context, SeenBatch batch, api::Callback<domain::Batch> done)
{
    command(Operation::BatchesComplete, context, batch, &Commands::complete, std::move(done));
}

void EngineHost::retry(const ExecutionContext& context, SeenBatch batch, api::Callback<domain::Batch> done)
{
    command(Operation::BatchesRetry, context, batch, &Commands::retry, std::move(done));
}

void EngineHost::reprocess(const ExecutionContext& context, SeenBatch batch, api::Callback<domain::Batch> done)
{
    command(Operation::BatchesReprocess, context, batch, &Commands::reprocess, std::move(done));
}

void EngineHost::reprocessWith(const ExecutionContext& context, SeenBatch batch,
                               std::vector<domain::ReadingChange> changes, api::Callback<domain::Batch> done)
{
    const auto run = [changes = std::move(changes)](Commands& commands, const ExecutionContext& own, SeenBatch seen) {
        return commands.reprocessWith(own, seen, changes);
    };
    command(Operation::BatchesReprocessWith, context, batch, run, std::move(done));
}

void EngineHost::reopen(const ExecutionContext& context, SeenBatch batch, api::Callback<domain::Batch> done)
{
    command(Operation::BatchesReopen, context, batch, &Commands::reopen, std::move(done));
}

void EngineHost::cancel(const ExecutionContext& context, SeenBatch batch, api::Callback<domain::Batch> done)
{
    command(Operation::BatchesCancel, context, batch, &Commands::cancel, std::move(done));
}

void EngineHost::remove(const ExecutionContext& context, SeenBatch batch, api::Callback<void> done)
{
    answer<void>(*m_quick, Operation::BatchesRemove, context, std::move(done),
                 [this, batch](const ExecutionContext& own) {
                     PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
                     return commands.remove(own, batch);
                 });
}

void EngineHost::submit(const ExecutionContext& context, api::Submission submission,
                        std::function<void(const api::UploadProgress&)> progress,
                        api::Callback<api::SubmissionReceipt> done)
{
    answer<api::SubmissionReceipt>(
        *m_long, Operation::SubmissionsSubmit, context, std::move(done),
        [this, submission = std::move(submission), progress = std::move(progress)](const ExecutionContext& own) {
            PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
            const std::shared_ptr<EngineCore> now = core();
            return ingest(own, commands, now->blobs(), now->access(), submission, progress);
        });
}

void EngineHost::triage(const ExecutionContext& context, BatchId id,
                        api::Callback<std::shared_ptr<const domain::Triage>> done)
{
    answer<std::shared_ptr<const domain::Triage>>(
        *m_quick, Operation::ResultsTriage, context, std::move(done),
        [this, id](const ExecutionContext& own) { return core()->queries().triage(own, id); });
}

void EngineHost::report(const ExecutionContext& context, SeenBatch batch, domain::ReportFormat format, std::size_t top,
                        api::Callback<std::string> done)
{
    answer<std::string>(*m_quick, Operation::ResultsReport, context, std::move(done),
                        [this, batch, format, top](const ExecutionContext& own) {
                            return core()->queries().report(own, batch, format, top);
                        });
}

void EngineHost::framesAround(const ExecutionContext& context, SeenBatch batch, std::string file, std::uint64_t offset,
                              int before, int after, api::Callback<std::vector<domain::FrameRow>> done)
{
    answer<std::vector<domain::FrameRow>>(
        *m_quick, Operation::ResultsFramesAround, context, std::move(done),
        [this, batch, file = std::move(file), offset, before, after](const ExecutionContext& own) {
            return core()->queries().framesAround(own, batch, file, offset, before, after);
        });
}

void EngineHost::list(const ExecutionContext& context, std::string search,
                      api::Callback<std::vector<domain::Vehicle>> done)
{
    answer<std::vector<domain::Vehicle>>(*m_quick, Operation::VehiclesList, context, std::move(done),
                                         [this, search = std::move(search)](const ExecutionContext& own) {
                                             return core()->queries().vehicles(own, search);
                                         });
}

void EngineHost::show(const ExecutionContext& context, std::string id, api::Callback<api::VehicleDetail> done)
{
    answer<api::VehicleDetail>(
        *m_quick, Operation::VehiclesShow, context, std::move(done),
        [this, id = std::move(id)](const ExecutionContext& own) { return core()->queries().vehicle(own, id); });
}

const std::vector<api::Format>& EngineHost::formats() const
{
    return knownFormats();
}

void EngineHost::inspect(const ExecutionContext& context, std::filesystem::path path, std::string readAs,
                         api::Callback<domain::Inspection> done)
{
    answer<domain::Inspection>(*m_long, Operation::RecordingsInspect, context, std::move(done),
                               [path = std::move(path), readAs = std::move(readAs)](const ExecutionContext& own) {
                                   return RecordingService::inspect(own, path, readAs);
                               });
}

void EngineHost::frames(const ExecutionContext& context, std::filesystem::path path, api::FrameQuery query,
                        std::function<bool(std::span<const domain::FrameRow>)> rows,
                        api::Callback<domain::Inspection> done)
{
    answer<domain::Inspection>(
        *m_long, Operation::RecordingsFrames, context, std::move(done),
        [this, path = std::move(path), query, rows = std::move(rows)](const ExecutionContext& own) {
            return RecordingService(m_options.engine.indexes).frames(own, path, query, rows);
        });
}

void EngineHost::convert(const ExecutionContext& context, api::Conversion conversion,
                         api::Callback<api::ConversionResult> done)
{
    answer<api::ConversionResult>(*m_long, Operation::RecordingsConvert, context, std::move(done),
                                  [conversion = std::move(conversion)](const ExecutionContext& own) {
                                      return convertRecording(own, conversion);
                                  });
}

void EngineHost::status(const ExecutionContext& context, api::Callback<api::EngineStatus> done)
{
    answer<api::EngineStatus>(*m_quick, Operation::OperationsStatus, context, std::move(done),
                              [this](const ExecutionContext& own) -> Result<api::EngineStatus> {
                                  const auto now = core();
                                  auto status = now->status(own);
                                  if (status && !now->isOwner()) {
                                      status->owner = StoreLock::holder(m_options.store);
                                  }
                                  return status;
                              });
}

void EngineHost::pause(const ExecutionContext& context, api::Callback<void> done)
{
    answer<void>(*m_quick, Operation::OperationsPause, context, std::move(done), [this](const ExecutionContext& own) {
        PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
        return commands.setPaused(own, true);
    });
}

void EngineHost::resume(const ExecutionContext& context, api::Callback<void> done)
{
    answer<void>(*m_quick, Operation::OperationsResume, context, std::move(done), [this](const ExecutionContext& own) {
        PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
        return commands.setPaused(own, false);
    });
}

void EngineHost::snapshot(const ExecutionContext& context, api::Callback<api::OperationsSnapshot> done)
{
    answer<api::OperationsSnapshot>(
        *m_quick, Operation::OperationsSnapshot, context, std::move(done), [this](const ExecutionContext& own) {
            const auto now = core();
            auto snapshot = now->operations().snapshot(own);
            if (snapshot && m_options.engine.soleOwner && now->runsPipeline()) {
                snapshot->workers = {now->self()}; // where nobody else can be, nobody keeps a list
                snapshot->workers.front().seenAt = snapshot->at;
            }
            return snapshot;
        });
}

void EngineHost::deadLetters(const ExecutionContext& context, api::DeadLetterFilter filter,
                             api::Callback<std::vector<api::DeadLetter>> done)
{
    answer<std::vector<api::DeadLetter>>(*m_quick, Operation::OperationsDeadLetters, context, std::move(done),
                                         [this, filter = std::move(filter)](const ExecutionContext& own) {
                                             return core()->operations().deadLetters(own, filter);
                                         });
}

void EngineHost::redrive(const ExecutionContext& context, api::DeadLetterFilter filter, bool dryRun,
                         api::Callback<api::Redriven> done)
{
    RedriveRequest request;
    request.ids = std::move(filter.ids);
    request.topic = std::move(filter.topic);
    request.consumer = std::move(filter.consumer);
    request.reason = std::move(filter.reason);
    request.batch = filter.batch ? filter.batch->toString() : std::string();
    request.since = filter.since;
    request.redriven = filter.redriven;
    request.dryRun = dryRun;
    answer<api::Redriven>(*m_long, Operation::OperationsRedrive, context, std::move(done),
                          [this, request = std::move(request)](const ExecutionContext& own) -> Result<api::Redriven> {
                              PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
                              const auto sent = commands.redrive(own, request);
                              return sent ? Result<api::Redriven>(api::Redriven {sent->matched, sent->sent})
                                          : Result<api::Redriven>(fail(sent));
                          });
}

void EngineHost::doctor(const ExecutionContext& context, api::Callback<std::vector<api::DoctorCheck>> done)
{
    answer<std::vector<api::DoctorCheck>>(*m_quick, Operation::OperationsDoctor, context, std::move(done),
                                          [this](const ExecutionContext& own) {
                                              auto checks = examine(own, *core(), StoreLock::holder(m_options.store));
                                              if (m_options.checks) {
                                                  for (api::DoctorCheck& check : m_options.checks()) {
                                                      checks.push_back(std::move(check));
                                                  }
                                              }
                                              return Result<std::vector<api::DoctorCheck>>(std::move(checks));
                                          });
}

api::Subscription EngineHost::onBatchChanged(std::function<void(const api::BatchChanged&)> changed)
{
    return m_hub->onBatchChanged(std::move(changed));
}

api::Subscription EngineHost::onProgress(std::function<void(const api::TaskProgress&)> progress)
{
    return m_hub->onProgress(std::move(progress));
}

} // namespace argus::engine
