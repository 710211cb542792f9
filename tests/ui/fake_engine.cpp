// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/fake_engine.h"

#include <algorithm>
#include <condition_variable>
#include <iterator>

namespace argus::ui::test {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::BatchId;

struct FakeEngine::State
{
    mutable std::recursive_mutex mutex;
    std::condition_variable_any wake;
    std::deque<std::function<void()>> jobs;
    bool stop = false;
    bool busy = false;

    std::map<BatchId, api::BatchDetail> batches;
    std::map<BatchId, std::vector<domain::Event>> events;
    std::map<BatchId, std::shared_ptr<const domain::Triage>> triages;
    std::vector<domain::FrameRow> frames;
    std::map<std::string, api::VehicleDetail> vehicles;
    api::EngineStatus status;
    api::OperationsSnapshot snapshot;
    std::vector<api::DeadLetter> deadLetters;
    std::optional<base::Error> nextError;
    std::map<std::string, base::Error> failing;
    std::vector<std::string> calls;
    std::vector<api::Submission> submitted;
    std::vector<domain::ReadingChange> changes;
    std::map<std::string, BatchId> windows;
    std::vector<domain::CaseAttendance> attendance;
    int nextSubscription = 0;
    std::map<int, std::function<void(const api::BatchChanged&)>> onChanged;
    std::map<int, std::function<void(const api::TaskProgress&)>> onProgress;
};

template <class T>
void FakeEngine::answer(const char* call, const ExecutionContext& context, api::Callback<T> done,
                        std::function<Result<T>()> make)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->calls.emplace_back(call);
    }
    post([this, call, context, done = std::move(done), make = std::move(make)] {
        std::optional<base::Error> error;
        {
            const std::lock_guard lock(m_state->mutex);
            error = std::exchange(m_state->nextError, std::nullopt);
            if (const auto found = m_state->failing.find(call); !error && found != m_state->failing.end()) {
                error = found->second;
            }
        }
        if (error) {
            done(fail(std::move(*error)));
        } else if (auto checked = context.check(); !checked) {
            done(fail(checked));
        } else {
            done(make());
        }
    });
}

class FakeEngine::BatchesPart final : public api::Batches
{
public:
    explicit BatchesPart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void list(const ExecutionContext& context, api::BatchFilter,
              api::Callback<std::vector<domain::Batch>> done) override
    {
        m_engine.answer<std::vector<domain::Batch>>("batches.list", context, std::move(done), [this] {
            return Result<std::vector<domain::Batch>>(m_engine.allBatches());
        });
    }
    void show(const ExecutionContext& context, BatchId id, bool, api::Callback<api::BatchDetail> done) override
    {
        m_engine.answer<api::BatchDetail>("batches.show", context, std::move(done),
                                          [this, id]() -> Result<api::BatchDetail> {
                                              const std::lock_guard lock(state().mutex);
                                              const auto found = state().batches.find(id);
                                              if (found == state().batches.end()) {
                                                  return fail(ErrorCode::NotFound, "no batch " + id.toString());
                                              }
                                              return found->second;
                                          });
    }
    void events(const ExecutionContext& context, BatchId id, api::Callback<std::vector<domain::Event>> done) override
    {
        m_engine.answer<std::vector<domain::Event>>("batches.events", context, std::move(done), [this, id] {
            const std::lock_guard lock(state().mutex);
            return Result<std::vector<domain::Event>>(state().events[id]);
        });
    }
    void complete(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<domain::Batch> done) override
    {
        move("batches.complete", context, seen, domain::BatchStatus::Uploaded, std::move(done));
    }
    void retry(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<domain::Batch> done) override
    {
        restart("batches.retry", context, seen, std::move(done));
    }
    void reprocess(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<domain::Batch> done) override
    {
        restart("batches.reprocess", context, seen, std::move(done));
    }
    void reprocessWith(const ExecutionContext& context, domain::SeenBatch seen,
                       std::vector<domain::ReadingChange> changes, api::Callback<domain::Batch> done) override
    {
        {
            const std::lock_guard lock(state().mutex);
            state().changes = std::move(changes);
        }
        restart("batches.reprocessWith", context, seen, std::move(done));
    }
    void reopen(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<domain::Batch> done) override
    {
        restart("batches.reopen", context, seen, std::move(done));
    }
    void cancel(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<domain::Batch> done) override
    {
        move("batches.cancel", context, seen, domain::BatchStatus::Failed, std::move(done));
    }
    void remove(const ExecutionContext& context, domain::SeenBatch seen, api::Callback<void> done) override
    {
        m_engine.answer<void>("batches.remove", context, std::move(done), [this, seen]() -> Result<> {
            const std::lock_guard lock(state().mutex);
            ARGUS_TRY(check(seen));
            state().batches.erase(seen.id);
            m_engine.tellChanged({seen.id, true});
            return {};
        });
    }

private:
    State& state() { return *m_engine.m_state; }
    /// As the real engine: a batch that is gone, or in another run than the user saw. With the lock held.
    Result<> check(const domain::SeenBatch& seen)
    {
        const auto found = state().batches.find(seen.id);
        if (found == state().batches.end()) {
            return fail(ErrorCode::NotFound, "there is no batch " + seen.id.toString());
        }
        const domain::Batch& batch = found->second.batch;
        if (seen.runEpoch == 0 || seen.runEpoch == batch.runEpoch) {
            return {};
        }
        base::Error error {ErrorCode::Conflict, "it is in another run", {}};
        error.details = {{"status", std::string(domain::toString(batch.status))},
                         {"run", std::to_string(batch.runEpoch)},
                         {"last_what", "batch.reprocess"},
                         {"last_who", "otto"},
                         {"last_at", std::to_string(base::toMicros(batch.updatedAt))}};
        return fail(std::move(error));
    }

