// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/drive.h"

#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/file_io.h"
#include "core/base/text.h"

#include <CLI/CLI.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <optional>

namespace argus::cli {

namespace {

struct DriveCommand
{
    std::uint64_t seed = 1;
    std::string bytes;
    std::optional<std::uint64_t> frames;
    std::string out;
    std::string expect;
    bool sample = false;
};

/// Empty, after saying why, when the options do not go together.
std::optional<simulate::DriveOptions> driveFor(Session& session, const DriveCommand& command)
{
    if (command.sample) {
        return simulate::sampleDrive();
    }
    simulate::DriveOptions options;
    options.seed = command.seed;
    options.frames = command.frames;
    if (!command.bytes.empty()) {
        options.bytes = base::parseSize(command.bytes);
    }
    if ((!command.bytes.empty() && !options.bytes) || (!options.bytes && !options.frames)) {
        message("argus: give a size with --bytes (such as 64MB or 1GB) or a number with --frames");
        session.exitCode = kUsage;
        return std::nullopt;
    }
    return options;
}

void runDrive(Session& session, const DriveCommand& command)
{
    const auto options = driveFor(session, command);
    if (!options) {
        return;
    }
    const bool toStdout = command.out == "-";
    base::UniqueFd file(toStdout ? ::dup(STDOUT_FILENO)
                                 : ::open(command.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file.isOpen()) {
        message("argus: cannot write " + command.out + ": " + base::errnoText(errno));
        session.exitCode = kCouldNotRun;
        return;
    }
    ProgressLine line;
    std::uint64_t written = 0;
    const auto expectation = simulate::writeDrive(session.context, *options, [&](std::string_view chunk) {
        written += chunk.size();
        line.show("writing " + command.out, written, options->bytes.value_or(0));
        return base::writeAll(file, chunk.data(), chunk.size());
    });
    line.clear();
    if (!expectation) {
        reportError(session, expectation.error());
        session.exitCode = kCouldNotRun;
        return;
    }
    if (!command.expect.empty()) {
        deliver(session, command.expect, simulate::toJson(*expectation));
    }
}

} // namespace

void addSimulate(CLI::App& app, Session& session)
{
    CLI::App* group = app.add_subcommand("simulate", "Make synthetic recordings with a known result");
    group->require_subcommand(1);
    group->fallthrough();
    const auto command = std::make_shared<DriveCommand>();
    CLI::App* drive
        = group->add_subcommand("drive", "A vehicle's drive as a candump log; the same seed gives the same bytes");
    drive->fallthrough();
    drive->add_option("--seed", command->seed, "Chooses vehicle, faults and traffic");
    drive->add_option("--bytes", command->bytes, "Size: 64MB, 1GB");
    drive->add_option("--frames", command->frames, "Number of frames");
    drive->add_flag("--sample", command->sample, "The sample case that comes with the program");
    drive->add_option("--out", command->out, "The recording; - writes to standard output")->required();
    drive->add_option("--expect", command->expect, "What a reader must find in it, as JSON");
    drive->callback([&session, command] { runDrive(session, *command); });
}

} // namespace argus::cli
