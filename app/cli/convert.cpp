// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/standard_input.h"
#include "app/cli/time_range.h"
#include "core/formats/writers.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct ConvertOptions
{
    std::string in;
    std::string out;
    TimeRange range;
    api::Conversion conversion;
};

void runConvert(Session& session, ConvertOptions& options)
{
    const auto engine = runtime::openTemporary(1);
    if (!engine) {
        reportError(session, engine.error());
        return;
    }
    options.conversion.out = options.out;
    const auto done = api::await<api::ConversionResult>(
        [&](auto answer) { (*engine)->recordings().convert(session.context, options.conversion, std::move(answer)); });
    if (!done) {
        reportError(session, done.error());
        return;
    }
    for (const std::string& warning : done->warnings) {
        message("argus: " + warning);
    }
    for (const std::string& loss : done->losses) {
        message("argus: " + loss);
    }
    message("argus: " + std::to_string(done->frames) + (done->frames == 1 ? " frame" : " frames") + " read, "
            + done->from + " to " + done->to);
}

/// Their names, or only those of the ones that need a file: they cannot go to a pipe.
std::string writableFormats(bool onlyToFiles = false)
{
    std::string names;
    for (const formats::WriterKind& kind : formats::allWriters()) {
        if (kind.needsOverwrite || !onlyToFiles) {
            names += (names.empty() ? "" : ", ") + std::string(kind.format);
        }
    }
    return names;
}

} // namespace

void addConvert(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<ConvertOptions>();
    CLI::App* command = app.add_subcommand("convert", "Write a recording in another format");
    command->add_option("IN", options->in, "A recording, or an archive with one; - reads standard input")->required();
    command
        ->add_option("OUT", options->out,
                     "The new file; - writes to standard output, with --format (not: "
                         + writableFormats(/*onlyToFiles=*/true) + ")")
        ->required();
    command
        ->add_option("--format", options->conversion.format,
                     "One of " + writableFormats() + " (default: by the name of OUT)")
        ->check(CLI::Validator(
            [](std::string& name) {
                return formats::findWriter(name) != nullptr
                    ? std::string()
                    : "there is no writer for '" + name + "'; formats that can be written: " + writableFormats();
            },
            ""));
    addReadAs(*command, options->conversion.part.readAs, "The format of IN, whatever it looks like");
    command->add_flag("--replace", options->conversion.replace, "OUT may be there already");
    addTimeRange(*command, options->range);
    command->callback([&session, options] {
        options->range.apply(options->conversion.part);
        const std::string name = std::filesystem::path(options->out).filename().string();
        if (options->conversion.format.empty() && formats::writerForName(name) == nullptr) {
            throw CLI::ValidationError("OUT",
                                       "the name '" + options->out
                                           + "' does not tell a format: give one with --format, of "
                                           + writableFormats());
        }
        std::vector<std::string> in {options->in};
        const StandardInput input(session.context, in);
        if (input.failed()) {
            reportError(session, input.error());
            return;
        }
        options->conversion.in = in.front();
        runConvert(session, *options);
    });
}

} // namespace argus::cli