    void move(const char* call, const ExecutionContext& context, domain::SeenBatch seen, domain::BatchStatus to,
              api::Callback<domain::Batch> done)
    {
        m_engine.answer<domain::Batch>(call, context, std::move(done), [this, seen, to]() -> Result<domain::Batch> {
            const std::lock_guard lock(state().mutex);
            ARGUS_TRY(check(seen));
            domain::Batch& batch = state().batches[seen.id].batch;
            ARGUS_TRY(domain::moveTo(batch, to, base::SystemClock::instance().now(), "cancelled by tester"));
            m_engine.tellChanged({seen.id, false});
            return batch;
        });
    }
    void restart(const char* call, const ExecutionContext& context, domain::SeenBatch seen,
                 api::Callback<domain::Batch> done)
    {
        m_engine.answer<domain::Batch>(call, context, std::move(done), [this, seen]() -> Result<domain::Batch> {
            const std::lock_guard lock(state().mutex);
            ARGUS_TRY(check(seen));
            domain::Batch& batch = state().batches[seen.id].batch;
            ARGUS_TRY(domain::startNewEpoch(batch, base::SystemClock::instance().now()));
            m_engine.tellChanged({seen.id, false});
            return batch;
        });
    }

    FakeEngine& m_engine;
};

class FakeEngine::SubmissionsPart final : public api::Submissions
{
public:
    explicit SubmissionsPart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void submit(const ExecutionContext& context, api::Submission submission,
                std::function<void(const api::UploadProgress&)> progress,
                api::Callback<api::SubmissionReceipt> done) override
    {
        m_engine.answer<api::SubmissionReceipt>(
            "submissions.submit", context, std::move(done),
            [this, submission, progress]() -> Result<api::SubmissionReceipt> {
                const std::string name = submission.paths.empty() ? "" : submission.paths.front().filename().string();
                progress({name, 500, 1000});
                api::BatchDetail detail;
                detail.batch.id = BatchId::make();
                detail.batch.vehicleId = submission.vehicleId;
                detail.batch.vin = submission.vin;
                detail.batch.createdBy = "tester";
                detail.batch.status = domain::BatchStatus::Uploaded;
                detail.batch.totalFiles = static_cast<std::int64_t>(submission.paths.size());
                detail.batch.createdAt = detail.batch.updatedAt = base::SystemClock::instance().now();
                api::SubmissionReceipt receipt {detail.batch.id, {}, {}};
                for (const auto& path : submission.paths) {
                    receipt.files.push_back({domain::FileId::make(), path.filename().string(), 1000, ""});
                }
                {
                    const std::lock_guard lock(m_engine.m_state->mutex);
                    m_engine.m_state->submitted.push_back(submission);
                }
                m_engine.put(detail);
                return receipt;
            });
    }

private:
    FakeEngine& m_engine;
};

