// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace argus::base {

/// Owns a POSIX file descriptor and closes it.
class UniqueFd
{
public:
    UniqueFd() = default;
    explicit UniqueFd(int fd)
        : m_fd(fd)
    { }
    ~UniqueFd() { reset(); }
    UniqueFd(UniqueFd&& other) noexcept
        : m_fd(other.release())
    { }
    UniqueFd& operator=(UniqueFd&& other) noexcept
    {
        if (this != &other) {
            reset(other.release());
        }
        return *this;
    }

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }
    int release()
    {
        const int fd = m_fd;
        m_fd = -1;
        return fd;
    }
    void reset(int fd = -1);

private:
    int m_fd = -1;
};

/// The system's words for an errno value, without locale.
std::string errnoText(int error);

/// Opens a file for reading. Errors: NotFound, Denied, Invalid (a folder), Internal; the message names the path.
Result<UniqueFd> openForReading(const std::filesystem::path& path);
/// Size in bytes of an open file.
Result<std::uint64_t> fileSize(const UniqueFd& fd);
/// Reads up to `size` bytes at `offset`; fewer only at the end of the file. Interrupted calls are repeated.
Result<std::size_t> readAt(const UniqueFd& fd, std::uint64_t offset, void* out, std::size_t size);
/// Writes all of `data`. A full disk is Unavailable and says so.
Result<> writeAll(const UniqueFd& fd, const void* data, std::size_t size);

/// The whole of a small file; Invalid when it is larger than `limit` bytes.
Result<std::string> readSmallFile(const std::filesystem::path& path, std::size_t limit);
/// Writes a file so that a reader sees either the old or the whole new content, also after a crash
/// (temporary file, fsync, rename, fsync of the folder). A file that is there keeps its rights.
Result<> writeFileAtomically(const std::filesystem::path& path, std::string_view content);
/// Makes a rename or a new entry in `folder` durable.
Result<> syncFolder(const std::filesystem::path& folder);

} // namespace argus::base
