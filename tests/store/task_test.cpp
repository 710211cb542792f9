// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/task_repository.h"

#include "tests/support/test_store.h"

#include <array>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TestStore;
using base::Result;
using domain::Stage;
using domain::Task;
using domain::TaskId;
using store::sql::Connection;
using store::tasks::Lease;

namespace {

constexpr std::array kAllStages {Stage::Scatter, Stage::Parse, Stage::Gather, Stage::Diagnose, Stage::Report};
const base::UtcTime kStart = base::fromMicros(1'800'000'000'000'000);

TaskId addTask(TestStore& store, const domain::Batch& batch, Stage stage, std::int64_t priority = 0)
{
    Task task;
    task.id = TaskId::make();
    task.batchId = batch.id;
    task.stage = stage;
    task.priority = priority;
    task.fileId = stage == Stage::Parse ? std::optional(domain::FileId::make()) : std::nullopt;
    store.write([&](Connection& connection) { return store::tasks::insert(connection, task, kStart); });
    return task.id;
}

std::vector<Task> claim(TestStore& store, std::int64_t limit, base::UtcTime now,
                        std::span<const Stage> stages = kAllStages)
{
    std::vector<Task> claimed;
    store.write([&](Connection& connection) -> Result<> {
        auto tasks = store::tasks::claim(connection, {"w/1", limit, 30s, stages}, now);
        REQUIRE(tasks);
        claimed = std::move(*tasks);
        return {};
    });
    return claimed;
}

bool completes(TestStore& store, const Lease& lease)
{
    const auto done = store.database().write(
        store.context, [&](Connection& connection) { return store::tasks::complete(connection, lease, kStart); });
    if (!done) {
        CHECK(store::tasks::isLeaseLost(done.error()));
    }
    return bool(done);
}

std::int64_t reap(TestStore& store, base::UtcTime now)
{
    std::int64_t freed = 0;
    store.write([&](Connection& connection) -> Result<> {
        freed = *store::tasks::reap(connection, /*allRunning=*/false, now);
        return {};
    });
    return freed;
}

} // namespace

TEST_CASE("high priority comes first, a task is given once, and only from the stages that have room")
{
    TestStore store;
    const auto batch = store.addBatch();
    const auto low = addTask(store, batch, Stage::Parse, 0);
    const auto high = addTask(store, batch, Stage::Parse, 9);
    const auto gather = addTask(store, batch, Stage::Gather, 5);
    const std::array onlyParse {Stage::Parse};
    const auto first = claim(store, 1, kStart, onlyParse);
    REQUIRE(first.size() == 1);
    CHECK(first[0].id == high);
    CHECK(first[0].attempt == 1);
    const auto rest = claim(store, 10, kStart);
    REQUIRE(rest.size() == 2);
    CHECK(rest[0].id == gather);
    CHECK(rest[1].id == low);
    CHECK(claim(store, 10, kStart).empty());
}

TEST_CASE("the batch that was opened first comes to its end before the next is parsed")
{
    TestStore store;
    const auto older = store.addBatch();
    const auto newer = store.addBatch();
    const auto parse = addTask(store, newer, Stage::Parse);
    const auto urgent = addTask(store, newer, Stage::Parse, 1);
    const auto gather = addTask(store, older, Stage::Gather);
    const auto one = claim(store, 1, kStart);
    REQUIRE(one.size() == 1);
    CHECK(one[0].id == urgent);
    const auto rest = claim(store, 10, kStart);
    REQUIRE(rest.size() == 2);
    CHECK(rest[0].id == gather);
    CHECK(rest[1].id == parse);
}

TEST_CASE("the same stage of the same epoch is added once")
{
    TestStore store;
    const auto batch = store.addBatch();
    addTask(store, batch, Stage::Gather);
    addTask(store, batch, Stage::Gather);
    CHECK(claim(store, 10, kStart).size() == 1);
}

TEST_CASE("a worker whose lease ran out cannot finish what its successor does")
{
    TestStore store;
    const auto batch = store.addBatch();
    addTask(store, batch, Stage::Gather);
    const auto old = claim(store, 1, kStart).at(0);
    CHECK(reap(store, kStart + 29s) == 0);
    CHECK(reap(store, kStart + 31s) == 1);
    const auto successor = claim(store, 1, kStart + 32s).at(0);
    CHECK(successor.id == old.id);
    CHECK(successor.fence > old.fence);
    CHECK(successor.attempt == 1); // a death uses up no attempt
    CHECK_FALSE(completes(store, {old.id, old.fence}));
    CHECK(completes(store, {successor.id, successor.fence}));
    CHECK_FALSE(completes(store, {successor.id, successor.fence}));
}

TEST_CASE("heartbeats keep a lease, and tell when it was lost")
{
    TestStore store;
    const auto batch = store.addBatch();
    addTask(store, batch, Stage::Gather);
    const auto task = claim(store, 1, kStart).at(0);
    const std::array leases {Lease {task.id, task.fence}};
    store.write([&](Connection& connection) -> Result<> {
        CHECK(store::tasks::heartbeat(connection, leases, 30s, kStart + 20s)->size() == 1);
        return {};
    });
    CHECK(reap(store, kStart + 40s) == 0);
    store.write([&](Connection& connection) {
        return store::tasks::cancelOfBatch(connection, batch.id, "cancelled by anna", kStart);
    });
    store.write([&](Connection& connection) -> Result<> {
        CHECK(store::tasks::heartbeat(connection, leases, 30s, kStart + 45s)->empty());
        CHECK(store::tasks::stillHeld(connection, leases)->empty());
        return {};
    });
    CHECK_FALSE(completes(store, leases[0]));
}

TEST_CASE("a retry waits for its time, and waiting for a lost server costs no attempt")
{
    TestStore store;
    const auto batch = store.addBatch();
    addTask(store, batch, Stage::Gather);
    auto task = claim(store, 1, kStart).at(0);
    const auto giveBack = [&](bool counts) {
        store.write([&](Connection& connection) {
            return store::tasks::retryLater(connection, {task.id, task.fence}, "lock", kStart + 10s, counts, kStart);
        });
    };
    giveBack(true);
    CHECK(claim(store, 1, kStart + 9s).empty());
    task = claim(store, 1, kStart + 10s).at(0);
    CHECK(task.attempt == 2);
    giveBack(false);
    task = claim(store, 1, kStart + 10s).at(0);
    CHECK(task.attempt == 2);
    const auto attempts = store::sql::readValue<std::vector<domain::Attempt>>(
        store.database(), store.context,
        [&](Connection& connection) { return store::tasks::attemptsOf(connection, batch.id, std::nullopt); });
    REQUIRE(attempts);
    CHECK(attempts->size() == 3);
    CHECK(attempts->front().outcome == "retried");
    CHECK(attempts->front().error == "lock");
    CHECK(attempts->back().outcome.empty());
}
