// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/mutex.h"
#include "core/engine/call_pool.h"
#include "core/engine/engine_core.h"

#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace argus::engine {

/// How an engine is opened and reopened.
struct HostOptions
{
    EngineSettings engine;
    bool runPipeline = true;
    /// Opens the store: as its owner when nobody else is, else beside the owner. Called again while this process is not
    /// the owner, so that it takes over when the owner goes.
    std::function<base::Result<EngineParts>()> open;
    /// Tries to become the owner; empty parts (no database) while somebody else is.
    std::function<base::Result<std::optional<EngineParts>>()> tryOwn;
    std::filesystem::path store; ///< for messages
    /// The entrance proves who its callers are, so that the user of each call's context is a login of its own (a
    /// gateway with tokens). Else every call is made by whoever this process is to the store: sql::Database::login().
    bool entranceKnowsCallers = false;
    /// Checks beside the engine's own, for `doctor`.
    std::function<std::vector<api::DoctorCheck>()> checks;
};

/// The engine behind core/api: answers each call on threads of its own, with the owner's commands or through its
/// socket, and takes over the store when its owner goes away.
class EngineHost final : public api::Engine,
                         private api::Batches,
                         private api::Submissions,
                         private api::Results,
                         private api::Vehicles,
                         private api::Recordings,
                         private api::Operations,
                         private api::Attendance,
                         private api::Accounts
{
public:
    static base::Result<std::unique_ptr<api::Engine>> open(HostOptions options);
    ~EngineHost() override;

    api::Batches& batches() override { return *this; }
    api::Submissions& submissions() override { return *this; }
    api::Results& results() override { return *this; }
    api::Vehicles& vehicles() override { return *this; }
    api::Recordings& recordings() override { return *this; }
    api::Operations& operations() override { return *this; }
    api::Attendance& attendance() override { return *this; }
    api::Accounts& accounts() override { return *this; }

private:
    explicit EngineHost(HostOptions options);
    base::Result<> start();
    std::shared_ptr<EngineCore> core();
    void watchOwner(std::stop_token stop);
    /// Becomes the owner when nobody is; true when this process is the owner afterwards.
    bool takeOver();

    /// The context under which a call runs: on behalf of whoever makes it.
    base::ExecutionContext asCaller(const base::ExecutionContext& context);
    /// The windows of this process have no case open any more.
    void leaveAll();
    /// Runs `work` on a thread of the engine, as the caller and once the caller may do this, and answers `done`.
    template <class T, class Work>
    void answer(CallPool& pool, Operation operation, const base::ExecutionContext& context, api::Callback<T> done,
                Work work);
    /// A command on one batch that answers with the batch as it is then.
    using BatchCommand = std::function<base::Result<>(Commands&, const base::ExecutionContext&, domain::SeenBatch)>;
    void command(Operation operation, const base::ExecutionContext& context, domain::SeenBatch batch,
                 BatchCommand function, api::Callback<domain::Batch> done);
    /// A change of accounts that answers with what `read` finds then.
    template <class T, class Read>
    void changeAccounts(const base::ExecutionContext& context, AccountChange change, api::Callback<T> done, Read read);

    void list(const base::ExecutionContext&, api::BatchFilter, api::Callback<std::vector<domain::Batch>>) override;
    void show(const base::ExecutionContext&, domain::BatchId, bool, api::Callback<api::BatchDetail>) override;
    void events(const base::ExecutionContext&, domain::BatchId, api::Callback<std::vector<domain::Event>>) override;
    void complete(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>) override;
    void retry(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>) override;
    void reprocess(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>) override;
    void reprocessWith(const base::ExecutionContext&, domain::SeenBatch, std::vector<domain::ReadingChange>,
                       api::Callback<domain::Batch>) override;
    void reopen(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>) override;
    void cancel(const base::ExecutionContext&, domain::SeenBatch, api::Callback<domain::Batch>) override;
    void remove(const base::ExecutionContext&, domain::SeenBatch, api::Callback<void>) override;
    void submit(const base::ExecutionContext&, api::Submission, std::function<void(const api::UploadProgress&)>,
                api::Callback<api::SubmissionReceipt>) override;
    void triage(const base::ExecutionContext&, domain::BatchId,
                api::Callback<std::shared_ptr<const domain::Triage>>) override;
    void report(const base::ExecutionContext&, domain::SeenBatch, domain::ReportFormat, std::size_t,
                api::Callback<std::string>) override;
    void framesAround(const base::ExecutionContext&, domain::SeenBatch, std::string, std::uint64_t, int, int,
                      api::Callback<std::vector<domain::FrameRow>>) override;
    void list(const base::ExecutionContext&, std::string, api::Callback<std::vector<domain::Vehicle>>) override;
    void show(const base::ExecutionContext&, std::string, api::Callback<api::VehicleDetail>) override;
    const std::vector<api::Format>& formats() const override;
    void inspect(const base::ExecutionContext&, std::filesystem::path, std::string,
                 api::Callback<domain::Inspection>) override;
    void frames(const base::ExecutionContext&, std::filesystem::path, api::FrameQuery,
                std::function<bool(std::span<const domain::FrameRow>)>, api::Callback<domain::Inspection>) override;
    void convert(const base::ExecutionContext&, api::Conversion, api::Callback<api::ConversionResult>) override;
    void status(const base::ExecutionContext&, api::Callback<api::EngineStatus>) override;
    void pause(const base::ExecutionContext&, api::Callback<void>) override;
    void resume(const base::ExecutionContext&, api::Callback<void>) override;
    void snapshot(const base::ExecutionContext&, api::Callback<api::OperationsSnapshot>) override;
    void deadLetters(const base::ExecutionContext&, api::DeadLetterFilter,
                     api::Callback<std::vector<api::DeadLetter>>) override;
    void redrive(const base::ExecutionContext&, api::DeadLetterFilter, bool, api::Callback<api::Redriven>) override;
    void doctor(const base::ExecutionContext&, api::Callback<std::vector<api::DoctorCheck>>) override;
    void enter(const base::ExecutionContext&, std::string, domain::BatchId,
               api::Callback<std::chrono::milliseconds>) override;
    void leave(const base::ExecutionContext&, std::string, api::Callback<void>) override;
    void present(const base::ExecutionContext&, api::Callback<std::vector<domain::CaseAttendance>>) override;
    void whoami(const base::ExecutionContext&, api::Callback<api::Identity>) override;
    void customers(const base::ExecutionContext&, std::string, api::Callback<std::vector<domain::Customer>>) override;
    void addCustomer(const base::ExecutionContext&, api::NewCustomer, api::Callback<domain::Customer>) override;
    void changeCustomer(const base::ExecutionContext&, std::string, api::CustomerChange,
                        api::Callback<domain::Customer>) override;
    void workspaces(const base::ExecutionContext&, api::WorkspaceFilter,
                    api::Callback<std::vector<domain::Workspace>>) override;
    void createWorkspace(const base::ExecutionContext&, api::NewWorkspace, api::Callback<domain::Workspace>) override;
    void changeWorkspace(const base::ExecutionContext&, std::string, api::WorkspaceChange,
                         api::Callback<domain::Workspace>) override;
    void members(const base::ExecutionContext&, std::string,
                 api::Callback<std::vector<domain::WorkspaceMember>>) override;
    void setMember(const base::ExecutionContext&, std::string, std::string, api::MemberChange,
                   api::Callback<std::vector<domain::WorkspaceMember>>) override;
    void removeMember(const base::ExecutionContext&, std::string, std::string, api::Callback<void>) override;
    void join(const base::ExecutionContext&, std::string, api::Callback<api::Identity>) override;
    void audit(const base::ExecutionContext&, api::AuditFilter,
               api::Callback<std::vector<domain::AuditEntry>>) override;
    api::Subscription onBatchChanged(std::function<void(const api::BatchChanged&)>) override;
    api::Subscription onProgress(std::function<void(const api::TaskProgress&)>) override;

    const HostOptions m_options;
    const std::shared_ptr<ChangeHub> m_hub = std::make_shared<ChangeHub>();
    std::stop_source m_stop; ///< cancels the contexts of calls under way
    base::Mutex m_mutex;
    std::shared_ptr<EngineCore> m_core ARGUS_GUARDED_BY(m_mutex);
    /// Windows that have a case open, and whose they are.
    std::map<std::string, std::string> m_windows ARGUS_GUARDED_BY(m_mutex);
    base::Mutex m_takeOver; ///< one attempt at a time
    std::unique_ptr<CallPool> m_quick; ///< queries and commands
    std::unique_ptr<CallPool> m_long; ///< uploads and whole files
    std::jthread m_watch;
};

template <class T, class Work>
void EngineHost::answer(CallPool& pool, Operation operation, const base::ExecutionContext& context,
                        api::Callback<T> done, Work work)
{
    pool.post([this, operation, context = context.withStopToken(m_stop.get_token()), done = std::move(done),
               work = std::move(work)] {
        base::Result<T> result = base::fail(base::ErrorCode::Internal, "not run");
        try {
            const base::ExecutionContext own = asCaller(context);
            base::Result<> usable = context.check();
            if (usable) {
                usable = core()->access().enter(own, operation);
            }
            result = usable ? work(own) : base::Result<T>(base::fail(usable));
        } catch (const std::exception& exception) {
            result = base::fail(base::ErrorCode::Internal, std::string("unexpected fault: ") + exception.what());
        }
        if (!result && result.error().code == base::ErrorCode::Cancelled) {
            if (const base::Result<> why = context.check(); !why) {
                result = base::fail(why); // with the reason that whoever cancelled gave
            }
        }
        done(std::move(result));
    });
}

} // namespace argus::engine
