// SPDX-License-Identifier: Apache-2.0
#include "core/engine/engine_host.h"
#include "core/engine/service/persistent_commands.h"

#include <utility>

/// EngineHost's part of core/api that is about accounts.
namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;

template <class T, class Read>
void EngineHost::changeAccounts(const ExecutionContext& context, AccountChange change, api::Callback<T> done, Read read)
{
    const Operation operation = change.operation;
    answer<T>(*m_quick, operation, context, std::move(done),
              [this, change = std::move(change), read = std::move(read)](const ExecutionContext& own) -> Result<T> {
                  PersistentCommands commands([this] { return core(); }, [this] { return takeOver(); });
                  const Result<> changed = commands.changeAccounts(own, change);
                  core()->access().forget(); // another process may have made the change
                  return changed ? read(core()->accounts(), own) : Result<T>(fail(changed));
              });
}

void EngineHost::whoami(const ExecutionContext& context, api::Callback<api::Identity> done)
{
    answer<api::Identity>(*m_quick, Operation::AccountsWhoami, context, std::move(done),
                          [this](const ExecutionContext& own) { return core()->accounts().whoami(own); });
}

void EngineHost::customers(const ExecutionContext& context, std::string search,
                           api::Callback<std::vector<domain::Customer>> done)
{
    answer<std::vector<domain::Customer>>(*m_quick, Operation::AccountsCustomers, context, std::move(done),
                                          [this, search = std::move(search)](const ExecutionContext& own) {
                                              return core()->accounts().customers(own, search);
                                          });
}

void EngineHost::addCustomer(const ExecutionContext& context, api::NewCustomer customer,
                             api::Callback<domain::Customer> done)
{
    changeAccounts(context, toChange(customer), std::move(done),
                   [login = customer.login](AccountQueries& accounts, const ExecutionContext& own) {
                       return accounts.customer(own, login);
                   });
}

void EngineHost::changeCustomer(const ExecutionContext& context, std::string login, api::CustomerChange change,
                                api::Callback<domain::Customer> done)
{
    changeAccounts(
        context, toChange(login, change), std::move(done),
        [login](AccountQueries& accounts, const ExecutionContext& own) { return accounts.customer(own, login); });
}

void EngineHost::workspaces(const ExecutionContext& context, api::WorkspaceFilter filter,
                            api::Callback<std::vector<domain::Workspace>> done)
{
    answer<std::vector<domain::Workspace>>(*m_quick, Operation::AccountsWorkspaces, context, std::move(done),
                                           [this, filter = std::move(filter)](const ExecutionContext& own) {
                                               return core()->accounts().workspaces(own, filter);
                                           });
}

void EngineHost::createWorkspace(const ExecutionContext& context, api::NewWorkspace workspace,
                                 api::Callback<domain::Workspace> done)
{
    changeAccounts(context, toChange(workspace), std::move(done),
                   [name = workspace.name](AccountQueries& accounts, const ExecutionContext& own) {
                       return accounts.workspace(own, name);
                   });
}

void EngineHost::changeWorkspace(const ExecutionContext& context, std::string name, api::WorkspaceChange change,
                                 api::Callback<domain::Workspace> done)
{
    changeAccounts(
        context, toChange(name, change), std::move(done),
        [name](AccountQueries& accounts, const ExecutionContext& own) { return accounts.workspace(own, name); });
}

void EngineHost::members(const ExecutionContext& context, std::string workspace,
                         api::Callback<std::vector<domain::WorkspaceMember>> done)
{
    answer<std::vector<domain::WorkspaceMember>>(*m_quick, Operation::AccountsMembers, context, std::move(done),
                                                 [this, workspace = std::move(workspace)](const ExecutionContext& own) {
                                                     return core()->accounts().members(own, workspace);
                                                 });
}

void EngineHost::setMember(const ExecutionContext& context, std::string workspace, std::string login,
                           api::MemberChange change, api::Callback<std::vector<domain::WorkspaceMember>> done)
{
    changeAccounts(context, toChange(workspace, std::move(login), change), std::move(done),
                   [workspace](AccountQueries& accounts, const ExecutionContext& own) {
                       return accounts.members(own, workspace);
                   });
}

void EngineHost::removeMember(const ExecutionContext& context, std::string workspace, std::string login,
                              api::Callback<void> done)
{
    AccountChange change {Operation::AccountsRemoveMember, std::move(login), std::move(workspace)};
    changeAccounts(context, std::move(change), std::move(done),
                   [](AccountQueries&, const ExecutionContext&) { return Result<>(); });
}

void EngineHost::join(const ExecutionContext& context, std::string workspace, api::Callback<api::Identity> done)
{
    AccountChange change {Operation::AccountsJoin, {}, std::move(workspace)};
    changeAccounts(context, std::move(change), std::move(done),
                   [](AccountQueries& accounts, const ExecutionContext& own) { return accounts.whoami(own); });
}

void EngineHost::audit(const ExecutionContext& context, api::AuditFilter filter,
                       api::Callback<std::vector<domain::AuditEntry>> done)
{
    answer<std::vector<domain::AuditEntry>>(*m_quick, Operation::AccountsAudit, context, std::move(done),
                                            [this, filter = std::move(filter)](const ExecutionContext& own) {
                                                return core()->accounts().audit(own, filter);
                                            });
}

} // namespace argus::engine
