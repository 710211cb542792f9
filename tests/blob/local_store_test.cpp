// SPDX-License-Identifier: Apache-2.0
#include "core/blob/blob_store.h"

#include "core/base/file_io.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>

using namespace argus;
using argus::test::TestFolder;
using namespace std::chrono_literals;

namespace {

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "blobs");

std::span<const std::uint8_t> bytes(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

void put(blob::BlobStore& store, const std::string& key, const std::string& content)
{
    const auto writer = store.create(kContext, key);
    REQUIRE(writer);
    REQUIRE((*writer)->write(kContext, bytes(content)));
    REQUIRE((*writer)->commit(kContext));
}

std::string get(blob::BlobStore& store, const std::string& key)
{
    const auto path = store.localPath(kContext, key);
    REQUIRE(path);
    return *base::readSmallFile(*path, 1000);
}

} // namespace

TEST_CASE("a blob is there when it is committed, and only then")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    REQUIRE(store);
    {
        const auto writer = (*store)->create(kContext, "batch/file");
        REQUIRE(writer);
        REQUIRE((*writer)->write(kContext, bytes("half")));
        CHECK_FALSE(*(*store)->exists(kContext, "batch/file"));
    }
    CHECK_FALSE(*(*store)->exists(kContext, "batch/file"));
    put(**store, "batch/file", "whole");
    CHECK(get(**store, "batch/file") == "whole");
    put(**store, "batch/file", "other");
    CHECK(get(**store, "batch/file") == "other");
    CHECK(*(*store)->list(kContext, 0s) == std::vector<std::string> {"batch/file"});
    CHECK(std::filesystem::is_empty(folder / "blobs" / ".staging"));
}

TEST_CASE("keys cannot leave the folder")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    for (const char* key : {"", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "A/B", "a/.x", "a b", ".staging/x"}) {
        CAPTURE(key);
        CHECK_FALSE(blob::isValidKey(key));
        CHECK(((*store)->create(kContext, key).error().code == base::ErrorCode::Invalid));
        CHECK(((*store)->localPath(kContext, key).error().code == base::ErrorCode::Invalid));
    }
}

TEST_CASE("a removed blob is gone with its folder, and removing it again is no error")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    put(**store, "batch/one", "1");
    put(**store, "batch/two", "2");
    REQUIRE((*store)->remove(kContext, "batch/one"));
    CHECK(get(**store, "batch/two") == "2");
    REQUIRE((*store)->remove(kContext, "batch/two"));
    REQUIRE((*store)->remove(kContext, "batch/two"));
    CHECK_FALSE(std::filesystem::exists(folder / "blobs" / "batch"));
    CHECK(((*store)->localPath(kContext, "batch/one").error().code == base::ErrorCode::NotFound));
}

TEST_CASE("a cancelled context stops a write")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    const auto context = kContext.child();
    const auto writer = (*store)->create(context, "a/b");
    REQUIRE(writer);
    context.cancel();
    CHECK(((*writer)->write(context, bytes("x")).error().code == base::ErrorCode::Cancelled));
    CHECK(((*writer)->commit(context).error().code == base::ErrorCode::Cancelled));
}

TEST_CASE("the reference store reads files where they lie and never removes them")
{
    const TestFolder folder;
    REQUIRE(base::writeFileAtomically(folder / "drive.log", "frames"));
    const auto store = blob::openReferenceStore(folder / "blobs");
    REQUIRE(store);
    CHECK(*(*store)->adopt(kContext, "b/f", folder / "drive.log"));
    CHECK(get(**store, "b/f") == "frames");
    REQUIRE((*store)->remove(kContext, "b/f"));
    CHECK(std::filesystem::exists(folder / "drive.log"));
    put(**store, "b/member", "unpacked");
    CHECK(get(**store, "b/member") == "unpacked");
    const auto local = blob::openLocalStore(folder / "local");
    CHECK_FALSE(*(*local)->adopt(kContext, "b/f", folder / "drive.log"));
}

TEST_CASE("blobs can be listed by age, and only those without a living writer count as abandoned")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    put(**store, "batch/old", "1");
    put(**store, "batch/young", "2");
    std::filesystem::last_write_time(folder / "blobs" / "batch" / "old",
                                     std::filesystem::file_time_type::clock::now() - 2h);
    CHECK(*(*store)->list(kContext, 1h) == std::vector<std::string> {"batch/old"});
    CHECK((*store)->list(kContext, 0s)->size() == 2);
    {
        const auto writer = (*store)->create(kContext, "batch/busy");
        REQUIRE((*writer)->commit(kContext));
        CHECK_FALSE(*(*store)->removeAbandoned(kContext, "batch/busy", 0s));
        CHECK(*(*store)->sweep(kContext, 0s) == 0);
    }
    CHECK(*(*store)->removeAbandoned(kContext, "batch/busy", 0s));
    CHECK(*(*store)->removeAbandoned(kContext, "batch/busy", 0s)); // gone is gone
    CHECK(get(**store, "batch/young") == "2");
}

TEST_CASE("a commit survives that its empty folder is removed at the same time")
{
    const TestFolder folder;
    const auto store = blob::openLocalStore(folder / "blobs");
    std::atomic<bool> done {false};
    bool swept = true;
    std::jthread remover([&] {
        while (!done) {
            swept = swept && (*store)->sweep(kContext, 0s);
        }
    });
    for (int i = 0; i < 200; ++i) {
        put(**store, "batch/one", "1");
        CHECK((*store)->remove(kContext, "batch/one"));
    }
    done = true;
    remover.join();
    CHECK(swept);
}
