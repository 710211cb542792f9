// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/account_changes.h"

#include "core/domain/account_json.h"
#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/customer_repository.h"
#include "core/store/repositories/workspace_repository.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace argus::engine {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Customer;
using domain::CustomerStatus;
using domain::MemberRole;
using domain::MemberStatus;
using domain::PlatformRole;
using domain::Workspace;
using domain::WorkspaceMember;
using store::sql::Connection;

namespace {

constexpr int kOneLine = -1;

base::Failure noCustomer(const std::string& login)
{
    return fail(ErrorCode::NotFound,
                "nobody has the login '" + login + "': an admin runs 'argus accounts add " + login + "'");
}

Result<Customer> customerToChange(Connection& connection, const std::string& login)
{
    auto found = store::customers::findForUpdate(connection, login);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return noCustomer(login);
    }
    return std::move(**found);
}

Result<Workspace> workspaceToChange(Connection& connection, const std::string& name)
{
    auto found = store::workspaces::findForUpdate(connection, name);
    if (!found) {
        return fail(found);
    }
    if (!*found) {
        return fail(ErrorCode::NotFound, "there is no workspace '" + name + "'");
    }
    return std::move(**found);
}

Result<> addCustomer(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    const auto taken = store::customers::find(permit.connection(), change.login);
    if (!taken) {
        return fail(taken);
    }
    if (*taken) {
        return fail(ErrorCode::Conflict,
                    "the login '" + change.login + "' is taken: change it with 'argus accounts set-role'");
    }
    Customer customer;
    customer.uuid = domain::CustomerUuid::make();
    customer.login = change.login;
    customer.name = change.name.value_or(std::string()).empty() ? change.login : *change.name;
    customer.email = change.email.value_or(std::string());
    customer.role = change.role.value_or(PlatformRole::User);
    customer.createdAt = now;
    customer.updatedAt = now;
    const auto id = store::customers::insert(permit.connection(), customer);
    if (!id) {
        return fail(id);
    }
    customer.id = *id;
    return permit.note(now, "customer.add", customer.login, {}, domain::toJson(customer, kOneLine));
}

/// A worker uses no workspace: one who has places in some gives them up first.
Result<> checkBecomesWorker(Connection& connection, const Customer& customer)
{
    const auto standing = store::workspaces::standing(connection, customer.login);
    if (!standing) {
        return fail(standing);
    }
    if (*standing && !(*standing)->places.empty()) {
        return fail(ErrorCode::Conflict,
                    "'" + customer.login + "' is a member of workspace '" + (*standing)->places.front().member.workspace
                        + "': a worker's login is a member of none. Remove it there first, or use another login.");
    }
    return {};
}

Result<> changeCustomer(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    Connection& connection = permit.connection();
    // The admins first, and all of them: two who take each other's role wait for one another.
    const auto admins = store::customers::countActiveAdmins(connection);
    if (!admins) {
        return fail(admins);
    }
    auto customer = customerToChange(connection, change.login);
    if (!customer) {
        return fail(customer);
    }
    const Customer before = *customer;
    customer->name = change.name.value_or(customer->name);
    customer->email = change.email.value_or(customer->email);
    customer->role = change.role.value_or(customer->role);
    customer->status = change.status.value_or(customer->status);
    const auto isAdmin = [](const Customer& each) {
        return each.role == PlatformRole::Admin && each.status == CustomerStatus::Active;
    };
    if (isAdmin(before) && !isAdmin(*customer) && *admins <= 1) {
        return fail(ErrorCode::Conflict,
                    "'" + change.login + "' is the only admin of the platform: make somebody else one first");
    }
    if (customer->role == PlatformRole::Worker && before.role != PlatformRole::Worker) {
        ARGUS_TRY(checkBecomesWorker(connection, before));
    }
    if (*customer == before) {
        return {};
    }
    customer->updatedAt = now;
    ARGUS_TRY(store::customers::update(connection, *customer));
    return permit.note(now, "customer.change", change.login, domain::toJson(before, kOneLine),
                       domain::toJson(*customer, kOneLine));
}

