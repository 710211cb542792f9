// SPDX-License-Identifier: Apache-2.0
#include "core/blob/blob_store.h"

#include "core/base/file_io.h"
#include "core/base/uuid.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <system_error>

namespace argus::blob {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

constexpr const char* kStagingFolder = ".staging";
/// How often a commit makes its folder again when somebody removes the empty one in between.
constexpr int kFolderTries = 100;

base::Failure diskFailure(const std::string& what, int error)
{
    const bool full = error == ENOSPC || error == EDQUOT;
    return fail(full ? ErrorCode::Unavailable : ErrorCode::Internal, what + ": " + base::errnoText(error));
}

Result<> checkKey(const std::string& key)
{
    if (!isValidKey(key)) {
        return fail(ErrorCode::Invalid, "'" + key + "' is no blob key");
    }
    return {};
}

/// Takes hold of a file whose writer, which holds it as long as it lives, is done or dead; not open while it lives.
base::UniqueFd holdAbandoned(const fs::path& path)
{
    base::UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (fd.isOpen() && ::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
        fd.reset();
    }
    return fd;
}

/// Takes hold of a new file for its writer; false when a sweep was faster and removed it.
bool holdNew(const base::UniqueFd& fd)
{
    // A file system without locks (some network shares) still has the age to go by.
    struct stat info {};
    return ::flock(fd.get(), LOCK_EX) != 0 || ::fstat(fd.get(), &info) != 0 || info.st_nlink > 0;
}

/// Whether a file or folder was last written at or before `latest`; false when that cannot be told.
bool isOlder(const fs::directory_entry& entry, fs::file_time_type latest)
{
    std::error_code error;
    const auto written = entry.last_write_time(error);
    return !error && written <= latest;
}

class LocalWriter final : public BlobWriter
{
public:
    LocalWriter(base::UniqueFd fd, fs::path temporary, fs::path target)
        : m_fd(std::move(fd))
        , m_temporary(std::move(temporary))
        , m_target(std::move(target))
    { }
    ~LocalWriter() override
    {
        if (!m_committed) {
            ::unlink(m_temporary.c_str());
        }
    }

    Result<> write(const ExecutionContext& context, std::span<const std::uint8_t> data) override
    {
        ARGUS_TRY(context.check());
        return base::writeAll(m_fd, data.data(), data.size());
    }

    Result<> commit(const ExecutionContext& context) override
    {
        ARGUS_TRY(context.check());
        if (::fsync(m_fd.get()) != 0) {
            return diskFailure("cannot write " + m_temporary.string(), errno);
        }
        ARGUS_TRY(moveIntoPlace());
        m_committed = true;
        const fs::path folder = m_target.parent_path();
        ARGUS_TRY(base::syncFolder(folder));
        return base::syncFolder(folder.parent_path());
    }

private:
    Result<> moveIntoPlace() const
    {
        const fs::path folder = m_target.parent_path();
        for (int attempt = 1;; ++attempt) {
            std::error_code error;
            fs::create_directories(folder, error);
            if (error) {
                return diskFailure("cannot create " + folder.string(), error.value());
            }
            if (::rename(m_temporary.c_str(), m_target.c_str()) == 0) {
                return {};
            }
            // The folder goes with its last blob: that may just have been removed.
            if (errno != ENOENT || attempt == kFolderTries) {
                return diskFailure("cannot write " + m_target.string(), errno);
            }
        }
    }

    /// Held as long as this lives, also under the final name: see holdAbandoned().
    base::UniqueFd m_fd;
    fs::path m_temporary;
    fs::path m_target;
    bool m_committed = false;
};

class LocalStore final : public BlobStore
{
public:
    explicit LocalStore(fs::path folder)
        : m_folder(std::move(folder))
    { }

    Result<std::unique_ptr<BlobWriter>> create(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(checkKey(key));
        while (true) {
            fs::path temporary = m_folder / kStagingFolder / base::Uuid::makeV7().toString();
            base::UniqueFd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
            if (!fd.isOpen()) {
                return diskFailure("cannot create a file in " + temporary.parent_path().string(), errno);
            }
            if (holdNew(fd)) {
                return std::make_unique<LocalWriter>(std::move(fd), std::move(temporary), m_folder / key);
            }
        }
    }

