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
    return store.count("settings");
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

TEST_CASE("what was committed is there after the store is opened again")
{
    TestStore store;
    store.write([](Connection& connection) { return put(connection, "kept"); });
    store.close();
    store.open();
    CHECK(rows(store) == 1);
}

TEST_CASE("readers cannot write")
{
    TestStore store;
    CHECK_FALSE(store.database().read(store.context, [](Connection& connection) { return put(connection, "x"); }));
    CHECK(rows(store) == 0);
}

TEST_CASE("a transaction goes on no further than its first refused statement, whatever its work makes of that")
{
    TestStore store;
    store.write([](Connection& connection) { return put(connection, "once"); });
    const auto done = store.database().write(store.context, [](Connection& connection) -> Result<> {
        ARGUS_TRY(put(connection, "before"));
        return put(connection, "once");
    });
    CHECK_FALSE(done);
    CHECK(rows(store) == 1);
}

TEST_CASE("writes for later are answered each, the failed ones alone")
{
    TestStore store;
    constexpr int kWrites = 60;
    std::vector<std::promise<bool>> answers(kWrites);
    for (int i = 0; i < kWrites; ++i) {
        store.database().writeLater(
            store.context,
            [i](Connection& connection) -> Result<> {
                ARGUS_TRY(put(connection, "later " + std::to_string(i)));
                return i % 10 == 3 ? Result<>(base::fail(ErrorCode::Invalid, "no")) : Result<>();
            },
            [&answers, i](const Result<>& done) { answers[static_cast<std::size_t>(i)].set_value(bool(done)); });
    }
    int good = 0;
    for (auto& answer : answers) {
        good += answer.get_future().get() ? 1 : 0;
    }
    CHECK(good == 54);
    CHECK(rows(store) == 54);
}

TEST_CASE("what waits for later is written before the store closes")
{
    TestStore store;
    std::atomic<int> answered {0};
    for (int i = 0; i < 30; ++i) {
        store.database().writeLater(
            store.context, [i](Connection& connection) { return put(connection, "last " + std::to_string(i)); },
            [&answered](const Result<>& done) { answered += done ? 1 : 0; });
    }
    store.close();
    CHECK(answered == 30);
    store.open();
    CHECK(rows(store) == 30);
}

TEST_CASE("the same key at the same moment: one makes it, the others see it")
{
    TestStore store;
    std::atomic<int> made {0};
    std::atomic<int> seen {0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i) {
            threads.emplace_back([&] {
                bool known = false;
                const auto done = store.database().write(store.context, [&known](Connection& connection) -> Result<> {
                    const auto there = connection.query("SELECT 1 FROM settings WHERE name = 'key'");
                    if (!there) {
                        return base::fail(there);
                    }
                    known = !there->empty();
                    return known ? Result<>() : put(connection, "key");
                });
                CHECK(done);
                (known ? seen : made) += 1;
            });
        }
    }
    CHECK(made == 1);
    CHECK(seen == 7);
}

TEST_CASE("a name that is no UTF-8 is kept with its broken bytes replaced, not refused")
{
    TestStore store;
    store.write([](Connection& connection) { return put(connection, "fahrt_\xFC.log"); });
    const auto names = store::sql::readValue<std::string>(
        store.database(), store.context, [](Connection& connection) -> Result<std::string> {
            const auto answer = connection.query("SELECT name FROM settings");
            return answer ? Result<std::string>(answer->front().text(0)) : Result<std::string>(base::fail(answer));
        });
    REQUIRE(names);
    CHECK(*names == "fahrt_\xEF\xBF\xBD.log");
}
