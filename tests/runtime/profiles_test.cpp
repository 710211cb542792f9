// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/profiles.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <string>
#include <vector>

using namespace argus;

TEST_CASE("a connection that the desk saved is read")
{
    const test::TestFolder folder;
    CHECK(runtime::profileNames(folder / "none").empty());
    std::ofstream(folder / "Workshop Nord.json")
        << R"({"store": "postgresql://anna@db.example/argus?sslmode=verify-full", "bus": "kafka://broker:9093",
               "blobs": "s3+https://s3.example/argus", "certificates": "/etc/ssl/own.pem",
               "bus_options": {"security.protocol": "SASL_SSL", "sasl.username": "anna"}})";
    std::ofstream(folder / "a.json") << "{}";
    CHECK(runtime::profileNames(folder.path()) == std::vector<std::string> {"Workshop Nord", "a"});

    const auto loaded = runtime::loadProfile("Workshop Nord", folder.path());
    REQUIRE(loaded);
    CHECK(loaded->store == "postgresql://anna@db.example/argus?sslmode=verify-full");
    CHECK(loaded->bus == "kafka://broker:9093");
    CHECK(loaded->blobs == "s3+https://s3.example/argus");
    CHECK(loaded->certificates == "/etc/ssl/own.pem");
    CHECK(loaded->busOptions
          == std::map<std::string, std::string> {{"sasl.username", "anna"}, {"security.protocol", "SASL_SSL"}});
    CHECK(loaded->storePassword.empty());
    const auto plain = runtime::loadProfile("a", folder.path());
    REQUIRE(plain);
    CHECK(plain->store.empty());
}

TEST_CASE("a profile that is not there, or is none, is told by its name")
{
    const test::TestFolder folder;
    std::ofstream(folder / "known.json") << "{}";
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
    }
}
