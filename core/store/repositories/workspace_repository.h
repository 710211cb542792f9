// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/customer.h"
#include "core/domain/workspace.h"
#include "core/store/sql/database.h"

#include <optional>
#include <string>
#include <vector>

/// Rows of workspaces and of their members. A workspace is known by its name, a customer by the login.
namespace argus::store::workspaces {

/// Conflict when the name is taken; Invalid when `workspace.owner` is no login of a customer.
base::Result<> insert(sql::Connection& connection, const domain::Workspace& workspace);
base::Result<std::optional<domain::Workspace>> find(sql::Connection& connection, const std::string& name);
/// The same, holding the row until the transaction ends (PostgreSQL): whoever changes members holds their workspace.
base::Result<std::optional<domain::Workspace>> findForUpdate(sql::Connection& connection, const std::string& name);

struct Filter
{
    std::string member; ///< only those that this login is an active member of, or invited to; empty: all
    std::string owner; ///< a login; empty: any
    std::optional<domain::WorkspaceType> type;
    std::optional<domain::WorkspaceStatus> status;
};
/// By name.
base::Result<std::vector<domain::Workspace>> list(sql::Connection& connection, const Filter& filter);
/// Writes owner, description, type, status and updated_at, and counts the members anew.
base::Result<> update(sql::Connection& connection, const domain::Workspace& workspace);
/// Names of workspaces that batches carry and that have no row, as in stores of before there were workspaces.
base::Result<std::vector<std::string>> namesWithoutRow(sql::Connection& connection);

/// By role, then login.
base::Result<std::vector<domain::WorkspaceMember>> members(sql::Connection& connection, const std::string& workspace);
/// Adds the member, or writes role, status, joined_at and updated_at of the one that is there.
base::Result<> setMember(sql::Connection& connection, const domain::WorkspaceMember& member);
base::Result<> removeMember(sql::Connection& connection, const std::string& workspace, const std::string& login);

/// A customer's place in one workspace, as far as it says what they may do there.
struct Place
{
    domain::WorkspaceMember member;
    domain::WorkspaceStatus workspace = domain::WorkspaceStatus::Active;
};
/// A customer and all their places: what every check of a right needs, in one statement.
struct Standing
{
    domain::Customer customer;
    std::vector<Place> places; ///< by the workspace's name
};
/// Empty when nobody has this login.
base::Result<std::optional<Standing>> standing(sql::Connection& connection, const std::string& login);

} // namespace argus::store::workspaces
