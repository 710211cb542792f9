// SPDX-License-Identifier: Apache-2.0
#include "core/base/file_io.h"

#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace argus::base {

namespace {

ErrorCode codeFor(int error)
{
    switch (error) {
    case ENOENT:
    case ENOTDIR:
        return ErrorCode::NotFound;
    case EACCES:
    case EPERM:
    case EROFS:
        return ErrorCode::Denied;
    case EISDIR:
    case ENAMETOOLONG:
    case ELOOP:
        return ErrorCode::Invalid;
    case ENOSPC:
    case EDQUOT:
    case EMFILE:
    case ENFILE:
        return ErrorCode::Unavailable;
    default:
        return ErrorCode::Internal;
    }
}

Failure systemFailure(const std::string& what, int error)
{
    return fail(codeFor(error), what + ": " + errnoText(error));
}

} // namespace

void UniqueFd::reset(int fd)
{
    if (m_fd >= 0) {
        ::close(m_fd);
    }
    m_fd = fd;
}

std::string errnoText(int error)
{
    return std::generic_category().message(error);
}

Result<UniqueFd> openForReading(const std::filesystem::path& path)
{
    // O_NONBLOCK: opening a named pipe that nobody writes must not hang; it has no effect on plain files.
    UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    if (!fd.isOpen()) {
        return systemFailure("cannot open " + path.string(), errno);
    }
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return systemFailure("cannot read " + path.string(), errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::Invalid, path.string() + " is not a plain file");
    }
    return fd;
}

Result<std::uint64_t> fileSize(const UniqueFd& fd)
{
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) {
        return systemFailure("cannot tell the size of a file", errno);
    }
    return static_cast<std::uint64_t>(info.st_size);
}

Result<std::size_t> readAt(const UniqueFd& fd, std::uint64_t offset, void* out, std::size_t size)
{
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got
            = ::pread(fd.get(), static_cast<char*>(out) + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return systemFailure("cannot read at offset " + std::to_string(offset + done), errno);
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    return done;
}

Result<> writeAll(const UniqueFd& fd, const void* data, std::size_t size)
{
    const char* next = static_cast<const char*>(data);
    while (size > 0) {
        const ssize_t put = ::write(fd.get(), next, size);
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put < 0) {
            return systemFailure("cannot write", errno);
        }
        next += put;
        size -= static_cast<std::size_t>(put);
    }
    return {};
}

Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t limit)
{
    const auto fd = openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    const auto size = fileSize(*fd);
    if (!size) {
        return fail(size);
    }
    if (*size > limit) {
        return fail(ErrorCode::Invalid,
                    path.string() + " is larger than the " + std::to_string(limit) + " bytes allowed here");
    }
    std::string content(static_cast<std::size_t>(*size), '\0');
    const auto got = readAt(*fd, 0, content.data(), content.size());
    if (!got) {
        return fail(got);
    }
    content.resize(*got);
    return content;
}

Result<> writeFileAtomically(const std::filesystem::path& path, std::string_view content)
{
    const std::filesystem::path folder = path.has_parent_path() ? path.parent_path() : ".";
    const std::filesystem::path temporary = folder / ("." + path.filename().string() + "." + Uuid::makeV7().toString());
    UniqueFd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!fd.isOpen()) {
        return systemFailure("cannot create a file in " + folder.string(), errno);
    }
    struct stat before {};
    if (::stat(path.c_str(), &before) == 0 && S_ISREG(before.st_mode)) {
        (void)::fchmod(fd.get(), before.st_mode & 07777); // who could read the old content can read the new one
    }
    Result<> written = writeAll(fd, content.data(), content.size());
    if (written && ::fsync(fd.get()) != 0) {
        written = systemFailure("cannot write " + temporary.string(), errno);
    }
    if (written && ::rename(temporary.c_str(), path.c_str()) != 0) {
        written = systemFailure("cannot write " + path.string(), errno);
    }
    if (!written) {
        ::unlink(temporary.c_str());
        return fail(std::move(written.error()).prefixed(path.string()));
    }
    return syncFolder(folder);
}

Result<> syncFolder(const std::filesystem::path& folder)
{
    const UniqueFd fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen() || ::fsync(fd.get()) != 0) {
        return systemFailure("cannot sync " + folder.string(), errno);
    }
    return {};
}

} // namespace argus::base
