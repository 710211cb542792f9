// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/callback.h"
#include "core/domain/audit.h"
#include "core/domain/customer.h"
#include "core/domain/workspace.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace argus::api {

/// Who one is and where one may do something.
struct Identity
{
    domain::Customer customer;
    std::vector<domain::WorkspaceMember> workspaces; ///< invitations and suspended places included
};

struct NewCustomer
{
    std::string login; ///< the user of the database, or of the system
    std::string name; ///< empty: the login
    std::string email; ///< empty: not known
    domain::PlatformRole role = domain::PlatformRole::User;
};

/// What is not set stays as it is.
struct CustomerChange
{
    std::optional<std::string> name;
    std::optional<std::string> email;
    std::optional<domain::PlatformRole> role;
    std::optional<domain::CustomerStatus> status;
};

struct WorkspaceFilter
{
    std::string owner; ///< a login; empty: any
    std::optional<domain::WorkspaceType> type;
    std::optional<domain::WorkspaceStatus> status;
};

struct NewWorkspace
{
    std::string name;
    std::string description;
    domain::WorkspaceType type = domain::WorkspaceType::Team;
};

struct WorkspaceChange
{
    std::optional<std::string> description;
    std::optional<domain::WorkspaceType> type;
    std::optional<domain::WorkspaceStatus> status;
};

/// A new member is a viewer, and active, where this does not say otherwise.
struct MemberChange
{
    std::optional<domain::MemberRole> role;
    std::optional<domain::MemberStatus> status;
};

struct AuditFilter
{
    std::string who; ///< a login; empty: anybody
    std::string what; ///< its beginning: "batch." for all that was done to batches; empty: everything
    std::string onWhat; ///< a batch's id, a login, a workspace's name; empty: anything
    std::optional<base::UtcTime> since;
    std::string search; ///< somewhere in a line; empty: all
    std::int64_t limit = 0; ///< 0: all
};

/// Customers, workspaces and members, and the audit log. A customer is known by the login, a workspace by its name. Any
/// thread. Errors common to all: Denied, with who can give the right; NotFound; Invalid; Conflict.
class Accounts
{
public:
    virtual ~Accounts() = default;

    virtual void whoami(const base::ExecutionContext& context, Callback<Identity> done) = 0;
    /// By login: those one shares a workspace with; for an admin of the platform all. `search`: a part of login, name
    /// or email, empty for all.
    virtual void customers(const base::ExecutionContext& context, std::string search,
                           Callback<std::vector<domain::Customer>> done)
        = 0;
    virtual void addCustomer(const base::ExecutionContext& context, NewCustomer customer,
                             Callback<domain::Customer> done)
        = 0;
    /// Conflict when the platform would be left without an admin.
    virtual void changeCustomer(const base::ExecutionContext& context, std::string login, CustomerChange change,
                                Callback<domain::Customer> done)
        = 0;

    /// By name: one's own; for an admin of the platform all.
    virtual void workspaces(const base::ExecutionContext& context, WorkspaceFilter filter,
                            Callback<std::vector<domain::Workspace>> done)
        = 0;
    /// Who makes a workspace owns it.
    virtual void createWorkspace(const base::ExecutionContext& context, NewWorkspace workspace,
                                 Callback<domain::Workspace> done)
        = 0;
    virtual void changeWorkspace(const base::ExecutionContext& context, std::string name, WorkspaceChange change,
                                 Callback<domain::Workspace> done)
        = 0;
    /// Owners first, then by login.
    virtual void members(const base::ExecutionContext& context, std::string workspace,
                         Callback<std::vector<domain::WorkspaceMember>> done)
        = 0;
    /// Adds a member or changes one. Conflict when the workspace would be left without an owner.
    virtual void setMember(const base::ExecutionContext& context, std::string workspace, std::string login,
                           MemberChange change, Callback<std::vector<domain::WorkspaceMember>> done)
        = 0;
    /// Everybody may remove themselves. The same Conflict.
    virtual void removeMember(const base::ExecutionContext& context, std::string workspace, std::string login,
                              Callback<void> done)
        = 0;
    /// Accepts an invitation.
    virtual void join(const base::ExecutionContext& context, std::string workspace, Callback<Identity> done) = 0;

    /// The newest first. For admins of the platform.
    virtual void audit(const base::ExecutionContext& context, AuditFilter filter,
                       Callback<std::vector<domain::AuditEntry>> done)
        = 0;
};

} // namespace argus::api
