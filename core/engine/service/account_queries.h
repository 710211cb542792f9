// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/accounts.h"
#include "core/engine/service/access.h"
#include "core/engine/service/commands.h"

#include <string>
#include <vector>

namespace argus::engine {

/// What of customers, workspaces and members the caller may see. Blocking; any thread but the window's.
class AccountQueries
{
public:
    /// `access` must outlive this.
    explicit AccountQueries(Access& access)
        : m_access(access)
    { }

    base::Result<api::Identity> whoami(const base::ExecutionContext& context);
    base::Result<std::vector<domain::Customer>> customers(const base::ExecutionContext& context,
                                                          const std::string& search);
    base::Result<std::vector<domain::Workspace>> workspaces(const base::ExecutionContext& context,
                                                            const api::WorkspaceFilter& filter);
    base::Result<std::vector<domain::WorkspaceMember>> members(const base::ExecutionContext& context,
                                                               const std::string& workspace);
    base::Result<std::vector<domain::AuditEntry>> audit(const base::ExecutionContext& context,
                                                        const api::AuditFilter& filter);

    /// What a change left, for its answer: the one customer or workspace, once it is changed.
    base::Result<domain::Customer> customer(const base::ExecutionContext& context, const std::string& login);
    base::Result<domain::Workspace> workspace(const base::ExecutionContext& context, const std::string& name);

private:
    Access& m_access;
};

/// The changes of api::Accounts as what the owner of the store takes.
AccountChange toChange(const api::NewCustomer& customer);
AccountChange toChange(std::string login, const api::CustomerChange& change);
AccountChange toChange(const api::NewWorkspace& workspace);
AccountChange toChange(std::string name, const api::WorkspaceChange& change);
AccountChange toChange(std::string workspace, std::string login, const api::MemberChange& change);

} // namespace argus::engine
