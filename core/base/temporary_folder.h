// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>

namespace argus::base {

/// A folder of this process in $TMPDIR, removed with it. One that a killed process left behind is removed by the next
/// process that makes one of the same kind: a lock tells the living from the dead.
class TemporaryFolder
{
public:
    /// `kind` begins its name, "argus-analyze". Unavailable when it cannot be made.
    static Result<TemporaryFolder> make(const std::string& kind);
    ~TemporaryFolder();
    TemporaryFolder(TemporaryFolder&& other) noexcept;
    TemporaryFolder& operator=(TemporaryFolder&&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    TemporaryFolder(std::filesystem::path path, UniqueFd lock);
    /// Empty when it was gone before it could be locked.
    static Result<std::optional<TemporaryFolder>> makeOne(const std::filesystem::path& parent, const std::string& kind);

    std::filesystem::path m_path;
    UniqueFd m_lock;
};

} // namespace argus::base