Result<> changeWorkspace(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    Connection& connection = permit.connection();
    auto workspace = workspaceToChange(connection, change.workspace);
    if (!workspace) {
        return fail(workspace);
    }
    ARGUS_TRY(permit.require(change.workspace));
    const Workspace before = *workspace;
    workspace->description = change.description.value_or(workspace->description);
    workspace->type = change.type.value_or(workspace->type);
    workspace->status = change.workspaceStatus.value_or(workspace->status);
    ARGUS_TRY(domain::checkWorkspace(*workspace));
    const auto members = store::workspaces::members(connection, change.workspace);
    if (!members) {
        return fail(members);
    }
    ARGUS_TRY(domain::checkMembers(*workspace, *members));
    if (*workspace == before) {
        return {};
    }
    workspace->updatedAt = now;
    ARGUS_TRY(store::workspaces::update(connection, *workspace));
    return permit.note(now, "workspace.change", change.workspace, domain::toJson(before, kOneLine),
                       domain::toJson(*workspace, kOneLine));
}

/// The members of a workspace under a change: its row is held, so that no two changes pass the rules side by side.
struct Members
{
    Workspace workspace;
    std::vector<WorkspaceMember> all;

    auto find(const std::string& login) { return std::ranges::find(all, login, &WorkspaceMember::customer); }
};

Result<Members> membersToChange(Connection& connection, const std::string& name)
{
    auto workspace = workspaceToChange(connection, name);
    if (!workspace) {
        return fail(workspace);
    }
    auto members = store::workspaces::members(connection, name);
    if (!members) {
        return fail(members);
    }
    return Members {std::move(*workspace), std::move(*members)};
}

/// Writes the workspace after its members changed: their number, and who owns it, which stays an active owner.
Result<> updateAfterMembers(Connection& connection, Members& members, base::UtcTime now)
{
    ARGUS_TRY(domain::checkMembers(members.workspace, members.all));
    const auto owner = members.find(members.workspace.owner);
    if (owner == members.all.end() || !domain::isActiveOwner(*owner)) {
        members.workspace.owner = std::ranges::find_if(members.all, domain::isActiveOwner)->customer;
    }
    members.workspace.updatedAt = now;
    return store::workspaces::update(connection, members.workspace);
}

/// Adds or changes a member and checks what becomes of the workspace.
Result<> writeMember(Permit& permit, Members& members, WorkspaceMember member, base::UtcTime now, const char* what)
{
    const auto old = members.find(member.customer);
    const std::string before = old == members.all.end() ? std::string() : domain::toJson(*old, kOneLine);
    const std::string after = domain::toJson(member, kOneLine);
    if (before == after) {
        return {};
    }
    member.updatedAt = now;
    if (old == members.all.end()) {
        members.all.push_back(member);
    } else {
        *old = member;
    }
    ARGUS_TRY(store::workspaces::setMember(permit.connection(), member));
    ARGUS_TRY(updateAfterMembers(permit.connection(), members, now));
    return permit.note(now, what, member.workspace, before, domain::toJson(member, kOneLine));
}

Result<> setMember(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    auto members = membersToChange(permit.connection(), change.workspace);
    if (!members) {
        return fail(members);
    }
    ARGUS_TRY(permit.requireToChange(change.workspace));
    const auto customer = store::customers::find(permit.connection(), change.login);
    if (!customer) {
        return fail(customer);
    }
    if (!*customer) {
        return noCustomer(change.login);
    }
    if ((*customer)->role == PlatformRole::Worker) {
        return fail(ErrorCode::Invalid,
                    "'" + change.login + "' is a worker's login, which is a member of no workspace: it works for all");
    }
    const auto known = members->find(change.login);
    WorkspaceMember member;
    if (known != members->all.end()) {
        member = *known;
    } else {
        member.workspace = change.workspace;
        member.customer = change.login;
        member.createdAt = now;
        member.updatedAt = now;
        ARGUS_TRY(domain::setStatus(member, change.memberStatus.value_or(MemberStatus::Active), now));
    }
    member.role = change.memberRole.value_or(member.role);
    if (change.memberStatus && *change.memberStatus != member.status) {
        ARGUS_TRY(domain::setStatus(member, *change.memberStatus, now));
    }
    return writeMember(permit, *members, std::move(member), now, "member.set");
}

