// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/lease_repository.h"
#include "core/store/repositories/worker_repository.h"
#include "tests/support/test_store.h"

#include <doctest/doctest.h>

#include <optional>

using namespace argus;
using namespace std::chrono_literals;
using store::sql::Connection;

namespace {

std::optional<std::int64_t> hold(test::TestStore& store, const std::string& owner, base::UtcTime now)
{
    std::optional<std::int64_t> fence;
    store.write([&](Connection& connection) -> base::Result<> {
        auto held = store::leases::hold(connection, "relay", owner, 15s, now);
        if (!held) {
            return base::fail(held);
        }
        fence = *held;
        return {};
    });
    return fence;
}

} // namespace

TEST_CASE("a lease has one holder at a time, and its fence grows with each new one")
{
    test::TestStore store;
    const base::UtcTime start = base::fromMicros(1'000'000'000);
    CHECK(hold(store, "a", start) == 1);
    CHECK_FALSE(hold(store, "b", start + 14s));
    CHECK_MESSAGE(hold(store, "a", start + 14s) == 1, "prolonging is no new holder");
    CHECK_FALSE(hold(store, "b", start + 16s));
    CHECK(hold(store, "b", start + 29s) == 2);
    CHECK_FALSE(hold(store, "a", start + 30s));
    CHECK_MESSAGE(hold(store, "b", start + 60s) == 3, "one that let it run out cannot know what happened meanwhile");
}

TEST_CASE("a lease that is given up is free at once, and only its holder can give it up")
{
    test::TestStore store;
    const base::UtcTime start = base::fromMicros(1'000'000'000);
    REQUIRE(hold(store, "a", start) == 1);
    const auto release = [&](const char* owner, std::int64_t fence) {
        store.write([&](Connection& connection) { return store::leases::release(connection, "relay", owner, fence); });
    };
    release("b", 1);
    release("a", 7);
    CHECK_FALSE(hold(store, "b", start + 1s));
    release("a", 1);
    CHECK(hold(store, "b", start + 1s) == 2);
    store.write([&](Connection& connection) -> base::Result<> {
        CHECK_FALSE(*store::leases::isHeld(connection, "relay", "a", 1, start + 2s));
        CHECK_FALSE(*store::leases::isHeld(connection, "relay", "b", 1, start + 2s));
        CHECK(*store::leases::isHeld(connection, "relay", "b", 2, start + 2s));
        CHECK_FALSE(*store::leases::isHeld(connection, "relay", "b", 2, start + 17s));
        const auto lease = store::leases::find(connection, "relay");
        REQUIRE(lease);
        REQUIRE(lease->has_value());
        CHECK((*lease)->owner == "b");
        CHECK_FALSE(store::leases::find(connection, "other")->has_value());
        return {};
    });
}

TEST_CASE("workers are listed while they are seen")
{
    test::TestStore store;
    domain::Worker worker;
    worker.identity = "north-1";
    worker.name = "north";
    worker.host = "host";
    worker.pid = 42;
    worker.version = "1.0";
    worker.login = "anna";
    worker.concurrency = 4;
    const base::UtcTime start = base::fromMicros(1'000'000'000);
    store.write([&](Connection& connection) { return store::workers::seen(connection, worker, start); });
    worker.busy = 3;
    worker.state = domain::WorkerState::Stopping;
    store.write([&](Connection& connection) { return store::workers::seen(connection, worker, start + 10s); });
    worker.identity = "north-2"; // a second one of the same name is another worker
    store.write([&](Connection& connection) { return store::workers::seen(connection, worker, start + 20s); });
    store.write([&](Connection& connection) -> base::Result<> {
        auto all = store::workers::list(connection, start);
        REQUIRE(all);
        REQUIRE(all->size() == 2);
        CHECK(all->front().identity == "north-1");
        CHECK(all->front().busy == 3);
        CHECK((all->front().state == domain::WorkerState::Stopping));
        CHECK(all->front().startedAt == start);
        CHECK(all->front().seenAt == start + 10s);
        CHECK(store::workers::list(connection, start + 15s)->size() == 1);
        CHECK(store::workers::forget(connection, start + 15s));
        CHECK(store::workers::list(connection, start)->size() == 1);
        CHECK(store::workers::gone(connection, "north-2"));
        CHECK(store::workers::list(connection, start)->empty());
        return {};
    });
}
