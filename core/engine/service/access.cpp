// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/access.h"

#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/customer_repository.h"

#include <algorithm>
#include <vector>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Failure;
using base::Result;
using store::sql::Connection;

namespace {

constexpr std::size_t kNamesShown = 3;

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size() && i < kNamesShown; ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > kNamesShown ? text + " and others" : text;
}

/// The active admins of the platform, for people who need one.
std::string platformAdmins(Connection& connection)
{
    std::vector<std::string> names;
    if (const auto rows = connection.query(
            "SELECT login FROM customers WHERE role = 'admin' AND status = 'active' ORDER BY login LIMIT 4")) {
        for (const auto& row : *rows) {
            names.push_back(row.text(0));
        }
    }
    return joined(names);
}

std::string ownersOf(Connection& connection, const std::string& workspace)
{
    std::vector<std::string> names;
    if (const auto members = store::workspaces::members(connection, workspace)) {
        for (const auto& member : *members) {
            if (domain::isActiveOwner(member)) {
                names.push_back(member.customer);
            }
        }
    }
    return joined(names);
}

Failure denied(std::string message, const OperationRule& rule, std::string missing)
{
    base::Error error {ErrorCode::Denied, std::move(message), {}};
    error.details = {{"operation", std::string(rule.name)}, {"missing", std::move(missing)}};
    return fail(std::move(error));
}

Failure unknownLogin(Connection& connection, const std::string& login, const OperationRule& rule)
{
    const std::string admins = platformAdmins(connection);
    return denied("this store does not know '" + login + "': "
                      + (admins.empty() ? "whoever keeps the database runs 'argus db migrate --owner " + login + "'"
                                        : "an admin (" + admins + ") runs 'argus accounts add " + login + "'"),
                  rule, "customer");
}

/// For the rights that no workspace gives.
Failure noRight(Connection& connection, const Caller& caller, const OperationRule& rule)
{
    const std::string& login = caller.customer().login;
    const std::string admins = platformAdmins(connection);
    if (!caller.isActive()) {
        return denied("'" + login + "' is suspended: an admin (" + admins + ") runs 'argus accounts resume " + login
                          + "'",
                      rule, "active");
    }
    if (rule.right == Right::Work) {
        return denied("'" + login + "' may not work on tasks: it needs the platform role worker. An admin (" + admins
                          + ") runs 'argus accounts set-role " + login + " worker'",
                      rule, "worker");
    }
    if (caller.isWorker()) {
        return denied("'" + login + "' is a worker's login, which works on tasks and does nothing else: use the login "
                          + "of a person for " + std::string(rule.name),
                      rule, "user");
    }
    return denied("'" + login + "' may not do " + std::string(rule.name)
                      + ": it needs the platform role admin. An admin (" + admins + ") runs 'argus accounts set-role "
                      + login + " admin'",
                  rule, "admin");
}

Failure noRightIn(Connection& connection, const Caller& caller, const OperationRule& rule, Right right,
                  const std::string& workspace)
{
    const std::string& login = caller.customer().login;
    const std::string needed(domain::toString(leastRole(right)));
    const auto* place = caller.placeIn(workspace);
    std::string stands = "is no member";
    if (place != nullptr) {
        const auto& member = place->member;
        stands = member.status == domain::MemberStatus::Active ? "is " + std::string(domain::toString(member.role))
                                                               : "is " + std::string(domain::toString(member.status));
    }
    const std::string owners = ownersOf(connection, workspace);
    return denied("'" + login + "' may not do " + std::string(rule.name) + " in workspace '" + workspace
                      + "': it needs the role " + needed + " there and " + stands + ". "
                      + (owners.empty() ? "An admin (" + platformAdmins(connection) : "Its owner (" + owners)
                      + ") runs 'argus workspaces members set " + workspace + " " + login + " --role " + needed + "'",
                  rule, needed);
}

} // namespace

Permit::Permit(Access& access, Connection& connection, const ExecutionContext& context, const OperationRule& rule)
    : m_access(access)
    , m_connection(connection)
    , m_context(context)
    , m_rule(rule)
{ }

Result<> Permit::begin()
{
    m_caller = m_access.remembered(m_context.user());
    if (!m_caller) {
        ARGUS_TRY(lookAgain());
    }
    // What a workspace gives is asked for once it is known which one.
    return check(isOfWorkspace(m_rule.right) ? Right::Person : m_rule.right, {});
}

Result<> Permit::lookAgain()
{
    if (m_fresh) {
        return {};
    }
    auto caller = m_access.load(m_connection, m_context.user());
    if (!caller) {
        return fail(caller);
    }
    if (!*caller) {
        return unknownLogin(m_connection, m_context.user(), m_rule);
    }
    m_caller = std::move(*caller);
    m_fresh = true;
    return {};
}

