// SPDX-License-Identifier: Apache-2.0
#include "core/base/context.h"

#include <doctest/doctest.h>

#include <thread>

using namespace argus::base;
using namespace std::chrono_literals;

TEST_CASE("a fresh context lets work go on and has a trace id")
{
    const auto context = ExecutionContext::root("anna", "submit");
    CHECK(context.check());
    CHECK(context.user() == "anna");
    CHECK(context.operation() == "submit");
    CHECK(Uuid::parse(context.traceId()).has_value());
    CHECK(context.remaining(7s) == 7s);
}

TEST_CASE("cancelling reaches children and copies, with the first reason, but never the parent")
{
    const auto parent = ExecutionContext::root("anna", "batch");
    const auto child = parent.child();
    const auto grandchild = child.withOperation("file").withTimeout(1h);
    const auto copy = grandchild;
    child.cancel("cancelled by anna");
    child.cancel("too late");
    CHECK(parent.check());
    for (const auto& each : {child, grandchild, copy}) {
        const auto result = each.check();
        REQUIRE_FALSE(result);
        CHECK((result.error().code == ErrorCode::Cancelled));
        CHECK(result.error().message == "cancelled by anna");
    }
}

TEST_CASE("a child cannot outlive its parent's deadline")
{
    const auto parent = ExecutionContext::root("anna", "request").withTimeout(0ms);
    const auto child = parent.withTimeout(1h);
    const auto result = child.check();
    REQUIRE_FALSE(result);
    CHECK((result.error().code == ErrorCode::DeadlineExceeded));
    CHECK(child.remaining(1h) == 0ms);
}

TEST_CASE("a stop token from outside cancels, and children keep their parent's trace id")
{
    std::stop_source source;
    const auto context = ExecutionContext::root("anna", "loop").withStopToken(source.get_token());
    CHECK(context.child().traceId() == context.traceId());
    source.request_stop();
    CHECK(context.isCancelled());
}

TEST_CASE("a child that is destroyed while its parent is cancelled does no harm")
{
    const auto parent = ExecutionContext::root("anna", "many");
    std::jthread canceller([parent] { parent.cancel("now"); });
    for (int i = 0; i < 2000; ++i) {
        const auto child = parent.child().withTimeout(1s);
        (void)child.check();
    }
}
