// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/fake_engine.h"

#include "tests/ui/fake_cases.h"

#include <algorithm>
#include <iterator>

namespace argus::ui::test {

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
    void report(const ExecutionContext& context, domain::SeenBatch batch, domain::ReportFormat format,
                std::size_t /*top*/, api::Callback<std::string> done) override
    {
        m_engine.answer<std::string>("results.report", context, std::move(done), [batch, format] {
            return Result<std::string>("report of " + batch.id.toString() + " as "
                                       + std::string(domain::toString(format)) + ", run "
                                       + std::to_string(batch.runEpoch));
        });
    }
    void framesAround(const ExecutionContext& context, domain::SeenBatch batch, std::string, std::uint64_t offset,
                      int before, int after, api::Callback<std::vector<domain::FrameRow>> done) override
    {
        using Frames = std::vector<domain::FrameRow>;
        m_engine.answer<Frames>("results.framesAround", context, std::move(done), [=, this] {
            const std::lock_guard lock(m_engine.m_state->mutex);
            m_engine.m_state->framesOfRun = batch.runEpoch;
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

std::int64_t FakeEngine::framesOfRun() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->framesOfRun;
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
