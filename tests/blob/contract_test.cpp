// SPDX-License-Identifier: Apache-2.0
// What every store of blobs promises, on each kind of store.
#include "core/base/file_io.h"
#include "tests/blob/blob_places.h"

#include <atomic>
#include <thread>

using namespace argus;
using namespace argus::test;
using namespace std::chrono_literals;
using base::ErrorCode;

TEST_CASE("a blob is there when it is committed, and only then")
{
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        blob::BlobStore& store = *place.store;
        {
            const auto writer = store.create(kBlobContext, "batch/file");
            REQUIRE(writer);
            REQUIRE((*writer)->write(kBlobContext, bytesOf("half")));
            CHECK_FALSE(*store.exists(kBlobContext, "batch/file"));
        }
        CHECK_FALSE(*store.exists(kBlobContext, "batch/file"));
        CHECK_FALSE(*store.mayBeReferredTo(kBlobContext, "batch/file"));
        put(store, "batch/file", "whole");
        CHECK(get(store, "batch/file") == "whole");
        CHECK(*store.exists(kBlobContext, "batch/file"));
        put(store, "batch/file", "other");
        CHECK(get(store, "batch/file") == "other");
        CHECK(*store.list(kBlobContext, 0s) == std::vector<std::string> {"batch/file"});
        REQUIRE(store.remove(kBlobContext, "batch/file"));
        CHECK_FALSE(*store.exists(kBlobContext, "batch/file"));
        CHECK(store.remove(kBlobContext, "batch/file"));
        CHECK((store.localPath(kBlobContext, "batch/file").error().code == ErrorCode::NotFound));
        CHECK(store.list(kBlobContext, 0s)->empty());
    }
}

TEST_CASE("sizes around the limits of parts come back byte for byte")
{
    constexpr std::size_t kPart = 5 << 20;
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        for (const std::size_t size : {std::size_t {0}, std::size_t {1}, kPart - 1, kPart, kPart + 1}) {
            CAPTURE(size);
            const std::string content = makeContent(size);
            put(*place.store, "batch/sized", content);
            CHECK(get(*place.store, "batch/sized") == content);
        }
    }
}

TEST_CASE("keys that could lead out of the store are refused")
{
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        for (const std::string key : {"", "/a", "a/", "a//b", "../a", "a/../b", "A", "a b", ".staging/x", ".seals/a"}) {
            CHECK((place.store->create(kBlobContext, key).error().code == ErrorCode::Invalid));
            CHECK((place.store->exists(kBlobContext, key).error().code == ErrorCode::Invalid));
            CHECK((place.store->remove(kBlobContext, key).error().code == ErrorCode::Invalid));
            CHECK((place.store->localPath(kBlobContext, key).error().code == ErrorCode::Invalid));
        }
    }
}

TEST_CASE("a context that has ended stops every call")
{
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        blob::BlobStore& store = *place.store;
        const auto writer = store.create(kBlobContext, "batch/file");
        const auto context = kBlobContext.child();
        context.cancel();
        CHECK(((*writer)->write(context, bytesOf("x")).error().code == ErrorCode::Cancelled));
        CHECK(((*writer)->commit(context).error().code == ErrorCode::Cancelled));
        CHECK((store.create(context, "a/b").error().code == ErrorCode::Cancelled));
        CHECK((store.exists(context, "a/b").error().code == ErrorCode::Cancelled));
        CHECK((store.localPath(context, "a/b").error().code == ErrorCode::Cancelled));
        CHECK((store.list(context, 0s).error().code == ErrorCode::Cancelled));
    }
}

TEST_CASE("eight threads write and read at once")
{
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        std::atomic<int> right {0};
        {
            std::vector<std::jthread> threads;
            for (unsigned i = 0; i < 8; ++i) {
                threads.emplace_back([&, i] {
                    for (unsigned j = 0; j < 5; ++j) {
                        const std::string key = std::to_string(i) + "/" + std::to_string(j);
                        const std::string content = makeContent(10'000 + i * 1000 + j, i * 100 + j);
                        if (!tryPut(*place.store, key, content)) {
                            continue;
                        }
                        const auto blob = place.store->localPath(kBlobContext, key);
                        const auto back = blob ? base::readSmallFile(*blob, 1 << 20) : base::Result<std::string>("");
                        right += back && *back == content ? 1 : 0;
                    }
                });
            }
        }
        CHECK(right == 40);
        CHECK(place.store->list(kBlobContext, 0s)->size() == 40);
    }
}

TEST_CASE("what was written just now is neither old nor abandoned")
{
    for (const BlobPlace& place : blobPlaces(1h)) {
        CAPTURE(place.kind);
        put(*place.store, "batch/young", "1");
        CHECK(place.store->list(kBlobContext, 1h)->empty());
        CHECK(place.store->list(kBlobContext, 0s)->size() == 1);
        CHECK(*place.store->mayBeReferredTo(kBlobContext, "batch/young"));
        CHECK(*place.store->removeAbandoned(kBlobContext, "batch/gone", 0s));
        if (place.kind != "local") { // which sees that its writer is gone
            CHECK_FALSE(*place.store->removeAbandoned(kBlobContext, "batch/young", 0s));
            CHECK(get(*place.store, "batch/young") == "1");
        }
        CHECK(*place.store->sweep(kBlobContext, 1h) == 0);
    }
}

TEST_CASE("what is abandoned goes, once nobody can still be about to need it")
{
    for (const BlobPlace& place : blobPlaces(0s)) {
        CAPTURE(place.kind);
        put(*place.store, "batch/old", "1");
        put(*place.store, "batch/kept", "2");
        CHECK(*place.store->removeAbandoned(kBlobContext, "batch/old", 0s));
        CHECK(*place.store->removeAbandoned(kBlobContext, "batch/old", 0s)); // gone is gone
        CHECK(*place.store->list(kBlobContext, 0s) == std::vector<std::string> {"batch/kept"});
    }
}

TEST_CASE("a store says where it is; a shared one also which it is")
{
    for (const BlobPlace& place : blobPlaces()) {
        CAPTURE(place.kind);
        const blob::StorePlace said = place.store->place();
        CHECK_FALSE(said.where.empty());
        CHECK(said.id.empty() == (place.kind == "local"));
    }
}
