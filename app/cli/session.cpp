// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"

#include "app/cli/output.h"

#include <pwd.h>
#include <unistd.h>

#include <utility>

namespace argus::cli {

std::string systemUser()
{
    const passwd* entry = ::getpwuid(::getuid());
    return entry && entry->pw_name ? std::string(entry->pw_name) : "uid " + std::to_string(::getuid());
}

std::unique_ptr<api::Engine> openEngine(Session& session, runtime::Role role, unsigned workers)
{
    runtime::Settings settings;
    settings.store = session.store;
    settings.blobs = session.blobs;
    settings.bus = session.bus;
    settings.role = role;
    settings.workers = workers;
    settings.workerName = "argus";
    settings.orphanAgeSeconds = session.orphanAgeSeconds;
    auto engine = runtime::openEngine(settings);
    if (!engine) {
        message("argus: " + engine.error().message);
        session.exitCode = engine.error().code == base::ErrorCode::Invalid ? kUsage : kCouldNotRun;
        return nullptr;
    }
    return std::move(*engine);
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
