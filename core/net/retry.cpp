// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry.h"

#include "core/base/mutex.h"
#include "core/base/text.h"
#include "core/net/http_date.h"

#include <algorithm>
#include <random>

namespace argus::net {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using std::chrono::milliseconds;

namespace {

/// "Full jitter": anything between nothing and the whole delay.
milliseconds jittered(milliseconds most)
{
    thread_local std::minstd_rand random(std::random_device {}());
    return milliseconds(
        std::uniform_int_distribution<std::int64_t>(0, std::max<std::int64_t>(most.count(), 0))(random));
}

milliseconds delayBefore(const RetryPolicy& policy, int attempt, const Result<Response>& last)
{
    if (last) {
        if (const auto asked = retryAfter(*last)) {
            return std::min(*asked, policy.longestDelay);
        }
    }
    const int doublings = std::min(attempt - 1, 20);
    return jittered(std::min(policy.firstDelay * (1 << doublings), policy.longestDelay));
}

} // namespace

bool isTransient(int status)
{
    return status == 408 || status == 429 || status == 500 || status == 502 || status == 503 || status == 504;
}

std::optional<milliseconds> retryAfter(const Response& response)
{
    const std::string* asked = response.header("Retry-After");
    if (asked == nullptr) {
        return std::nullopt;
    }
    if (const auto seconds = base::parseDecimal<std::uint32_t>(base::trimmed(*asked))) {
        return std::chrono::seconds(*seconds);
    }
    const std::string* date = response.header("Date");
    const auto now = date != nullptr ? parseHttpDate(*date) : std::nullopt;
    const auto then = parseHttpDate(base::trimmed(*asked));
    if (!now || !then) {
        return std::nullopt;
    }
    return std::max(std::chrono::duration_cast<milliseconds>(*then - *now), milliseconds(0));
}

Result<> pauseFor(const ExecutionContext& context, milliseconds time)
{
    ARGUS_TRY(context.check());
    if (context.remaining(time + milliseconds(1)) <= time) {
        return fail(ErrorCode::DeadlineExceeded,
                    context.operation() + " took longer than it was given: no time is left to try again");
    }
    base::Mutex mutex;
    base::CondVar changed;
    const std::stop_callback wake(context.stopToken(), [&mutex, &changed] {
        const base::LockGuard lock(mutex);
        changed.notifyAll();
    });
    const auto until = std::chrono::steady_clock::now() + time;
    {
        const base::LockGuard lock(mutex);
        while (!context.isCancelled() && std::chrono::steady_clock::now() < until) {
            changed.waitUntil(mutex, until);
        }
    }
    return context.check();
}

Result<Response> retry(const ExecutionContext& context, const RetryPolicy& policy,
                       const std::function<Result<Response>()>& attempt)
{
    for (int number = 1;; ++number) {
        auto answer = attempt();
        const bool again = answer ? isTransient(answer->status) : answer.error().retryable;
        if (!again || number >= policy.attempts) {
            return answer;
        }
        ARGUS_TRY(pauseFor(context, delayBefore(policy, number, answer)));
    }
}

} // namespace argus::net
