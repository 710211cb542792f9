// SPDX-License-Identifier: Apache-2.0
#include "core/base/temporary_folder.h"

#include "core/base/uuid.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace argus::base;
namespace fs = std::filesystem;

TEST_CASE("a temporary folder goes with its owner, and a dead one's with the next of its kind")
{
    const std::string kind = "argus-test-" + Uuid::makeV7().toString();
    const fs::path parent = fs::temp_directory_path();
    const fs::path dead = parent / (kind + "-dead");
    const fs::path strange = parent / (kind + "-strange"); // no lock: not one of ours
    fs::create_directories(dead);
    fs::create_directories(strange);
    REQUIRE(writeFileAtomically(dead / ".alive", ""));
    fs::path path;
    {
        const auto living = TemporaryFolder::make(kind);
        REQUIRE(living);
        path = living->path();
        CHECK(fs::is_directory(path));
        CHECK_FALSE(fs::exists(dead));
        const auto second = TemporaryFolder::make(kind);
        REQUIRE(second);
        CHECK(second->path() != path);
        CHECK(fs::is_directory(path));
    }
    CHECK_FALSE(fs::exists(path));
    CHECK(fs::exists(strange));
    fs::remove_all(strange);
}
