// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/net/http_client.h"

#include <chrono>
#include <functional>
#include <optional>

namespace argus::net {

/// How a request is tried again.
struct RetryPolicy
{
    int attempts = 5; ///< the first one included
    std::chrono::milliseconds firstDelay {200}; ///< doubled with each attempt
    std::chrono::milliseconds longestDelay {10'000};
};

/// Whether an answer says that the same request may succeed later: 408, 429, 500, 502, 503, 504.
bool isTransient(int status);

/// How long the answer asks to wait (Retry-After: seconds, or a date against the answer's own Date).
std::optional<std::chrono::milliseconds> retryAfter(const Response& response);

/// Sleeps for `time`; Cancelled or DeadlineExceeded as soon as the context ends. A wait that the deadline would cut
/// short is not begun: DeadlineExceeded at once.
base::Result<> pauseFor(const base::ExecutionContext& context, std::chrono::milliseconds time);

/// Calls `attempt` until it gives an answer that is not transient or an error that is not retryable, or the attempts
/// are used up: then the last answer or error. Waits in between: a random time up to the doubled delay (so that many
/// clients do not come back at once), or as long as the server asked for, the longest delay at most.
/// `attempt` must be safe to run again.
base::Result<Response> retry(const base::ExecutionContext& context, const RetryPolicy& policy,
                             const std::function<base::Result<Response>()>& attempt);

} // namespace argus::net
