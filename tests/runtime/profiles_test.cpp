// SPDX-License-Identifier: Apache-2.0
#include "core/runtime/profiles.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <fstream>
#include <string>
#include <vector>

using namespace argus;

TEST_CASE("a connection that the desk saved is read, and names what it needs of the servers")
{
    const test::TestFolder folder;
    CHECK(runtime::profileNames(folder / "none").empty());
    std::ofstream(folder / "Workshop%20N%2E.json")
        << R"({"version": 1, "name": "Workshop N.", "store": "postgresql://db.example/argus?sslmode=verify-full",
               "user": "anna b", "blobs": "s3+https://s3.example/argus", "key_id": "AK", "bus": "kafka://broker:9093",
               "bus_user": "anna", "ca_file": "/etc/own.pem"})";
    std::ofstream(folder / "plain.json") << R"({"version": 1, "name": "plain", "store": "/tmp/store.db"})";
    std::ofstream(folder / "bad.json") << "{";
    CHECK(runtime::profileNames(folder.path()) == std::vector<std::string> {"Workshop N.", "plain"});

    const auto loaded = runtime::loadProfile("Workshop N.", folder.path());
    REQUIRE(loaded);
    CHECK(loaded->store == "postgresql://anna%20b@db.example/argus?sslmode=verify-full");
    CHECK(loaded->blobs == "s3+https://s3.example/argus");
    CHECK(loaded->s3AccessKey == "AK");
    CHECK(loaded->bus == "kafka://broker:9093");
    CHECK(loaded->certificates == "/etc/own.pem");
    CHECK(loaded->busOptions.at("security.protocol") == "SASL_SSL");
    CHECK(loaded->busOptions.at("sasl.username") == "anna");
    CHECK(loaded->busOptions.at("ssl.ca.location") == "/etc/own.pem");

    const auto plain = runtime::loadProfile("plain", folder.path());
    REQUIRE(plain);
    CHECK(plain->store == "/tmp/store.db");
    CHECK(plain->busOptions.empty());
}

TEST_CASE("a profile that is not there, or is none, is told by its name")
{
    const test::TestFolder folder;
    std::ofstream(folder / "known.json") << R"({"version": 1, "name": "known"})";
    for (const char* name : {"other", "", "../known", "known.json"}) {
        const auto missing = runtime::loadProfile(name, folder.path());
        REQUIRE_FALSE(missing);
        CHECK((missing.error().code == base::ErrorCode::NotFound));
        CHECK(missing.error().message.find("there are: known") != std::string::npos);
    }
    for (const char* text : {"", "[]", "{", "{}", "{\"version\": 2}", "{\"version\": \"1\"}"}) {
        std::ofstream(folder / "bad.json") << text;
        const auto bad = runtime::loadProfile("bad", folder.path());
        CAPTURE(text);
        REQUIRE_FALSE(bad);
        CHECK((bad.error().code == base::ErrorCode::Invalid));
        CHECK(bad.error().message.find("bad.json") != std::string::npos);
    }
}

TEST_CASE("options of the bus that hold secrets are known")
{
    for (const char* name : {"sasl.password", "ssl.key.password", "sasl.oauthbearer.client.secret", "ssl.key.pem"}) {
        CHECK(runtime::isSecretBusOption(name));
    }
    for (const char* name : {"sasl.username", "linger.ms", "ssl.ca.location"}) {
        CHECK_FALSE(runtime::isSecretBusOption(name));
    }
}
