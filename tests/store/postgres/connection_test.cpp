// SPDX-License-Identifier: Apache-2.0
// Connections, their limits, and what the server refuses.
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
using SteadyClock = std::chrono::steady_clock;

namespace {

/// A statement that the server would work on for a minute.
Result<> sleepLong(Connection& connection)
{
    const auto slept = connection.query("SELECT pg_sleep(60)");
    return slept ? Result<>() : Result<>(base::fail(slept));
}

std::int64_t one(Connection& connection, const std::string& statement)
{
    const auto rows = connection.query(statement);
    REQUIRE_MESSAGE(rows, (rows ? std::string() : rows.error().describe()));
    return rows->front().integer(0);
}

std::int64_t ask(store::sql::Database& database, const std::string& statement)
{
    std::int64_t answer = 0;
    REQUIRE(database.read(base::ExecutionContext::root("test", "ask"), [&](Connection& connection) -> Result<> {
        answer = one(connection, statement);
        return {};
    }));
    return answer;
}

} // namespace

TEST_CASE("columns of every type come back, sums as integers and clocks as the server's")
{
    TestStore store;
    store.write([](Connection& connection) -> Result<> {
        const auto rows = connection.query("SELECT true, false, 7::int2, SUM(x), 1.5::numeric, '{\"a\": [1]}'::jsonb, "
                                           "NULL::int8, pg_current_xact_id() FROM (VALUES (1::int8), (2)) AS t (x)");
        REQUIRE(rows);
        const auto& row = rows->front();
        CHECK(row.integer(0) == 1);
        CHECK(row.integer(1) == 0);
        CHECK_FALSE(row.isNull(1));
        CHECK(row.integer(2) == 7);
        CHECK(row.integer(3) == 3);
        CHECK(row.real(4) == 1.5);
        CHECK(row.text(5) == "{\"a\": [1]}");
        CHECK(row.isNull(6));
        CHECK(row.integer(7) > 0);
        const auto now = connection.now();
        REQUIRE(now);
        const std::int64_t server = one(connection, "SELECT (extract(epoch from clock_timestamp()) * 1000000)::int8");
        CHECK(base::toMicros(*now) <= server); // never ahead
        CHECK(server - base::toMicros(*now) < 60'000'000);
        return {};
    });
}

TEST_CASE("text with a NUL is refused with words, not cut short")
{
    TestStore store;
    const auto done = store.database().write(store.context, [](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("INSERT INTO settings (name, value) VALUES ($1, $2)",
                                     {std::string("name"), std::string("be\0fore", 7)}));
        return {};
    });
    REQUIRE_FALSE(done);
    CHECK((done.error().code == ErrorCode::Invalid));
    CHECK(done.error().message.find("NUL") != std::string::npos);
    CHECK(store.count("settings") == 0);
}

TEST_CASE("a cancelled statement stops within a second, and the next one of its connection is left alone")
{
    TestStore store;
    store.settings.maxConnections = 1; // everything on one connection
    store.open();
    for (const bool writes : {false, true}) {
        const auto context = store.context.child();
        auto running = std::async(std::launch::async, [&] {
            return writes ? store.database().write(context, sleepLong) : store.database().read(context, sleepLong);
        });
        std::this_thread::sleep_for(200ms);
        const auto cancelled = SteadyClock::now();
        context.cancel("enough");
        const auto done = running.get();
        CHECK(SteadyClock::now() - cancelled < 1s);
        REQUIRE_FALSE(done);
        CHECK((done.error().code == ErrorCode::Cancelled));
        CHECK(done.error().message == "enough");
        // A request that came late would hit one of these.
        for (int i = 0; i < 20; ++i) {
            CHECK(ask(store.database(), "SELECT 1 FROM pg_sleep(0.02)") == 1);
        }
    }
}

