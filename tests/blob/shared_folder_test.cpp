// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_io.h"
#include "core/blob/blob_store.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>

#include <thread>

using namespace argus;
using argus::test::TestFolder;
using namespace std::chrono_literals;
using base::ErrorCode;
namespace fs = std::filesystem;

namespace {

const base::ExecutionContext kContext = base::ExecutionContext::root("test", "shared folder");

std::span<const std::uint8_t> bytes(const std::string& text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::unique_ptr<blob::BlobStore> open(const fs::path& folder, const std::string& id = {},
                                      std::chrono::seconds abandonedAfter = 1h)
{
    auto store = blob::openSharedFolder(folder, id, abandonedAfter);
    REQUIRE_MESSAGE(store, (store ? std::string() : store.error().describe()));
    return std::move(*store);
}

void put(blob::BlobStore& store, const std::string& key)
{
    const auto writer = store.create(kContext, key);
    REQUIRE(writer);
    REQUIRE((*writer)->write(kContext, bytes("frames")));
    REQUIRE((*writer)->commit(kContext));
}

void age(const fs::path& path, std::chrono::seconds by)
{
    fs::last_write_time(path, fs::file_time_type::clock::now() - by);
}

} // namespace

TEST_CASE("all who see the marker see the same store")
{
    const TestFolder folder;
    const auto first = open(folder.path());
    const std::string id = first->place().id;
    CHECK(id.size() == 36);
    CHECK(open(folder.path(), id)->place().id == id);
    CHECK(open(folder.path())->place().id == id);
    put(*first, "batch/one");
    CHECK(*open(folder.path(), id)->exists(kContext, "batch/one"));
    CHECK(first->list(kContext, 0s)->size() == 1);
}

TEST_CASE("a folder that is not mounted is unavailable, and nothing is written to it or concluded from it")
{
    const TestFolder folder;
    const auto absent = blob::openSharedFolder(folder / "absent");
    REQUIRE_FALSE(absent);
    CHECK((absent.error().code == ErrorCode::Unavailable));
    CHECK_FALSE(fs::exists(folder / "absent"));
    // An empty mount point, as a machine sees it that knows the store's id.
    const auto empty = blob::openSharedFolder(folder.path(), "0190a1b2-0000-7000-8000-000000000000");
    REQUIRE_FALSE(empty);
    CHECK((empty.error().code == ErrorCode::Unavailable));
    CHECK(empty.error().retryable);
    CHECK(empty.error().message.find("mounted") != std::string::npos);
    CHECK(fs::is_empty(folder.path()));

    const auto store = open(folder.path());
    put(*store, "batch/one");
    fs::rename(folder / ".argus-store", folder / "kept"); // as if it were unmounted while we run
    for (const auto& code :
         {store->exists(kContext, "batch/two").error().code, store->localPath(kContext, "batch/two").error().code,
          store->create(kContext, "batch/two").error().code, store->list(kContext, 0s).error().code,
          store->sweep(kContext, 0s).error().code, store->remove(kContext, "batch/one").error().code,
          store->mayBeReferredTo(kContext, "batch/one").error().code}) {
        CHECK((code == ErrorCode::Unavailable));
    }
    fs::rename(folder / "kept", folder / ".argus-store");
    CHECK(*store->exists(kContext, "batch/one"));
}

TEST_CASE("another folder is refused, with both ids")
{
    const TestFolder one;
    const TestFolder two;
    const std::string id = open(one.path())->place().id;
    const std::string other = open(two.path())->place().id;
    const auto wrong = blob::openSharedFolder(two.path(), id);
    REQUIRE_FALSE(wrong);
    CHECK((wrong.error().code == ErrorCode::Invalid));
    CHECK(wrong.error().message.find(id) != std::string::npos);
    CHECK(wrong.error().message.find(other) != std::string::npos);
}

TEST_CASE("many that come first at once agree on one id")
{
    const TestFolder folder;
    std::vector<std::string> ids(8);
    {
        std::vector<std::jthread> threads;
        for (std::string& id : ids) {
            threads.emplace_back([&folder, &id] {
                const auto store = blob::openSharedFolder(folder.path());
                id = store ? (*store)->place().id : store.error().message;
            });
        }
    }
    CHECK(ids == std::vector<std::string>(8, open(folder.path())->place().id));
}

TEST_CASE("age alone tells what is abandoned, and a row comes in time or not at all")
{
    const TestFolder folder;
    const auto store = open(folder.path());
    put(*store, "batch/one");
    // A writer's row may come within half the time after which others may remove the blob.
    CHECK(*store->mayBeReferredTo(kContext, "batch/one"));
    CHECK_FALSE(*store->removeAbandoned(kContext, "batch/one", 0s));
    age(folder / "batch" / "one", 31min);
    const auto late = store->mayBeReferredTo(kContext, "batch/one");
    REQUIRE_FALSE(late);
    CHECK((late.error().code == ErrorCode::Conflict));
    CHECK_FALSE(*store->removeAbandoned(kContext, "batch/one", 0s));
    age(folder / "batch" / "one", 61min);
    CHECK_FALSE(*store->removeAbandoned(kContext, "batch/one", 2h));
    CHECK(*store->removeAbandoned(kContext, "batch/one", 1h));
    CHECK_FALSE(fs::exists(folder / "batch"));
    CHECK_FALSE(*store->mayBeReferredTo(kContext, "batch/one"));
}

TEST_CASE("an upload that stood still until it was swept is refused at its end, not lost in silence")
{
    const TestFolder folder;
    const auto store = open(folder.path());
    const auto writer = store->create(kContext, "batch/slow");
    REQUIRE(writer);
    REQUIRE((*writer)->write(kContext, bytes("half")));
    CHECK(*store->sweep(kContext, 0s) == 0);
    for (const auto& entry : fs::directory_iterator(folder / ".staging")) {
        age(entry.path(), 2h);
    }
    CHECK(*store->sweep(kContext, 0s) == 1);
    const auto committed = (*writer)->commit(kContext);
    REQUIRE_FALSE(committed);
    CHECK((committed.error().code == ErrorCode::Conflict));
    CHECK_FALSE(*store->exists(kContext, "batch/slow"));
}

TEST_CASE("an upload that took long counts from its end")
{
    const TestFolder folder;
    const auto store = open(folder.path());
    const auto writer = store->create(kContext, "batch/long");
    REQUIRE((*writer)->write(kContext, bytes("x")));
    for (const auto& entry : fs::directory_iterator(folder / ".staging")) {
        age(entry.path(), 2h);
    }
    REQUIRE((*writer)->commit(kContext));
    CHECK(*store->mayBeReferredTo(kContext, "batch/long"));
    CHECK_FALSE(*store->removeAbandoned(kContext, "batch/long", 0s));
}