class FakeEngine::ResultsPart final : public api::Results
{
public:
    explicit ResultsPart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void triage(const ExecutionContext& context, BatchId id,
                api::Callback<std::shared_ptr<const domain::Triage>> done) override
    {
        using Ptr = std::shared_ptr<const domain::Triage>;
        m_engine.answer<Ptr>("results.triage", context, std::move(done), [this, id]() -> Result<Ptr> {
            const std::lock_guard lock(m_engine.m_state->mutex);
            const auto found = m_engine.m_state->triages.find(id);
            if (found == m_engine.m_state->triages.end()) {
                return fail(ErrorCode::Conflict, "batch " + id.toString() + " has no result yet");
            }
            return found->second;
        });
    }
    void report(const ExecutionContext& context, BatchId id, domain::ReportFormat format, std::size_t /*top*/,
                api::Callback<std::string> done) override
    {
        m_engine.answer<std::string>("results.report", context, std::move(done), [id, format] {
            return Result<std::string>("report of " + id.toString() + " as " + std::string(domain::toString(format)));
        });
    }
    void framesAround(const ExecutionContext& context, BatchId, std::string, std::uint64_t offset, int before,
                      int after, api::Callback<std::vector<domain::FrameRow>> done) override
    {
        using Frames = std::vector<domain::FrameRow>;
        m_engine.answer<Frames>("results.framesAround", context, std::move(done), [=, this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            const Frames& all = m_engine.m_state->frames;
            const auto at = std::find_if(all.begin(), all.end(), [=](const auto& row) { return row.offset >= offset; });
            const auto first = at - std::min<std::ptrdiff_t>(before, at - all.begin());
            const auto last = at + std::min<std::ptrdiff_t>(after + 1, all.end() - at);
            return Result<Frames>(Frames(first, last));
        });
    }

private:
    FakeEngine& m_engine;
};

class FakeEngine::VehiclesPart final : public api::Vehicles
{
public:
    explicit VehiclesPart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void list(const ExecutionContext& context, std::string search,
              api::Callback<std::vector<domain::Vehicle>> done) override
    {
        using List = std::vector<domain::Vehicle>;
        m_engine.answer<List>("vehicles.list", context, std::move(done), [this, search] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            List list;
            for (const auto& [id, detail] : m_engine.m_state->vehicles) {
                if (id.find(search) != std::string::npos || detail.vehicle.vin.find(search) != std::string::npos) {
                    list.push_back(detail.vehicle);
                }
            }
            return Result<List>(std::move(list));
        });
    }
    void show(const ExecutionContext& context, std::string id, api::Callback<api::VehicleDetail> done) override
    {
        m_engine.answer<api::VehicleDetail>("vehicles.show", context, std::move(done),
                                            [this, id]() -> Result<api::VehicleDetail> {
                                                const std::lock_guard lock(m_engine.m_state->mutex);
                                                const auto found = m_engine.m_state->vehicles.find(id);
                                                if (found == m_engine.m_state->vehicles.end()) {
                                                    return fail(ErrorCode::NotFound, "no vehicle " + id);
                                                }
                                                return found->second;
                                            });
    }

private:
    FakeEngine& m_engine;
};