TEST_CASE("cancelling at any moment spares the statements of others")
{
    TestStore store;
    store.settings.maxConnections = 2;
    store.open();
    std::atomic<bool> over {false};
    std::atomic<int> harmed {0};
    std::jthread neighbour([&] {
        while (!over) {
            const auto done = store.database().read(store.context, [](Connection& connection) -> Result<> {
                ARGUS_TRY(connection.query("SELECT pg_sleep(0.003)"));
                return {};
            });
            harmed += done ? 0 : 1;
        }
    });
    for (int i = 0; i < 60; ++i) {
        const auto context = store.context.child();
        std::jthread canceller([&context, i] {
            std::this_thread::sleep_for(std::chrono::microseconds(i * 150));
            context.cancel();
        });
        (void)store.database().read(context, [](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.query("SELECT pg_sleep(0.005)"));
            return {};
        });
    }
    over = true;
    neighbour.join();
    CHECK(harmed == 0);
}

TEST_CASE("a write that is cancelled under way leaves nothing")
{
    TestStore store;
    const auto context = store.context.child();
    const auto done = store.database().write(context, [&context](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("INSERT INTO settings (name, value) VALUES ('half', 'x')"));
        context.cancel("no more");
        ARGUS_TRY(connection.execute("INSERT INTO settings (name, value) VALUES ('whole', 'x')"));
        return {};
    });
    CHECK((done.error().code == ErrorCode::Cancelled));
    CHECK(store.count("settings") == 0);
}

TEST_CASE("a deadline ends a statement, and without one the statement timeout does")
{
    TestStore store;
    const auto late = store.database().read(store.context.withTimeout(300ms), sleepLong);
    REQUIRE_FALSE(late);
    CHECK((late.error().code == ErrorCode::DeadlineExceeded));
    store.settings.statementTimeout = 500ms;
    store.open();
    const auto slow = store.database().write(store.context, sleepLong);
    REQUIRE_FALSE(slow);
    CHECK((slow.error().code == ErrorCode::DeadlineExceeded));
    CHECK(ask(store.database(), "SELECT 1") == 1);
}

TEST_CASE("there are never more connections than allowed, few stay, and one who waits in vain is told")
{
    TestStore store;
    store.settings.maxConnections = 4;
    store.settings.maxIdle = 2;
    store.settings.applicationName = "counted " + store.settings.url.substr(store.settings.url.rfind('/') + 1);
    store.open();
    const std::string count
        = "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = '" + store.settings.applicationName + "'";
    const auto observer = store.openAnother(); // under the same name: its own connection counts as one more
    std::atomic<std::int64_t> most {0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 12; ++i) {
            threads.emplace_back([&] {
                for (int k = 0; k < 5; ++k) {
                    CHECK(store.database().read(store.context, [](Connection& connection) -> Result<> {
                        ARGUS_TRY(connection.query("SELECT pg_sleep(0.01)"));
                        return {};
                    }));
                }
            });
        }
        for (int i = 0; i < 20; ++i) {
            most = std::max<std::int64_t>(most, ask(*observer, count));
        }
    }
    CHECK(most <= 5);
    // A backend leaves the list a moment after its client went.
    std::int64_t left = 99;
    for (int i = 0; i < 100 && left > 3; ++i) {
        left = ask(*observer, count);
        std::this_thread::sleep_for(20ms);
    }
    CHECK(left <= 3);

    std::promise<void> leave;
    const auto released = leave.get_future().share();
    std::vector<std::jthread> holders;
    std::atomic<int> inside {0};
    for (int i = 0; i < 4; ++i) {
        holders.emplace_back([&] {
            CHECK(store.database().read(store.context, [&](Connection&) {
                ++inside;
                released.wait();
                return Result<>();
            }));
        });
    }
    while (inside < 4) {
        std::this_thread::sleep_for(1ms);
    }
    const auto waited = store.database().read(store.context.withTimeout(200ms), sleepLong);
    CHECK((waited.error().code == ErrorCode::DeadlineExceeded));
    const auto context = store.context.child();
    auto waiting = std::async(std::launch::async, [&] { return store.database().read(context, sleepLong); });
    std::this_thread::sleep_for(50ms);
    context.cancel();
    CHECK((waiting.get().error().code == ErrorCode::Cancelled));
    leave.set_value();
}

