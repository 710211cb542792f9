// SPDX-License-Identifier: Apache-2.0
#include "app/cli/open_engine.h"

#include "app/cli/output.h"
#include "app/cli/wait.h"
#include "core/runtime/resolve.h"

#include <chrono>
#include <utility>

namespace argus::cli {

namespace {

/// Between two tries to open the engine, and for how long they go on.
constexpr std::chrono::seconds kPause {2};
constexpr std::chrono::seconds kPatience {60};

struct Opening
{
    std::unique_ptr<api::Engine> engine; ///< null when it failed
    bool passes = false; ///< the fault is one that passes by itself
};

Opening tryToOpen(Session& session, runtime::Settings settings)
{
    auto connection = runtime::resolveConnection(session.connection, session.profile, session.busOptions);
    if (!connection) {
        message("argus: " + connection.error().message);
        session.exitCode = connection.error().code == base::ErrorCode::Unavailable ? kCouldNotRun : kUsage;
        return {};
    }
    settings.connection = std::move(*connection);
    settings.orphanAgeSeconds = session.orphanAgeSeconds;
    settings.leaseSeconds = session.leaseSeconds;
    const auto mode = runtime::modeOf(settings.connection);
    auto engine = runtime::openEngine(settings);
    if (engine) {
        return {std::move(*engine), false};
    }
    const base::Error& error = engine.error();
    message("argus: " + error.message);
    session.exitCode = error.code == base::ErrorCode::Invalid ? kUsage : kCouldNotRun;
    const bool isAway = error.retryable || error.code == base::ErrorCode::DeadlineExceeded;
    return {nullptr, isAway && mode && *mode == runtime::Mode::Shared};
}

} // namespace

std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Settings settings)
{
    return tryToOpen(session, std::move(settings)).engine;
}

std::unique_ptr<api::Engine> openPatiently(Session& session, const runtime::Settings& settings, TryAgain when)
{
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (true) {
        Opening opening = tryToOpen(session, settings);
        const bool canHelp = opening.passes || (when == TryAgain::AfterAnyFault && session.exitCode == kCouldNotRun);
        if (opening.engine || !canHelp || std::chrono::steady_clock::now() >= until) {
            return std::move(opening.engine);
        }
        message("argus: trying again");
        if (waitForStop(session.context, kPause)) {
            return nullptr;
        }
        session.exitCode = kDone;
    }
}

runtime::Settings commandSettings(runtime::Role role, unsigned workers)
{
    runtime::Settings settings;
    settings.role = role;
    settings.workers = workers;
    settings.workerName = "argus";
    settings.kind = domain::WorkerKind::Command;
    return settings;
}

std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Role role, unsigned workers)
{
    return openEngine(session, commandSettings(role, workers));
}

} // namespace argus::cli