class FakeEngine::AttendancePart final : public api::Attendance
{
public:
    explicit AttendancePart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void enter(const ExecutionContext& context, std::string session, BatchId batch,
               api::Callback<std::chrono::milliseconds> done) override
    {
        using Again = std::chrono::milliseconds;
        m_engine.answer<Again>("attendance.enter", context, std::move(done), [this, session, batch]() -> Result<Again> {
            const std::lock_guard lock(m_engine.m_state->mutex);
            m_engine.m_state->windows[session] = batch;
            return Again(10000);
        });
    }
    void leave(const ExecutionContext& context, std::string session, api::Callback<void> done) override
    {
        m_engine.answer<void>("attendance.leave", context, std::move(done), [this, session]() -> Result<> {
            const std::lock_guard lock(m_engine.m_state->mutex);
            m_engine.m_state->windows.erase(session);
            return {};
        });
    }
    void present(const ExecutionContext& context, api::Callback<std::vector<domain::CaseAttendance>> done) override
    {
        using Cases = std::vector<domain::CaseAttendance>;
        m_engine.answer<Cases>("attendance.present", context, std::move(done), [this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            Cases cases = m_engine.m_state->attendance;
            for (const auto& [session, batch] : m_engine.m_state->windows) {
                const auto found
                    = std::find_if(cases.begin(), cases.end(), [&](const auto& each) { return each.batchId == batch; });
                domain::CaseAttendance& on
                    = found == cases.end() ? cases.emplace_back(domain::CaseAttendance {batch, {}, {}}) : *found;
                on.people.push_back({session, "tester", "Tester", "here", base::fromMicros(0)});
            }
            return Result<Cases>(std::move(cases));
        });
    }

private:
    FakeEngine& m_engine;
};

class FakeEngine::RecordingsPart final : public api::Recordings
{
public:
    const std::vector<api::Format>& formats() const override
    {
        static const std::vector<api::Format> kFormats {
            {"mdf", "ASAM MDF", {".mf4", ".mdf"}, true},   {"candump", "candump log", {".log", ".candump"}, true},
            {"crtd", "CRTD log (OVMS)", {".crtd"}, false}, {"peak_trc", "PEAK TRC", {".trc"}, true},
            {"asc", "Vector ASC", {".asc"}, true},         {"blf", "Vector BLF", {".blf"}, true}};
        return kFormats;
    }
    void inspect(const ExecutionContext&, std::filesystem::path, std::string,
                 api::Callback<domain::Inspection> done) override
    {
        done(fail(ErrorCode::Invalid, "not a recording"));
    }
    void frames(const ExecutionContext&, std::filesystem::path, api::FrameQuery,
                std::function<bool(std::span<const domain::FrameRow>)>, api::Callback<domain::Inspection> done) override
    {
        done(fail(ErrorCode::Invalid, "not a recording"));
    }
    void convert(const ExecutionContext&, api::Conversion, api::Callback<api::ConversionResult> done) override
    {
        done(fail(ErrorCode::Invalid, "not a recording"));
    }
};

class FakeEngine::OperationsPart final : public api::Operations
{
public:
    explicit OperationsPart(FakeEngine& engine)
        : m_engine(engine)
    { }