Result<> removeMember(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    auto members = membersToChange(permit.connection(), change.workspace);
    if (!members) {
        return fail(members);
    }
    const auto known = members->find(change.login);
    // To leave, or to say no to an invitation, is everybody's own right.
    const bool leaves = known != members->all.end() && change.login == permit.caller().customer().login;
    if (!leaves) {
        ARGUS_TRY(permit.require(change.workspace));
    }
    if (known == members->all.end()) {
        return fail(ErrorCode::NotFound, "'" + change.login + "' is no member of workspace '" + change.workspace + "'");
    }
    const std::string before = domain::toJson(*known, kOneLine);
    members->all.erase(known);
    ARGUS_TRY(store::workspaces::removeMember(permit.connection(), change.workspace, change.login));
    ARGUS_TRY(updateAfterMembers(permit.connection(), *members, now));
    return permit.note(now, "member.remove", change.workspace, before, {});
}

Result<> join(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    auto members = membersToChange(permit.connection(), change.workspace);
    if (!members) {
        return fail(members);
    }
    const auto known = members->find(permit.caller().customer().login);
    if (known == members->all.end() || known->status == MemberStatus::Suspended) {
        return fail(ErrorCode::Denied,
                    "'" + permit.caller().customer().login + "' is not invited to workspace '" + change.workspace
                        + "': its owner (" + members->workspace.owner + ") runs 'argus workspaces members set'");
    }
    WorkspaceMember member = *known;
    if (member.status == MemberStatus::Invited) {
        ARGUS_TRY(domain::setStatus(member, MemberStatus::Active, now));
    }
    return writeMember(permit, *members, std::move(member), now, "member.join");
}

/// Writes a workspace and its owner's place in it; `note` adds the line of the audit log.
template <class Note>
Result<> insertWorkspace(Connection& connection, Workspace workspace, base::UtcTime now, Note note)
{
    workspace.uuid = domain::WorkspaceUuid::make();
    workspace.status = domain::WorkspaceStatus::Active;
    workspace.createdAt = now;
    workspace.updatedAt = now;
    ARGUS_TRY(store::workspaces::insert(connection, workspace));
    WorkspaceMember member;
    member.workspace = workspace.name;
    member.customer = workspace.owner;
    member.role = MemberRole::Owner;
    member.createdAt = now;
    ARGUS_TRY(domain::setStatus(member, MemberStatus::Active, now));
    ARGUS_TRY(store::workspaces::setMember(connection, member));
    ARGUS_TRY(store::workspaces::update(connection, workspace));
    workspace.memberCount = 1;
    return note(workspace);
}

Result<> addWorkspace(Permit& permit, const AccountChange& change, base::UtcTime now)
{
    Workspace workspace;
    workspace.name = change.workspace;
    workspace.description = change.description.value_or(std::string());
    workspace.type = change.type.value_or(domain::WorkspaceType::Team);
    return createWorkspace(permit, std::move(workspace), now);
}

/// True when `login` is an admin of the platform already and batches have a workspace to belong to.
Result<bool> isSettled(Connection& connection, const std::string& login)
{
    const auto customer = store::customers::find(connection, login);
    if (!customer) {
        return fail(customer);
    }
    const auto workspace = store::workspaces::find(connection, std::string(domain::kDefaultWorkspace));
    if (!workspace) {
        return fail(workspace);
    }
    return *customer && (*customer)->role == PlatformRole::Admin && (*customer)->status == CustomerStatus::Active
        && workspace->has_value();
}

/// Lines of the audit log of one who acts by having the store in their hands.
struct Note
{
    Connection& connection;
    const ExecutionContext& context;
    const std::string& login;
    base::UtcTime now;

    Result<> operator()(const char* what, const std::string& onWhat, const std::string& before,
                        const std::string& after) const
    {
        return store::audit::add(connection,
                                 {0, context.user(), what, onWhat, before, after,
                                  "'" + login + "' owns the store or was named by whoever does", now,
                                  context.traceId()});
    }
};

Result<> makeAdmin(Connection& connection, const std::string& login, base::UtcTime now, const Note& note)
{
    const auto known = store::customers::findForUpdate(connection, login);
    if (!known) {
        return fail(known);
    }
    if (*known && (*known)->role == PlatformRole::Worker) {
        return fail(ErrorCode::Conflict,
                    "'" + login + "' is a worker's login: name the login of a person as the owner of the store");
    }
    Customer customer = known->value_or(Customer {});
    if (*known && customer.role == PlatformRole::Admin && customer.status == CustomerStatus::Active) {
        return {};
    }
    customer.role = PlatformRole::Admin;
    customer.status = CustomerStatus::Active;
    customer.updatedAt = now;
    if (*known) {
        ARGUS_TRY(store::customers::update(connection, customer));
        return note("customer.change", login, domain::toJson(**known, kOneLine), domain::toJson(customer, kOneLine));
    }
    customer.uuid = domain::CustomerUuid::make();
    customer.login = login;
    customer.name = login;
    customer.createdAt = now;
    const auto id = store::customers::insert(connection, customer);
    if (!id) {
        return fail(id);
    }
    customer.id = *id;
    return note("customer.add", login, {}, domain::toJson(customer, kOneLine));
}

