// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/open_engine.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "app/cli/wait.h"
#include "core/gateway/health_endpoint.h"

#include <CLI/CLI.hpp>

#include <chrono>
#include <memory>

namespace argus::cli {

namespace {

constexpr std::chrono::seconds kTakeOverPatience {5};

struct WorkerOptions
{
    unsigned concurrency = 0;
    std::string name = "worker";
    std::string health;
};

void runWorker(Session& session, const WorkerOptions& options)
{
    runtime::Settings settings;
    settings.role = runtime::Role::Pipeline;
    settings.workers = options.concurrency;
    settings.workerName = options.name;
    settings.kind = domain::WorkerKind::Worker;
    // A worker is often started together with its servers, and before somebody has prepared them.
    const auto engine = openPatiently(session, settings, TryAgain::AfterAnyFault);
    if (!engine) {
        return;
    }
    std::unique_ptr<gateway::HealthEndpoint> health;
    if (!options.health.empty()) {
        auto started = gateway::HealthEndpoint::start(*engine, options.health);
        if (!started) {
            reportError(session, started.error());
            return;
        }
        health = std::move(*started);
        message("argus: health on port " + std::to_string(health->port()));
    }
    const auto ask = [&] {
        return api::await<api::EngineStatus>(
            [&](auto done) { engine->operations().status(session.context, std::move(done)); });
    };
    const auto status = ask();
    const auto idles = [](const base::Result<api::EngineStatus>& now) {
        return now && now->connected && !now->running && now->owner.empty();
    };
    // An owner of a local store that has just gone is followed within moments; a login without the right never works.
    if (idles(status) && !waitForStop(session.context, kTakeOverPatience) && idles(ask())) {
        message("argus: this login may not take tasks of " + status->place
                + ": an admin runs 'argus accounts add LOGIN --role worker', or set-role for one that is there");
        session.exitCode = kPartly;
        return;
    }
    message("argus: worker '" + options.name + "' works on " + (status ? status->place : std::string("the store")));
    waitForStop(session.context);
    message("argus: worker '" + options.name + "' ends what it began; a second signal ends it at once");
    if (health) {
        health->setStopping();
    }
}

} // namespace

void addWorker(CLI::App& app, Session& session)
{
    const auto options = std::make_shared<WorkerOptions>();
    CLI::App* command = app.add_subcommand("worker", "Work on the tasks of a store until stopped, without a window");
    command->add_option("--concurrency", options->concurrency, "Tasks at once (default: one for each processor)")
        ->check(wholeNumber(1, kMostThreads));
    command->add_option("--name", options->name, "A label for lists and logs; the identity adds to it")
        ->check(CLI::Validator(
            [](const std::string& name) {
                return name.empty() || name.size() > 64 || name.find('/') != std::string::npos
                    ? std::string("a name has 1 to 64 characters, no '/'")
                    : std::string();
            },
            "NAME"));
    command->add_option("--health", options->health, "Answer /healthz and /readyz on host:port")
        ->check(CLI::Validator(
            [](std::string& address) {
                const auto usable = gateway::HealthEndpoint::checkAddress(address);
                return usable ? std::string() : usable.error().message;
            },
            ""));
    command->callback([&session, options] { runWorker(session, *options); });
}

} // namespace argus::cli
