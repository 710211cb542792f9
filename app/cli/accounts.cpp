// SPDX-License-Identifier: Apache-2.0
#include "app/cli/account_output.h"
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/domain/account_json.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace argus::cli {

namespace {

struct AccountOptions
{
    std::string format = "text";
    std::string login;
    std::string role = "user";
    std::string name;
    std::string email;
    std::string search;
    std::string since;
    api::AuditFilter audit;
};

using Options = std::shared_ptr<AccountOptions>;

void runWhoami(Session& session, const AccountOptions& options)
{
    answer<api::Identity>(
        session, options.format,
        [&](api::Engine& engine, auto done) { engine.accounts().whoami(session.context, std::move(done)); },
        [&](const api::Identity& me) {
            return options.format == "json" ? domain::identityToJson(me.customer, me.workspaces)
                                            : customersAsTable({me.customer}) + "\n" + membersAsTable(me.workspaces);
        });
}

void runList(Session& session, const AccountOptions& options)
{
    using Customers = std::vector<domain::Customer>;
    answer<Customers>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().customers(session.context, options.search, std::move(done));
        },
        [&](const Customers& customers) {
            return options.format == "json" ? domain::customersToJson(customers) : customersAsTable(customers);
        });
}

std::string oneCustomer(const AccountOptions& options, const domain::Customer& customer)
{
    return options.format == "json" ? domain::toJson(customer) : customersAsTable({customer});
}

void runAdd(Session& session, const AccountOptions& options)
{
    const auto role = domain::parsePlatformRole(options.role).value_or(domain::PlatformRole::User);
    answer<domain::Customer>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().addCustomer(session.context, {options.login, options.name, options.email, role},
                                          std::move(done));
        },
        [&](const domain::Customer& customer) { return oneCustomer(options, customer); });
}

void runChange(Session& session, const AccountOptions& options, const api::CustomerChange& change)
{
    answer<domain::Customer>(
        session, options.format,
        [&](api::Engine& engine, auto done) {
            engine.accounts().changeCustomer(session.context, options.login, change, std::move(done));
        },
        [&](const domain::Customer& customer) { return oneCustomer(options, customer); });
}

void runSetRole(Session& session, const AccountOptions& options)
{
    api::CustomerChange change;
    change.role = domain::parsePlatformRole(options.role);
    runChange(session, options, change);
}

void runSetStatus(Session& session, const AccountOptions& options, domain::CustomerStatus status)
{
    api::CustomerChange change;
    change.status = status;
    runChange(session, options, change);
}

void runAudit(Session& session, const AccountOptions& options)
{
    api::AuditFilter filter = options.audit;
    filter.search = options.search;
    if (!options.since.empty()) {
        filter.since = parseSince(session, options.since);
        if (!filter.since) {
            return;
        }
    }
    using Entries = std::vector<domain::AuditEntry>;
    answer<Entries>(
        session, options.format,
        [&](api::Engine& engine, auto done) { engine.accounts().audit(session.context, filter, std::move(done)); },
        [&](const Entries& entries) {
            return options.format == "json" ? domain::auditToJson(entries) : auditAsTable(entries);
        });
}

CLI::App* subcommand(CLI::App& parent, const char* name, const char* help, const Options& options, bool needsLogin)
{
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    if (needsLogin) {
        command->add_option("LOGIN", options->login, "The user of the database, or of the system")->required();
    }
    return command;
}

const std::vector<std::string>& platformRoles()
{
    static const std::vector<std::string> kRoles {"user", "admin", "worker"};
    return kRoles;
}

void addChanges(CLI::App& group, Session& session, const Options& options)
{
    CLI::App* add = subcommand(group, "add", "Let somebody in", options, /*needsLogin=*/true);
    add->add_option("--name", options->name, "Their name (default: the login)");
    add->add_option("--email", options->email, "Their email");
    add->add_option("--role", options->role, "user, admin (may do everything) or worker (works on tasks)")
        ->check(CLI::IsMember(platformRoles()));
    add->callback([&session, options] { runAdd(session, *options); });

    CLI::App* change = subcommand(group, "change", "Change name or email", options, /*needsLogin=*/true);
    CLI::Option* name = change->add_option("--name", options->name, "The new name");
    CLI::Option* email = change->add_option("--email", options->email, "The new email; '' for none");
    change->callback([&session, options, name, email] {
        api::CustomerChange wanted;
        wanted.name = name->count() > 0 ? std::optional(options->name) : std::nullopt;
        wanted.email = email->count() > 0 ? std::optional(options->email) : std::nullopt;
        runChange(session, *options, wanted);
    });

    CLI::App* role = subcommand(group, "set-role", "Change what somebody is on the platform", options,
                                /*needsLogin=*/true);
    role->add_option("ROLE", options->role, "user, admin or worker")->required()->check(CLI::IsMember(platformRoles()));
    role->callback([&session, options] { runSetRole(session, *options); });

    subcommand(group, "suspend", "Take all rights from somebody, until 'resume'", options, /*needsLogin=*/true)
        ->callback([&session, options] { runSetStatus(session, *options, domain::CustomerStatus::Suspended); });
    subcommand(group, "resume", "Give somebody their rights back", options, /*needsLogin=*/true)
        ->callback([&session, options] { runSetStatus(session, *options, domain::CustomerStatus::Active); });
}

} // namespace

void addAccounts(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<AccountOptions>();
    CLI::App* group = app.add_subcommand("accounts", "Who may use the store, and what was done with it");
    group->require_subcommand(1);
    group->fallthrough();
    subcommand(*group, "whoami", "Who you are to the store, and where you may do what", options, /*needsLogin=*/false)
        ->callback([&session, options] { runWhoami(session, *options); });
    CLI::App* list = subcommand(*group, "list", "The people you share a workspace with; for admins everybody", options,
                                /*needsLogin=*/false);
    list->add_option("--search", options->search, "Only with this in login, name or email");
    list->callback([&session, options] { runList(session, *options); });
    addChanges(*group, session, options);

    CLI::App* audit = subcommand(*group, "audit", "The audit log, newest first", options, /*needsLogin=*/false);
    audit->add_option("--who", options->audit.who, "Only what this login did");
    audit->add_option("--what", options->audit.what, "Only what begins so: batch., member.set");
    audit->add_option("--on", options->audit.onWhat, "Only what was done to this batch, login or workspace");
    audit->add_option("--since", options->since, "Only from this time on: 2026-11-21 or 2026-11-21T08:15:00Z");
    audit->add_option("--search", options->search, "Only lines with this text");
    audit->add_option("--limit", options->audit.limit, "At most so many")->check(wholeNumber(1));
    audit->callback([&session, options] { runAudit(session, *options); });
}

} // namespace argus::cli