/// The default workspace, and those that batches of an older store name.
Result<> adoptWorkspaces(Connection& connection, const std::string& login, base::UtcTime now, const Note& note)
{
    auto names = store::workspaces::namesWithoutRow(connection);
    if (!names) {
        return fail(names);
    }
    const std::string ordinary(domain::kDefaultWorkspace);
    const auto known = store::workspaces::find(connection, ordinary);
    if (!known) {
        return fail(known);
    }
    if (!*known && std::ranges::find(*names, ordinary) == names->end()) {
        names->push_back(ordinary);
    }
    for (const std::string& name : *names) {
        Workspace workspace;
        workspace.name = name;
        workspace.owner = login;
        ARGUS_TRY(insertWorkspace(connection, std::move(workspace), now, [&](const Workspace& made) {
            return note("workspace.create", made.name, {}, domain::toJson(made, kOneLine));
        }));
    }
    return {};
}

} // namespace

Result<> createWorkspace(Permit& permit, Workspace workspace, base::UtcTime now)
{
    ARGUS_TRY(domain::checkWorkspace(workspace));
    const auto taken = store::workspaces::find(permit.connection(), workspace.name);
    if (!taken) {
        return fail(taken);
    }
    if (*taken) {
        return fail(ErrorCode::Conflict, "there is a workspace '" + workspace.name + "' already: choose another name");
    }
    workspace.owner = permit.caller().customer().login;
    return insertWorkspace(permit.connection(), std::move(workspace), now, [&](const Workspace& made) {
        return permit.note(now, "workspace.create", made.name, {}, domain::toJson(made, kOneLine));
    });
}

Result<> applyAccountChange(const ExecutionContext& context, Access& access, const AccountChange& change)
{
    using Change = Result<> (*)(Permit&, const AccountChange&, base::UtcTime);
    static constexpr std::array<std::pair<Operation, Change>, 7> kChanges {{
        {Operation::AccountsAddCustomer, addCustomer},
        {Operation::AccountsChangeCustomer, changeCustomer},
        {Operation::AccountsCreateWorkspace, addWorkspace},
        {Operation::AccountsChangeWorkspace, changeWorkspace},
        {Operation::AccountsSetMember, setMember},
        {Operation::AccountsRemoveMember, removeMember},
        {Operation::AccountsJoin, join},
    }};
    const auto found = std::ranges::find(kChanges, change.operation, &std::pair<Operation, Change>::first);
    if (found == kChanges.end()) {
        return fail(ErrorCode::Invalid, std::string(ruleOf(change.operation).name) + " changes no account");
    }
    return access.write(context, change.operation, [&](Permit& permit) -> Result<> {
        const auto now = permit.connection().now();
        return now ? found->second(permit, change, *now) : Result<>(fail(now));
    });
}

Result<bool> makeFirstOwner(const ExecutionContext& context, store::sql::Database& database, const std::string& login)
{
    const auto settled = store::sql::readValue<bool>(
        database, context, [&login](Connection& connection) { return isSettled(connection, login); });
    if (!settled) {
        return fail(settled);
    }
    if (*settled) {
        return false;
    }
    ARGUS_TRY(database.write(context, [&](Connection& connection) -> Result<> {
        const auto now = connection.now();
        if (!now) {
            return fail(now);
        }
        const Note note {connection, context, login, *now};
        ARGUS_TRY(makeAdmin(connection, login, *now, note));
        return adoptWorkspaces(connection, login, *now, note);
    }));
    return true;
}

Result<> checkHasOwner(const ExecutionContext& context, store::sql::Database& database)
{
    return database.read(context, [](Connection& connection) -> Result<> {
        const auto anyone = connection.query("SELECT 1 FROM customers LIMIT 1");
        if (!anyone) {
            return fail(anyone);
        }
        return anyone->empty() ? Result<>(base::failTransient(ErrorCode::Unavailable,
                                                              "the process that owns the store is still making it"))
                               : Result<>();
    });
}

} // namespace argus::engine
