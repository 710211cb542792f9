// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/open_engine.h"
#include "app/cli/output.h"
#include "app/cli/reading_options.h"
#include "app/cli/receipt.h"
#include "app/cli/session.h"
#include "app/cli/wait.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace argus::cli {

namespace {

struct SubmitOptions
{
    std::vector<std::string> paths;
    ReadingFlags reading;
    std::string vehicle;
    std::string vin;
    std::string workspace = "default";
    std::string batch;
    std::string key;
    std::int64_t priority = 0;
    bool wait = false;
    bool open = false;
    unsigned workers = 0;
};

/// Empty, after saying why, when the options do not go together.
std::optional<api::Submission> submissionFor(Session& session, const SubmitOptions& options)
{
    api::Submission submission;
    submission.paths.assign(options.paths.begin(), options.paths.end());
    submission.reading = options.reading.options();
    submission.vehicleId = options.vehicle;
    submission.vin = options.vin;
    submission.workspace = options.workspace;
    submission.priority = options.priority;
    submission.key = options.key;
    submission.complete = !options.open;
    if (!options.batch.empty()) {
        submission.batch = domain::BatchId::parse(options.batch);
        if (!submission.batch) {
            message("argus: '" + options.batch + "' is no batch id");
            session.exitCode = kUsage;
            return std::nullopt;
        }
    } else if (options.vehicle.empty()) {
        message("argus: --vehicle is needed: an id of your own for the vehicle");
        session.exitCode = kUsage;
        return std::nullopt;
    }
    return submission;
}

void runSubmit(Session& session, const SubmitOptions& options)
{
    const auto submission = submissionFor(session, options);
    if (!submission) {
        return;
    }
    const auto role = options.wait ? runtime::Role::Pipeline : runtime::Role::Commands;
    const auto engine = openPatiently(session, commandSettings(role, options.workers), TryAgain::AfterTransientFaults);
    if (!engine) {
        return;
    }
    ProgressLine line;
    const auto receipt = api::await<api::SubmissionReceipt>([&](auto answer) {
        engine->submissions().submit(
            session.context, *submission,
            [&line](const api::UploadProgress& progress) {
                line.show("taking in " + progress.name, progress.bytesDone, progress.bytesTotal);
            },
            std::move(answer));
    });
    line.clear();
    if (!receipt) {
        reportError(session, receipt.error());
        return;
    }
    reportRefused(session, options.reading, *receipt);
    result(toJson(*receipt));
    if (!options.wait || options.open) {
        return;
    }
    const auto batch = waitForEnd(session.context, *engine, receipt->batchId);
    if (!batch) {
        reportError(session, batch.error());
        return;
    }
    if (batch->status == domain::BatchStatus::Failed || batch->failedFiles > 0) {
        message("argus: "
                + (batch->errorMessage.empty() ? std::to_string(batch->failedFiles) + " files could not be read"
                                               : batch->errorMessage));
        session.exitCode = kPartly;
    }
}

} // namespace

void addSubmit(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<SubmitOptions>();
    CLI::App* command = app.add_subcommand("submit", "Take recordings in as a batch");
    command->add_option("PATH", options->paths, "Recordings, folders or archives")->required();
    command->add_option("--vehicle", options->vehicle, "Your id for the vehicle");
    command->add_option("--vin", options->vin, "Its VIN, where it is known");
    command->add_option("--workspace", options->workspace, "The workspace that the batch belongs to");
    command->add_option("--batch", options->batch, "Add to this pending batch");
    command->add_option("--key", options->key, "The same key resumes the same upload and gives the same batch");
    command->add_option("--priority", options->priority, "Higher runs first");
    command->add_flag("--wait", options->wait, "Return when the batch has ended; works on it if nobody does");
    command->add_flag("--open", options->open, "Leave the batch pending, for more files to come");
    command->add_option("--workers", options->workers, "Worker threads with --wait (default: one for each processor)")
        ->check(wholeNumber(0, kMostThreads));
    addReadingFlags(*command, options->reading);
    command->callback([&session, options] { runSubmit(session, *options); });
}

} // namespace argus::cli