    void status(const ExecutionContext& context, api::Callback<api::EngineStatus> done) override
    {
        m_engine.answer<api::EngineStatus>("operations.status", context, std::move(done), [this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            return Result<api::EngineStatus>(m_engine.m_state->status);
        });
    }
    void pause(const ExecutionContext& context, api::Callback<void> done) override { setPaused(context, done, true); }
    void resume(const ExecutionContext& context, api::Callback<void> done) override { setPaused(context, done, false); }
    void doctor(const ExecutionContext& context, api::Callback<std::vector<api::DoctorCheck>> done) override
    {
        using Checks = std::vector<api::DoctorCheck>;
        m_engine.answer<Checks>("operations.doctor", context, std::move(done), [] { return Result<Checks>(Checks()); });
    }
    void snapshot(const ExecutionContext& context, api::Callback<api::OperationsSnapshot> done) override
    {
        m_engine.answer<api::OperationsSnapshot>("operations.snapshot", context, std::move(done), [this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            return Result<api::OperationsSnapshot>(m_engine.m_state->snapshot);
        });
    }
    void deadLetters(const ExecutionContext& context, api::DeadLetterFilter,
                     api::Callback<std::vector<api::DeadLetter>> done) override
    {
        using Letters = std::vector<api::DeadLetter>;
        m_engine.answer<Letters>("operations.deadLetters", context, std::move(done), [this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            return Result<Letters>(m_engine.m_state->deadLetters);
        });
    }
    void redrive(const ExecutionContext& context, api::DeadLetterFilter filter, bool dryRun,
                 api::Callback<api::Redriven> done) override
    {
        m_engine.answer<api::Redriven>(
            "operations.redrive", context, std::move(done), [this, filter = std::move(filter), dryRun] {
                const std::lock_guard lock(m_engine.m_state->mutex);
                auto& letters = m_engine.m_state->deadLetters;
                const auto isMeant = [&ids = filter.ids](const api::DeadLetter& letter) {
                    return ids.empty() || std::count(ids.begin(), ids.end(), letter.id) > 0;
                };
                const auto matched = static_cast<std::uint64_t>(std::count_if(letters.begin(), letters.end(), isMeant));
                if (!dryRun) {
                    std::erase_if(letters, isMeant);
                }
                return Result<api::Redriven>(api::Redriven {matched, dryRun ? 0 : matched});
            });
    }
    api::Subscription onBatchChanged(std::function<void(const api::BatchChanged&)> changed) override
    {
        return subscribe(m_engine.m_state->onChanged, std::move(changed));
    }
    api::Subscription onProgress(std::function<void(const api::TaskProgress&)> progress) override
    {
        return subscribe(m_engine.m_state->onProgress, std::move(progress));
    }

private:
    template <class Map, class Function> api::Subscription subscribe(Map& map, Function function)
    {
        const std::lock_guard lock(m_engine.m_state->mutex);
        const int id = m_engine.m_state->nextSubscription++;
        map.emplace(id, std::move(function));
        return api::Subscription([this, &map, id] {
            const std::lock_guard inner(m_engine.m_state->mutex);
            map.erase(id);
        });
    }
    void setPaused(const ExecutionContext& context, api::Callback<void> done, bool paused)
    {
        m_engine.answer<void>(paused ? "operations.pause" : "operations.resume", context, std::move(done),
                              [this, paused]() -> Result<> {
                                  const std::lock_guard lock(m_engine.m_state->mutex);
                                  m_engine.m_state->status.paused = paused;
                                  return {};
                              });
    }

    FakeEngine& m_engine;
};

FakeEngine::FakeEngine()
    : m_state(std::make_unique<State>())
    , m_batches(std::make_unique<BatchesPart>(*this))
    , m_submissions(std::make_unique<SubmissionsPart>(*this))
    , m_results(std::make_unique<ResultsPart>(*this))
    , m_vehicles(std::make_unique<VehiclesPart>(*this))
    , m_recordings(std::make_unique<RecordingsPart>())
    , m_operations(std::make_unique<OperationsPart>(*this))
    , m_attendance(std::make_unique<AttendancePart>(*this))
    , m_accounts(std::make_unique<FakeAccounts>([this](std::function<void()> job) { post(std::move(job)); }))
{
    m_state->status.running = true;
    m_state->status.workers = 4;
    m_thread = std::jthread([this] {
        std::unique_lock lock(m_state->mutex);
        while (true) {
            m_state->wake.wait(lock, [this] { return m_state->stop || !m_state->jobs.empty(); });
            if (m_state->jobs.empty()) {
                return;
            }
            const auto job = std::move(m_state->jobs.front());
            m_state->jobs.pop_front();
            m_state->busy = true;
            lock.unlock();
            job();
            lock.lock();
            m_state->busy = false;
            m_state->wake.notify_all();
        }
    });
}

FakeEngine::~FakeEngine()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stop = true;
    }
    m_state->wake.notify_all();
}