TEST_CASE("an idle connection ends after its time")
{
    TestStore store;
    store.settings.idleTime = 200ms;
    store.settings.applicationName = "idle " + store.settings.url.substr(store.settings.url.rfind('/') + 1);
    const std::string mine = store.settings.applicationName;
    store.open();
    store.settings.applicationName = "observer";
    const auto observer = store.openAnother();
    bool gone = false;
    for (int i = 0; i < 200 && !gone; ++i) {
        std::this_thread::sleep_for(20ms);
        gone = ask(*observer, "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = '" + mine + "'") == 0;
    }
    CHECK(gone);
}

TEST_CASE("wrong credentials, servers that are not there and addresses that are none are told apart")
{
    TestStore store;
    auto settings = store.settings;
    settings.password = "wrong";
    const auto denied = store::postgres::openPostgres(settings);
    REQUIRE_FALSE(denied);
    CHECK((denied.error().code == ErrorCode::Denied));
    CHECK(denied.error().message.find("wrong") == std::string::npos); // no password in a message

    settings = store.settings;
    settings.url = "postgresql://argus:secret@127.0.0.1:1/none";
    const auto away = store::postgres::openPostgres(settings);
    REQUIRE_FALSE(away);
    CHECK((away.error().code == ErrorCode::Unavailable));
    CHECK(away.error().retryable);
    CHECK(away.error().message.find("secret") == std::string::npos);

    settings.url = "postgresql://argus:secret@[oops/none";
    const auto invalid = store::postgres::openPostgres(settings);
    REQUIRE_FALSE(invalid);
    CHECK((invalid.error().code == ErrorCode::Invalid));
    CHECK(invalid.error().message.find("secret") == std::string::npos);
}

TEST_CASE("a password may stand beside the address, and is never shown")
{
    TestStore store;
    const std::string password = test::postgresServer()["password"];
    auto settings = store.settings;
    settings.url.erase(settings.url.find(":" + password), password.size() + 1);
    CHECK_FALSE(store::postgres::openPostgres(settings));
    settings.password = password;
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    CHECK((*opened)->describe().find(password) == std::string::npos);
    CHECK((*opened)->describe().rfind("PostgreSQL 1", 0) == 0);
}

TEST_CASE("a server that wants TLS gets it, and one with another certificate is refused")
{
    const auto server = test::TestServer::start("postgres", {"tls=1"});
    if (!server) {
        return;
    }
    store::postgres::PostgresSettings settings;
    settings.url = (*server)["url"];
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
    CHECK(ask(**opened, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()") == 1);

    // Cancelling goes over TLS as well.
    const auto context = base::ExecutionContext::root("test", "tls").withTimeout(200ms);
    CHECK(((*opened)->read(context, sleepLong).error().code == ErrorCode::DeadlineExceeded));

    settings.url = (*server)["url"];
    settings.url.replace(settings.url.rfind("/ca.crt"), 7, "/wrong-ca.crt");
    CHECK((store::postgres::openPostgres(settings).error().code == ErrorCode::Denied));
    settings.url = (*server)["url"];
    settings.url = settings.url.substr(0, settings.url.find('?')) + "?sslmode=disable";
    CHECK((store::postgres::openPostgres(settings).error().code == ErrorCode::Denied));
}

TEST_CASE("a login without a right is denied, with what it lacks")
{
    TestStore store;
    const auto done = store.database().write(store.context, [](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.query("SELECT * FROM pg_authid"));
        return {};
    });
    REQUIRE_FALSE(done);
    CHECK_MESSAGE((done.error().code == ErrorCode::Denied), done.error().describe());
    CHECK(done.error().message.find("pg_authid") != std::string::npos);
}
