// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/connection.h"

#include <doctest/doctest.h>

#include <string>

using namespace argus;
using runtime::Connection;
using runtime::Mode;

namespace {

Connection at(const std::string& store, const std::string& bus, const std::string& blobs)
{
    Connection connection;
    connection.store = store;
    connection.bus = bus;
    connection.blobs = blobs;
    return connection;
}

constexpr const char* kStore = "postgresql://anna@db.example/argus";
constexpr const char* kBus = "kafka://broker:9092,other:9092";

} // namespace

TEST_CASE("what is all local goes together, and what is all shared")
{
    CHECK((runtime::modeOf(at("", "", "")) == Mode::Local));
    CHECK((runtime::modeOf(at("/tmp/store.db", "local", "/tmp/blobs")) == Mode::Local));
    CHECK((runtime::modeOf(at(kStore, kBus, "s3+https://s3.example/bucket")) == Mode::Shared));
    CHECK((runtime::modeOf(at("postgres://db/argus", kBus, "shared:/mnt/argus")) == Mode::Shared));
}

TEST_CASE("any other combination is refused, and the message says what is missing")
{
    struct Case
    {
        Connection connection;
        const char* said;
    };
    for (const Case& each :
         {Case {at(kStore, "local", ""), "--bus kafka://host:port and --blobs s3+http://host:port/bucket"},
          Case {at(kStore, kBus, "/tmp/blobs"), "--blobs s3+http://host:port/bucket"},
          Case {at(kStore, kBus, ""), "recordings beside the store"},
          Case {at("/tmp/store.db", kBus, "s3+http://h:1/b"), "--store postgresql://..."},
          Case {at("", "local", "s3+http://h:1/b"), "--store postgresql://... and --bus kafka://host:port"},
          Case {at("", "", "shared:/mnt"), "--store postgresql://... and --bus kafka://host:port"},
          Case {at("mysql://db/argus", "", ""), "there is no 'mysql' here"},
          Case {at("", "amqp://broker", ""), "give 'local' or kafka://host:port"},
          Case {at("", "", "ftp://host/x"), "there is no 'ftp' here"},
          Case {at(kStore, kBus, "shared:"), "needs the path"}}) {
        const auto mode = runtime::modeOf(each.connection);
        CAPTURE(runtime::describe(each.connection));
        REQUIRE_FALSE(mode);
        CHECK((mode.error().code == base::ErrorCode::Invalid));
        CHECK_MESSAGE(mode.error().message.find(each.said) != std::string::npos, mode.error().message);
    }
    Connection options = at("", "", "");
    options.busOptions["linger.ms"] = "5";
    CHECK_FALSE(runtime::modeOf(options));
}

TEST_CASE("no password shows in what people and logs read")
{
    for (const std::string url :
         {"postgresql://anna:secret@db.example:5432/argus", "postgresql://anna:se/cret@db.example/argus",
          "postgresql://anna:sec@ret@db.example/argus", "postgresql://anna@db/argus?password=secret&sslmode=require",
          "postgresql://db/argus?sslmode=require&password=secret"}) {
        CAPTURE(url);
        const std::string safe = runtime::withoutPassword(url);
        CHECK(safe.find("secret") == std::string::npos);
        CHECK(safe.find("cret") == std::string::npos);
        CHECK(safe.find("ret@") == std::string::npos);
        CHECK(safe.find("argus") != std::string::npos);
        CHECK(runtime::describe(at(url, kBus, "shared:/mnt")).find("secret") == std::string::npos);
        const auto refused = runtime::modeOf(at(url, "local", ""));
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message.find("secret") == std::string::npos);
    }
    for (const std::string plain : {kStore, kBus, "/tmp/a:b@c", "s3+http://127.0.0.1:9000/bucket", ""}) {
        CHECK(runtime::withoutPassword(plain) == plain);
    }
}
