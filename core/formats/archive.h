// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace argus::formats {

/// Bounds on what an archive may unpack to. The ratio is counted over the whole archive and starts to bind at 16 MiB.
struct ArchiveLimits
{
    std::uint64_t totalBytes = 64ULL << 30;
    std::uint64_t memberBytes = 32ULL << 30;
    std::uint64_t members = 100000;
    std::uint64_t ratio = 1000; ///< unpacked to packed
    int depth = 3; ///< archives within archives
};

/// True when the first bytes are those of an archive or compressed file that unpack() reads: zip, tar (also .gz, .zst),
/// 7z, gzip, zstd. Content decides, never the name.
bool isArchive(std::span<const std::uint8_t> head);

/// Takes the members of an archive one after the other. All calls come on the thread of unpack().
class ArchiveSink
{
public:
    virtual ~ArchiveSink() = default;
    /// A member begins. `name` is a clean relative path with '/' (no "..", no drive, no leading '/'), unique within the
    /// archive; for a compressed single file its name without the last extension.
    virtual base::Result<> beginMember(const std::string& name) = 0;
    virtual base::Result<> memberData(std::span<const std::uint8_t> data) = 0;
    virtual base::Result<> endMember() = 0;
    /// A member was left out or ended early; the reason says why (a link, a device, encrypted, over a limit, damaged).
    /// When it comes between beginMember and endMember, the member is to be dropped and endMember does not follow.
    /// When it comes right after endMember with the same name, the member broke off, or has some wrong bytes, as the
    /// reason says: what came is kept. "(rest of the archive)" stands for all members that could not be reached.
    virtual void memberFailed(const std::string& name, const std::string& reason) = 0;
};

/// Unpacks an archive into `sink`, member by member, with flat memory. Folders, links and special files are never
/// created; names are cleaned, so that nothing leaves the target. Errors: Invalid when it is damaged before the first
/// member or passes a limit of the whole; the sink's own errors; the context's.
base::Result<> unpack(const base::ExecutionContext& context, const std::filesystem::path& archive,
                      const std::string& archiveName, ArchiveSink& sink, const ArchiveLimits& limits = {});

} // namespace argus::formats
