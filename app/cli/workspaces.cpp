// SPDX-License-Identifier: Apache-2.0
#include "app/cli/account_output.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/domain/account_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace argus::cli {

namespace {

struct WorkspaceOptions
{
    std::string format = "text";
    std::string name;
    std::string description;
    std::string type = "team";
    std::string status;
    std::string owner;
    std::string login;
    std::string role;
};

using Options = std::shared_ptr<WorkspaceOptions>;
using Workspaces = std::vector<domain::Workspace>;
using Members = std::vector<domain::WorkspaceMember>;

bool isJson(const WorkspaceOptions& options)
{
    return options.format == "json";
}

std::string shown(const WorkspaceOptions& options, const domain::Workspace& workspace)
{
    return isJson(options) ? domain::toJson(workspace) : workspacesAsTable({workspace});
}

std::string shown(const WorkspaceOptions& options, const Members& members)
{
    return isJson(options) ? domain::membersToJson(members) : membersAsTable(members);
}

void runList(Session& session, const WorkspaceOptions& options, bool ofType)
{
    api::WorkspaceFilter filter;
    filter.owner = options.owner;
    filter.type = ofType ? domain::parseWorkspaceType(options.type) : std::nullopt;
    filter.status = domain::parseWorkspaceStatus(options.status);
    answer<Workspaces>(
        session, options.format,
        [&](api::Engine& engine, auto done) { engine.accounts().workspaces(session.context, filter, std::move(done)); },
        [&](const Workspaces& workspaces) {
            return isJson(options) ? domain::workspacesToJson(workspaces) : workspacesAsTable(workspaces);
        });
}

void runCreate(Session& session, const WorkspaceOptions& options)
{
    const auto type = domain::parseWorkspaceType(options.type).value_or(domain::WorkspaceType::Team);
    answer<domain::Workspace>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().createWorkspace(session.context, {options.name, options.description, type},
                                              std::move(done));
        },
        [&](const domain::Workspace& workspace) { return shown(options, workspace); });
}

void runChange(Session& session, const WorkspaceOptions& options, const api::WorkspaceChange& change)
{
    answer<domain::Workspace>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().changeWorkspace(session.context, options.name, change, std::move(done));
        },
        [&](const domain::Workspace& workspace) { return shown(options, workspace); });
}

void runMembers(Session& session, const WorkspaceOptions& options)
{
    answer<Members>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().members(session.context, options.name, std::move(done));
        },
        [&](const Members& members) { return shown(options, members); });
}

void runSetMember(Session& session, const WorkspaceOptions& options)
{
    const api::MemberChange change {domain::parseMemberRole(options.role), domain::parseMemberStatus(options.status)};
    answer<Members>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().setMember(session.context, options.name, options.login, change, std::move(done));
        },
        [&](const Members& members) { return shown(options, members); });
}

/// Takes somebody out of a workspace: the one with the login, or oneself.
void runRemove(Session& session, const WorkspaceOptions& options, bool oneself)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    std::string login = options.login;
    if (oneself) {
        const auto me = api::await<api::Identity>(
            [&](auto done) { engine->accounts().whoami(session.context, std::move(done)); });
        if (!me) {
            reportErrorAs(session, options.format, me.error());
            return;
        }
        login = me->customer.login;
    }
    const auto removed = api::await<void>(
        [&](auto done) { engine->accounts().removeMember(session.context, options.name, login, std::move(done)); });
    if (!removed) {
        reportErrorAs(session, options.format, removed.error());
    }
}

void runJoin(Session& session, const WorkspaceOptions& options)
{
    answer<api::Identity>(
        session, options.format,
        [&](api::Engine& engine, auto done) { engine.accounts().join(session.context, options.name, std::move(done)); },
        [&](const api::Identity& me) { return shown(options, me.workspaces); });
}

CLI::App* subcommand(CLI::App& parent, const char* name, const char* help, const Options& options, bool needsName)
{
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    if (needsName) {
        command->add_option("WORKSPACE", options->name, "The workspace's name")->required();
    }
    return command;
}

CLI::Option* addType(CLI::App& command, const Options& options)
{
    return command.add_option("--type", options->type, "personal, team or enterprise")
        ->check(CLI::IsMember({"personal", "team", "enterprise"}));
}

CLI::Option* addStatus(CLI::App& command, const Options& options)
{
    return command.add_option("--status", options->status, "active or archived")
        ->check(CLI::IsMember({"active", "archived"}));
}

void addMembers(CLI::App& group, Session& session, const Options& options)
{
    CLI::App* members = group.add_subcommand("members", "Who is in a workspace, and as what");
    members->require_subcommand(1);
    members->fallthrough();
    subcommand(*members, "list", "The members of a workspace", options, /*needsName=*/true)
        ->callback([&session, options] { runMembers(session, *options); });

    CLI::App* set = subcommand(*members, "set", "Add a member, or change one", options, /*needsName=*/true);
    set->add_option("LOGIN", options->login, "The customer's login")->required();
    set->add_option("--role", options->role,
                    "viewer (reads), member (submits, retries, cancels), admin (deletes, allocates) or owner (manages "
                    "members); a new member is a viewer unless told otherwise")
        ->check(CLI::IsMember({"viewer", "member", "admin", "owner"}));
    set->add_option("--status", options->status, "active, suspended, or invited (until they join)")
        ->check(CLI::IsMember({"active", "invited", "suspended"}));
    set->callback([&session, options] { runSetMember(session, *options); });

    CLI::App* remove = subcommand(*members, "remove", "Take a member out of a workspace", options, /*needsName=*/true);
    remove->add_option("LOGIN", options->login, "The customer's login")->required();
    remove->callback([&session, options] { runRemove(session, *options, /*oneself=*/false); });
}

} // namespace

void addWorkspaces(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<WorkspaceOptions>();
    CLI::App* group = app.add_subcommand("workspaces", "Workspaces and their members");
    group->require_subcommand(1);
    group->fallthrough();

    CLI::App* list = subcommand(*group, "list", "Your workspaces; for admins all", options, /*needsName=*/false);
    list->add_option("--owner", options->owner, "Only of this login");
    CLI::Option* type = addType(*list, options);
    addStatus(*list, options);
    list->callback([&session, options, type] { runList(session, *options, type->count() > 0); });

    CLI::App* create = subcommand(*group, "create", "Make a workspace that you own", options, /*needsName=*/true);
    create->add_option("--description", options->description, "What it is for");
    addType(*create, options);
    create->callback([&session, options] { runCreate(session, *options); });

    CLI::App* change = subcommand(*group, "change", "Change a workspace", options, /*needsName=*/true);
    CLI::Option* description = change->add_option("--description", options->description, "What it is for");
    CLI::Option* newType = addType(*change, options);
    addStatus(*change, options);
    change->callback([&session, options, description, newType] {
        api::WorkspaceChange wanted;
        wanted.description = description->count() > 0 ? std::optional(options->description) : std::nullopt;
        wanted.type = newType->count() > 0 ? domain::parseWorkspaceType(options->type) : std::nullopt;
        wanted.status = domain::parseWorkspaceStatus(options->status);
        runChange(session, *options, wanted);
    });

    subcommand(*group, "join", "Accept an invitation", options, /*needsName=*/true)->callback([&session, options] {
        runJoin(session, *options);
    });
    subcommand(*group, "leave", "Leave a workspace, or decline an invitation", options, /*needsName=*/true)
        ->callback([&session, options] { runRemove(session, *options, /*oneself=*/true); });
    addMembers(*group, session, options);
}

} // namespace argus::cli
