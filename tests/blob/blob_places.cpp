// SPDX-License-Identifier: Apache-2.0
#include "tests/blob/blob_places.h"

#include "core/base/file_io.h"
#include "core/base/uuid.h"

#include <random>

namespace argus::test {

TestServer* s3Server()
{
    static std::optional<TestServer> server = TestServer::start("s3");
    return server ? &*server : nullptr;
}

blob::S3Settings s3Settings(const TestServer& server, const TestFolder& folder)
{
    blob::S3Settings settings;
    auto address = blob::parseS3Url(server["url"]);
    REQUIRE(address);
    settings.address = std::move(*address);
    settings.address.bucket = "test-" + base::Uuid::makeV7().toString();
    settings.accessKey = server["access_key"];
    settings.secretKey = server["secret_key"];
    settings.cacheFolder = folder / "cache";
    settings.abandonedAfter = std::chrono::seconds(0);
    settings.attempts = 3;
    return settings;
}

std::string makeContent(std::size_t size, unsigned seed)
{
    std::string content(size, '\0');
    std::mt19937 random(seed);
    for (std::size_t i = 0; i < size; i += 4) {
        const auto number = random();
        for (std::size_t j = i; j < std::min(size, i + 4); ++j) {
            content[j] = static_cast<char>(number >> (8 * (j - i)));
        }
    }
    return content;
}

base::Result<> tryPut(blob::BlobStore& store, const std::string& key, std::string_view content)
{
    const auto writer = store.create(kBlobContext, key);
    if (!writer) {
        return base::fail(writer);
    }
    constexpr std::size_t kPiece = 1 << 20;
    for (std::size_t at = 0; at < content.size(); at += kPiece) {
        ARGUS_TRY((*writer)->write(kBlobContext, bytesOf(content.substr(at, kPiece))));
    }
    return (*writer)->commit(kBlobContext);
}

void put(blob::BlobStore& store, const std::string& key, std::string_view content)
{
    const auto written = tryPut(store, key, content);
    REQUIRE_MESSAGE(written, (written ? std::string() : written.error().describe()));
}

std::string get(blob::BlobStore& store, const std::string& key)
{
    const auto blob = store.localPath(kBlobContext, key);
    REQUIRE_MESSAGE(blob, (blob ? std::string() : blob.error().describe()));
    return *base::readSmallFile(*blob, std::size_t {256} << 20);
}

std::vector<BlobPlace> blobPlaces(std::chrono::seconds abandonedAfter)
{
    std::vector<BlobPlace> places;
    const auto add = [&places](const std::string& kind, std::unique_ptr<TestFolder> folder, auto opened) {
        REQUIRE_MESSAGE(opened, kind << ": " << (opened ? std::string() : opened.error().describe()));
        places.push_back({kind, std::move(folder), std::move(*opened)});
    };
    auto local = std::make_unique<TestFolder>();
    auto opened = blob::openLocalStore(*local / "blobs");
    add("local", std::move(local), std::move(opened));
    auto shared = std::make_unique<TestFolder>();
    opened = blob::openSharedFolder(shared->path(), {}, abandonedAfter);
    add("shared", std::move(shared), std::move(opened));
    if (const TestServer* const server = s3Server()) {
        auto folder = std::make_unique<TestFolder>();
        blob::S3Settings settings = s3Settings(*server, *folder);
        settings.abandonedAfter = abandonedAfter;
        opened = blob::openS3Store(kBlobContext, settings);
        add("s3", std::move(folder), std::move(opened));
    }
    return places;
}

} // namespace argus::test
