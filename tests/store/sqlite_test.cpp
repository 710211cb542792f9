// SPDX-License-Identifier: Apache-2.0
// What only the local store promises.
#include "core/base/file_io.h"
#include "tests/support/test_store.h"

#include <future>
#include <thread>

using namespace argus;
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

} // namespace

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
    CHECK(store.count("settings") == 1);
}

TEST_CASE("a read-only opening says who may write")
{
    TestStore store;
    store::sqlite::SqliteOptions options;
    options.writable = false;
    const auto beside = store::sqlite::openSqlite(store.path(), options);
    REQUIRE(beside);
    CHECK_FALSE((*beside)->isWritable());
    CHECK(((*beside)->write(store.context, [](Connection&) { return Result<>(); }).error().code
           == ErrorCode::Unavailable));
}

TEST_CASE("a file that is no database is told as such")
{
    const test::TestFolder folder;
    REQUIRE(base::writeFileAtomically(folder / "store.db", std::string(5000, 'x')));
    const auto opened = store::sqlite::openSqlite(folder / "store.db", {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().message.find("no Argus Desk store") != std::string::npos);
}
