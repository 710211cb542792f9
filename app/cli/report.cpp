// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct ReportOptions
{
    std::string batch;
    std::string format = "text";
    std::string out;
    std::size_t top = api::kDefaultTopCodes;
};

void runReport(Session& session, const ReportOptions& options)
{
    const auto id = domain::BatchId::parse(options.batch);
    const auto format = domain::parseReportFormat(options.format);
    if (!id || !format) {
        message("argus: '" + options.batch + "' is no batch id");
        session.exitCode = kUsage;
        return;
    }
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto text = api::await<std::string>(
        [&](auto answer) { engine->results().report(session.context, *id, *format, options.top, std::move(answer)); });
    if (!text) {
        reportError(session, text.error());
        return;
    }
    deliver(session, options.out, *text);
}

} // namespace

void addReport(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<ReportOptions>();
    CLI::App* command = app.add_subcommand("report", "The result of a batch as a document");
    command->add_option("BATCH", options->batch, "The batch's id")->required();
    command->add_option("--format", options->format, "text, json, md or html")
        ->check(CLI::IsMember({"text", "json", "md", "html"}));
    command->add_option("--out", options->out, "Write the report to this file");
    command->add_option("--top", options->top, "How many of the codes with most weight to list")
        ->check(wholeNumber(1, 1000));
    command->callback([&session, options] {
        if (mayWrite(session, options->out, {})) {
            runReport(session, *options);
        }
    });
}

} // namespace argus::cli
