// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/fake_engine.h"

#include <algorithm>
#include <condition_variable>
#include <utility>

/// What the engine of the tests holds, and its batches: included by fake_engine.cpp alone.
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
    std::int64_t framesOfRun = 0;
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

} // namespace argus::ui::test
