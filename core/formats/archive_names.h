// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace argus::formats {

/// Makes the names of an archive's members safe: relative, with '/' between parts, without "..", drives, control
/// characters and bytes that are not UTF-8 (written `%E9`), of bounded length, and unique within the archive.
class ArchiveNames
{
public:
    /// The clean form of a member's name as it stands in the archive; never empty, never the same twice.
    std::string clean(std::string_view raw);

private:
    bool claim(const std::string& name);

    std::unordered_set<std::uint64_t> m_taken; ///< hashes: a clash costs no more than a needless suffix
    std::uint64_t m_members = 0;
};

/// "log.txt.gz" -> "log.txt", "run.tgz" -> "run"; a name without extension stays as it is. Folders are left out.
std::string withoutLastExtension(std::string_view name);

} // namespace argus::formats
