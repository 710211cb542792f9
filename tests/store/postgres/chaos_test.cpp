// SPDX-License-Identifier: Apache-2.0
// Servers that end, connections that break, and commits of which nobody heard.
#include "tests/support/tcp_proxy.h"
#include "tests/support/test_store.h"

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

using namespace argus;
using namespace std::chrono_literals;
using argus::test::TcpProxy;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using store::sql::Connection;

namespace {

Result<> put(Connection& connection, const std::string& name)
{
    const auto done = connection.execute("INSERT INTO settings (name, value) VALUES ($1, 'x')", {name});
    return done ? Result<>() : Result<>(base::fail(done));
}

std::uint16_t serverPort()
{
    return static_cast<std::uint16_t>(std::stoi(test::postgresServer()["port"]));
}

/// A store whose connections pass a proxy.
struct ProxiedStore
{
    TestStore direct;
    TcpProxy proxy {serverPort()};
    std::unique_ptr<store::sql::Database> database = open();

    std::unique_ptr<store::sql::Database> open()
    {
        store::postgres::PostgresSettings settings = direct.settings;
        const std::string own = ":" + test::postgresServer()["port"] + "/";
        settings.url.replace(settings.url.find(own), own.size(), ":" + proxy.port() + "/");
        settings.connectTimeout = 2s;
        auto opened = store::postgres::openPostgres(settings);
        REQUIRE(opened);
        return std::move(*opened);
    }
    Result<> write(const base::ExecutionContext& context, const std::string& name)
    {
        return database->write(context, [name](Connection& connection) { return put(connection, name); });
    }
};

} // namespace

TEST_CASE("a backend that is killed in the middle of a transaction costs a second run, no more")
{
    TestStore store;
    int runs = 0;
    const auto done = store.database().write(store.context, [&](Connection& connection) -> Result<> {
        ARGUS_TRY(put(connection, "run " + std::to_string(++runs)));
        if (runs == 1) {
            const auto pid = connection.query("SELECT pg_backend_pid()");
            REQUIRE(pid);
            test::runSql(store.settings.url,
                         {"SELECT pg_terminate_backend(" + std::to_string(pid->front().integer(0)) + ")",
                          "SELECT pg_sleep(0.2)"});
        }
        return put(connection, "end of run " + std::to_string(runs));
    });
    REQUIRE_MESSAGE(done, (done ? std::string() : done.error().describe()));
    CHECK(runs == 2);
    CHECK(store.count("settings") == 2);
    CHECK(store.count("settings WHERE name LIKE '%run 1'") == 0);
}

TEST_CASE("after a restart of the server everything goes on, and what was committed is there")
{
    auto server = test::TestServer::start("postgres"); // of its own, the others' stays
    if (!server) {
        return;
    }
    store::postgres::PostgresSettings settings;
    settings.url = (*server)["url"];
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    store::sql::Database& database = **opened;
    const auto context = base::ExecutionContext::root("test", "restart");
    REQUIRE(store::migrate(context, database));
    std::atomic<bool> over {false};
    std::atomic<int> acknowledged {0};
    std::atomic<int> refused {0};
    std::vector<std::jthread> writers;
    for (int w = 0; w < 3; ++w) {
        writers.emplace_back([&, w] {
            for (int i = 0; !over; ++i) {
                const std::string name = std::to_string(w) + "/" + std::to_string(i);
                const auto done
                    = database.write(context, [&](Connection& connection) { return put(connection, name); });
                acknowledged += done ? 1 : 0;
                if (!done) {
                    ++refused;
                    CHECK_MESSAGE((done.error().code == ErrorCode::Unavailable), done.error().describe());
                    std::this_thread::sleep_for(5ms);
                }
            }
        });
    }
    for (int round = 0; round < 3; ++round) {
        std::this_thread::sleep_for(200ms);
        server->kill();
        const auto away = database.read(context, [](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.query("SELECT 1"));
            return {};
        });
        CHECK((away.error().code == ErrorCode::Unavailable));
        CHECK(away.error().retryable);
        server->restart();
        const int before = acknowledged;
        for (int i = 0; i < 1000 && acknowledged < before + 5; ++i) {
            std::this_thread::sleep_for(10ms);
        }
        CHECK(acknowledged >= before + 5); // it came back by itself
    }
    over = true;
    writers.clear();
    std::int64_t there = 0;
    REQUIRE(database.read(context, [&](Connection& connection) -> Result<> {
        there = connection.query("SELECT COUNT(*) FROM settings")->front().integer(0);
        return {};
    }));
    // Each has a name of its own: none is lost, and only what was not acknowledged may be there beside them.
    CHECK(there >= acknowledged);
    CHECK(there <= acknowledged + refused);
    MESSAGE("acknowledged ", acknowledged.load(), ", refused ", refused.load(), ", there ", there);
}

