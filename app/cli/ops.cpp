// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/ops_text.h"
#include "app/cli/output.h"
#include "app/cli/session.h"

#include <CLI/CLI.hpp>

#include <memory>
#include <optional>

namespace argus::cli {

namespace {

struct LetterOptions
{
    std::vector<std::int64_t> ids;
    std::string topic;
    std::string consumer;
    std::string reason;
    std::string batch;
    std::string since;
    bool redriven = false;
    bool all = false;
    bool dryRun = false;
    std::int64_t limit = 0;
    std::string format = "text";
};

/// Runs one call of the operations on an engine that works on nothing, and prints what `show` makes of its answer.
template <class T, class Call, class Show> void ask(Session& session, Call call, Show show)
{
    const auto engine = openEngine(session, runtime::Role::Commands);
    if (!engine) {
        return;
    }
    const auto answer = api::await<T>([&](auto done) { call(engine->operations(), std::move(done)); });
    if (!answer) {
        reportError(session, answer.error());
        return;
    }
    result(show(*answer));
}

void runSnapshot(Session& session, const std::string& format, SnapshotPart part)
{
    ask<api::OperationsSnapshot>(
        session, [&](api::Operations& operations, auto done) { operations.snapshot(session.context, std::move(done)); },
        [&](const api::OperationsSnapshot& snapshot) {
            if (const auto* bus = busThatIsAway(snapshot); bus && part == SnapshotPart::Consumers) {
                message("argus: the bus cannot be asked: " + bus->detail);
                session.exitCode = kPartly;
            }
            return format == "json" ? toJson(snapshot, part) : toText(snapshot, part);
        });
}

/// Empty, after saying why, for an option that cannot be read.
std::optional<api::DeadLetterFilter> filterOf(Session& session, const LetterOptions& options)
{
    api::DeadLetterFilter filter;
    filter.ids = options.ids;
    filter.topic = options.topic;
    filter.consumer = options.consumer;
    filter.reason = options.reason;
    filter.redriven = options.redriven;
    filter.limit = options.limit;
    if (!options.batch.empty()) {
        filter.batch = domain::BatchId::parse(options.batch);
        if (!filter.batch) {
            message("argus: '" + options.batch + "' is no batch id");
            session.exitCode = kUsage;
            return std::nullopt;
        }
    }
    if (!options.since.empty()) {
        filter.since = parseSince(session, options.since);
        if (!filter.since) {
            return std::nullopt;
        }
    }
    return filter;
}

void runDeadLetters(Session& session, const LetterOptions& options)
{
    const auto filter = filterOf(session, options);
    if (!filter) {
        return;
    }
    ask<std::vector<api::DeadLetter>>(
        session,
        [&](api::Operations& operations, auto done) {
            operations.deadLetters(session.context, *filter, std::move(done));
        },
        [&](const std::vector<api::DeadLetter>& letters) {
            return options.format == "json" ? toJson(letters) : toText(letters);
        });
}

void runRedrive(Session& session, const LetterOptions& options)
{
    const bool chosen = !options.ids.empty() || !options.topic.empty() || !options.consumer.empty()
        || !options.reason.empty() || !options.batch.empty() || !options.since.empty();
    if (chosen == options.all) {
        message("argus: say which dead letters: their ids, a filter, or --all");
        session.exitCode = kUsage;
        return;
    }
    const auto filter = filterOf(session, options);
    if (!filter) {
        return;
    }
    ask<api::Redriven>(
        session,
        [&](api::Operations& operations, auto done) {
            operations.redrive(session.context, *filter, options.dryRun, std::move(done));
        },
        [&](const api::Redriven& redriven) {
            if (!options.ids.empty() && redriven.matched < options.ids.size()) {
                message("argus: " + std::to_string(options.ids.size() - redriven.matched)
                        + " of the given dead letters are not there, or were sent again already");
                session.exitCode = kPartly;
            }
            return options.format == "json" ? toJson(redriven, options.dryRun) : toText(redriven, options.dryRun);
        });
}

void addFormat(CLI::App* command, std::string& format)
{
    command->add_option("--format", format, "text or json")->check(CLI::IsMember({"text", "json"}));
}

void addFilter(CLI::App* command, LetterOptions& options)
{
    command->add_option("ids", options.ids, "Numbers of dead letters (default: all that the filter leaves)");
    command->add_option("--topic", options.topic, "Read from this topic");
    command->add_option("--consumer", options.consumer, "Given up by this consumer group");
    command->add_option("--reason", options.reason, "With this text in their reason");
    command->add_option("--batch", options.batch, "Of this batch");
    command->add_option("--since", options.since, "Given up since this time (2026-01-31T12:00:00Z)");
    command->add_flag("--redriven", options.redriven, "Also those that were sent again already");
    command->add_option("--limit", options.limit, "At most so many, newest first")->check(wholeNumber(1));
    addFormat(command, options.format);
}

} // namespace

void addOps(CLI::App& app, Session& session)
{
    CLI::App* ops = app.add_subcommand("ops", "Queues, workers, consumers, outbox, dead letters, servers");
    ops->require_subcommand(1);
    struct Part
    {
        const char* name;
        const char* what;
        SnapshotPart part;
    };
    for (const Part& each : {Part {"status", "Everything at one moment", SnapshotPart::All},
                             Part {"queues", "Tasks that wait and run, for each stage", SnapshotPart::Queues},
                             Part {"workers", "Processes that work, and those that died", SnapshotPart::Workers},
                             Part {"lag", "How far consumer groups are behind", SnapshotPart::Consumers},
                             Part {"outbox", "Events that wait to be published", SnapshotPart::Outbox},
                             Part {"servers", "Database, bus and store of recordings", SnapshotPart::Servers}}) {
        const auto format = std::make_shared<std::string>("text");
        CLI::App* command = ops->add_subcommand(each.name, each.what);
        addFormat(command, *format);
        command->callback([&session, format, part = each.part] { runSnapshot(session, *format, part); });
    }
    const auto listed = std::make_shared<LetterOptions>();
    CLI::App* letters = ops->add_subcommand("dead-letters", "Messages that no consumer could take");
    addFilter(letters, *listed);
    letters->callback([&session, listed] { runDeadLetters(session, *listed); });

    const auto sent = std::make_shared<LetterOptions>();
    CLI::App* redrive = ops->add_subcommand("redrive", "Send dead letters to where they came from again");
    addFilter(redrive, *sent);
    redrive->add_flag("--all", sent->all, "All that were not sent again yet");
    redrive->add_flag("--dry-run", sent->dryRun, "Only count them");
    redrive->callback([&session, sent] { runRedrive(session, *sent); });
}

} // namespace argus::cli
