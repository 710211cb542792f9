// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/reading_options.h"
#include "app/cli/session.h"
#include "app/cli/standard_input.h"
#include "app/cli/wait.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

struct AnalyzeOptions
{
    std::vector<std::string> paths;
    ReadingFlags reading;
    std::string vin;
    std::string vehicle;
    std::string format = "text";
    std::string out;
    std::size_t top = api::kDefaultTopCodes;
    unsigned workers = 0;
};

api::Submission submissionFor(const AnalyzeOptions& options)
{
    api::Submission submission;
    submission.paths.assign(options.paths.begin(), options.paths.end());
    submission.reading = options.reading.options();
    submission.vin = options.vin;
    submission.vehicleId = options.vehicle;
    if (submission.vehicleId.empty()) {
        const std::filesystem::path first(options.paths.front());
        submission.vehicleId = !options.vin.empty() ? options.vin
            : first.stem().empty()                  ? "vehicle"
                                                    : first.stem().string();
    }
    return submission;
}

void runAnalyze(Session& session, const AnalyzeOptions& options)
{
    const auto format = domain::parseReportFormat(options.format);
    std::unique_ptr<api::Engine> engine;
    if (session.connection.store.empty() && session.profile.empty()) {
        auto temporary = runtime::openTemporary(options.workers);
        if (!temporary) {
            reportError(session, temporary.error());
            session.exitCode = kCouldNotRun;
            return;
        }
        engine = std::move(*temporary);
    } else {
        engine = openEngine(session, runtime::Role::Pipeline, options.workers);
    }
    if (!engine) {
        return;
    }
    const auto receipt = api::await<api::SubmissionReceipt>([&](auto answer) {
        engine->submissions().submit(session.context, submissionFor(options), {}, std::move(answer));
    });
    if (!receipt) {
        reportError(session, receipt.error());
        return;
    }
    reportRefused(session, options.reading, *receipt);
    const auto batch = waitForEnd(session.context, *engine, receipt->batchId);
    if (!batch) {
        reportError(session, batch.error());
        return;
    }
    if (batch->failedFiles > 0 || batch->status == domain::BatchStatus::Failed) {
        session.exitCode = kPartly;
        message("argus: "
                + (batch->errorMessage.empty() ? std::to_string(batch->failedFiles) + " of "
                           + std::to_string(batch->totalFiles) + " files could not be read"
                                               : batch->errorMessage));
    }
    const auto report = api::await<std::string>([&](auto answer) {
        engine->results().report(session.context, receipt->batchId, *format, options.top, std::move(answer));
    });
    if (!report) {
        reportError(session, report.error());
        return;
    }
    deliver(session, options.out, *report);
}

} // namespace

void addAnalyze(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<AnalyzeOptions>();
    CLI::App* command = app.add_subcommand("analyze", "Say what is wrong with a vehicle, from its recordings");
    command->add_option("PATH", options->paths, "Recordings, folders or archives; - reads standard input")->required();
    command->add_option("--vin", options->vin, "The vehicle's VIN, where it is known")
        ->check(CLI::Validator(
            [](std::string& vin) {
                return vin.size() > 64 ? std::string("a VIN has at most 64 characters") : std::string();
            },
            ""));
    command->add_option("--vehicle", options->vehicle,
                        "An id for the vehicle (default: from the VIN or the first file)");
    command->add_option("--format", options->format, "text, json, md or html")
        ->check(CLI::IsMember({"text", "json", "md", "html"}));
    command->add_option("--out", options->out, "Write the report to this file");
    command->add_option("--top", options->top, "How many of the codes with most weight to list")
        ->check(wholeNumber(1, 1000));
    command->add_option("--workers", options->workers, "Worker threads (default: one for each processor)")
        ->check(wholeNumber(0, kMostThreads));
    addReadingFlags(*command, options->reading);
    command->callback([&session, options] {
        if (!mayWrite(session, options->out, options->paths)) {
            return;
        }
        const StandardInput input(session.context, options->paths);
        if (input.failed()) {
            reportError(session, input.error());
            return;
        }
        runAnalyze(session, *options);
    });
}

} // namespace argus::cli