    Result<bool> adopt(const ExecutionContext&, const std::string&, const fs::path&) override { return false; }

    Result<fs::path> localPath(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(checkKey(key));
        fs::path path = m_folder / key;
        std::error_code error;
        if (!fs::is_regular_file(path, error)) {
            return fail(ErrorCode::NotFound, "the recording " + key + " is missing from " + m_folder.string());
        }
        return path;
    }

    Result<bool> exists(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(checkKey(key));
        std::error_code error;
        return fs::is_regular_file(m_folder / key, error);
    }

    Result<> remove(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(checkKey(key));
        const fs::path path = m_folder / key;
        if (::unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
            return diskFailure("cannot remove " + path.string(), errno);
        }
        // The batch's folder goes with its last blob; a folder that is not empty stays.
        ::rmdir(path.parent_path().c_str());
        return {};
    }

    Result<bool> removeAbandoned(const ExecutionContext& context, const std::string& key) override
    {
        const auto there = exists(context, key);
        if (!there) {
            return fail(there);
        }
        if (!*there) {
            return true;
        }
        const base::UniqueFd held = holdAbandoned(m_folder / key);
        if (!held.isOpen()) {
            return false;
        }
        ARGUS_TRY(remove(context, key));
        return true;
    }

    Result<std::vector<std::string>> list(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        std::vector<std::string> keys;
        const auto latest = fs::file_time_type::clock::now() - minimumAge;
        std::error_code error;
        for (fs::recursive_directory_iterator it(m_folder, error), end; !error && it != end; it.increment(error)) {
            ARGUS_TRY(context.check());
            if (it->is_directory(error) && it->path().filename() == kStagingFolder) {
                it.disable_recursion_pending();
            } else if (it->is_regular_file(error) && isOlder(*it, latest)) {
                std::string key = it->path().lexically_relative(m_folder).string();
                if (isValidKey(key)) {
                    keys.push_back(std::move(key));
                }
            }
        }
        std::sort(keys.begin(), keys.end());
        return keys;
    }

    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        std::size_t removed = 0;
        std::error_code error;
        const auto latest = fs::file_time_type::clock::now() - minimumAge;
        for (const auto& entry : fs::directory_iterator(m_folder / kStagingFolder, error)) {
            ARGUS_TRY(context.check());
            if (!isOlder(entry, latest)) {
                continue;
            }
            if (const base::UniqueFd held = holdAbandoned(entry.path()); held.isOpen()) {
                removed += ::unlink(entry.path().c_str()) == 0 ? 1 : 0;
            }
        }
        // A commit that was killed may leave its folder without a blob; rmdir takes empty ones only.
        for (const auto& entry : fs::directory_iterator(m_folder, error)) {
            ARGUS_TRY(context.check());
            if (entry.path().filename() != kStagingFolder && isOlder(entry, latest)) {
                ::rmdir(entry.path().c_str());
            }
        }
        return removed;
    }

    std::optional<std::uint64_t> freeBytes() const override
    {
        std::error_code error;
        const fs::space_info space = fs::space(m_folder, error);
        return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
    }

private:
    const fs::path m_folder;
};

} // namespace

bool isValidKey(std::string_view key)
{
    if (key.empty() || key.size() > 200 || key.front() == '/' || key.back() == '/') {
        return false;
    }
    char previous = '/';
    for (const char c : key) {
        const bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (!word && !(c == '/' && previous != '/')) {
            return false;
        }
        previous = c;
    }
    return true;
}

Result<std::unique_ptr<BlobStore>> openLocalStore(const fs::path& folder)
{
    std::error_code error;
    fs::create_directories(folder / kStagingFolder, error);
    if (error) {
        return fail(ErrorCode::Unavailable,
                    "cannot use " + folder.string() + " for recordings: " + base::errnoText(error.value()));
    }
    return std::make_unique<LocalStore>(folder);
}

} // namespace argus::blob
