// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/standard_input.h"
#include "core/domain/inspection_json.h"
#include "core/report/inspection_text.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct InspectOptions
{
    std::vector<std::string> file;
    std::string format = "text";
    std::string readAs;
};

void runInspect(Session& session, const InspectOptions& options)
{
    const auto engine = runtime::openTemporary(1);
    if (!engine) {
        reportError(session, engine.error());
        return;
    }
    const auto found = api::await<domain::Inspection>([&](auto answer) {
        (*engine)->recordings().inspect(session.context, options.file.front(), options.readAs, std::move(answer));
    });
    if (!found) {
        reportError(session, found.error());
        return;
    }
    result(options.format == "json" ? domain::toJson(*found) : report::toText(*found));
}

} // namespace

void addInspect(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<InspectOptions>();
    CLI::App* command = app.add_subcommand("inspect", "Say what a recording holds, without decoding it");
    command->add_option("FILE", options->file, "A recording or archive; - reads standard input")
        ->required()
        ->expected(1);
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    addReadAs(*command, options->readAs, "The format of FILE, whatever it looks like");
    command->callback([&session, options] {
        const StandardInput input(session.context, options->file);
        if (input.failed()) {
            reportError(session, input.error());
            return;
        }
        runInspect(session, *options);
    });
}

} // namespace argus::cli
