// SPDX-License-Identifier: Apache-2.0
#include "app/cli/session.h"

#include "app/cli/output.h"
#include "core/domain/json_writer.h"

#include <utility>

namespace argus::cli {

void reportErrorAs(Session& session, const std::string& format, const base::Error& error)
{
    reportError(session, error);
    if (format != "json") {
        return;
    }
    domain::JsonWriter out(2);
    out.beginObject();
    out.key("error");
    out.beginObject();
    out.member("kind", base::toString(error.code));
    out.member("message", error.message);
    for (const auto& [key, value] : error.details) {
        out.member(key, value);
    }
    out.endObject();
    out.endObject();
    result(out.take());
}

std::optional<base::UtcTime> parseSince(Session& session, const std::string& text)
{
    const auto since = base::parseIso(text.size() == 10 ? text + "T00:00:00Z" : text);
    if (!since) {
        message("argus: '" + text + "' is no time: write 2026-11-21 or 2026-11-21T08:15:00Z");
        session.exitCode = kUsage;
    }
    return since;
}

void reportError(Session& session, const base::Error& error)
{
    const bool denied = error.code == base::ErrorCode::Denied;
    message("argus: " + (denied ? "denied: " + error.message : error.message));
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
