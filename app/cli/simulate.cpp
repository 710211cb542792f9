// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/drive.h"

#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/file_io.h"
#include "core/base/output_target.h"
#include "core/base/text.h"
#include "core/formats/byte_sink.h"

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

/// Where a drive goes: standard output, a device or pipe, or a file that is there only once it is complete.
class Target
{
public:
    static base::Result<Target> open(const std::string& name)
    {
        Target target;
        target.m_name = name;
        if (name == "-") {
            target.m_stream.reset(::dup(STDOUT_FILENO));
            target.m_name = "standard output";
        } else {
            const auto place = base::findTarget(name);
            if (!place) {
                return base::fail(place);
            }
            if (place->isPlain) {
                auto file = formats::FileSink::create(name, /*replace=*/true);
                if (!file) {
                    return base::fail(file);
                }
                target.m_file = std::move(*file);
                return target;
            }
            target.m_stream.reset(::open(name.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
        }
        if (!target.m_stream.isOpen()) {
            return base::fail(base::ErrorCode::Unavailable,
                              "cannot write " + target.m_name + ": " + base::errnoText(errno));
        }
        return target;
    }
    base::Result<> write(std::string_view chunk)
    {
        if (m_file) {
            return m_file->write({reinterpret_cast<const std::uint8_t*>(chunk.data()), chunk.size()});
        }
        base::Result<> written = base::writeAll(m_stream, chunk.data(), chunk.size());
        return written ? written : base::fail(std::move(written.error()).prefixed(m_name));
    }
    base::Result<> commit() { return m_file ? m_file->commit() : base::Result<>(); }

private:
    std::string m_name;
    base::UniqueFd m_stream;
    std::unique_ptr<formats::FileSink> m_file;
};

/// Whether both results have a place of their own.
bool haveTwoPlaces(Session& session, const DriveCommand& command)
{
    const bool isOne = !command.expect.empty()
        && (command.out == command.expect
            || (command.out != "-" && command.expect != "-" && base::isSameFile(command.out, command.expect)));
    if (isOne) {
        message("argus: --out and --expect name the same file: " + command.out);
        session.exitCode = kUsage;
    }
    return !isOne;
}

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
    auto target = Target::open(command.out);
    if (!target) {
        reportError(session, target.error());
        session.exitCode = kCouldNotRun;
        return;
    }
    ProgressLine line;
    std::uint64_t written = 0;
    const auto expectation = simulate::writeDrive(session.context, *options, [&](std::string_view chunk) {
        written += chunk.size();
        line.show("writing " + command.out, written, options->bytes.value_or(0));
        return target->write(chunk);
    });
    line.clear();
    const base::Result<> done = expectation ? target->commit() : base::fail(expectation);
    if (!done) {
        reportError(session, done.error());
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
    drive->add_option("--seed", command->seed, "Chooses vehicle, faults and traffic")
        ->check(wholeNumber(0, kLargestSeed));
    drive->add_option("--bytes", command->bytes, "Size: 64MB, 1GB");
    drive->add_option("--frames", command->frames, "Number of frames")->check(wholeNumber());
    drive->add_flag("--sample", command->sample, "The sample case that comes with the program");
    drive->add_option("--out", command->out, "The recording; - writes to standard output")->required();
    drive->add_option("--expect", command->expect, "What a reader must find in it, as JSON");
    drive->callback([&session, command] {
        if (haveTwoPlaces(session, *command) && mayWrite(session, command->out, {})
            && mayWrite(session, command->expect, {})) {
            runDrive(session, *command);
        }
    });
}

} // namespace argus::cli
