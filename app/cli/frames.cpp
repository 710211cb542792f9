// SPDX-License-Identifier: Apache-2.0
#include "app/cli/frame_format.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/standard_input.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct FramesOptions
{
    std::vector<std::string> file;
    std::string format = "text";
    std::uint64_t limit = 0;
    bool count = false;
    bool decode = false;
};

void runFrames(Session& session, const FramesOptions& options)
{
    const auto engine = runtime::openTemporary(1);
    if (!engine) {
        reportError(session, engine.error());
        return;
    }
    std::uint64_t counted = 0;
    bool writable = true;
    const FrameFormat format(options.format);
    if (!options.count) {
        writable = writeOut(format.header());
    }
    const auto take = [&](std::span<const domain::FrameRow> rows) {
        std::string text;
        for (const domain::FrameRow& row : rows) {
            if (options.limit > 0 && counted == options.limit) {
                break;
            }
            ++counted;
            if (!options.count) {
                format.append(text, row);
            }
        }
        writable = writable && writeOut(text);
        return writable && (options.limit == 0 || counted < options.limit);
    };
    const auto done = api::await<domain::Inspection>([&](auto answer) {
        (*engine)->recordings().frames(session.context, options.file.front(), options.decode, take, std::move(answer));
    });
    if (!done) {
        reportError(session, done.error());
        return;
    }
    if (options.count) {
        result(std::to_string(counted));
    }
    for (const std::string& warning : done->warnings) {
        message("argus: " + warning);
    }
}

} // namespace

void addFrames(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<FramesOptions>();
    CLI::App* command = app.add_subcommand("frames", "Every frame of a recording");
    command->add_option("FILE", options->file, "A recording or archive; - reads standard input")
        ->required()
        ->expected(1);
    command->add_option("--format", options->format, "text, candump, csv or json (one object per line)")
        ->check(CLI::IsMember({"text", "candump", "csv", "json"}));
    command->add_option("--limit", options->limit, "At most so many");
    command->add_flag("--decode", options->decode, "With what each frame says by itself (not in candump form)");
    command->add_flag("--count", options->count, "Print only how many there are");
    command->callback([&session, options] {
        const StandardInput input(session.context, options->file);
        if (input.failed()) {
            reportError(session, input.error());
            return;
        }
        runFrames(session, *options);
    });
}

} // namespace argus::cli