Result<> Permit::check(Right right, const std::string& workspace)
{
    if (m_caller->has(right, workspace)) {
        return {};
    }
    if (!m_fresh) {
        ARGUS_TRY(lookAgain());
        if (m_caller->has(right, workspace)) {
            return {};
        }
    }
    if (!isOfWorkspace(right) || !m_caller->has(Right::Person, {})) {
        return noRight(m_connection, *m_caller, m_rule);
    }
    return noRightIn(m_connection, *m_caller, m_rule, right, workspace);
}

Result<> Permit::require(const std::string& workspace)
{
    // Operations that list need no right of a workspace as a whole; asked about one, they read it.
    return check(isOfWorkspace(m_rule.right) ? m_rule.right : Right::Read, workspace);
}

Result<> Permit::requireToChange(const std::string& workspace)
{
    const auto status = statusOf(workspace);
    if (!status) {
        return fail(status);
    }
    if (!*status) {
        return fail(ErrorCode::NotFound,
                    "there is no workspace '" + workspace + "': make it with 'argus workspaces create " + workspace
                        + "'");
    }
    ARGUS_TRY(require(workspace));
    if (**status == domain::WorkspaceStatus::Archived) {
        return fail(ErrorCode::Conflict,
                    "workspace '" + workspace
                        + "' is archived and can only be read: its owner runs 'argus workspaces change " + workspace
                        + " --status active'");
    }
    return {};
}

Result<std::optional<domain::WorkspaceStatus>> Permit::statusOf(const std::string& workspace)
{
    using domain::WorkspaceStatus;
    if (const auto* place = m_caller->placeIn(workspace);
        place != nullptr && (m_fresh || place->workspace == WorkspaceStatus::Active)) {
        return std::optional(place->workspace);
    }
    const auto found = store::workspaces::find(m_connection, workspace);
    if (!found) {
        return fail(found);
    }
    return *found ? std::optional((*found)->status) : std::optional<WorkspaceStatus>();
}

Result<domain::Batch> Permit::batch(domain::BatchId id, bool hold)
{
    auto found = hold ? store::batches::findForUpdate(m_connection, id) : store::batches::find(m_connection, id);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "there is no batch " + id.toString());
    }
    const Result<> allowed = hold ? requireToChange((*found)->workspace) : require((*found)->workspace);
    if (!allowed) {
        return fail(allowed);
    }
    return std::move(**found);
}

Result<> Permit::note(base::UtcTime when, const std::string& what, const std::string& onWhat, const std::string& before,
                      const std::string& after, const std::string& details)
{
    return store::audit::add(m_connection,
                             {0, m_context.user(), what, onWhat, before, after, details, when, m_context.traceId()});
}

Result<> Access::enter(const ExecutionContext& context, Operation operation)
{
    const OperationRule& rule = ruleOf(operation);
    if (rule.right == Right::Open || isOfWorkspace(rule.right)) {
        return {};
    }
    if (const auto known = remembered(context.user()); known && known->has(rule.right, {})) {
        return {};
    }
    return run(&store::sql::Database::read, context, operation, [](Permit&) { return Result<>(); });
}

Result<> Access::run(Runner runner, const ExecutionContext& context, Operation operation,
                     const std::function<Result<>(Permit&)>& work)
{
    return (m_database.*runner)(context, [&](Connection& connection) -> Result<> {
        Permit permit(*this, connection, context, ruleOf(operation));
        ARGUS_TRY(permit.begin());
        return work(permit);
    });
}

void Access::forget()
{
    const base::LockGuard lock(m_mutex);
    m_known.clear();
}

std::shared_ptr<const Caller> Access::remembered(const std::string& login)
{
    const base::LockGuard lock(m_mutex);
    const auto found = m_known.find(login);
    if (found == m_known.end() || std::chrono::steady_clock::now() - found->second.at > kRemembered) {
        return nullptr;
    }
    return found->second.caller;
}

Result<std::shared_ptr<const Caller>> Access::load(Connection& connection, const std::string& login)
{
    const auto at = std::chrono::steady_clock::now();
    auto standing = store::workspaces::standing(connection, login);
    if (!standing) {
        return fail(standing);
    }
    const base::LockGuard lock(m_mutex);
    if (!*standing) {
        m_known.erase(login);
        return std::shared_ptr<const Caller>();
    }
    auto caller = std::make_shared<const Caller>(std::move(**standing));
    if (m_known.size() >= kMostRemembered) {
        m_known.clear();
    }
    m_known[login] = {caller, at};
    return std::shared_ptr<const Caller>(std::move(caller));
}

} // namespace argus::engine
