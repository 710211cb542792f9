// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/account_queries.h"

#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/customer_repository.h"
#include "core/store/repositories/workspace_repository.h"

#include <chrono>
#include <utility>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Customer;
using domain::Workspace;
using domain::WorkspaceMember;

namespace {

constexpr std::chrono::milliseconds kStatementTime {10000};

/// Lists show what one may see: of an admin of the platform nothing is asked.
std::string onlySeenBy(const Permit& permit)
{
    return permit.caller().isAdmin() ? std::string() : permit.caller().customer().login;
}

} // namespace

Result<api::Identity> AccountQueries::whoami(const ExecutionContext& context)
{
    return m_access.read<api::Identity>(
        context.withTimeout(kStatementTime), Operation::AccountsWhoami, [](Permit& permit) -> Result<api::Identity> {
            // Who asks wants to know how it is now.
            ARGUS_TRY(permit.lookAgain());
            return api::Identity {permit.caller().customer(), permit.caller().memberships()};
        });
}

Result<std::vector<Customer>> AccountQueries::customers(const ExecutionContext& context, const std::string& search)
{
    return m_access.read<std::vector<Customer>>(
        context.withTimeout(kStatementTime), Operation::AccountsCustomers, [&search](Permit& permit) {
            return store::customers::list(permit.connection(), {search, onlySeenBy(permit)});
        });
}

Result<std::vector<Workspace>> AccountQueries::workspaces(const ExecutionContext& context,
                                                          const api::WorkspaceFilter& filter)
{
    return m_access.read<std::vector<Workspace>>(
        context.withTimeout(kStatementTime), Operation::AccountsWorkspaces, [&filter](Permit& permit) {
            return store::workspaces::list(permit.connection(),
                                           {onlySeenBy(permit), filter.owner, filter.type, filter.status});
        });
}

Result<std::vector<WorkspaceMember>> AccountQueries::members(const ExecutionContext& context,
                                                             const std::string& workspace)
{
    return m_access.read<std::vector<WorkspaceMember>>(
        context.withTimeout(kStatementTime), Operation::AccountsMembers,
        [&workspace](Permit& permit) -> Result<std::vector<WorkspaceMember>> {
            const auto found = store::workspaces::find(permit.connection(), workspace);
            if (!found) {
                return fail(found);
            }
            if (!*found) {
                return fail(ErrorCode::NotFound, "there is no workspace '" + workspace + "'");
            }
            ARGUS_TRY(permit.require(workspace));
            return store::workspaces::members(permit.connection(), workspace);
        });
}

Result<std::vector<domain::AuditEntry>> AccountQueries::audit(const ExecutionContext& context,
                                                              const api::AuditFilter& filter)
{
    return m_access.read<std::vector<domain::AuditEntry>>(
        context.withTimeout(kStatementTime), Operation::AccountsAudit, [&filter](Permit& permit) {
            return store::audit::list(
                permit.connection(),
                {filter.who, filter.onWhat, filter.what, filter.since, filter.search, filter.limit});
        });
}

Result<Customer> AccountQueries::customer(const ExecutionContext& context, const std::string& login)
{
    return m_access.read<Customer>(context.withTimeout(kStatementTime), Operation::AccountsChangeCustomer,
                                   [&login](Permit& permit) -> Result<Customer> {
                                       auto found = store::customers::find(permit.connection(), login);
                                       if (!found) {
                                           return fail(found);
                                       }
                                       if (!*found) {
                                           return fail(ErrorCode::NotFound, "nobody has the login '" + login + "'");
                                       }
                                       return std::move(**found);
                                   });
}

Result<Workspace> AccountQueries::workspace(const ExecutionContext& context, const std::string& name)
{
    return m_access.read<Workspace>(context.withTimeout(kStatementTime), Operation::AccountsMembers,
                                    [&name](Permit& permit) -> Result<Workspace> {
                                        auto found = store::workspaces::find(permit.connection(), name);
                                        if (!found) {
                                            return fail(found);
                                        }
                                        if (!*found) {
                                            return fail(ErrorCode::NotFound, "there is no workspace '" + name + "'");
                                        }
                                        ARGUS_TRY(permit.require(name));
                                        return std::move(**found);
                                    });
}

AccountChange toChange(const api::NewCustomer& customer)
{
    AccountChange change {Operation::AccountsAddCustomer, customer.login, {}};
    change.name = customer.name;
    change.email = customer.email;
    change.role = customer.role;
    return change;
}

AccountChange toChange(std::string login, const api::CustomerChange& wanted)
{
    AccountChange change {Operation::AccountsChangeCustomer, std::move(login), {}};
    change.name = wanted.name;
    change.email = wanted.email;
    change.role = wanted.role;
    change.status = wanted.status;
    return change;
}

AccountChange toChange(const api::NewWorkspace& workspace)
{
    AccountChange change {Operation::AccountsCreateWorkspace, {}, workspace.name};
    change.description = workspace.description;
    change.type = workspace.type;
    return change;
}

AccountChange toChange(std::string name, const api::WorkspaceChange& wanted)
{
    AccountChange change {Operation::AccountsChangeWorkspace, {}, std::move(name)};
    change.description = wanted.description;
    change.type = wanted.type;
    change.workspaceStatus = wanted.status;
    return change;
}

AccountChange toChange(std::string workspace, std::string login, const api::MemberChange& wanted)
{
    AccountChange change {Operation::AccountsSetMember, std::move(login), std::move(workspace)};
    change.memberRole = wanted.role;
    change.memberStatus = wanted.status;
    return change;
}

} // namespace argus::engine
