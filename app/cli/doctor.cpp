// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"
#include "app/cli/receipt.h"
#include "app/cli/session.h"
#include "core/report/text_table.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace argus::cli {

namespace {

using Outcome = api::DoctorCheck::Outcome;

void runDoctor(Session& session, const std::string& format)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto checks = api::await<std::vector<api::DoctorCheck>>(
        [&](auto answer) { engine->operations().doctor(session.context, std::move(answer)); });
    if (!checks) {
        reportError(session, checks.error());
        return;
    }
    if (std::any_of(checks->begin(), checks->end(), [](const auto& check) { return check.outcome == Outcome::Bad; })) {
        session.exitCode = kPartly;
    }
    if (format == "json") {
        result(toJson(*checks));
        return;
    }
    report::TextTable table({{"check"}, {"outcome"}, {"detail", report::TextTable::Align::Left, /*flexible=*/true}});
    for (const api::DoctorCheck& check : *checks) {
        table.addRow({check.name, std::string(toString(check.outcome)), check.detail});
    }
    result(table.render(100));
}

} // namespace

void addDoctor(CLI::App& app, Session& session)
{
    const auto format = std::make_shared<std::string>("text");
    CLI::App* command = app.add_subcommand("doctor", "What is reachable, what is missing");
    command->add_option("--format", *format, "text or json")->check(CLI::IsMember({"text", "json"}));
    command->callback([&session, format] { runDoctor(session, *format); });
}

} // namespace argus::cli
