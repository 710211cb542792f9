// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/accounts.h"

#include <functional>
#include <map>
#include <mutex>
#include <utility>

namespace argus::ui::test {

/// Accounts in memory, for tests of the window: 'tester' is the admin of the platform and owns every workspace. Answers
/// come on the engine's thread, through `post`.
class FakeAccounts final : public api::Accounts
{
public:
    explicit FakeAccounts(std::function<void(std::function<void()>)> post)
        : m_post(std::move(post))
    {
        domain::Customer tester;
        tester.login = "tester";
        tester.name = "Tester";
        tester.role = domain::PlatformRole::Admin;
        m_customers["tester"] = tester;
        makeWorkspace("default");
    }

    using Context = base::ExecutionContext;

    void whoami(const Context&, api::Callback<api::Identity> done) override
    {
        answer<api::Identity>(std::move(done), [this] { return identity(); });
    }
    void customers(const Context&, std::string, api::Callback<std::vector<domain::Customer>> done) override
    {
        answer<std::vector<domain::Customer>>(std::move(done), [this] { return values(m_customers); });
    }
    void addCustomer(const Context&, api::NewCustomer wanted, api::Callback<domain::Customer> done) override
    {
        answer<domain::Customer>(std::move(done), [this, wanted] {
            domain::Customer customer;
            customer.login = wanted.login;
            customer.name = wanted.name.empty() ? wanted.login : wanted.name;
            customer.email = wanted.email;
            customer.role = wanted.role;
            return m_customers[wanted.login] = customer;
        });
    }
    void changeCustomer(const Context&, std::string login, api::CustomerChange change,
                        api::Callback<domain::Customer> done) override
    {
        answer<domain::Customer>(std::move(done), [this, login, change] {
            domain::Customer& customer = m_customers[login];
            customer.role = change.role.value_or(customer.role);
            customer.status = change.status.value_or(customer.status);
            return customer;
        });
    }
    void workspaces(const Context&, api::WorkspaceFilter, api::Callback<std::vector<domain::Workspace>> done) override
    {
        answer<std::vector<domain::Workspace>>(std::move(done), [this] { return values(m_workspaces); });
    }
    void createWorkspace(const Context&, api::NewWorkspace wanted, api::Callback<domain::Workspace> done) override
    {
        answer<domain::Workspace>(std::move(done), [this, wanted] { return makeWorkspace(wanted.name); });
    }
    void changeWorkspace(const Context&, std::string name, api::WorkspaceChange change,
                         api::Callback<domain::Workspace> done) override
    {
        answer<domain::Workspace>(std::move(done), [this, name, change] {
            domain::Workspace& workspace = m_workspaces[name];
            workspace.status = change.status.value_or(workspace.status);
            workspace.description = change.description.value_or(workspace.description);
            return workspace;
        });
    }
    void members(const Context&, std::string workspace,
                 api::Callback<std::vector<domain::WorkspaceMember>> done) override
    {
        answer<std::vector<domain::WorkspaceMember>>(std::move(done),
                                                     [this, workspace] { return values(m_members[workspace]); });
    }
    void setMember(const Context&, std::string workspace, std::string login, api::MemberChange change,
                   api::Callback<std::vector<domain::WorkspaceMember>> done) override
    {
        answer<std::vector<domain::WorkspaceMember>>(std::move(done), [this, workspace, login, change] {
            domain::WorkspaceMember& member = m_members[workspace][login];
            member.workspace = workspace;
            member.customer = login;
            member.role = change.role.value_or(member.role);
            member.status = change.status.value_or(member.status);
            return values(m_members[workspace]);
        });
    }
    void removeMember(const Context&, std::string workspace, std::string login, api::Callback<void> done) override
    {
        m_post([this, workspace, login, done = std::move(done)] {
            const std::lock_guard lock(m_mutex);
            m_members[workspace].erase(login);
            done({});
        });
    }
    void join(const Context&, std::string, api::Callback<api::Identity> done) override
    {
        answer<api::Identity>(std::move(done), [this] { return identity(); });
    }
    void audit(const Context&, api::AuditFilter, api::Callback<std::vector<domain::AuditEntry>> done) override
    {
        answer<std::vector<domain::AuditEntry>>(std::move(done), [] { return std::vector<domain::AuditEntry> {}; });
    }

private:
    template <class T, class Make> void answer(api::Callback<T> done, Make make)
    {
        m_post([this, done = std::move(done), make = std::move(make)] {
            base::Result<T> made = [&]() -> base::Result<T> {
                const std::lock_guard lock(m_mutex);
                return make();
            }();
            done(std::move(made));
        });
    }
    template <class T> static std::vector<T> values(const std::map<std::string, T>& all)
    {
        std::vector<T> found;
        for (const auto& [name, value] : all) {
            found.push_back(value);
        }
        return found;
    }
    domain::Workspace makeWorkspace(const std::string& name)
    {
        domain::Workspace workspace;
        workspace.name = name;
        workspace.owner = "tester";
        workspace.memberCount = 1;
        domain::WorkspaceMember owner;
        owner.workspace = name;
        owner.customer = "tester";
        owner.role = domain::MemberRole::Owner;
        m_members[name]["tester"] = owner;
        return m_workspaces[name] = workspace;
    }
    api::Identity identity()
    {
        api::Identity me {m_customers["tester"], {}};
        for (const auto& [name, members] : m_members) {
            if (const auto own = members.find("tester"); own != members.end()) {
                me.workspaces.push_back(own->second);
            }
        }
        return me;
    }

    const std::function<void(std::function<void()>)> m_post;
    std::mutex m_mutex;
    std::map<std::string, domain::Customer> m_customers;
    std::map<std::string, domain::Workspace> m_workspaces;
    std::map<std::string, std::map<std::string, domain::WorkspaceMember>> m_members;
};

} // namespace argus::ui::test
