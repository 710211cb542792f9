// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/domain/audit.h"
#include "core/domain/customer.h"
#include "core/domain/workspace.h"

#include <string>
#include <string_view>
#include <vector>

/// Customers, workspaces and members as JSON: the fields by their names in snake_case. Where one refers to another it
/// is by what commands take: the login of a customer, the name of a workspace. `indent` below 0: one line.
namespace argus::domain {

std::string toJson(const Customer& customer, int indent = 2);
std::string toJson(const Workspace& workspace, int indent = 2);
std::string toJson(const WorkspaceMember& member, int indent = 2);

std::string customersToJson(const std::vector<Customer>& customers, int indent = 2);
std::string workspacesToJson(const std::vector<Workspace>& workspaces, int indent = 2);
std::string membersToJson(const std::vector<WorkspaceMember>& members, int indent = 2);
/// {"seq", "when", "who", "what", "on_what", "before", "after", "details", "trace_id"}; before and after are null where
/// there is nothing, and the text of what there is.
std::string auditToJson(const std::vector<AuditEntry>& entries, int indent = 2);
/// The fields of the customer and `workspaces[]` with the members' fields: who one is and what one may.
std::string identityToJson(const Customer& customer, const std::vector<WorkspaceMember>& memberships, int indent = 2);

/// Read what toJson writes. Invalid for anything else, with the member that is wrong.
base::Result<Customer> customerFromJson(std::string_view text);
base::Result<Workspace> workspaceFromJson(std::string_view text);
base::Result<WorkspaceMember> memberFromJson(std::string_view text);

} // namespace argus::domain
