// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/profiles.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace argus;
using runtime::Connection;

TEST_CASE("a saved connection comes back as it was, without its secrets")
{
    const test::TestFolder folder;
    const auto profiles = folder / "profiles";
    CHECK(runtime::profileNames(profiles).empty());
    Connection connection;
    connection.store = "postgresql://anna@db.example/argus?sslmode=verify-full";
    connection.bus = "kafka://broker:9093";
    connection.blobs = "s3+https://s3.example/argus";
    connection.certificates = "/etc/ssl/own.pem";
    connection.busOptions = {{"security.protocol", "SASL_SSL"}, {"sasl.username", "anna"}};
    connection.storePassword = "one";
    connection.s3AccessKey = "two";
    connection.s3SecretKey = "three";
    REQUIRE(runtime::saveProfile("Workshop Nord", connection, profiles));
    REQUIRE(runtime::saveProfile("a", Connection {}, profiles));
    CHECK(runtime::profileNames(profiles) == std::vector<std::string> {"Workshop Nord", "a"});

    const auto loaded = runtime::loadProfile("Workshop Nord", profiles);
    REQUIRE(loaded);
    CHECK(loaded->store == connection.store);
    CHECK(loaded->bus == connection.bus);
    CHECK(loaded->blobs == connection.blobs);
    CHECK(loaded->certificates == connection.certificates);
    CHECK(loaded->busOptions == connection.busOptions);
    CHECK(loaded->storePassword.empty());
    std::ifstream file(profiles / "Workshop Nord.json");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (const char* secret : {"one", "two", "three"}) {
        CHECK(text.find(secret) == std::string::npos);
    }

    REQUIRE(runtime::removeProfile("a", profiles));
    REQUIRE(runtime::removeProfile("a", profiles));
    CHECK(runtime::profileNames(profiles).size() == 1);
}

TEST_CASE("secrets are not written to a profile")
{
    const test::TestFolder folder;
    Connection connection;
    connection.store = "postgresql://anna:pass@db/argus";
    CHECK_FALSE(runtime::saveProfile("a", connection, folder.path()));
    connection.store = "postgresql://anna@db/argus";
    connection.busOptions["sasl.password"] = "pass";
    CHECK_FALSE(runtime::saveProfile("a", connection, folder.path()));
    CHECK(runtime::profileNames(folder.path()).empty());
}

TEST_CASE("a profile that is not there, or is none, is told by its name")
{
    const test::TestFolder folder;
    REQUIRE(runtime::saveProfile("known", Connection {}, folder.path()));
    const auto missing = runtime::loadProfile("other", folder.path());
    REQUIRE_FALSE(missing);
    CHECK((missing.error().code == base::ErrorCode::NotFound));
    CHECK(missing.error().message.find("known") != std::string::npos);
    for (const char* text :
         {"", "[]", "{\"store\": 1}", "{\"bus_options\": []}", "{\"bus_options\": {\"a\": 1}}", "{"}) {
        std::ofstream(folder / "bad.json") << text;
        const auto bad = runtime::loadProfile("bad", folder.path());
        CAPTURE(text);
        REQUIRE_FALSE(bad);
        CHECK((bad.error().code == base::ErrorCode::Invalid));
        CHECK(bad.error().message.find("bad.json") != std::string::npos);
    }
    for (const char* name : {"", "../etc", "a/b", ".hidden", " x"}) {
        CHECK_FALSE(runtime::loadProfile(name, folder.path()));
        CHECK_FALSE(runtime::saveProfile(name, Connection {}, folder.path()));
    }
}
