// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/mdf/byte_buffer.h"
#include "core/formats/mdf/inflate.h"
#include "core/formats/mdf/mdf_model.h"

#include <cstddef>
#include <cstdint>

namespace argus::formats::mdf {

/// Readable bytes behind unpacked data, so that eight may be loaded at once anywhere.
inline constexpr std::size_t kPadding = 16;

/// Reads packed data blocks and unpacks them. Reused, it allocates for the largest block alone. One thread.
class BlockUnpacker
{
public:
    /// Fills the `segment.bytes` bytes from `out` on, with columns where the segment says so; what cannot be unpacked
    /// is zero. The number of bytes that are sound. Errors: those of the source.
    base::Result<std::size_t> unpack(const ByteSource& source, const DataSegment& segment, std::uint8_t* out);

private:
    ByteBuffer m_packed;
    Inflater m_inflater;
};

} // namespace argus::formats::mdf
