// SPDX-License-Identifier: Apache-2.0
#include "core/formats/byte_sink.h"

#include "core/base/file_io.h"
#include "core/base/output_target.h"
#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <system_error>
#include <vector>

namespace argus::formats {

using base::ErrorCode;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

auto cannotWrite(const fs::path& path, int error)
{
    const ErrorCode code = error == EACCES || error == EPERM ? ErrorCode::Denied
        : error == ENOENT || error == ENOTDIR                ? ErrorCode::NotFound
                                                             : ErrorCode::Unavailable;
    return fail(code, "cannot write " + path.string() + ": " + base::errnoText(error));
}

/// Collects small writes.
class BufferedFd
{
public:
    /// `path`: what messages call it.
    BufferedFd(base::UniqueFd fd, fs::path path)
        : m_fd(std::move(fd))
        , m_path(std::move(path))
    {
        m_buffer.reserve(kBufferBytes);
    }
    Result<> write(std::span<const std::uint8_t> bytes)
    {
        if (m_buffer.size() + bytes.size() > kBufferBytes) {
            ARGUS_TRY(flush());
        }
        if (bytes.size() >= kBufferBytes) {
            return put(bytes);
        }
        m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
        return {};
    }
    Result<> flush()
    {
        ARGUS_TRY(put(m_buffer));
        m_buffer.clear();
        return {};
    }
    base::UniqueFd& fd() { return m_fd; }

private:
    Result<> put(std::span<const std::uint8_t> bytes)
    {
        Result<> written = base::writeAll(m_fd, bytes.data(), bytes.size());
        return written ? written : fail(std::move(written.error()).prefixed(m_path.string()));
    }

    base::UniqueFd m_fd;
    const fs::path m_path;
    std::vector<std::uint8_t> m_buffer;
};

class NewFile final : public FileSink
{
public:
    NewFile(fs::path path, fs::path part, base::UniqueFd fd, bool replace)
        : m_path(std::move(path))
        , m_part(std::move(part))
        , m_out(std::move(fd), m_path)
        , m_replace(replace)
    { }
    ~NewFile() override
    {
        if (m_out.fd().isOpen()) {
            std::error_code ignored;
            fs::remove(m_part, ignored);
        }
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    Result<> write(std::span<const std::uint8_t> bytes) override { return m_out.write(bytes); }
    bool canOverwrite() const override { return true; }
    Result<> overwrite(std::uint64_t offset, std::span<const std::uint8_t> bytes) override
    {
        ARGUS_TRY(m_out.flush());
        for (std::size_t done = 0; done < bytes.size();) {
            const auto got = ::pwrite(m_out.fd().get(), bytes.data() + done, bytes.size() - done,
                                      static_cast<off_t>(offset + done));
            if (got < 0 && errno == EINTR) {
                continue;
            }
            if (got <= 0) {
                return cannotWrite(m_path, got < 0 ? errno : EIO);
            }
            done += static_cast<std::size_t>(got);
        }
        return {};
    }
    Result<> commit() override
    {
        ARGUS_TRY(m_out.flush());
        if (::fsync(m_out.fd().get()) != 0) {
            return cannotWrite(m_path, errno);
        }
        if ((m_replace ? ::rename(m_part.c_str(), m_path.c_str()) : renameToNew()) != 0) {
            return errno == EEXIST ? Result<>(fail(ErrorCode::Conflict, m_path.string() + " is there already"))
                                   : cannotWrite(m_path, errno);
        }
        m_out.fd().reset();
        return base::syncFolder(m_path.has_parent_path() ? m_path.parent_path() : fs::path("."));
    }

private:
    /// As rename(), but EEXIST for a name that came up meanwhile.
    int renameToNew() const
    {
        if (::link(m_part.c_str(), m_path.c_str()) == 0) {
            return ::unlink(m_part.c_str());
        }
        if (errno != EPERM && errno != ENOSYS && errno != EOPNOTSUPP) {
            return -1;
        }
        // Memory sticks (FAT, exFAT) know no links. What is there now is seen; a name that comes up between the two
        // calls is not.
        struct stat found = {};
        if (::lstat(m_path.c_str(), &found) == 0) {
            errno = EEXIST;
            return -1;
        }
        return ::rename(m_part.c_str(), m_path.c_str());
    }

    const fs::path m_path;
    const fs::path m_part;
    BufferedFd m_out;
    const bool m_replace;
};

class StandardOutput final : public ByteSink
{
public:
    Result<> write(std::span<const std::uint8_t> bytes) override
    {
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) {
            return fail(ErrorCode::Unavailable, "cannot write to standard output: " + base::errnoText(errno));
        }
        return {};
    }
    bool canOverwrite() const override { return false; }
    Result<> overwrite(std::uint64_t, std::span<const std::uint8_t>) override
    {
        return fail(ErrorCode::Invalid, "what went to standard output cannot be changed");
    }
};

} // namespace

Result<std::unique_ptr<FileSink>> FileSink::create(const fs::path& path, bool replace)
{
    const auto target = base::findTarget(path);
    if (!target) {
        return fail(target);
    }
    if (target->exists && !replace) {
        return fail(ErrorCode::Conflict, path.string() + " is there already");
    }
    // A device, a pipe or a socket would be lost for everybody who uses it.
    if (!target->isPlain) {
        return fail(ErrorCode::Invalid, path.string() + " is no regular file: it is not replaced");
    }
    const fs::path part = target->path.string() + ".part-" + base::Uuid::makeV7().toString();
    base::UniqueFd fd(::open(part.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!fd.isOpen()) {
        return cannotWrite(path, errno);
    }
    return std::unique_ptr<FileSink>(std::make_unique<NewFile>(target->path, part, std::move(fd), replace));
}

std::unique_ptr<ByteSink> standardOutputSink()
{
    return std::make_unique<StandardOutput>();
}

} // namespace argus::formats
