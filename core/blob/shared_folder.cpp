// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/base/uuid.h"
#include "core/blob/folder_store.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <system_error>

namespace argus::blob {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;
using FileTime = fs::file_time_type;

namespace {

/// Lies in the folder itself and holds its id: what is not mounted has none.
constexpr const char* kMarker = ".argus-store";
constexpr std::size_t kMarkerLimit = 256;

Result<std::optional<std::string>> readMarker(const fs::path& folder)
{
    const auto text = base::readSmallFile(folder / kMarker, kMarkerLimit);
    if (text) {
        return std::optional(std::string(base::trimmed(*text)));
    }
    if (text.error().code == ErrorCode::NotFound) {
        return std::optional<std::string>();
    }
    return fail(text);
}

base::Failure notMounted(const fs::path& folder)
{
    return base::failTransient(ErrorCode::Unavailable,
                               "the shared folder " + folder.string() + " is not there: its marker " + kMarker
                                   + " is missing. Is it mounted on this machine?");
}

/// Writes the marker unless somebody else was faster, and reads what is there then.
Result<std::string> makeMarker(const fs::path& folder)
{
    const std::string id = base::Uuid::makeV7().toString();
    const fs::path draft = folder / (std::string(kMarker) + "-" + id);
    ARGUS_TRY(base::writeFileAtomically(draft, id + "\n"));
    // Unlike a rename, a link never replaces what another machine wrote meanwhile.
    const bool linked = ::link(draft.c_str(), (folder / kMarker).c_str()) == 0;
    const int why = errno;
    ::unlink(draft.c_str());
    if (!linked && why != EEXIST) {
        return files::diskFailure("cannot make the marker of the shared folder " + folder.string(), why);
    }
    ARGUS_TRY(base::syncFolder(folder));
    const auto there = readMarker(folder);
    if (!there) {
        return fail(there);
    }
    return *there ? Result<std::string>(**there) : Result<std::string>(notMounted(folder));
}

/// Time since 1970, as the folder's own server counts it.
FileTime timeOf(const struct stat& info)
{
    return FileTime::clock::from_sys(std::chrono::sys_time<std::chrono::nanoseconds>(
        std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::nanoseconds(info.st_mtim.tv_nsec)));
}

class SharedWriter final : public FolderWriter
{
public:
    SharedWriter(files::Staged staged, const fs::path& folder, const std::string& key)
        : FolderWriter(std::move(staged), folder / key)
        , m_folder(folder)
    { }

    Result<> commit(const ExecutionContext& context) override
    {
        ARGUS_TRY(context.check());
        // Its age counts from now, by the server's clock: a blob without bytes was written when it was created.
        if (::futimens(staged().fd.get(), nullptr) != 0) {
            return files::diskFailure("cannot write " + staged().path.string(), errno);
        }
        Result<> moved = FolderWriter::commit(context);
        if (!moved && moved.error().code == ErrorCode::NotFound) {
            return fail(ErrorCode::Conflict,
                        "the upload stood still for so long that it counted as abandoned and was removed from "
                            + m_folder.string() + ": upload again");
        }
        return moved;
    }

private:
    fs::path m_folder;
};

class SharedStore final : public FolderStore
{
public:
    SharedStore(fs::path folder, std::string id, std::chrono::seconds abandonedAfter)
        : FolderStore(std::move(folder))
        , m_id(std::move(id))
        , m_abandonedAfter(abandonedAfter)
    { }

    Result<std::unique_ptr<BlobWriter>> create(const ExecutionContext& context, const std::string& key) override
    {
        ARGUS_TRY(context.check());
        ARGUS_TRY(files::checkKey(key));
        ARGUS_TRY(checkThere());
        auto staged = files::stage(folder());
        if (!staged) {
            return fail(staged);
        }
        return std::make_unique<SharedWriter>(std::move(*staged), folder(), key);
    }

    Result<bool> mayBeReferredTo(const ExecutionContext& context, const std::string& key) override
    {
        const auto age = ageOf(context, key);
        if (!age) {
            return fail(age);
        }
        if (*age && **age >= m_abandonedAfter / 2) {
            return fail(ErrorCode::Conflict,
                        "the recording " + key + " waited too long for its entry in the store: upload it again");
        }
        return age->has_value();
    }

