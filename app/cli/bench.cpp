// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "core/base/text.h"
#include "core/bench/parse_bench.h"
#include "core/bench/pipeline_bench.h"
#include "core/bench/shared_store_bench.h"
#include "core/bench/store_bench.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace argus::cli {

namespace {

using Figures = base::Result<std::vector<bench::Figure>>;

struct BenchOptions
{
    std::string output = "text";
    std::string bytes = "256MB";
    bench::ParseBenchOptions parse;
    bench::StoreBenchOptions store;
    bench::SharedStoreBenchOptions shared;
    bench::PipelineBenchOptions pipeline;
};

void print(Session& session, const BenchOptions& options, const Figures& figures)
{
    if (!figures) {
        reportError(session, figures.error());
        return;
    }
    result(options.output == "json" ? bench::toJson(*figures) : bench::toText(*figures));
}

void runParse(Session& session, BenchOptions& options)
{
    const auto bytes = base::parseSize(options.bytes);
    if (!bytes) {
        message("argus: '" + options.bytes + "' is no size: write 64MB or 1GB");
        session.exitCode = kUsage;
        return;
    }
    options.parse.bytes = *bytes;
    print(session, options, bench::benchParse(session.context, options.parse));
}

void runStore(Session& session, const BenchOptions& options)
{
    if (!bench::isSharedStore(session.connection.store)) {
        print(session, options, bench::benchStore(session.context, options.store));
        return;
    }
    bench::SharedStoreBenchOptions shared = options.shared;
    shared.url = session.connection.store;
    shared.runs = options.store.runs;
    print(session, options, bench::benchSharedStore(session.context, shared));
}

CLI::App* benchmark(CLI::App& group, const char* name, const char* help, const std::shared_ptr<BenchOptions>& options)
{
    CLI::App* command = group.add_subcommand(name, help);
    command->add_option("--output", options->output, "text or json")->check(CLI::IsMember({"text", "json"}));
    return command;
}

} // namespace

void addBench(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<BenchOptions>();
    CLI::App* group = app.add_subcommand("bench", "Measure this machine and this build, beside a peer");
    group->require_subcommand(1);
    group->fallthrough();

    CLI::App* parse = benchmark(*group, "parse", "Reading and decoding a recording", options);
    parse->add_option("--format", options->parse.format,
                      "The recording's format: candump, asc, peak_trc, gvret_csv, blf, mdf, pcap, pcapng");
    parse->add_option("--file", options->parse.file, "This recording (default: a synthetic drive)");
    parse->add_option("--bytes", options->bytes, "Size of the synthetic drive");
    parse->add_option("--runs", options->parse.runs, "Counted runs")->check(wholeNumber(1));
    parse->add_option("--threads", options->parse.threads, "Threads of 'all cores'")
        ->check(wholeNumber(0, kMostThreads));
    parse->callback([&session, options] { runParse(session, *options); });

    CLI::App* store = benchmark(
        *group, "store", "State changes in the local store, or queueing in a shared one (--store postgresql://...)",
        options);
    store->add_option("--transitions", options->store.transitions, "Changes per run")->check(wholeNumber(1));
    store->add_option("--submitters", options->store.submitters, "Threads that submit at the same time")
        ->check(wholeNumber(1));
    store->add_option("--runs", options->store.runs, "Counted runs")->check(wholeNumber(1));
    store->add_option("--clients", options->shared.clients, "Shared store: clients at the same time")
        ->check(wholeNumber(1, 20));
    store->add_option("--tasks", options->shared.tasks, "Shared store: tasks per run")->check(wholeNumber(1));
    store->callback([&session, options] { runStore(session, *options); });

    CLI::App* pipeline = benchmark(*group, "pipeline", "Small files through the whole pipeline", options);
    pipeline->add_option("--files", options->pipeline.files, "Recordings")->check(wholeNumber(1));
    pipeline->add_option("--per-batch", options->pipeline.filesPerBatch, "Recordings in a batch")
        ->check(wholeNumber(1));
    pipeline->add_option("--submitters", options->pipeline.submitters, "Threads that submit")->check(wholeNumber(1));
    pipeline->add_option("--workers", options->pipeline.workers, "Worker threads")->check(wholeNumber(0, kMostThreads));
    pipeline->callback(
        [&session, options] { print(session, *options, bench::benchPipeline(session.context, options->pipeline)); });
}

} // namespace argus::cli
