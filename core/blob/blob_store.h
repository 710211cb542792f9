// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace argus::blob {

/// A blob under construction. It becomes visible under its key, whole and durable, with commit(); destroying it before
/// that leaves nothing behind. While it lives, also after commit(), the blob counts as being uploaded and
/// removeAbandoned() spares it: keep it until a row refers to the blob. One thread at a time.
class BlobWriter
{
public:
    virtual ~BlobWriter() = default;
    /// Unavailable when the disk is full.
    virtual base::Result<> write(const base::ExecutionContext& context, std::span<const std::uint8_t> data) = 0;
    virtual base::Result<> commit(const base::ExecutionContext& context) = 0;
};

/// Where the bytes of recordings lie, by key (`{batch_id}/{file_id}`). Blobs never change once they are committed.
/// Any thread.
class BlobStore
{
public:
    virtual ~BlobStore() = default;
    /// Starts a blob; a committed one under the same key is replaced as a whole.
    virtual base::Result<std::unique_ptr<BlobWriter>> create(const base::ExecutionContext& context,
                                                             const std::string& key)
        = 0;
    /// Refers to a file where it lies instead of copying it, when the store does that: true. False: the caller copies.
    virtual base::Result<bool> adopt(const base::ExecutionContext& context, const std::string& key,
                                     const std::filesystem::path& path)
        = 0;
    /// A path from which the blob can be read at random. (A remote store spools to a cache first.) NotFound.
    virtual base::Result<std::filesystem::path> localPath(const base::ExecutionContext& context, const std::string& key)
        = 0;
    virtual base::Result<bool> exists(const base::ExecutionContext& context, const std::string& key) = 0;
    /// Removes a blob; one that is not there is no error.
    virtual base::Result<> remove(const base::ExecutionContext& context, const std::string& key) = 0;
    /// The keys of all blobs that were written at least `minimumAge` ago, sorted; for checks and clean-up.
    virtual base::Result<std::vector<std::string>> list(const base::ExecutionContext& context,
                                                        std::chrono::seconds minimumAge)
        = 0;
    /// Removes a blob unless its writer still lives, in whatever process: true when the blob is not there any more.
    virtual base::Result<bool> removeAbandoned(const base::ExecutionContext& context, const std::string& key) = 0;
    /// Removes what unfinished writers of dead processes left at least `minimumAge` ago; how many files that were.
    virtual base::Result<std::size_t> sweep(const base::ExecutionContext& context, std::chrono::seconds minimumAge) = 0;
    /// Bytes free where blobs are written; nothing where that is not known.
    virtual std::optional<std::uint64_t> freeBytes() const = 0;
};

/// Keys are made of a-z, 0-9, '-' and '/', without empty or dotted parts: nothing in them leaves the store's folder.
bool isValidKey(std::string_view key);

/// A store in a local folder, made when absent. Files are written under a temporary name, synced and renamed.
base::Result<std::unique_ptr<BlobStore>> openLocalStore(const std::filesystem::path& folder);

/// A store for one process's temporary work: it refers to adopted files where they lie (and never removes them) and
/// keeps everything else, such as the members of archives, in `folder` as a local store.
base::Result<std::unique_ptr<BlobStore>> openReferenceStore(const std::filesystem::path& folder);

} // namespace argus::blob
