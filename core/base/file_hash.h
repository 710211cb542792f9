// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace argus::base {

struct FileHash
{
    std::string sha256; ///< 64 lower-case hexadecimal digits
    std::uint64_t bytes = 0;
};

/// Hashes a whole file, some megabytes of memory whatever its size. Errors: as openForReading and readAt, and the end
/// of the context.
Result<FileHash> hashFile(const ExecutionContext& context, const std::filesystem::path& path);

} // namespace argus::base
