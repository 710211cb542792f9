// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/domain/audit.h"
#include "core/domain/customer.h"
#include "core/domain/workspace.h"

#include <string>
#include <utility>
#include <vector>

/// What the commands about accounts and workspaces share.
namespace argus::cli {

std::string customersAsTable(const std::vector<domain::Customer>& customers);
std::string workspacesAsTable(const std::vector<domain::Workspace>& workspaces);
std::string membersAsTable(const std::vector<domain::WorkspaceMember>& members);
std::string auditAsTable(const std::vector<domain::AuditEntry>& entries);

/// Opens the engine, makes the call `call(engine, done)`, and prints what `show` makes of the answer; an error goes to
/// stderr and, where `format` is json, to stdout as {"error": {"kind", "message", ...}}.
template <class T, class Call, class Show>
void answer(Session& session, const std::string& format, Call call, Show show)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto got = api::await<T>([&](auto done) { call(*engine, std::move(done)); });
    if (!got) {
        reportErrorAs(session, format, got.error());
        return;
    }
    result(show(*got));
}

} // namespace argus::cli
