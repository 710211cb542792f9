// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "tests/ui/fake_accounts.h"

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

namespace argus::ui::test {

/// An engine in memory, for tests of the window: it answers on a thread of its own, as the real one does, and its
/// batches change when a test says so.
class FakeEngine final : public api::Engine
{
public:
    FakeEngine();
    ~FakeEngine() override;

    api::Batches& batches() override;
    api::Submissions& submissions() override;
    api::Results& results() override;
    api::Vehicles& vehicles() override;
    api::Recordings& recordings() override;
    api::Operations& operations() override;
    api::Attendance& attendance() override;
    api::Accounts& accounts() override;

    // --- What tests change and look at. Any thread.
    /// Adds or replaces a batch and tells of it.
    void put(api::BatchDetail detail, std::vector<domain::Event> events = {});
    /// The same, and a removal, without telling: what another desk did a moment ago.
    void putSilently(api::BatchDetail detail);
    void removeSilently(const domain::BatchId& id);
    void putTriage(std::shared_ptr<const domain::Triage> triage);
    void putFrames(std::vector<domain::FrameRow> frames);
    void putVehicle(api::VehicleDetail detail);
    void tellChanged(const api::BatchChanged& change);
    void tellProgress(const api::TaskProgress& progress);
    void setStatus(const api::EngineStatus& status);
    /// Who is on which case, beside the windows that said so themselves.
    void setAttendance(std::vector<domain::CaseAttendance> attendance);
    std::vector<domain::BatchId> openInWindows() const;
    void setSnapshot(api::OperationsSnapshot snapshot);
    void setDeadLetters(std::vector<api::DeadLetter> letters);
    /// The next call of any kind fails with this.
    void failNext(base::Error error);
    /// Every call of this name ("operations.snapshot") fails with this from now on; empty: no more.
    void failCalls(const std::string& call, std::optional<base::Error> error);
    /// Runs on the engine's thread.
    void post(std::function<void()> job);
    /// Waits until every job posted so far has run.
    void drain();
    /// Names of the calls so far: "batches.list", "batches.cancel", ...
    std::vector<std::string> calls() const;
    std::vector<api::Submission> submitted() const;
    /// The run that frames were asked of last.
    std::int64_t framesOfRun() const;
    /// What the last reprocessWith said.
    std::vector<domain::ReadingChange> changes() const;
    std::vector<domain::Batch> allBatches() const;

private:
    class BatchesPart;
    class SubmissionsPart;
    class ResultsPart;
    class VehiclesPart;
    class AttendancePart;
    class RecordingsPart;
    class OperationsPart;
    struct State;

    template <class T>
    void answer(const char* call, const base::ExecutionContext& context, api::Callback<T> done,
                std::function<base::Result<T>()> make);

    std::unique_ptr<State> m_state;
    std::unique_ptr<BatchesPart> m_batches;
    std::unique_ptr<SubmissionsPart> m_submissions;
    std::unique_ptr<ResultsPart> m_results;
    std::unique_ptr<VehiclesPart> m_vehicles;
    std::unique_ptr<RecordingsPart> m_recordings;
    std::unique_ptr<OperationsPart> m_operations;
    std::unique_ptr<AttendancePart> m_attendance;
    std::unique_ptr<FakeAccounts> m_accounts;
    std::jthread m_thread;
};

} // namespace argus::ui::test
