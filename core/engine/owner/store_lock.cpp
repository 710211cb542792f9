// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/store_lock.h"

#include "core/base/text.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace argus::engine {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

std::filesystem::path lockPath(const std::filesystem::path& store)
{
    return store.string() + ".lock";
}

std::string ownName()
{
    // The kernel's name of the program has at most 15 characters.
    char name[16] = {};
    return ::prctl(PR_GET_NAME, name) == 0 && name[0] != '\0' ? std::string(name) : std::string("argus");
}

} // namespace

Result<std::optional<StoreLock>> StoreLock::tryAcquire(const std::filesystem::path& store)
{
    std::error_code error;
    if (store.has_parent_path()) {
        std::filesystem::create_directories(store.parent_path(), error);
    }
    const std::filesystem::path path = lockPath(store);
    base::UniqueFd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!fd.isOpen()) {
        return fail(ErrorCode::Unavailable,
                    "cannot use the store at " + store.string() + ": " + base::errnoText(errno));
    }
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return std::optional<StoreLock>();
        }
        return fail(ErrorCode::Unavailable, "cannot lock " + path.string() + ": " + base::errnoText(errno));
    }
    const std::string text = "process " + std::to_string(::getpid()) + " (" + ownName() + ")\n";
    if (::ftruncate(fd.get(), 0) == 0) {
        (void)base::writeAll(fd, text.data(), text.size());
    }
    return std::optional<StoreLock>(StoreLock(std::move(fd)));
}

std::string StoreLock::holder(const std::filesystem::path& store)
{
    base::UniqueFd fd(::open(lockPath(store).c_str(), O_RDONLY | O_CLOEXEC));
    if (!fd.isOpen() || ::flock(fd.get(), LOCK_SH | LOCK_NB) == 0) {
        return {};
    }
    const auto text = base::readSmallFile(lockPath(store), 256);
    return text ? std::string(base::trimmed(*text)) : std::string("another process");
}

std::filesystem::path ownerSocket(const std::filesystem::path& store)
{
    return store.string() + ".sock";
}

} // namespace argus::engine
