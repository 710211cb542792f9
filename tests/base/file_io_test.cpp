// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_io.h"
#include "core/base/output_target.h"
#include "core/base/sha256.h"

#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <filesystem>

using namespace argus::base;
using argus::test::TestFolder;

TEST_CASE("a missing file, a folder and a named pipe are refused without hanging")
{
    const TestFolder folder;
    CHECK((openForReading(folder / "none").error().code == ErrorCode::NotFound));
    CHECK((openForReading(folder.path()).error().code == ErrorCode::Invalid));
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK((openForReading(folder / "pipe").error().code == ErrorCode::Invalid));
}

TEST_CASE("a file is replaced whole and nothing is left beside it")
{
    const TestFolder folder;
    REQUIRE(writeFileAtomically(folder / "report.html", "first"));
    REQUIRE(writeFileAtomically(folder / "report.html", "second"));
    CHECK(*readSmallFile(folder / "report.html", 100) == "second");
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
    CHECK((readSmallFile(folder / "report.html", 3).error().code == ErrorCode::Invalid));
    const auto failed = writeFileAtomically(folder / "no" / "such" / "folder", "x");
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message.find("no/such") != std::string::npos);
}

TEST_CASE("a result goes where links lead, keeps the rights of the file, and never replaces what is no plain file")
{
    const TestFolder folder;
    REQUIRE(writeFileAtomically(folder / "real", "old"));
    std::filesystem::permissions(folder / "real", std::filesystem::perms::owner_read);
    std::filesystem::create_symlink("real", folder / "link");
    std::filesystem::create_symlink("fresh", folder / "dangling");
    REQUIRE(writeTarget(folder / "link", "new"));
    REQUIRE(writeTarget(folder / "dangling", "first"));
    CHECK(*readSmallFile(folder / "real", 100) == "new");
    CHECK((std::filesystem::status(folder / "real").permissions() == std::filesystem::perms::owner_read));
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(*readSmallFile(folder / "fresh", 100) == "first");
    CHECK(std::filesystem::is_symlink(folder / "dangling"));

    std::filesystem::create_symlink("circle", folder / "circle");
    CHECK_FALSE(writeTarget(folder / "circle", "x"));
    CHECK((writeTarget(folder.path(), "x").error().code == ErrorCode::Invalid));
    REQUIRE(writeTarget("/dev/null", "x"));
    CHECK(std::filesystem::is_character_file("/dev/null"));
    CHECK((writeTarget("/dev/full", "x").error().code == ErrorCode::Unavailable));
}

TEST_CASE("two names of one file are known, also of one that is not there yet")
{
    const TestFolder folder;
    REQUIRE(writeFileAtomically(folder / "a", "x"));
    REQUIRE(writeFileAtomically(folder / "b", "x"));
    std::filesystem::create_hard_link(folder / "a", folder / "hard");
    std::filesystem::create_symlink("new", folder / "link");
    CHECK(isSameFile(folder / "a", folder / "." / "a"));
    CHECK(isSameFile(folder / "a", folder / "hard"));
    CHECK_FALSE(isSameFile(folder / "a", folder / "b"));
    CHECK_FALSE(isSameFile(folder / "a", folder / "new"));
    CHECK(isSameFile(folder / "new", folder / "." / "new"));
    CHECK(isSameFile(folder / "new", folder / "link"));
    CHECK_FALSE(isSameFile(folder / "new", folder / "other"));
}

TEST_CASE("reading stops at the end of the file")
{
    const TestFolder folder;
    REQUIRE(writeFileAtomically(folder / "a", "0123456789"));
    const auto fd = openForReading(folder / "a");
    REQUIRE(fd);
    char buffer[16];
    CHECK(*readAt(*fd, 4, buffer, sizeof buffer) == 6);
    CHECK(std::string(buffer, 6) == "456789");
    CHECK(*readAt(*fd, 100, buffer, sizeof buffer) == 0);
}

TEST_CASE("SHA-256 is that of FIPS 180-4, in one piece or many")
{
    Sha256 whole;
    whole.update("abc", 3);
    CHECK(whole.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    Sha256 pieces;
    for (const char c : {'a', 'b', 'c'}) {
        pieces.update(&c, 1);
    }
    CHECK(pieces.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
