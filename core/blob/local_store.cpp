// SPDX-License-Identifier: Apache-2.0
#include "core/blob/blob_store.h"

#include "core/blob/folder_files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <system_error>

namespace argus::blob {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

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

class LocalWriter final : public BlobWriter
{
public:
    LocalWriter(files::Staged staged, fs::path target)
        : m_fd(std::move(staged.fd))
        , m_temporary(std::move(staged.path))
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
        Result<> moved = files::moveIntoPlace(m_fd, m_temporary, m_target);
        m_committed = moved.has_value();
        return moved;
    }

private:
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
        ARGUS_TRY(files::checkKey(key));
        while (true) {
            auto staged = files::stage(m_folder);
            if (!staged) {
                return fail(staged);
            }
            if (holdNew(staged->fd)) {
                return std::make_unique<LocalWriter>(std::move(*staged), m_folder / key);
            }
        }
    }

    Result<bool> adopt(const ExecutionContext&, const std::string&, const fs::path&) override { return false; }

    Result<LocalBlob> localPath(const ExecutionContext& context, const std::string& key) override
    {
        const auto there = exists(context, key);
        if (!there) {
            return fail(there);
        }
        if (!*there) {
            return fail(ErrorCode::NotFound, "the recording " + key + " is missing from " + m_folder.string());
        }
        return LocalBlob(m_folder / key);
    }

    Result<bool> exists(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        return files::isFile(m_folder / key);
    }

    Result<> remove(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        return files::remove(m_folder, key);
    }

    Result<bool> removeAbandoned(const ExecutionContext& context, const std::string& key, std::chrono::seconds) override
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
        return files::list(context, m_folder, fs::file_time_type::clock::now() - minimumAge);
    }

    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        std::size_t removed = 0;
        std::error_code error;
        const auto latest = fs::file_time_type::clock::now() - minimumAge;
        for (const auto& entry : fs::directory_iterator(m_folder / files::kStagingFolder, error)) {
            ARGUS_TRY(context.check());
            if (!files::isOlder(entry, latest)) {
                continue;
            }
            if (const base::UniqueFd held = holdAbandoned(entry.path()); held.isOpen()) {
                removed += ::unlink(entry.path().c_str()) == 0 ? 1 : 0;
            }
        }
        ARGUS_TRY(files::removeEmptyFolders(context, m_folder, latest));
        return removed;
    }

    std::optional<std::uint64_t> freeBytes() const override
    {
        std::error_code error;
        const fs::space_info space = fs::space(m_folder, error);
        return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
    }

    StorePlace place() const override { return {m_folder.string(), {}}; }

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
    fs::create_directories(folder / files::kStagingFolder, error);
    if (error) {
        return fail(ErrorCode::Unavailable,
                    "cannot use " + folder.string() + " for recordings: " + base::errnoText(error.value()));
    }
    return std::make_unique<LocalStore>(folder);
}

} // namespace argus::blob
