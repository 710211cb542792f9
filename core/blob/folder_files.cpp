// SPDX-License-Identifier: Apache-2.0
#include "core/blob/folder_files.h"

#include "core/base/uuid.h"
#include "core/blob/blob_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace argus::blob::files {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

namespace {

/// How often a commit makes its folder again when somebody removes the empty one in between.
constexpr int kFolderTries = 100;

} // namespace

base::Failure diskFailure(const std::string& what, int error)
{
    const std::string text = what + ": " + base::errnoText(error);
    if (error == ENOSPC || error == EDQUOT) {
        return fail(ErrorCode::Unavailable, text);
    }
    if (error == ESTALE || error == EIO || error == ETIMEDOUT || error == EHOSTDOWN || error == ENOTCONN) {
        return base::failTransient(ErrorCode::Unavailable, text);
    }
    return fail(ErrorCode::Internal, text);
}

Result<> checkKey(const std::string& key)
{
    if (!isValidKey(key)) {
        return fail(ErrorCode::Invalid, "'" + key + "' is no blob key");
    }
    return {};
}

Result<Staged> stage(const fs::path& folder)
{
    fs::path path = folder / kStagingFolder / base::Uuid::makeV7().toString();
    base::UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (!fd.isOpen()) {
        return diskFailure("cannot create a file in " + path.parent_path().string(), errno);
    }
    return Staged {std::move(fd), std::move(path)};
}

Result<> moveIntoPlace(const base::UniqueFd& fd, const fs::path& staged, const fs::path& target)
{
    if (::fsync(fd.get()) != 0) {
        return diskFailure("cannot write " + staged.string(), errno);
    }
    const fs::path folder = target.parent_path();
    for (int attempt = 1;; ++attempt) {
        std::error_code error;
        fs::create_directories(folder, error);
        if (error) {
            return diskFailure("cannot create " + folder.string(), error.value());
        }
        if (::rename(staged.c_str(), target.c_str()) == 0) {
            break;
        }
        const int why = errno;
        if (why == ENOENT && ::access(staged.c_str(), F_OK) != 0 && errno == ENOENT) {
            return fail(ErrorCode::NotFound, staged.string() + " is not there any more");
        }
        // The folder goes with its last blob: that may just have been removed.
        if (why != ENOENT || attempt == kFolderTries) {
            return diskFailure("cannot write " + target.string(), why);
        }
    }
    ARGUS_TRY(base::syncFolder(folder));
    return base::syncFolder(folder.parent_path());
}

Result<bool> isFile(const fs::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) == 0) {
        return S_ISREG(info.st_mode);
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return false;
    }
    return diskFailure("cannot look at " + path.string(), errno);
}

Result<> remove(const fs::path& folder, const std::string& key)
{
    const fs::path path = folder / key;
    if (::unlink(path.c_str()) != 0 && errno != ENOENT && errno != ENOTDIR) {
        return diskFailure("cannot remove " + path.string(), errno);
    }
    // The batch's folder goes with its last blob; a folder that is not empty stays.
    ::rmdir(path.parent_path().c_str());
    return {};
}

bool isOlder(const fs::directory_entry& entry, fs::file_time_type latest)
{
    std::error_code error;
    const auto written = entry.last_write_time(error);
    return !error && written <= latest;
}

Result<std::vector<std::string>> list(const ExecutionContext& context, const fs::path& folder,
                                      fs::file_time_type latest)
{
    std::vector<std::string> keys;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        ARGUS_TRY(context.check());
        if (it->is_directory(error) && it->path().filename() == kStagingFolder) {
            it.disable_recursion_pending();
        } else if (it->is_regular_file(error) && isOlder(*it, latest)) {
            std::string key = it->path().lexically_relative(folder).string();
            if (isValidKey(key)) {
                keys.push_back(std::move(key));
            }
        }
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

Result<> removeEmptyFolders(const ExecutionContext& context, const fs::path& folder, fs::file_time_type latest)
{
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        ARGUS_TRY(context.check());
        if (entry.path().filename() != kStagingFolder && isOlder(entry, latest)) {
            ::rmdir(entry.path().c_str()); // takes empty ones only
        }
    }
    return {};
}

} // namespace argus::blob::files
