// SPDX-License-Identifier: Apache-2.0
#include "core/blob/blob_store.h"

#include "core/base/file_io.h"
#include "core/base/uuid.h"

#include <fcntl.h>
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
constexpr std::chrono::hours kStagingLife {1};

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
        std::error_code error;
        const fs::path folder = m_target.parent_path();
        fs::create_directories(folder, error);
        if (error) {
            return diskFailure("cannot create " + folder.string(), error.value());
        }
        if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
            return diskFailure("cannot write " + m_target.string(), errno);
        }
        m_committed = true;
        ARGUS_TRY(base::syncFolder(folder));
        return base::syncFolder(folder.parent_path());
    }

private:
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
        fs::path temporary = m_folder / kStagingFolder / base::Uuid::makeV7().toString();
        base::UniqueFd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
        if (!fd.isOpen()) {
            return diskFailure("cannot create a file in " + temporary.parent_path().string(), errno);
        }
        return std::make_unique<LocalWriter>(std::move(fd), std::move(temporary), m_folder / key);
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

    Result<std::vector<std::string>> list(const ExecutionContext& context) override
    {
        std::vector<std::string> keys;
        std::error_code error;
        for (fs::recursive_directory_iterator it(m_folder, error), end; !error && it != end; it.increment(error)) {
            ARGUS_TRY(context.check());
            if (it->is_directory(error) && it->path().filename() == kStagingFolder) {
                it.disable_recursion_pending();
            } else if (it->is_regular_file(error)) {
                std::string key = it->path().lexically_relative(m_folder).string();
                if (isValidKey(key)) {
                    keys.push_back(std::move(key));
                }
            }
        }
        std::sort(keys.begin(), keys.end());
        return keys;
    }

    Result<> sweep(const ExecutionContext& context) override
    {
        std::error_code error;
        const auto oldest = fs::file_time_type::clock::now() - kStagingLife;
        for (const auto& entry : fs::directory_iterator(m_folder / kStagingFolder, error)) {
            ARGUS_TRY(context.check());
            std::error_code ignored;
            if (entry.last_write_time(ignored) < oldest && !ignored) {
                fs::remove(entry.path(), ignored);
            }
        }
        return {};
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
