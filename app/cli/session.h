// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/engine.h"
#include "core/base/clock.h"
#include "core/base/context.h"
#include "core/runtime/open.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace argus::cli {

/// Exit statuses: a contract.
inline constexpr int kDone = 0; ///< warnings included
inline constexpr int kPartly = 1; ///< done, but a file failed or something was refused
inline constexpr int kUsage = 2;
inline constexpr int kCouldNotRun = 3; ///< store or engine

/// What every command shares: where the state lives, the context under which the command runs, its exit status.
struct Session
{
    /// As given; what is empty was not.
    runtime::Connection connection;
    std::string profile; ///< a saved connection; what is given beside it comes first
    std::vector<std::string> busOptions; ///< "name=value"
    std::int64_t orphanAgeSeconds = 3600; ///< see runtime::Settings
    std::int64_t leaseSeconds = 30; ///< see runtime::Settings
    int exitCode = kDone;
    /// Cancelled by Ctrl+C or SIGTERM.
    base::ExecutionContext context = base::ExecutionContext::root("nobody", "argus");
};

/// Opens the engine of the session's store; on failure says why, sets the exit status and returns null.
std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Role role, unsigned workers = 0);
/// The same for a process of another kind and name.
std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Settings settings);

/// Prints an error to stderr and sets the exit status that fits its kind.
void reportError(Session& session, const base::Error& error);
/// The same, and where `format` is json also {"error": {"kind", "message", and what the error knows beside}} to stdout.
void reportErrorAs(Session& session, const std::string& format, const base::Error& error);

/// The time that `--since` names, or nothing after saying why.
std::optional<base::UtcTime> parseSince(Session& session, const std::string& text);

// Each command adds itself to the program.
void addAnalyze(CLI::App& app, Session& session);
void addInspect(CLI::App& app, Session& session);
void addFrames(CLI::App& app, Session& session);
void addConvert(CLI::App& app, Session& session);
void addSubmit(CLI::App& app, Session& session);
void addReport(CLI::App& app, Session& session);
void addBatches(CLI::App& app, Session& session);
void addVehicles(CLI::App& app, Session& session);
void addOps(CLI::App& app, Session& session);
void addWorker(CLI::App& app, Session& session);
void addAccounts(CLI::App& app, Session& session);
void addWorkspaces(CLI::App& app, Session& session);
void addDoctor(CLI::App& app, Session& session);
void addSimulate(CLI::App& app, Session& session);
void addDb(CLI::App& app, Session& session);
void addBench(CLI::App& app, Session& session);

} // namespace argus::cli
