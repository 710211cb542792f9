// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/service/access.h"
#include "core/engine/service/commands.h"

#include <string>

/// The changes of customers, workspaces and members: each one transaction, with its right and its line in the audit
/// log.
namespace argus::engine {

/// Errors: Denied, NotFound, Invalid (a name that is none), Conflict (a login or name that is taken; a workspace
/// without an owner, a platform without an admin), Invalid for an operation that changes no account.
base::Result<> applyAccountChange(const base::ExecutionContext& context, Access& access, const AccountChange& change);

/// Makes a workspace whose owner is the caller. Within the caller's transaction.
base::Result<> createWorkspace(Permit& permit, domain::Workspace workspace, base::UtcTime now);

/// Makes `login` an admin of the platform and, where there is none yet, the owner of the workspace 'default' and of
/// each workspace that batches of an older store belong to. Does nothing when it is so already, and says so with false.
/// For those alone who have the store itself in their hands (the one who opens a SQLite file as its owner; `argus db
/// migrate --owner`): it asks for no right. Conflict for the login of a worker. Leaves lines in the audit log.
base::Result<bool> makeFirstOwner(const base::ExecutionContext& context, store::sql::Database& database,
                                  const std::string& login);

/// Unavailable, and worth another try, while makeFirstOwner() has not been called on this store: another process has
/// made its tables a moment ago and knows nobody yet.
base::Result<> checkHasOwner(const base::ExecutionContext& context, store::sql::Database& database);

} // namespace argus::engine
