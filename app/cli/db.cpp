// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/report/text_table.h"
#include "core/runtime/databases.h"
#include "core/runtime/resolve.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace argus::cli {

namespace {

struct DbOptions
{
    std::string owner;
    std::string format = "text";
    bool blobs = false;
};

std::unique_ptr<api::Databases> openAdministration(Session& session)
{
    auto connection = runtime::resolveConnection(session.connection, session.profile, session.busOptions);
    if (!connection) {
        reportError(session, connection.error());
        return nullptr;
    }
    runtime::Settings settings;
    settings.connection = std::move(*connection);
    auto opened = runtime::openDatabases(settings);
    if (!opened) {
        reportError(session, opened.error());
        return nullptr;
    }
    return std::move(*opened);
}

void runMigrate(Session& session, const DbOptions& options)
{
    const auto databases = openAdministration(session);
    if (!databases) {
        return;
    }
    const auto report = api::await<api::MigrationReport>(
        [&](auto answer) { databases->migrate(session.context, options.owner, std::move(answer)); });
    if (!report) {
        reportError(session, report.error());
        return;
    }
    if (options.format == "json") {
        result(nlohmann::json {
                   {"store", report->store}, {"from", report->from}, {"to", report->to}, {"notes", report->notes}}
                   .dump(2)
               + "\n");
        return;
    }
    result(report->store + ": schema version " + std::to_string(report->to)
           + (report->from == report->to ? ", as before" : ", was " + std::to_string(report->from)) + "\n");
    for (const std::string& note : report->notes) {
        message(note);
    }
}

std::string toJson(const std::vector<api::StoreCheck>& checks)
{
    nlohmann::json all = nlohmann::json::array();
    for (const api::StoreCheck& check : checks) {
        all.push_back({{"check", check.name},
                       {"promise", check.promise},
                       {"ok", check.violations == 0},
                       {"violations", check.violations},
                       {"examples", check.examples}});
    }
    return all.dump(2) + "\n";
}

void runCheck(Session& session, const DbOptions& options)
{
    const auto databases = openAdministration(session);
    if (!databases) {
        return;
    }
    const auto checks = api::await<std::vector<api::StoreCheck>>(
        [&](auto answer) { databases->check(session.context, {options.blobs}, std::move(answer)); });
    if (!checks) {
        reportError(session, checks.error());
        return;
    }
    if (std::any_of(checks->begin(), checks->end(), [](const auto& check) { return check.violations > 0; })) {
        session.exitCode = kPartly;
    }
    if (options.format == "json") {
        result(toJson(*checks));
        return;
    }
    report::TextTable table({{"check"},
                             {"violations", report::TextTable::Align::Right},
                             {"promise", report::TextTable::Align::Left, /*flexible=*/true}});
    for (const api::StoreCheck& check : *checks) {
        table.addRow({check.name, std::to_string(check.violations), check.promise});
    }
    result(table.render(100));
    for (const api::StoreCheck& check : *checks) {
        for (const std::string& example : check.examples) {
            message(check.name + ": " + example);
        }
    }
}

} // namespace

void addDb(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<DbOptions>();
    CLI::App* group = app.add_subcommand("db", "The store's database itself");
    group->require_subcommand(1);
    group->fallthrough();
    const auto add = [&](const char* name, const char* help) {
        CLI::App* command = group->add_subcommand(name, help);
        command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
        return command;
    };
    CLI::App* migrate = add("migrate", "Bring the store to this program's schema version");
    migrate->add_option("--owner", options->owner, "Database login of the first administrator");
    migrate->callback([&session, options] { runMigrate(session, *options); });
    CLI::App* check = add("check", "Does the store keep what the program promises? Exit status 1 if not");
    check->add_flag("--blobs", options->blobs, "Look for every recording as well");
    check->callback([&session, options] { runCheck(session, *options); });
}

} // namespace argus::cli
