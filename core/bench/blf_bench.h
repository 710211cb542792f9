// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"

#include <cstdint>

namespace argus::bench {

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
