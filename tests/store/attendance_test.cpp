// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/attendance_repository.h"

#include "core/store/repositories/customer_repository.h"
#include "core/store/repositories/task_repository.h"
#include "tests/support/test_store.h"

#include <doctest/doctest.h>

#include <optional>

using namespace argus;
using namespace std::chrono_literals;
using domain::CaseAttendance;
using store::sql::Connection;

namespace {

const base::UtcTime kStart = base::fromMicros(1'000'000'000'000);
constexpr std::chrono::seconds kLife = 30s;

std::int64_t addCustomer(test::TestStore& store, const std::string& login)
{
    std::int64_t id = 0;
    store.write([&](Connection& connection) -> base::Result<> {
        domain::Customer customer;
        customer.uuid = domain::CustomerUuid::make();
        customer.login = login;
        customer.name = login + " by name";
        customer.createdAt = customer.updatedAt = kStart;
        const auto added = store::customers::insert(connection, customer);
        if (!added) {
            return base::fail(added);
        }
        id = *added;
        return {};
    });
    return id;
}

base::Result<> enter(test::TestStore& store, const std::string& session, domain::BatchId batch, std::int64_t customer,
                     base::UtcTime now)
{
    return store.database().write(store.context, [&](Connection& connection) {
        return store::attendance::enter(connection, {session, batch, customer, "north", now, now + kLife});
    });
}

std::vector<CaseAttendance> present(test::TestStore& store, base::UtcTime now,
                                    const std::optional<std::vector<std::string>>& workspaces = std::nullopt)
{
    auto found = store::sql::readValue<std::vector<CaseAttendance>>(
        store.database(), store.context,
        [&](Connection& connection) { return store::attendance::present(connection, workspaces, now); });
    REQUIRE_MESSAGE(found, (found ? std::string() : found.error().describe()));
    return std::move(*found);
}

} // namespace

TEST_CASE("a window has one case open, since it was opened, for as long as it says so")
{
    test::TestStore store;
    const std::int64_t anna = addCustomer(store, "anna");
    const auto first = store.addBatch();
    const auto second = store.addBatch();
    REQUIRE(enter(store, "w1", first.id, anna, kStart));
    REQUIRE(enter(store, "w1", first.id, anna, kStart + 10s));
    auto cases = present(store, kStart + 39s);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].batchId == first.id);
    REQUIRE(cases[0].people.size() == 1);
    CHECK(cases[0].people[0] == domain::Attendee {"w1", "anna", "anna by name", "north", kStart});
    CHECK_MESSAGE(present(store, kStart + 40s).empty(), "a window that says nothing more is gone");

    REQUIRE(enter(store, "w1", second.id, anna, kStart + 20s));
    cases = present(store, kStart + 21s);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].batchId == second.id);
    CHECK((cases[0].people[0].since == kStart + 20s));
}

TEST_CASE("a window is closed, or given to another case, by its own user only")
{
    test::TestStore store;
    const std::int64_t anna = addCustomer(store, "anna");
    const std::int64_t otto = addCustomer(store, "otto");
    const auto batch = store.addBatch();
    const auto other = store.addBatch();
    REQUIRE(enter(store, "w1", batch.id, anna, kStart));
    REQUIRE(enter(store, "w2", batch.id, otto, kStart + 1s));
    CHECK(present(store, kStart + 2s).front().people.size() == 2);
    const auto stolen = enter(store, "w1", other.id, otto, kStart + 2s);
    REQUIRE_FALSE(stolen);
    CHECK((stolen.error().code == base::ErrorCode::Conflict));
    const auto leave = [&](std::int64_t customer) {
        store.write([&](Connection& connection) { return store::attendance::leave(connection, "w1", customer); });
    };
    leave(otto);
    CHECK(present(store, kStart + 3s).front().people.size() == 2);
    leave(anna);
    const auto left = present(store, kStart + 3s);
    REQUIRE(left.front().people.size() == 1);
    CHECK(left.front().people[0].login == "otto");
}

TEST_CASE("who is on cases of other workspaces is not told, and a deleted case has nobody")
{
    test::TestStore store;
    const std::int64_t anna = addCustomer(store, "anna");
    const auto batch = store.addBatch(); // in the workspace "default"
    REQUIRE(enter(store, "w1", batch.id, anna, kStart));
    CHECK(present(store, kStart + 1s, std::vector<std::string> {"default", "team"}).size() == 1);
    CHECK(present(store, kStart + 1s, std::vector<std::string> {"team"}).empty());
    CHECK(present(store, kStart + 1s, std::vector<std::string> {}).empty());
    store.write([&](Connection& connection) { return store::batches::remove(connection, batch.id); });
    CHECK(store.count("open_cases") == 0);
}

TEST_CASE("what ran out long ago is removed")
{
    test::TestStore store;
    const std::int64_t anna = addCustomer(store, "anna");
    const auto batch = store.addBatch();
    REQUIRE(enter(store, "w1", batch.id, anna, kStart));
    REQUIRE(enter(store, "w2", batch.id, anna, kStart + 10s));
    store.write([&](Connection& connection) { return store::attendance::forget(connection, kStart + 35s); });
    CHECK(store.count("open_cases") == 1);
}

TEST_CASE("workers are on the case whose task they hold, until their lease runs out")
{
    test::TestStore store;
    const auto batch = store.addBatch(domain::BatchStatus::Uploaded, 1);
    domain::Task task;
    task.id = domain::TaskId::make();
    task.batchId = batch.id;
    task.runEpoch = 1;
    task.stage = domain::Stage::Scatter;
    store.write([&](Connection& connection) { return store::tasks::insert(connection, task, kStart); });
    CHECK(present(store, kStart).empty());
    store.write([&](Connection& connection) -> base::Result<> {
        const std::vector<domain::Stage> stages {domain::Stage::Scatter};
        const auto claimed = store::tasks::claim(connection, {"north/0123456789ab", 1, kLife, stages}, kStart);
        if (!claimed) {
            return base::fail(claimed);
        }
        CHECK(claimed->size() == 1);
        return {};
    });
    const auto cases = present(store, kStart + 1s);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].people.empty());
    REQUIRE(cases[0].workers.size() == 1);
    CHECK(cases[0].workers[0] == domain::WorkerOnCase {"north", "", domain::Stage::Scatter, "", kStart});
    CHECK(present(store, kStart + kLife).empty());
}