api::Batches& FakeEngine::batches()
{
    return *m_batches;
}
api::Submissions& FakeEngine::submissions()
{
    return *m_submissions;
}
api::Results& FakeEngine::results()
{
    return *m_results;
}
api::Vehicles& FakeEngine::vehicles()
{
    return *m_vehicles;
}
api::Recordings& FakeEngine::recordings()
{
    return *m_recordings;
}
api::Operations& FakeEngine::operations()
{
    return *m_operations;
}

api::Attendance& FakeEngine::attendance()
{
    return *m_attendance;
}

api::Accounts& FakeEngine::accounts()
{
    return *m_accounts;
}

void FakeEngine::put(api::BatchDetail detail, std::vector<domain::Event> events)
{
    const BatchId id = detail.batch.id;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->batches[id] = std::move(detail);
        if (!events.empty()) {
            m_state->events[id] = std::move(events);
        }
    }
    tellChanged({id, false});
}

void FakeEngine::putSilently(api::BatchDetail detail)
{
    const std::lock_guard lock(m_state->mutex);
    const BatchId id = detail.batch.id;
    m_state->batches[id] = std::move(detail);
}

void FakeEngine::removeSilently(const BatchId& id)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->batches.erase(id);
}

void FakeEngine::putTriage(std::shared_ptr<const domain::Triage> triage)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->triages[triage->batch.id] = std::move(triage);
}

void FakeEngine::setAttendance(std::vector<domain::CaseAttendance> attendance)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->attendance = std::move(attendance);
}

std::vector<BatchId> FakeEngine::openInWindows() const
{
    const std::lock_guard lock(m_state->mutex);
    std::vector<BatchId> open;
    for (const auto& [session, batch] : m_state->windows) {
        open.push_back(batch);
    }
    return open;
}

void FakeEngine::putFrames(std::vector<domain::FrameRow> frames)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->frames = std::move(frames);
}

void FakeEngine::putVehicle(api::VehicleDetail detail)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->vehicles[detail.vehicle.id] = std::move(detail);
}

void FakeEngine::tellChanged(const api::BatchChanged& change)
{
    const std::lock_guard lock(m_state->mutex);
    for (const auto& [id, told] : m_state->onChanged) {
        told(change);
    }
}

void FakeEngine::tellProgress(const api::TaskProgress& progress)
{
    const std::lock_guard lock(m_state->mutex);
    for (const auto& [id, told] : m_state->onProgress) {
        told(progress);
    }
}

void FakeEngine::setStatus(const api::EngineStatus& status)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->status = status;
}

void FakeEngine::setSnapshot(api::OperationsSnapshot snapshot)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->snapshot = std::move(snapshot);
}

void FakeEngine::setDeadLetters(std::vector<api::DeadLetter> letters)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->deadLetters = std::move(letters);
}

void FakeEngine::failNext(base::Error error)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->nextError = std::move(error);
}

void FakeEngine::failCalls(const std::string& call, std::optional<base::Error> error)
{
    const std::lock_guard lock(m_state->mutex);
    error ? (void)m_state->failing.insert_or_assign(call, *error) : (void)m_state->failing.erase(call);
}

void FakeEngine::post(std::function<void()> job)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->jobs.push_back(std::move(job));
    }
    m_state->wake.notify_all();
}

void FakeEngine::drain()
{
    std::unique_lock lock(m_state->mutex);
    m_state->wake.wait(lock, [this] { return m_state->jobs.empty() && !m_state->busy; });
}

std::vector<std::string> FakeEngine::calls() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->calls;
}

std::vector<api::Submission> FakeEngine::submitted() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->submitted;
}

std::vector<domain::ReadingChange> FakeEngine::changes() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->changes;
}

std::vector<domain::Batch> FakeEngine::allBatches() const
{
    const std::lock_guard lock(m_state->mutex);
    std::vector<domain::Batch> list;
    std::transform(m_state->batches.begin(), m_state->batches.end(), std::back_inserter(list),
                   [](const auto& entry) { return entry.second.batch; });
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.createdAt > b.createdAt; });
    return list;
}
} // namespace argus::ui::test
