// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/bus/event_bus.h"
#include "core/engine/engine_host.h"
#include "core/engine/service/account_changes.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_store.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace argus::test {

/// An engine whose entrance knows its callers, and people with every role: 'anna' is the admin of the platform, 'otto'
/// owns the workspace 'team', 'ada' is admin there, 'max' member, 'vera' viewer, 'ivan' invited, 'sus' suspended there;
/// 'sam' is a customer without a place, 'wim' a worker, 'zoe' a suspended customer (and member of the team), 'nobody'
/// not known. No pipeline runs: batches stay as they are.
class People
{
public:
    People()
    {
        // The engine has an opening of its own: of a SQLite file there is one writer.
        People::require(engine::makeFirstOwner(as("anna"), m_store.database(), "anna"));
        m_store.close();
        engine::HostOptions options;
        options.runPipeline = false;
        options.entranceKnowsCallers = true;
        options.open = [this]() -> base::Result<engine::EngineParts> {
            auto blobs = blob::openLocalStore(folder / "blobs");
            if (!blobs) {
                return base::fail(blobs);
            }
            return engine::EngineParts {
                m_store.openAnother(), std::move(*blobs), bus::makeLocalBus(), std::nullopt, {}};
        };
        options.tryOwn = [] { return base::Result<std::optional<engine::EngineParts>>(std::nullopt); };
        auto opened = engine::EngineHost::open(std::move(options));
        require(opened);
        m_engine = std::move(*opened);
        recording = folder / "drive.log";
        require(base::writeFileAtomically(recording, "(1.0) can0 7E8#06430201330301AA\n"));
    }

    /// Everybody of the list above, and the team.
    void gather()
    {
        using domain::MemberRole;
        using domain::MemberStatus;
        for (const char* login : {"otto", "ada", "max", "vera", "ivan", "sus", "sam", "zoe"}) {
            add(login);
        }
        add("wim", domain::PlatformRole::Worker);
        createWorkspace("otto", "team");
        setMember("team", "ada", MemberRole::Admin);
        setMember("team", "max", MemberRole::Member);
        setMember("team", "vera", MemberRole::Viewer);
        setMember("team", "ivan", MemberRole::Member, MemberStatus::Invited);
        setMember("team", "sus", MemberRole::Member);
        setMember("team", "sus", MemberRole::Member, MemberStatus::Suspended);
        setMember("team", "zoe", MemberRole::Member);
        api::CustomerChange suspended;
        suspended.status = domain::CustomerStatus::Suspended;
        require(change("zoe", suspended));
    }

    api::Engine* operator->() { return m_engine.get(); }
    api::Engine& operator*() { return *m_engine; }
    static base::ExecutionContext as(const std::string& login) { return base::ExecutionContext::root(login, "test"); }

    template <class T> static void require(const base::Result<T>& result)
    {
        REQUIRE_MESSAGE(result, (result ? std::string() : result.error().describe()));
    }

    void add(const std::string& login, domain::PlatformRole role = domain::PlatformRole::User)
    {
        require(api::await<domain::Customer>(
            [&](auto done) { m_engine->accounts().addCustomer(as("anna"), {login, "", "", role}, std::move(done)); }));
    }
    base::Result<domain::Customer> change(const std::string& login, const api::CustomerChange& wanted)
    {
        return api::await<domain::Customer>(
            [&](auto done) { m_engine->accounts().changeCustomer(as("anna"), login, wanted, std::move(done)); });
    }
    void createWorkspace(const std::string& owner, const std::string& name)
    {
        require(api::await<domain::Workspace>([&](auto done) {
            m_engine->accounts().createWorkspace(as(owner), {name, "", domain::WorkspaceType::Team}, std::move(done));
        }));
    }
    base::Result<std::vector<domain::WorkspaceMember>> trySetMember(const std::string& who,
                                                                    const std::string& workspace,
                                                                    const std::string& login,
                                                                    const api::MemberChange& wanted)
    {
        return api::await<std::vector<domain::WorkspaceMember>>(
            [&](auto done) { m_engine->accounts().setMember(as(who), workspace, login, wanted, std::move(done)); });
    }
    void setMember(const std::string& workspace, const std::string& login, domain::MemberRole role,
                   domain::MemberStatus status = domain::MemberStatus::Active)
    {
        require(trySetMember("anna", workspace, login, {role, status}));
    }
    base::Result<api::SubmissionReceipt> submit(const std::string& who, const std::string& workspace,
                                                const std::string& vehicle = "car 1", bool complete = true)
    {
        api::Submission submission;
        submission.paths = {recording};
        submission.vehicleId = vehicle;
        submission.workspace = workspace;
        submission.complete = complete;
        return api::await<api::SubmissionReceipt>(
            [&](auto done) { m_engine->submissions().submit(as(who), submission, {}, std::move(done)); });
    }
    /// A batch of the workspace that anna made.
    domain::BatchId batch(const std::string& workspace, const std::string& vehicle = "car 1", bool complete = true)
    {
        const auto receipt = submit("anna", workspace, vehicle, complete);
        require(receipt);
        return receipt->batchId;
    }
    base::Result<std::vector<domain::Batch>> list(const std::string& who, const api::BatchFilter& filter = {})
    {
        return api::await<std::vector<domain::Batch>>(
            [&](auto done) { m_engine->batches().list(as(who), filter, std::move(done)); });
    }
    std::vector<domain::AuditEntry> audit(const api::AuditFilter& filter)
    {
        auto found = api::await<std::vector<domain::AuditEntry>>(
            [&](auto done) { m_engine->accounts().audit(as("anna"), filter, std::move(done)); });
        require(found);
        return std::move(*found);
    }

    const TestFolder folder;
    std::filesystem::path recording;

private:
    TestStore m_store;
    std::unique_ptr<api::Engine> m_engine;
};

} // namespace argus::test
