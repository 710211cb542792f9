// SPDX-License-Identifier: Apache-2.0
#include "core/blob/folder_store.h"

#include <unistd.h>

#include <system_error>

namespace argus::blob {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
namespace fs = std::filesystem;

FolderWriter::~FolderWriter()
{
    if (!m_committed) {
        ::unlink(m_staged.path.c_str());
    }
}

Result<> FolderWriter::write(const ExecutionContext& context, std::span<const std::uint8_t> data)
{
    ARGUS_TRY(context.check());
    return base::writeAll(m_staged.fd, data.data(), data.size());
}

Result<> FolderWriter::commit(const ExecutionContext& context)
{
    ARGUS_TRY(context.check());
    Result<> moved = files::moveIntoPlace(m_staged.fd, m_staged.path, m_target);
    m_committed = moved.has_value();
    return moved;
}

Result<LocalBlob> FolderStore::localPath(const ExecutionContext& context, const std::string& key)
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

Result<bool> FolderStore::exists(const ExecutionContext& context, const std::string& key)
{
    ARGUS_TRY(context.check());
    ARGUS_TRY(files::checkKey(key));
    Result<bool> there = files::isFile(m_folder / key);
    if (there && !*there) {
        ARGUS_TRY(checkThere());
    }
    return there;
}

Result<> FolderStore::remove(const ExecutionContext& context, const std::string& key)
{
    ARGUS_TRY(context.check());
    ARGUS_TRY(files::checkKey(key));
    ARGUS_TRY(checkThere());
    return files::remove(m_folder, key);
}

std::optional<std::uint64_t> FolderStore::freeBytes() const
{
    std::error_code error;
    const fs::space_info space = fs::space(m_folder, error);
    return error ? std::nullopt : std::optional<std::uint64_t>(space.available);
}

Result<std::size_t> FolderStore::sweepFiles(const ExecutionContext& context, fs::file_time_type latest,
                                            const std::function<bool(const fs::path&)>& remove)
{
    std::size_t removed = 0;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(m_folder / files::kStagingFolder, error)) {
        ARGUS_TRY(context.check());
        if (files::isOlder(entry, latest)) {
            removed += remove(entry.path()) ? 1 : 0;
        }
    }
    ARGUS_TRY(files::removeEmptyFolders(context, m_folder, latest));
    return removed;
}

} // namespace argus::blob
