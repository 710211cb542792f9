// SPDX-License-Identifier: Apache-2.0
#include "core/blob/s3/blob_cache.h"

#include "core/base/text.h"
#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace argus::blob::s3 {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::string_view kDraftPrefix = ".draft-";
/// Left free on the disk for everybody else.
constexpr std::uint64_t kSpareBytes = std::uint64_t {256} << 20;

bool isDraft(const fs::path& path)
{
    return path.filename().string().starts_with(kDraftPrefix);
}

/// Removes a file that nobody holds; whether it did.
bool removeUnheld(const fs::path& path)
{
    const base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    return fd.isOpen() && ::flock(fd.get(), LOCK_EX | LOCK_NB) == 0 && ::unlink(path.c_str()) == 0;
}

struct Copy
{
    fs::path path;
    std::uint64_t bytes = 0;
    timespec used {};
};

/// Those used longest ago first.
std::vector<Copy> copiesIn(const fs::path& folder)
{
    std::vector<Copy> copies;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        struct stat info {};
        if (::lstat(entry.path().c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
            copies.push_back({entry.path(), static_cast<std::uint64_t>(info.st_blocks) * 512, info.st_atim});
        }
    }
    std::sort(copies.begin(), copies.end(), [](const Copy& a, const Copy& b) {
        return std::pair(a.used.tv_sec, a.used.tv_nsec) < std::pair(b.used.tv_sec, b.used.tv_nsec);
    });
    return copies;
}

std::uint64_t freeBytes(const fs::path& folder)
{
    std::error_code error;
    const fs::space_info space = fs::space(folder, error);
    return error ? 0 : space.available;
}

LocalBlob held(fs::path path, base::UniqueFd fd)
{
    return LocalBlob(std::move(path), std::make_shared<const base::UniqueFd>(std::move(fd)));
}

} // namespace

BlobCache::BlobCache(fs::path folder, std::uint64_t maxBytes)
    : m_folder(std::move(folder))
    , m_maxBytes(maxBytes)
{ }

Result<std::unique_ptr<BlobCache>> BlobCache::open(const fs::path& folder, std::uint64_t maxBytes)
{
    std::error_code error;
    fs::create_directories(folder, error);
    if (folder.empty() || error) {
        return fail(ErrorCode::Unavailable,
                    "cannot use " + (folder.empty() ? std::string("an unnamed folder") : folder.string())
                        + " as cache for recordings: " + base::errnoText(error ? error.value() : ENOENT));
    }
    // Recordings of vehicles are nobody else's business.
    fs::permissions(folder, fs::perms::owner_all, error);
    std::unique_ptr<BlobCache> cache(new BlobCache(folder, maxBytes));
    cache->removeLeftovers();
    return cache;
}

void BlobCache::removeLeftovers() const
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        if (isDraft(entry.path())) {
            removeUnheld(entry.path());
        }
    }
}

std::optional<LocalBlob> BlobCache::find(const std::string& name) const
{
    fs::path path = m_folder / name;
    base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    struct stat info {};
    // An eviction may have been faster between the two: then the name is gone though the file is open.
    if (!fd.isOpen() || ::flock(fd.get(), LOCK_SH) != 0 || ::fstat(fd.get(), &info) != 0 || info.st_nlink == 0) {
        return std::nullopt;
    }
    // The time of last use alone: the time of change is part of what a recording's index is known by.
    const timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};
    (void)::futimens(fd.get(), times);
    return held(std::move(path), std::move(fd));
}

std::optional<LocalBlob> BlobCache::findAny(const std::string& prefix) const
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(prefix)) {
            if (auto found = find(name)) {
                return found;
            }
        }
    }
    return std::nullopt;
}

void BlobCache::makeRoom(std::uint64_t size) const
{
    std::vector<Copy> copies = copiesIn(m_folder);
    std::uint64_t total = 0;
    for (const Copy& each : copies) {
        total += each.bytes;
    }
    for (const Copy& each : copies) {
        if (total + size <= m_maxBytes && freeBytes(m_folder) >= size + kSpareBytes) {
            return;
        }
        if (!isDraft(each.path) && removeUnheld(each.path)) {
            total -= each.bytes;
        }
    }
}

Result<BlobCache::Draft> BlobCache::begin(std::uint64_t size) const
{
    makeRoom(size);
    if (freeBytes(m_folder) < size + kSpareBytes) {
        return fail(ErrorCode::Unavailable,
                    "the disk of " + m_folder.string() + " has no room for a recording of " + base::formatBytes(size)
                        + ": make room there, or set another folder for the cache");
    }
    fs::path path = m_folder / (std::string(kDraftPrefix) + base::Uuid::makeV7().toString());
    base::UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.isOpen() || ::flock(fd.get(), LOCK_EX) != 0) {
        return fail(ErrorCode::Unavailable, "cannot write to " + path.string() + ": " + base::errnoText(errno));
    }
    if (size > 0 && ::ftruncate(fd.get(), static_cast<off_t>(size)) != 0) {
        const int why = errno;
        ::unlink(path.c_str());
        return fail(ErrorCode::Unavailable, "cannot write to " + path.string() + ": " + base::errnoText(why));
    }
    return Draft(std::move(fd), std::move(path));
}

BlobCache::Draft::~Draft()
{
    if (m_fd.isOpen() && !m_path.empty()) {
        ::unlink(m_path.c_str());
    }
}

Result<LocalBlob> BlobCache::publish(Draft draft, const std::string& name) const
{
    fs::path path = m_folder / name;
    // The name must never come to stand for less than the whole, also after a loss of power.
    if (::fdatasync(draft.fd().get()) != 0 || ::rename(draft.path().c_str(), path.c_str()) != 0) {
        return fail(ErrorCode::Unavailable, "cannot write to " + path.string() + ": " + base::errnoText(errno));
    }
    draft.m_path.clear();
    struct stat info {};
    if (::flock(draft.fd().get(), LOCK_SH) != 0 || ::fstat(draft.fd().get(), &info) != 0 || info.st_nlink == 0) {
        return base::failTransient(ErrorCode::Unavailable, "the cache for recordings is too busy to keep " + name);
    }
    return held(std::move(path), std::move(draft.m_fd));
}

Result<BlobCache::Turn> BlobCache::takeTurn(const ExecutionContext& context, const std::string& name)
{
    const std::stop_callback wake(context.stopToken(), [this] {
        const base::LockGuard lock(m_mutex);
        m_changed.notifyAll();
    });
    const base::LockGuard lock(m_mutex);
    while (m_busy.contains(name)) {
        ARGUS_TRY(context.check());
        if (context.deadline()) {
            m_changed.waitUntil(m_mutex, *context.deadline());
        } else {
            m_changed.wait(m_mutex);
        }
    }
    m_busy.insert(name);
    return Turn(*this, name);
}

BlobCache::Turn::~Turn()
{
    if (m_cache != nullptr) {
        const base::LockGuard lock(m_cache->m_mutex);
        m_cache->m_busy.erase(m_name);
        m_cache->m_changed.notifyAll();
    }
}

} // namespace argus::blob::s3
