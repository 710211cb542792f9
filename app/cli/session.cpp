// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"

#include "app/cli/output.h"
#include "core/runtime/resolve.h"

#include <pwd.h>
#include <unistd.h>

#include <utility>

namespace argus::cli {

std::string systemUser()
{
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name ? std::string(entry->pw_name) : "uid " + std::to_string(::getuid());
}

std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Settings settings)
{
    auto connection = runtime::resolveConnection(session.connection, session.profile, session.busOptions);
    if (!connection) {
        message("argus: " + connection.error().message);
        session.exitCode = connection.error().code == base::ErrorCode::Unavailable ? kCouldNotRun : kUsage;
        return nullptr;
    }
    settings.connection = std::move(*connection);
    settings.orphanAgeSeconds = session.orphanAgeSeconds;
    auto engine = runtime::openEngine(settings);
    if (!engine) {
        message("argus: " + engine.error().message);
        session.exitCode = engine.error().code == base::ErrorCode::Invalid ? kUsage : kCouldNotRun;
        return nullptr;
    }
    return std::move(*engine);
}

std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Role role, unsigned workers)
{
    runtime::Settings settings;
    settings.role = role;
    settings.workers = workers;
    settings.workerName = "argus";
    settings.kind = domain::WorkerKind::Command;
    return openEngine(session, std::move(settings));
}

std::optional<base::UtcTime> parseSince(const std::string& text)
{
    constexpr std::size_t kDateOnly = 10;
    return base::parseIso(text.size() == kDateOnly ? text + "T00:00:00Z" : text);
}

void reportError(Session& session, const base::Error& error)
{
    message("argus: " + error.message);
    switch (error.code) {
    case base::ErrorCode::Unavailable:
    case base::ErrorCode::Internal:
    case base::ErrorCode::Cancelled:
    case base::ErrorCode::DeadlineExceeded:
        session.exitCode = kCouldNotRun;
        return;
    case base::ErrorCode::NotFound:
    case base::ErrorCode::Conflict:
    case base::ErrorCode::Quota:
    case base::ErrorCode::Invalid:
    case base::ErrorCode::Denied:
        session.exitCode = kPartly;
        return;
    }
}

} // namespace argus::cli
