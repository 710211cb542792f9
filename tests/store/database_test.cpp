// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_store.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using store::sql::Connection;

namespace {

std::int64_t rows(TestStore& store)
{
    const auto count = store::sql::readValue<std::int64_t>(
        store.database(), store.context, [](Connection& connection) -> Result<std::int64_t> {
            const auto answer = connection.query("SELECT COUNT(*) FROM settings");
            if (!answer) {
                return base::fail(answer);
            }
            return answer->front().integer(0);
        });
    REQUIRE(count);
    return *count;
}

Result<> put(Connection& connection, const std::string& name)
{
    const auto done = connection.execute("INSERT INTO settings (name, value) VALUES ($1, 'x')", {name});
    return done ? Result<>() : Result<>(base::fail(done));
}

} // namespace

TEST_CASE("values of every kind come back as they went in")
{
    TestStore store;
    store.write([](Connection& connection) -> Result<> {
        const auto answer = connection.query(
            "SELECT $1, $2, $3, $4, $5",
            {std::int64_t {1} << 62, 1.5, std::string("차량 \xF0\x9F\x9A\x97"), store::sql::Value(), std::string()});
        REQUIRE(answer);
        const auto& row = answer->front();
        CHECK(row.integer(0) == std::int64_t {1} << 62);
        CHECK(row.real(1) == 1.5);
        CHECK(row.text(2) == "차량 \xF0\x9F\x9A\x97");
        CHECK(row.isNull(3));
        CHECK(row.text(4).empty());
        CHECK(row.isNull(99));
        return {};
    });
}

TEST_CASE("a transaction that fails leaves nothing, and those beside it in the group stay whole")
{
    TestStore store;
    std::vector<std::future<bool>> answers;
    std::vector<std::jthread> threads;
    std::atomic<int> good {0};
    for (int i = 0; i < 40; ++i) {
        threads.emplace_back([&store, &good, i] {
            const auto done = store.database().write(store.context, [i](Connection& connection) -> Result<> {
                ARGUS_TRY(put(connection, "a" + std::to_string(i)));
                if (i % 4 == 0) {
                    return base::fail(ErrorCode::Invalid, "no");
                }
                return put(connection, "b" + std::to_string(i));
            });
            good += done ? 1 : 0;
        });
    }
    threads.clear();
    CHECK(good == 30);
    CHECK(rows(store) == 60);
}

TEST_CASE("a broken constraint is a conflict")
{
    TestStore store;
    store.write([](Connection& connection) { return put(connection, "once"); });
    const auto again
        = store.database().write(store.context, [](Connection& connection) { return put(connection, "once"); });
    REQUIRE_FALSE(again);
    CHECK((again.error().code == ErrorCode::Conflict));
}

TEST_CASE("counters that make no sense are refused by the database itself")
{
    TestStore store;
    const auto batch = store.addBatch();
    for (const char* statement : {"UPDATE batches SET processed_files = 1", "UPDATE batches SET failed_files = -1",
                                  "UPDATE batches SET completed_workers = 1", "UPDATE batches SET run_epoch = 0",
                                  "UPDATE batches SET status = 'done'", "UPDATE batches SET status = 'completed'"}) {
        CAPTURE(statement);
        const auto done = store.database().write(store.context, [statement](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute(statement));
            return {};
        });
        REQUIRE_FALSE(done);
        CHECK((done.error().code == ErrorCode::Conflict));
    }
}

TEST_CASE("a cancelled read stops in the middle of its statement")
{
    TestStore store;
    const auto context = store.context.child();
    std::jthread canceller([context] {
        std::this_thread::sleep_for(50ms);
        context.cancel("enough");
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto done = store.database().read(context, [](Connection& connection) -> Result<> {
        ARGUS_TRY(
            connection.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n "
                             "WHERE i < 0"));
        return {};
    });
    REQUIRE_FALSE(done);
    CHECK((done.error().code == ErrorCode::Cancelled));
    CHECK(done.error().message == "enough");
    CHECK(std::chrono::steady_clock::now() - begun < 30s); // it would never end by itself
    // The connection is usable afterwards.
    CHECK(rows(store) == 0);
}

TEST_CASE("an expired context is told apart from a cancelled one")
{
    TestStore store;
    const auto done = store.database().read(store.context.withTimeout(20ms), [](Connection& connection) -> Result<> {
        ARGUS_TRY(
            connection.query("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"));
        return {};
    });
    REQUIRE_FALSE(done);
    CHECK((done.error().code == ErrorCode::DeadlineExceeded));
}

TEST_CASE("a write whose context ended while it waited never starts; one begun runs to its end")
{
    TestStore store;
    std::promise<void> entered;
    std::promise<void> leave;
    const auto running = store.context.child();
    std::jthread busy([&] {
        const auto done = store.database().write(running, [&](Connection& connection) -> Result<> {
            entered.set_value();
            leave.get_future().wait();
            return put(connection, "begun");
        });
        CHECK(done);
    });
    entered.get_future().wait();
    const auto waiting = store.context.child();
    auto second = std::async(std::launch::async, [&] {
        return store.database().write(waiting, [](Connection& connection) { return put(connection, "queued"); });
    });
    waiting.cancel();
    running.cancel();
    leave.set_value();
    busy.join();
    CHECK((second.get().error().code == ErrorCode::Cancelled));
    CHECK(rows(store) == 1);
}

TEST_CASE("readers cannot write, and a read-only opening says who may")
{
    TestStore store;
    const auto written
        = store.database().read(store.context, [](Connection& connection) { return put(connection, "x"); });
    CHECK_FALSE(written);
    store::sqlite::SqliteOptions options;
    options.writable = false;
    const auto beside = store::sqlite::openSqlite(store.path(), options);
    REQUIRE(beside);
    CHECK_FALSE((*beside)->isWritable());
    CHECK(((*beside)->write(store.context, [](Connection&) { return Result<>(); }).error().code
           == ErrorCode::Unavailable));
}

TEST_CASE("what was committed is there after the store is opened again")
{
    TestStore store;
    store.write([](Connection& connection) { return put(connection, "kept"); });
    store.close();
    store.open();
    CHECK(rows(store) == 1);
}
