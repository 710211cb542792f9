// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/blob/blob_store.h"
#include "core/blob/s3/s3_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/test_server.h"

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace argus::test {

inline const base::ExecutionContext kBlobContext = base::ExecutionContext::root("test", "blobs");

/// The S3 server of this test program, started when first asked for; null where it cannot be had.
TestServer* s3Server();

/// Settings for a bucket of its own on that server, with a cache in `folder`.
blob::S3Settings s3Settings(const TestServer& server, const TestFolder& folder);

inline std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// `size` bytes that differ everywhere; another `seed`, other bytes.
std::string makeContent(std::size_t size, unsigned seed = 1);

base::Result<> tryPut(blob::BlobStore& store, const std::string& key, std::string_view content);
void put(blob::BlobStore& store, const std::string& key, std::string_view content);
std::string get(blob::BlobStore& store, const std::string& key);

/// A store of one kind, in a place of its own.
struct BlobPlace
{
    std::string kind;
    std::unique_ptr<TestFolder> folder;
    std::unique_ptr<blob::BlobStore> store;
};

/// One place of each kind: local, shared, s3 (where there is a server). Uploads count as abandoned at once, unless
/// `abandonedAfter` says otherwise.
std::vector<BlobPlace> blobPlaces(std::chrono::seconds abandonedAfter = std::chrono::seconds(0));

} // namespace argus::test
