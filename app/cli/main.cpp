// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "argus_version.h"
#include "core/base/signal_watch.h"

#include <CLI/CLI.hpp>

#include <signal.h>

#include <iostream>

namespace {

/// Everything goes through here, so that one place says what a bad call costs.
int parseAndRun(CLI::App& app, argus::cli::Session& session, int argc, char** argv)
{
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? argus::cli::kDone : argus::cli::kUsage;
    }
    return session.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    argus::cli::Session session;
    session.context = argus::base::ExecutionContext::root(argus::cli::systemUser(), "argus");
    const argus::base::SignalWatch signals([context = session.context] { context.cancel("interrupted"); });
    // A reader that closes its end of a pipe ends our output, not our process.
    ::signal(SIGPIPE, SIG_IGN);

    CLI::App app("Argus: from a vehicle's recordings to ranked trouble codes and a report", "argus");
    app.set_version_flag("--version", std::string("argus ") + ARGUS_VERSION + " (" + ARGUS_COMMIT + ")");
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--store", session.store, "Store: a file (default: the user's own)")->envname("ARGUS_STORE");
    app.add_option("--blobs", session.blobs, "Folder for recordings (default: beside the store)")
        ->envname("ARGUS_BLOBS");
    // For tests; nobody else has a reason to change it.
    app.add_option("--orphan-age", session.orphanAgeSeconds, "Seconds until what a killed upload left is removed")
        ->envname("ARGUS_ORPHAN_AGE")
        ->group("");
    app.add_option("--bus", session.bus, "Event bus: local")->envname("ARGUS_BUS");

    argus::cli::addAnalyze(app, session);
    argus::cli::addInspect(app, session);
    argus::cli::addFrames(app, session);
    argus::cli::addConvert(app, session);
    argus::cli::addSubmit(app, session);
    argus::cli::addReport(app, session);
    argus::cli::addBatches(app, session);
    argus::cli::addVehicles(app, session);
    argus::cli::addDoctor(app, session);
    argus::cli::addDb(app, session);
    argus::cli::addSimulate(app, session);
    argus::cli::addBench(app, session);
    return argus::cli::endOfOutput(parseAndRun(app, session, argc, argv));
}
