// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace argus::blob {

/// Where a bucket is.
struct S3Address
{
    bool tls = false;
    std::string authority; ///< host, or host:port where the port is not the scheme's own; as it stands in Host
    std::string bucket;

    /// "s3+http://host:port/bucket", as it was given.
    std::string toString() const;
};

/// Reads `s3+http://host:port/bucket` or `s3+https://…`. Invalid with what is wrong; the message never repeats what
/// could be a password.
base::Result<S3Address> parseS3Url(std::string_view url);

/// True for what parseS3Url() is for, right or wrong.
bool isS3Url(std::string_view url);

struct S3Settings
{
    S3Address address;
    std::string region = "us-east-1";
    /// ARGUS_S3_ACCESS_KEY and ARGUS_S3_SECRET_KEY, or the keyring's. The secret never leaves the process, and neither
    /// appears in a message.
    std::string accessKey;
    std::string secretKey;
    /// PEM file of authorities trusted besides the system's; empty: none.
    std::filesystem::path caFile;

    /// Where downloaded blobs are kept. Any number of processes of one user may share it.
    std::filesystem::path cacheFolder;
    /// All of them together, bytes; those not used for longest make room. One that is larger is still fetched, alone.
    std::uint64_t cacheBytes = std::uint64_t {20} << 30;

    /// A blob up to this size goes in one request; a longer one in parts, the first 1,000 of this size, and so on
    /// (part_plan.h). The servers' least is 5 MiB.
    std::uint64_t partBytes = std::uint64_t {8} << 20;
    /// A part up to this size waits in memory until it is sent, a longer one in a file in the cache folder.
    std::uint64_t memoryPartBytes = std::uint64_t {32} << 20;
    /// Downloads ask for pieces of this size, several at once.
    std::uint64_t rangeBytes = std::uint64_t {8} << 20;
    int parallelRanges = 4;

    /// How old an upload must be before it can count as abandoned, whatever a sweep asks for. The same on every
    /// machine of one store: see docs/architecture.md, 'Blobs that several machines share'.
    std::chrono::seconds abandonedAfter {3600};
    /// Tries of one request, the first included.
    int attempts = 5;
    /// Ends a transfer in which nothing moves for this long.
    std::chrono::milliseconds idleTimeout {300'000};
    std::chrono::milliseconds connectTimeout {10'000};
};

/// `$XDG_CACHE_HOME/argus-desk/blobs`, or the same in ~/.cache; empty where neither is known.
std::filesystem::path defaultBlobCache();

} // namespace argus::blob
