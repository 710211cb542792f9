// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/doctor.h"

#include "core/base/text.h"
#include "core/engine/engine_core.h"
#include "core/formats/reader.h"
#include "core/store/migrations/migrations.h"

namespace argus::engine {

using api::DoctorCheck;
using base::ExecutionContext;
using Outcome = api::DoctorCheck::Outcome;

namespace {

constexpr std::uint64_t kLittleSpace = 1ULL << 30;

DoctorCheck checkStore(const ExecutionContext& context, EngineCore& core)
{
    const auto version = store::schemaVersion(context, core.database());
    if (!version) {
        return {"store", Outcome::Bad, version.error().message};
    }
    return {"store", Outcome::Good, core.database().describe() + ", schema version " + std::to_string(*version)};
}

/// Who the caller is to the store: why nothing else works, where that is it.
DoctorCheck checkAccount(const ExecutionContext& context, EngineCore& core)
{
    const auto me = core.accounts().whoami(context);
    if (!me) {
        return {"account", Outcome::Bad, me.error().message};
    }
    return {"account", Outcome::Good,
            me->customer.login + ", " + std::string(domain::toString(me->customer.role)) + " of the platform, in "
                + std::to_string(me->workspaces.size()) + (me->workspaces.size() == 1 ? " workspace" : " workspaces")};
}

DoctorCheck checkIntegrity(const ExecutionContext& context, EngineCore& core)
{
    if (core.database().dialect() != store::sql::Dialect::Sqlite) {
        return {"integrity", Outcome::Good, "left to the database server"};
    }
    const auto answer = store::sql::readValue<std::string>(
        core.database(), context, [](store::sql::Connection& connection) -> base::Result<std::string> {
            const auto rows = connection.query("PRAGMA quick_check(1)");
            if (!rows) {
                return base::fail(rows);
            }
            return rows->empty() ? std::string() : rows->front().text(0);
        });
    if (!answer) {
        return {"integrity", Outcome::Bad, answer.error().message};
    }
    return *answer == "ok" ? DoctorCheck {"integrity", Outcome::Good, "quick check passed"}
                           : DoctorCheck {"integrity", Outcome::Bad, *answer + ": restore the store from a backup"};
}

DoctorCheck checkSpace(EngineCore& core)
{
    const auto free = core.blobs().freeBytes();
    if (!free) {
        return {"disk space", Outcome::Good, "left to the storage's operators"};
    }
    const std::string text = base::formatBytes(*free) + " free for recordings";
    return *free < kLittleSpace ? DoctorCheck {"disk space", Outcome::Warning, text + ": free some space"}
                                : DoctorCheck {"disk space", Outcome::Good, text};
}

std::vector<DoctorCheck> checkEngine(const ExecutionContext& context, EngineCore& core, const std::string& holder)
{
    std::vector<DoctorCheck> checks;
    if (core.isShared()) {
        for (const api::ServerHealth& server : core.operations().servers(context)) {
            if (server.name != "database") { // that is "store"
                checks.push_back({server.name, server.outcome, server.detail});
            }
        }
    } else {
        checks.push_back({"owner", Outcome::Good,
                          core.isOwner()
                              ? "this process owns the store"
                              : "the store is owned by " + (holder.empty() ? std::string("nobody now") : holder)});
    }
    const auto status = core.status(context);
    if (!status) {
        checks.push_back({"engine", Outcome::Bad, status.error().message});
        return checks;
    }
    checks.push_back({"engine", status->paused ? Outcome::Warning : Outcome::Good,
                      (status->paused ? std::string("paused; ") : std::string())
                          + std::to_string(status->availableTasks) + " tasks wait, "
                          + std::to_string(status->runningTasks) + " run"});
    checks.push_back({"outbox", status->unpublishedEvents > 1000 ? Outcome::Warning : Outcome::Good,
                      std::to_string(status->unpublishedEvents) + " events wait to be published"});
    checks.push_back({"dead letters", status->deadLetters > 0 ? Outcome::Warning : Outcome::Good,
                      std::to_string(status->deadLetters) + " events could not be read"});
    return checks;
}

DoctorCheck checkReaders()
{
    std::string names;
    for (const formats::Reader* reader : formats::allReaders()) {
        names += (names.empty() ? "" : ", ") + std::string(reader->displayName());
    }
    return {"readers", Outcome::Good, names};
}

} // namespace

std::vector<DoctorCheck> examine(const ExecutionContext& context, EngineCore& core, const std::string& holder)
{
    std::vector<DoctorCheck> checks {checkStore(context, core), checkAccount(context, core),
                                     checkIntegrity(context, core), checkSpace(core)};
    for (DoctorCheck& check : checkEngine(context, core, holder)) {
        checks.push_back(std::move(check));
    }
    checks.push_back(checkReaders());
    return checks;
}

} // namespace argus::engine