    Result<bool> removeAbandoned(const ExecutionContext& context, const std::string& key,
                                 std::chrono::seconds minimumAge) override
    {
        const auto age = ageOf(context, key);
        if (!age) {
            return fail(age);
        }
        if (*age && **age < std::max(minimumAge, m_abandonedAfter)) {
            return false;
        }
        ARGUS_TRY(remove(context, key));
        return true;
    }

    Result<std::vector<std::string>> list(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        const auto now = serverTime();
        return now ? files::list(context, folder(), *now - minimumAge) : Result<std::vector<std::string>>(fail(now));
    }

    Result<std::size_t> sweep(const ExecutionContext& context, std::chrono::seconds minimumAge) override
    {
        const auto now = serverTime();
        if (!now) {
            return fail(now);
        }
        return sweepFiles(context, *now - std::max(minimumAge, m_abandonedAfter),
                          [](const fs::path& path) { return ::unlink(path.c_str()) == 0; });
    }

    StorePlace place() const override { return {folder().string(), m_id}; }

private:
    /// An empty mount point looks like a folder from which everything was removed: nothing may be concluded from it,
    /// and nothing written to it.
    Result<> checkThere() const override
    {
        const auto id = readMarker(folder());
        if (!id) {
            return fail(id);
        }
        if (!*id) {
            return notMounted(folder());
        }
        if (**id != m_id) {
            return fail(ErrorCode::Unavailable,
                        folder().string() + " has become another folder than the one that was opened");
        }
        return {};
    }

    /// The clock by which files get their times: the file server's, which may differ from ours.
    Result<FileTime> serverTime() const
    {
        ARGUS_TRY(checkThere());
        const auto probe = files::stage(folder());
        if (!probe) {
            return fail(probe);
        }
        struct stat info {};
        const bool known = ::fstat(probe->fd.get(), &info) == 0;
        const int why = errno;
        ::unlink(probe->path.c_str());
        if (!known) {
            return files::diskFailure("cannot tell the time of " + folder().string(), why);
        }
        return timeOf(info);
    }

    /// Nothing when there is no such blob.
    Result<std::optional<FileTime::duration>> ageOf(const ExecutionContext& context, const std::string& key)
    {
        const auto there = exists(context, key);
        if (!there) {
            return fail(there);
        }
        // Opened, because the attributes that a client has cached may be old.
        const base::UniqueFd fd(::open((folder() / key).c_str(), O_RDONLY | O_CLOEXEC));
        struct stat info {};
        if (!*there || !fd.isOpen() || ::fstat(fd.get(), &info) != 0) {
            return std::optional<FileTime::duration>();
        }
        const auto now = serverTime();
        if (!now) {
            return fail(now);
        }
        return std::optional(*now - timeOf(info));
    }

    const std::string m_id;
    const std::chrono::seconds m_abandonedAfter;
};

} // namespace

Result<std::unique_ptr<BlobStore>> openSharedFolder(const fs::path& folder, const std::string& expectedId,
                                                    std::chrono::seconds abandonedAfter)
{
    std::error_code error;
    if (!fs::is_directory(folder, error)) {
        return base::failTransient(ErrorCode::Unavailable,
                                   "the shared folder " + folder.string()
                                       + " is not there. Is it mounted on this machine?");
    }
    auto marker = readMarker(folder);
    if (!marker) {
        return fail(marker);
    }
    if (!*marker && !expectedId.empty()) {
        return notMounted(folder);
    }
    if (!*marker) {
        auto made = makeMarker(folder);
        if (!made) {
            return fail(made);
        }
        *marker = std::move(*made);
    }
    if (!expectedId.empty() && **marker != expectedId) {
        return fail(ErrorCode::Invalid,
                    folder.string() + " is not the folder that the other machines of this store use (its " + kMarker
                        + " says " + base::printable(**marker, 80) + ", theirs " + expectedId
                        + "): mount the same folder everywhere");
    }
    fs::create_directories(folder / files::kStagingFolder, error);
    if (error) {
        return fail(ErrorCode::Unavailable,
                    "cannot use " + folder.string() + " for recordings: " + base::errnoText(error.value()));
    }
    return std::make_unique<SharedStore>(folder, **marker, abandonedAfter);
}

} // namespace argus::blob
