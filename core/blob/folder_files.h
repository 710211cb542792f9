// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/file_io.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

/// What the stores in folders share: a blob is the file `folder/key`, and is written in `folder/.staging` first.
namespace argus::blob::files {

constexpr const char* kStagingFolder = ".staging";

/// Unavailable when the disk is full or the server of the folder does not answer; Internal for the rest.
base::Failure diskFailure(const std::string& what, int error);
/// Invalid for what is no key.
base::Result<> checkKey(const std::string& key);

/// A new file in the staging folder, open for writing.
struct Staged
{
    base::UniqueFd fd;
    std::filesystem::path path;
};
base::Result<Staged> stage(const std::filesystem::path& folder);
/// Syncs the file and renames it to its place, durably. NotFound when it is not there any more.
base::Result<> moveIntoPlace(const base::UniqueFd& fd, const std::filesystem::path& staged,
                             const std::filesystem::path& target);

/// Whether there is such a file; an error when that cannot be told.
base::Result<bool> isFile(const std::filesystem::path& path);
/// Removes a blob, and its batch's folder with its last one. One that is not there is no error.
base::Result<> remove(const std::filesystem::path& folder, const std::string& key);
/// The keys of blobs that were written at or before `latest`, sorted.
base::Result<std::vector<std::string>> list(const base::ExecutionContext& context, const std::filesystem::path& folder,
                                            std::filesystem::file_time_type latest);
/// Whether a file or folder was last written at or before `latest`; false when that cannot be told.
bool isOlder(const std::filesystem::directory_entry& entry, std::filesystem::file_time_type latest);
/// Removes what killed commits leave: folders without a blob, at least as old.
base::Result<> removeEmptyFolders(const base::ExecutionContext& context, const std::filesystem::path& folder,
                                  std::filesystem::file_time_type latest);

} // namespace argus::blob::files