TEST_CASE("a commit whose answer is lost is found out: it happened")
{
    ProxiedStore store;
    int runs = 0;
    store.proxy.cutAt("COMMIT", TcpProxy::Cut::AfterItArrived);
    const auto done = store.database->write(
        store.direct.context, [&](Connection& connection) { return put(connection, "run " + std::to_string(++runs)); });
    CHECK_MESSAGE(done, (done ? std::string() : done.error().describe()));
    CHECK(store.proxy.cuts() == 1);
    CHECK(runs == 1); // not made again
    CHECK(store.direct.count("settings") == 1);
}

TEST_CASE("a commit that never arrived is found out: the work runs again")
{
    ProxiedStore store;
    int runs = 0;
    store.proxy.cutAt("COMMIT", TcpProxy::Cut::BeforeItArrives);
    const auto done = store.database->write(
        store.direct.context, [&](Connection& connection) { return put(connection, "run " + std::to_string(++runs)); });
    CHECK_MESSAGE(done, (done ? std::string() : done.error().describe()));
    CHECK(runs == 2);
    CHECK(store.direct.count("settings") == 1);
    CHECK(store.direct.count("settings WHERE name = 'run 2'") == 1);
}

TEST_CASE("a commit of which nobody can say is told as unknown, and not tried again")
{
    ProxiedStore store;
    std::jthread puller([&] {
        while (store.proxy.cuts() == 0) {
            std::this_thread::sleep_for(1ms);
        }
    });
    int runs = 0;
    store.proxy.cutAt("COMMIT", TcpProxy::Cut::AfterItArrived);
    store.proxy.refuse(true); // the connection in use goes on, new ones are not had
    const auto done = store.database->write(store.direct.context.withTimeout(1500ms), [&](Connection& connection) {
        return put(connection, "run " + std::to_string(++runs));
    });
    REQUIRE_FALSE(done);
    CHECK((done.error().code == ErrorCode::Unavailable));
    CHECK_FALSE(done.error().retryable);
    CHECK(done.error().message.find("unknown") != std::string::npos);
    CHECK(runs == 1);
    CHECK(store.direct.count("settings") == 1);
}

TEST_CASE("a group of writes whose commit is lost is answered as it came out")
{
    ProxiedStore store;
    constexpr int kWrites = 40;
    store.proxy.cutAt("COMMIT", TcpProxy::Cut::AfterItArrived);
    std::vector<std::promise<bool>> answers(kWrites);
    for (int i = 0; i < kWrites; ++i) {
        store.database->writeLater(
            store.direct.context, [i](Connection& connection) { return put(connection, std::to_string(i)); },
            [&answers, i](const Result<>& done) { answers[static_cast<std::size_t>(i)].set_value(bool(done)); });
    }
    for (auto& answer : answers) {
        CHECK(answer.get_future().get());
    }
    CHECK(store.proxy.cuts() == 1);
    CHECK(store.direct.count("settings") == kWrites);
}

TEST_CASE("a cable that is pulled holds nobody beyond the deadline")
{
    ProxiedStore store;
    REQUIRE(store.write(store.direct.context, "before"));
    store.proxy.stall(true);
    const auto begun = std::chrono::steady_clock::now();
    const auto done = store.write(store.direct.context.withTimeout(500ms), "during");
    REQUIRE_FALSE(done);
    // The connection is given up once the canceller cannot reach the server either.
    CHECK(std::chrono::steady_clock::now() - begun < 8s);
    store.proxy.stall(false);
    CHECK(store.write(store.direct.context, "after"));
}
