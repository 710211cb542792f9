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

/// A blob as a file of this machine, for reading at random. While an object of this lives (copies included), the file
/// stays where it is, also in a cache that needs the room.
class LocalBlob
{
public:
    LocalBlob(std::filesystem::path path, std::shared_ptr<const void> hold = {})
        : m_path(std::move(path))
        , m_hold(std::move(hold))
    { }
    const std::filesystem::path& path() const { return m_path; }
    operator const std::filesystem::path&() const { return m_path; }

private:
    std::filesystem::path m_path;
    std::shared_ptr<const void> m_hold;
};

/// What a store says of itself.
struct StorePlace
{
    std::string where; ///< for people: a folder, or "s3+http://host/bucket"
    /// A random id that lies in the store itself: all who see the same id see the same store, by whatever name they
    /// reach it. Empty for stores of one machine.
    std::string id;
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
    /// The blob as a file. (A remote store spools it to a cache first, whole and checked.) NotFound.
    virtual base::Result<LocalBlob> localPath(const base::ExecutionContext& context, const std::string& key) = 0;
    virtual base::Result<bool> exists(const base::ExecutionContext& context, const std::string& key) = 0;
    /// Whether a row may come to refer to the blob now: it is there, and no sweep takes it before the row is. To be
    /// asked in the row's transaction. Conflict where it waited too long for its row, so that a sweep might: it has to
    /// be uploaded again.
    virtual base::Result<bool> mayBeReferredTo(const base::ExecutionContext& context, const std::string& key)
    {
        return exists(context, key);
    }
    /// Removes a blob; one that is not there is no error.
    virtual base::Result<> remove(const base::ExecutionContext& context, const std::string& key) = 0;
    /// The keys of all blobs that were written at least `minimumAge` ago, sorted; for checks and clean-up.
    virtual base::Result<std::vector<std::string>> list(const base::ExecutionContext& context,
                                                        std::chrono::seconds minimumAge)
        = 0;
    /// Removes a blob unless its writer still lives, in whatever process: true when the blob is not there any more.
    /// Stores that cannot see the writers of other machines go by its age: at least `minimumAge`, and at least as old
    /// as mayBeReferredTo() tells writers to keep within.
    virtual base::Result<bool> removeAbandoned(const base::ExecutionContext& context, const std::string& key,
                                               std::chrono::seconds minimumAge)
        = 0;
    /// Removes what unfinished writers of dead processes left at least `minimumAge` ago; how many files that were.
    virtual base::Result<std::size_t> sweep(const base::ExecutionContext& context, std::chrono::seconds minimumAge) = 0;
    /// Bytes free where blobs are written; nothing where that is not known.
    virtual std::optional<std::uint64_t> freeBytes() const = 0;
    virtual StorePlace place() const = 0;
};

/// Keys are made of a-z, 0-9, '-' and '/', without empty or dotted parts: nothing in them leaves the store's folder.
bool isValidKey(std::string_view key);

/// A store in a local folder, made when absent. Files are written under a temporary name, synced and renamed.
base::Result<std::unique_ptr<BlobStore>> openLocalStore(const std::filesystem::path& folder);

/// A store in a folder that all machines of a shared store have mounted (NFS or the like). It relies on rename, fsync
/// and the file server's clock, never on locks. A marker in the folder proves that all see the same one: the first
/// caller gives no `expectedId` and keeps place().id for the others, for whom a folder without the marker is one that
/// is not mounted (Unavailable, and retryable), and one with another id the wrong one (Invalid).
/// `abandonedAfter`: see removeAbandoned(); the same for all machines.
base::Result<std::unique_ptr<BlobStore>> openSharedFolder(const std::filesystem::path& folder,
                                                          const std::string& expectedId = {},
                                                          std::chrono::seconds abandonedAfter = std::chrono::hours(1));

/// A store for one process's temporary work: it refers to adopted files where they lie (and never removes them) and
/// keeps everything else, such as the members of archives, in `folder` as a local store.
base::Result<std::unique_ptr<BlobStore>> openReferenceStore(const std::filesystem::path& folder);

} // namespace argus::blob
