// SPDX-License-Identifier: Apache-2.0
#include "core/index/index_cache.h"

#include "core/base/file_hash.h"
#include "core/base/file_io.h"
#include "core/base/sha256.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <system_error>
#include <vector>

namespace argus::index {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kEndBytes = 64 * 1024;
constexpr std::string_view kExtension = ".aidx";
/// A file under way that nobody wrote to for so long was left behind by a process that died.
constexpr std::chrono::hours kAbandoned {1};

Result<> hashPart(base::Sha256& hash, const base::UniqueFd& fd, std::uint64_t offset)
{
    std::vector<std::uint8_t> bytes(kEndBytes);
    const auto got = base::readAt(fd, offset, bytes.data(), bytes.size());
    if (!got) {
        return fail(got);
    }
    hash.update(bytes.data(), *got);
    return {};
}

struct Entry
{
    fs::path path;
    std::uint64_t bytes = 0;
    fs::file_time_type used;
};

/// The indexes in a folder, those used least lately first; leftovers are removed.
std::vector<Entry> entriesOf(const fs::path& folder)
{
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        std::error_code gone; // another process may make room at the same time
        Entry entry {at->path(), at->file_size(gone), at->last_write_time(gone)};
        if (gone) {
            continue;
        }
        if (entry.path.extension() == kExtension) {
            entries.push_back(std::move(entry));
        } else if (entry.path.filename().string().find(".part-") != std::string::npos
                   && fs::file_time_type::clock::now() - entry.used > kAbandoned) {
            fs::remove(entry.path, gone);
        }
    }
    std::ranges::sort(entries, {}, &Entry::used);
    return entries;
}

} // namespace

fs::path defaultCacheFolder()
{
    const char* cache = std::getenv("XDG_CACHE_HOME");
    if (cache != nullptr && fs::path(cache).is_absolute()) {
        return fs::path(cache) / "argus-desk" / "index";
    }
    const char* home = std::getenv("HOME");
    return home != nullptr && *home != '\0' ? fs::path(home) / ".cache" / "argus-desk" / "index" : fs::path();
}

Result<std::string> IndexCache::keyOf(const fs::path& recording)
{
    const auto fd = base::openForReading(recording);
    if (!fd) {
        return fail(fd);
    }
    struct stat known = {};
    if (::fstat(fd->get(), &known) != 0) {
        return fail(ErrorCode::Unavailable, "cannot look at " + recording.string() + ": " + base::errnoText(errno));
    }
    const auto size = static_cast<std::uint64_t>(known.st_size);
    const std::array<std::uint64_t, 5> place {
        static_cast<std::uint64_t>(known.st_dev), static_cast<std::uint64_t>(known.st_ino), size,
        static_cast<std::uint64_t>(known.st_mtim.tv_sec), static_cast<std::uint64_t>(known.st_mtim.tv_nsec)};
    base::Sha256 hash;
    hash.update(place.data(), sizeof place);
    ARGUS_TRY(hashPart(hash, *fd, 0));
    ARGUS_TRY(hashPart(hash, *fd, size > kEndBytes ? size - kEndBytes : 0));
    return hash.finish();
}

fs::path IndexCache::pathOf(const std::string& key) const
{
    return m_settings.folder / (key + std::string(kExtension));
}

std::unique_ptr<ColumnIndex> IndexCache::find(const std::string& key) const
{
    if (m_settings.folder.empty()) {
        return nullptr;
    }
    auto index = ColumnIndex::open(pathOf(key));
    if (!index || (*index)->summary().key != key) {
        if (index || index.error().code != ErrorCode::NotFound) {
            remove(key);
        }
        return nullptr;
    }
    std::error_code ignored;
    fs::last_write_time(pathOf(key), fs::file_time_type::clock::now(), ignored);
    return std::move(*index);
}

std::unique_ptr<IndexWriter> IndexCache::begin(const std::string& key, std::uint64_t recordingBytes,
                                               bool withPayload) const
{
    if (m_settings.folder.empty() || recordingBytes < m_settings.leastRecording) {
        return nullptr;
    }
    return std::make_unique<IndexWriter>(IndexWriter::Options {pathOf(key), m_settings.maxBytes / 2, withPayload});
}

Result<> IndexCache::finish(IndexWriter& writer, IndexSummary summary) const
{
    ARGUS_TRY(writer.finish(std::move(summary)));
    makeRoom();
    return {};
}

void IndexCache::remove(const std::string& key) const
{
    std::error_code ignored;
    fs::remove(pathOf(key), ignored);
}

void IndexCache::makeRoom() const
{
    const std::vector<Entry> entries = entriesOf(m_settings.folder);
    std::uint64_t total = 0;
    for (const Entry& entry : entries) {
        total += entry.bytes;
    }
    for (const Entry& entry : entries) {
        if (total <= m_settings.maxBytes) {
            break;
        }
        std::error_code ignored;
        fs::remove(entry.path, ignored);
        total -= entry.bytes;
    }
}

Result<bool> IndexCache::verify(const base::ExecutionContext& context, const fs::path& recording,
                                const ColumnIndex& index) const
{
    if (index.summary().sha256.empty()) {
        return true;
    }
    const auto hash = base::hashFile(context, recording);
    if (!hash) {
        return fail(hash);
    }
    if (hash->sha256 == index.summary().sha256) {
        return true;
    }
    remove(index.summary().key);
    return false;
}

} // namespace argus::index
