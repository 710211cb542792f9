// SPDX-License-Identifier: Apache-2.0
#include "core/blob/folder_store.h"

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

class LocalStore final : public FolderStore
{
public:
    using FolderStore::FolderStore;

    Result<std::unique_ptr<BlobWriter>> create(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        while (true) {
            auto staged = files::stage(folder());
            if (!staged) {
                return fail(staged);
            }
            if (holdNew(staged->fd)) {
                return std::make_unique<FolderWriter>(std::move(*staged), folder() / key);
            }
        }
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
        const base::UniqueFd held = holdAbandoned(folder() / key);
        if (!held.isOpen()) {
            return false;
        }
        ARGUS_TRY(remove(context, key));
        return true;
    }

    Result<std::vector<std::string>> list(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        return files::list(context, folder(), fs::file_time_type::clock::now() - minimumAge);
    }

    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        return sweepFiles(context, fs::file_time_type::clock::now() - minimumAge, [](const fs::path& path) {
            const base::UniqueFd held = holdAbandoned(path);
            return held.isOpen() && ::unlink(path.c_str()) == 0;
        });
    }

    StorePlace place() const override { return {folder().string(), {}}; }
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
