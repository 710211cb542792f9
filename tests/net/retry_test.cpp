// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry.h"

#include <doctest/doctest.h>

#include <thread>

using namespace argus;
using namespace std::chrono_literals;
using base::ErrorCode;

namespace {

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "retry");
const net::RetryPolicy kQuick {4, 1ms, 5ms};

net::Response status(int number)
{
    net::Response made;
    made.status = number;
    return made;
}

} // namespace

TEST_CASE("what may pass is tried again, and no more often than allowed")
{
    int calls = 0;
    const auto got = net::retry(kContext, kQuick, [&calls]() -> base::Result<net::Response> {
        ++calls;
        if (calls == 1) {
            return base::failTransient(ErrorCode::Unavailable, "gone");
        }
        return status(calls == 2 ? 503 : 200);
    });
    REQUIRE(got);
    CHECK(got->status == 200);
    CHECK(calls == 3);
    calls = 0;
    CHECK(net::retry(kContext, kQuick,
                     [&calls]() -> base::Result<net::Response> {
                         ++calls;
                         return status(500);
                     })
              ->status
          == 500);
    CHECK(calls == 4);
}

TEST_CASE("a clear answer and a lasting error are not tried again")
{
    for (const int number : {200, 204, 301, 400, 403, 404, 409, 501}) {
        int calls = 0;
        CHECK(net::retry(kContext, kQuick,
                         [&]() -> base::Result<net::Response> {
                             ++calls;
                             return status(number);
                         })
                  ->status
              == number);
        CHECK(calls == 1);
    }
    int calls = 0;
    const auto got = net::retry(kContext, kQuick, [&]() -> base::Result<net::Response> {
        ++calls;
        return base::fail(ErrorCode::Invalid, "no");
    });
    CHECK_FALSE(got);
    CHECK(calls == 1);
}

TEST_CASE("the server's own word on the wait counts")
{
    net::Response answer = status(503);
    CHECK_FALSE(net::retryAfter(answer));
    answer.headers = {{"retry-after", "7"}};
    CHECK((net::retryAfter(answer) == 7s));
    answer.headers = {{"Date", "Sun, 06 Nov 1994 08:49:37 GMT"}, {"Retry-After", "Sun, 06 Nov 1994 08:50:37 GMT"}};
    CHECK((net::retryAfter(answer) == 60s));
    answer.headers = {{"Retry-After", "soon"}};
    CHECK_FALSE(net::retryAfter(answer));
}

TEST_CASE("a pause ends with its context")
{
    const auto context = kContext.child();
    std::jthread canceller([&context] {
        std::this_thread::sleep_for(20ms);
        context.cancel("enough");
    });
    CHECK((net::pauseFor(context, 1h).error().code == ErrorCode::Cancelled));
    CHECK((net::pauseFor(kContext.withTimeout(1s), 1h).error().code == ErrorCode::DeadlineExceeded));
    CHECK(net::pauseFor(kContext, 1ms));
}
