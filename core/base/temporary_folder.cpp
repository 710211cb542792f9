// SPDX-License-Identifier: Apache-2.0
#include "core/base/temporary_folder.h"

#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace argus::base {

namespace fs = std::filesystem;

namespace {

constexpr const char* kLockName = ".alive";

/// Removes folders of the kind whose process is gone. Only our own: others' locks cannot be opened.
void removeDead(const fs::path& parent, const std::string& kind)
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(parent, error)) {
        const std::string name = entry.path().filename().string();
        struct stat info {};
        if (name.rfind(kind + "-", 0) != 0 || ::lstat(entry.path().c_str(), &info) != 0 || !S_ISDIR(info.st_mode)
            || info.st_uid != ::getuid()) {
            continue;
        }
        UniqueFd lock(::open((entry.path() / kLockName).c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
        if (lock.isOpen() && ::flock(lock.get(), LOCK_EX | LOCK_NB) == 0) {
            std::error_code ignored;
            fs::remove_all(entry.path(), ignored);
        }
    }
}

} // namespace

TemporaryFolder::TemporaryFolder(fs::path path, UniqueFd lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{ }

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : m_path(std::move(other.m_path))
    , m_lock(std::move(other.m_lock))
{
    other.m_path.clear();
}

TemporaryFolder::~TemporaryFolder()
{
    if (!m_path.empty()) {
        std::error_code ignored;
        fs::remove_all(m_path, ignored);
    }
}

Result<TemporaryFolder> TemporaryFolder::make(const std::string& kind)
{
    std::error_code error;
    const fs::path parent = fs::temp_directory_path(error);
    if (error) {
        return fail(ErrorCode::Unavailable, "there is no folder for temporary files: set TMPDIR");
    }
    removeDead(parent, kind);
    while (true) {
        auto made = makeOne(parent, kind);
        if (!made || *made) {
            return made ? Result<TemporaryFolder>(std::move(**made)) : Result<TemporaryFolder>(fail(made));
        }
    }
}

Result<std::optional<TemporaryFolder>> TemporaryFolder::makeOne(const fs::path& parent, const std::string& kind)
{
    std::error_code error;
    fs::path path = parent / (kind + "-" + Uuid::makeV7().toString());
    if (::mkdir(path.c_str(), 0700) != 0) {
        return fail(ErrorCode::Unavailable, "cannot create a folder in " + parent.string() + ": " + errnoText(errno));
    }
    UniqueFd lock(::open((path / kLockName).c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!lock.isOpen() || ::flock(lock.get(), LOCK_EX) != 0) {
        fs::remove_all(path, error);
        return fail(ErrorCode::Unavailable, "cannot lock a file in " + path.string());
    }
    // Another process may have taken it for a dead one's before it was locked.
    struct stat info {};
    if (::fstat(lock.get(), &info) == 0 && info.st_nlink == 0) {
        return std::optional<TemporaryFolder>();
    }
    return std::optional(TemporaryFolder(std::move(path), std::move(lock)));
}

} // namespace argus::base
