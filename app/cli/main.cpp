// SPDX-License-Identifier: Apache-2.0
#include "app/cli/checks.h"
#include "app/cli/output.h"
#include "app/cli/session.h"
#include "argus_version.h"
#include "core/base/output_target.h"
#include "core/base/signal_watch.h"
#include "core/base/system_user.h"

#include <CLI/CLI.hpp>

#include <signal.h>

#include <iostream>

namespace {

/// Everything goes through here, so that one place says what a bad call costs.
int parseAndRun(CLI::App& app, argus::cli::Session& session, int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        // Arguments can be read by everybody on the machine, and stay in the shell's history.
        if (const std::string argument = argv[i]; argus::runtime::withoutPassword(argument) != argument) {
            argus::cli::message("argus: a password does not belong on the command line: give the URL without it, and "
                                "the password in PGPASSWORD, in ~/.pgpass, or in the keyring of a profile");
            return argus::cli::kUsage;
        }
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // The parser only says that a command is missing; which word is none helps more.
        const bool isRequired = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
        if (const std::string wrong = isRequired ? argus::cli::unknownCommand(app) : std::string(); !wrong.empty()) {
            argus::cli::message(wrong);
            return argus::cli::kUsage;
        }
        return app.exit(error, std::cout, std::cerr) == 0 ? argus::cli::kDone : argus::cli::kUsage;
    }
    return session.exitCode;
}

} // namespace

int main(int argc, char** argv)
{
    argus::base::fillStandardDescriptors();
    argus::cli::Session session;
    session.context = argus::base::ExecutionContext::root(argus::base::systemUser(), "argus");
    const argus::base::SignalWatch signals([context = session.context] { context.cancel("interrupted"); });
    // A reader that closes its end of a pipe ends our output, not our process.
    ::signal(SIGPIPE, SIG_IGN);

    CLI::App app("Argus: from a vehicle's recordings to ranked trouble codes and a report", "argus");
    app.set_version_flag("--version", std::string("argus ") + ARGUS_VERSION + " (" + ARGUS_COMMIT + ")");
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--store", session.connection.store,
                   "Store: a file, or postgresql://user@host/database (default: the user's own file)")
        ->envname("ARGUS_STORE");
    app.add_option("--bus", session.connection.bus, "Event bus: local, or kafka://host:port[,host:port]")
        ->envname("ARGUS_BUS");
    app.add_option("--blobs", session.connection.blobs,
                   "Recordings: a folder, shared:PATH, or s3+http://host:port/bucket (default: beside the store)")
        ->envname("ARGUS_BLOBS");
    app.add_option("--profile", session.profile, "A saved connection instead of these three")->envname("ARGUS_PROFILE");
    app.add_option("--bus-option", session.busOptions, "Option of the Kafka client: name=value")
        ->take_all()
        ->allow_extra_args(false);
    // For tests; nobody else has a reason to change it.
    app.add_option("--orphan-age", session.orphanAgeSeconds, "Seconds until what a killed upload left is removed")
        ->envname("ARGUS_ORPHAN_AGE")
        ->group("");
    app.add_option("--lease", session.leaseSeconds, "Seconds that a task is held without a sign of life")
        ->envname("ARGUS_LEASE")
        ->check(argus::cli::wholeNumber(2, 3600))
        ->group("");

    argus::cli::addAnalyze(app, session);
    argus::cli::addInspect(app, session);
    argus::cli::addFrames(app, session);
    argus::cli::addConvert(app, session);
    argus::cli::addSubmit(app, session);
    argus::cli::addReport(app, session);
    argus::cli::addBatches(app, session);
    argus::cli::addVehicles(app, session);
    argus::cli::addOps(app, session);
    argus::cli::addWorker(app, session);
    argus::cli::addAccounts(app, session);
    argus::cli::addWorkspaces(app, session);
    argus::cli::addDoctor(app, session);
    argus::cli::addDb(app, session);
    argus::cli::addSimulate(app, session);
    argus::cli::addBench(app, session);
    return argus::cli::endOfOutput(parseAndRun(app, session, argc, argv));
}
