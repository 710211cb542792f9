// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/frame_format.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/standard_input.h"
#include "app/cli/time_range.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace argus::cli {

namespace {

struct FramesOptions
{
    std::vector<std::string> file;
    std::string format = "text";
    std::uint64_t limit = kLargestCount;
    TimeRange range;
    api::FrameQuery query;
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
    if (!options.query.countOnly) {
        writable = writeOut(format.header());
    }
    const auto take = [&](std::span<const domain::FrameRow> rows) {
        std::string text;
        for (const domain::FrameRow& row : rows) {
            if (counted == options.limit) {
                break;
            }
            ++counted;
            format.append(text, row);
        }
        writable = writable && writeOut(text);
        return writable && counted < options.limit;
    };
    const auto done = api::await<domain::Inspection>([&](auto answer) {
        (*engine)->recordings().frames(session.context, options.file.front(), options.query, take, std::move(answer));
    });
    if (!done) {
        reportError(session, done.error());
        return;
    }
    if (options.query.countOnly) {
        result(std::to_string(std::min(options.limit, done->frames)));
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
    addTimeRange(*command, options->range);
    addReadAs(*command, options->query.readAs, "The format of FILE, whatever it looks like");
    command->add_option("--skip", options->query.skip, "Leave out so many at the start")->check(wholeNumber());
    command->add_option("--limit", options->limit, "At most so many")->check(wholeNumber());
    command->add_flag("--decode", options->query.decode, "With what each frame says by itself (not in candump form)");
    command->add_flag("--count", options->query.countOnly, "Print only how many there are");
    command->callback([&session, options] {
        options->range.apply(options->query);
        const StandardInput input(session.context, options->file);
        if (input.failed()) {
            reportError(session, input.error());
            return;
        }
        runFrames(session, *options);
    });
}

} // namespace argus::cli
