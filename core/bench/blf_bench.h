// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"

#include <cstdint>
#include <filesystem>

namespace argus::bench {

/// Writes the frames of a candump log as BLF.
base::Result<> convertToBlf(const base::ExecutionContext& context, const formats::ByteSource& candump,
                            const std::filesystem::path& blf);

/// What unpacks the containers.
enum class InflateWith : std::uint8_t
{
    Libdeflate,
    Zlib,
};

/// Unpacks all containers of a BLF file and does nothing with them: the limit of any reader. Returns the bytes that
/// came out.
base::Result<std::uint64_t> inflateContainers(const formats::ByteSource& source, InflateWith with);

} // namespace argus::bench
