// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/reading_options.h"
#include "app/cli/session.h"
#include "core/domain/batch_json.h"
#include "core/report/text_table.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <optional>

namespace argus::cli {

using domain::Batch;
using domain::BatchId;

namespace {

struct BatchOptions
{
    std::string id;
    std::string format = "text";
    std::string vin;
    std::string vehicle;
    std::string status;
    std::string since;
    std::string workspace;
    std::int64_t limit = 0;
    bool allEpochs = false;
    ChangeFlags changes;
};

using Options = std::shared_ptr<BatchOptions>;

std::optional<BatchId> batchId(Session& session, const BatchOptions& options)
{
    const auto id = BatchId::parse(options.id);
    if (!id) {
        message("argus: '" + options.id + "' is no batch id");
        session.exitCode = kUsage;
    }
    return id;
}

std::string asTable(const std::vector<Batch>& batches)
{
    using Align = report::TextTable::Align;
    report::TextTable table({{"batch"},
                             {"vehicle"},
                             {"VIN"},
                             {"status"},
                             {"files", Align::Right},
                             {"failed", Align::Right},
                             {"created"},
                             {"error", Align::Left, /*flexible=*/true}});
    for (const Batch& batch : batches) {
        table.addRow({batch.id.toString(), batch.vehicleId, batch.vin, std::string(domain::toString(batch.status)),
                      std::to_string(batch.processedFiles) + "/" + std::to_string(batch.totalFiles),
                      std::to_string(batch.failedFiles), base::formatIso(batch.createdAt), batch.errorMessage});
    }
    return table.isEmpty() ? "no batches\n" : table.render();
}

std::string asText(const api::BatchDetail& detail)
{
    std::string text = asTable({detail.batch});
    report::TextTable files({{"file", report::TextTable::Align::Left, /*flexible=*/true},
                             {"format"},
                             {"status"},
                             {"frames", report::TextTable::Align::Right},
                             {"skipped", report::TextTable::Align::Right},
                             {"error", report::TextTable::Align::Left, /*flexible=*/true}});
    for (const domain::RecordingFile& file : detail.files) {
        files.addRow({file.originalFilename, file.format,
                      std::string(domain::toString(file.status)) + (file.duplicateOf ? " (duplicate)" : ""),
                      std::to_string(file.frames), std::to_string(file.skipped), file.errorMessage});
    }
    report::TextTable attempts({{"stage"},
                                {"attempt", report::TextTable::Align::Right},
                                {"worker"},
                                {"started"},
                                {"ended"},
                                {"outcome"},
                                {"error", report::TextTable::Align::Left, /*flexible=*/true}});
    for (const domain::Attempt& attempt : detail.attempts) {
        attempts.addRow({std::string(domain::toString(attempt.stage)), std::to_string(attempt.attempt), attempt.worker,
                         base::formatIso(attempt.startedAt),
                         attempt.endedAt ? base::formatIso(*attempt.endedAt) : "running", attempt.outcome,
                         attempt.error});
    }
    return text + "\n" + files.render() + (attempts.isEmpty() ? "" : "\n" + attempts.render());
}

void runList(Session& session, const BatchOptions& options)
{
    api::BatchFilter filter;
    filter.vin = options.vin;
    filter.vehicleId = options.vehicle;
    filter.workspace = options.workspace;
    filter.limit = options.limit;
    if (!options.status.empty()) {
        filter.status = domain::parseBatchStatus(options.status);
        if (!filter.status) {
            message("argus: there is no status '" + options.status + "'");
            session.exitCode = kUsage;
            return;
        }
    }
    if (!options.since.empty()) {
        filter.since = parseSince(session, options.since);
        if (!filter.since) {
            return;
        }
    }
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto batches = api::await<std::vector<Batch>>(
        [&](auto answer) { engine->batches().list(session.context, filter, std::move(answer)); });
    if (!batches) {
        reportError(session, batches.error());
        return;
    }
    result(options.format == "json" ? domain::batchesToJson(*batches) : asTable(*batches));
}

void runShow(Session& session, const BatchOptions& options)
{
    const auto id = batchId(session, options);
    const auto engine = id ? openEngine(session, runtime::Role::Commands) : nullptr;
    if (!engine) {
        return;
    }
    const auto detail = api::await<api::BatchDetail>(
        [&](auto answer) { engine->batches().show(session.context, *id, options.allEpochs, std::move(answer)); });
    if (!detail) {
        reportError(session, detail.error());
        return;
    }
    result(options.format == "json" ? domain::batchDetailToJson(detail->batch, detail->files, detail->attempts)
                                    : asText(*detail));
}

void runEvents(Session& session, const BatchOptions& options)
{
    const auto id = batchId(session, options);
    const auto engine = id ? openEngine(session, runtime::Role::Commands) : nullptr;
    if (!engine) {
        return;
    }
    const auto events = api::await<std::vector<domain::Event>>(
        [&](auto answer) { engine->batches().events(session.context, *id, std::move(answer)); });
    if (!events) {
        reportError(session, events.error());
        return;
    }
    for (const domain::Event& event : *events) {
        if (options.format == "json") {
            result(domain::toJson(event));
            continue;
        }
        std::string text = base::formatIso(event.occurredAt) + "  " + std::string(domain::toString(event.type));
        if (event.oldStatus && event.newStatus) {
            text += "  " + std::string(domain::toString(*event.oldStatus)) + " > "
                + std::string(domain::toString(*event.newStatus)) + (event.reason.empty() ? "" : "  " + event.reason);
        }
        result(text + (event.name.empty() ? "" : "  " + event.name) + (event.error.empty() ? "" : "  " + event.error));
    }
}

using Command = std::function<void(api::Batches&, const base::ExecutionContext&, BatchId, const api::Callback<Batch>&)>;

void runCommand(Session& session, const BatchOptions& options, const Command& command)
{
    const auto id = batchId(session, options);
    const auto engine = id ? openEngine(session, runtime::Role::Commands) : nullptr;
    if (!engine) {
        return;
    }
    const auto batch
        = api::await<Batch>([&](auto answer) { command(engine->batches(), session.context, *id, answer); });
    if (!batch) {
        reportError(session, batch.error());
        return;
    }
    result(options.format == "json" ? domain::toJson(*batch) : asTable({*batch}));
}

void runReprocess(Session& session, const BatchOptions& options)
{
    const std::vector<domain::ReadingChange> changes = options.changes.changes();
    if (changes.empty()) {
        runCommand(session, options, &api::Batches::reprocess);
        return;
    }
    runCommand(session, options,
               [&changes](api::Batches& batches, const base::ExecutionContext& context, BatchId id,
                          const api::Callback<Batch>& done) { batches.reprocessWith(context, id, changes, done); });
}

void runDelete(Session& session, const BatchOptions& options)
{
    const auto id = batchId(session, options);
    const auto engine = id ? openEngine(session, runtime::Role::Commands) : nullptr;
    if (!engine) {
        return;
    }
    const auto removed
        = api::await<void>([&](auto answer) { engine->batches().remove(session.context, *id, std::move(answer)); });
    if (!removed) {
        reportError(session, removed.error());
    }
}

CLI::App* subcommand(CLI::App& parent, const char* name, const char* help, const Options& options, bool needsId)
{
    CLI::App* command = parent.add_subcommand(name, help);
    command->fallthrough();
    command->add_option("--format", options->format, "text or json")->check(CLI::IsMember({"text", "json"}));
    if (needsId) {
        command->add_option("ID", options->id, "The batch's id")->required();
    }
    return command;
}

} // namespace

void addBatches(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<BatchOptions>();
    CLI::App* group = app.add_subcommand("batches", "List, show and steer batches");
    group->require_subcommand(1);
    group->fallthrough();

    CLI::App* list = subcommand(*group, "list", "Batches, newest first", options, /*needsId=*/false);
    list->add_option("--vin", options->vin, "Only of this VIN");
    list->add_option("--vehicle", options->vehicle, "Only of this vehicle");
    list->add_option("--status", options->status, "Only with this status");
    list->add_option("--since", options->since, "Only created at or after this time (UTC)");
    list->add_option("--workspace", options->workspace, "Only of this workspace");
    list->add_option("--limit", options->limit, "At most so many")->check(wholeNumber(1));
    list->callback([&session, options] { runList(session, *options); });

    CLI::App* show = subcommand(*group, "show", "One batch with its files and attempts", options, /*needsId=*/true);
    show->add_flag("--all-epochs", options->allEpochs, "Earlier runs as well");
    show->callback([&session, options] { runShow(session, *options); });

    subcommand(*group, "events", "Every event of a batch", options, /*needsId=*/true)->callback([&session, options] {
        runEvents(session, *options);
    });

    CLI::App* reprocess = subcommand(*group, "reprocess",
                                     "Run a completed batch again from its recordings; with options, any ended batch "
                                     "and only what they change",
                                     options, /*needsId=*/true);
    addChangeFlags(*reprocess, options->changes);
    reprocess->callback([&session, options] { runReprocess(session, *options); });

    const std::vector<std::tuple<const char*, const char*, Command>> commands {
        {"retry", "Run a failed batch again; keeps what was parsed", &api::Batches::retry},
        {"reopen", "Open an ended batch for more files", &api::Batches::reopen},
        {"complete", "Declare the upload of a pending batch complete", &api::Batches::complete},
        {"cancel", "Stop an unfinished batch", &api::Batches::cancel},
    };
    for (const auto& [name, help, function] : commands) {
        subcommand(*group, name, help, options, /*needsId=*/true)->callback([&session, options, function = function] {
            runCommand(session, *options, function);
        });
    }
    subcommand(*group, "delete", "Remove an ended batch with its recordings and results", options, /*needsId=*/true)
        ->callback([&session, options] { runDelete(session, *options); });
}

} // namespace argus::cli
