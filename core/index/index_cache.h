// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/index/column_index.h"
#include "core/index/index_writer.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace argus::index {

struct CacheSettings
{
    /// Empty: no index is kept or looked for.
    std::filesystem::path folder;
    /// All indexes together, bytes; those not used for longest make room. One alone may take half of it.
    std::uint64_t maxBytes = std::uint64_t {8} << 30;
    /// Recordings below this, bytes, are read again faster than an index is looked up.
    std::uint64_t leastRecording = std::uint64_t {4} << 20;
};

/// `$XDG_CACHE_HOME/argus-desk/index`, or the same in ~/.cache; empty where neither is known.
std::filesystem::path defaultCacheFolder();

/// The indexes of recordings that were read before, in a folder of their own and never beside the evidence. Any thread;
/// any number of processes may share the folder.
///
/// A recording is known by device, inode, size, time of last change, and a hash of its first and last 64 KiB: any
/// change that the file system shows makes it another recording. Changes that it does not show are found by verify().
class IndexCache
{
public:
    explicit IndexCache(CacheSettings settings)
        : m_settings(std::move(settings))
    { }

    /// The name of a recording in the cache. Errors: as base::openForReading.
    static base::Result<std::string> keyOf(const std::filesystem::path& recording);

    /// The index of a recording; null when there is none that is whole and made by this version. It counts as used.
    std::unique_ptr<ColumnIndex> find(const std::string& key) const;
    /// Begins an index; null when none is wanted for a recording of this size.
    std::unique_ptr<IndexWriter> begin(const std::string& key, std::uint64_t recordingBytes, bool withPayload) const;
    /// Ends it, and makes room. Errors: why there is no index.
    base::Result<> finish(IndexWriter& writer, IndexSummary summary) const;
    void remove(const std::string& key) const;

    /// Hashes the whole recording and compares it with what its index was made from; an index that does not belong to
    /// it is removed. True when it belongs, or holds no hash. Cost: reads the recording once.
    base::Result<bool> verify(const base::ExecutionContext& context, const std::filesystem::path& recording,
                              const ColumnIndex& index) const;

private:
    std::filesystem::path pathOf(const std::string& key) const;
    void makeRoom() const;

    const CacheSettings m_settings;
};

} // namespace argus::index
