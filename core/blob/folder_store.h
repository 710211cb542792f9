// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/blob/blob_store.h"
#include "core/blob/folder_files.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace argus::blob {

/// Writes a blob of a folder: into the staging folder first, and to its place with commit().
class FolderWriter : public BlobWriter
{
public:
    FolderWriter(files::Staged staged, std::filesystem::path target)
        : m_staged(std::move(staged))
        , m_target(std::move(target))
    { }
    /// Removes what was not committed.
    ~FolderWriter() override;

    base::Result<> write(const base::ExecutionContext& context, std::span<const std::uint8_t> data) override;
    base::Result<> commit(const base::ExecutionContext& context) override;

protected:
    const files::Staged& staged() const { return m_staged; }

private:
    /// Open as long as this lives, also under the final name: a lock on it holds so long.
    files::Staged m_staged;
    std::filesystem::path m_target;
    bool m_committed = false;
};

/// What the stores in a folder of this machine and in one that several mount have in common. They differ in how they
/// tell that a blob is abandoned, and in whether the folder can be away.
class FolderStore : public BlobStore
{
public:
    explicit FolderStore(std::filesystem::path folder)
        : m_folder(std::move(folder))
    { }

    base::Result<bool> adopt(const base::ExecutionContext&, const std::string&, const std::filesystem::path&) override
    {
        return false;
    }
    base::Result<LocalBlob> localPath(const base::ExecutionContext& context, const std::string& key) override;
    base::Result<bool> exists(const base::ExecutionContext& context, const std::string& key) override;
    base::Result<> remove(const base::ExecutionContext& context, const std::string& key) override;
    std::optional<std::uint64_t> freeBytes() const override;

protected:
    const std::filesystem::path& folder() const { return m_folder; }

    /// Asked before anything is written or concluded from what is not there: fails while the folder is away.
    virtual base::Result<> checkThere() const { return {}; }

    /// Has `remove` take away each staged file that was last written at or before `latest` (true: it did), and removes
    /// folders of that age without a blob. The count is of files.
    base::Result<std::size_t> sweepFiles(const base::ExecutionContext& context, std::filesystem::file_time_type latest,
                                         const std::function<bool(const std::filesystem::path&)>& remove);

private:
    const std::filesystem::path m_folder;
};

} // namespace argus::blob
