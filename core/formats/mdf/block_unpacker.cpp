// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/block_unpacker.h"

#include <algorithm>
#include <cstring>

namespace argus::formats::mdf {

namespace {

/// No writer makes data longer than this by packing it; a header that says so must not fill the memory.
std::size_t mostStored(const DataSegment& segment)
{
    constexpr std::uint64_t kSlack = 64 * 1024;
    return static_cast<std::size_t>(std::min(segment.stored, 2 * segment.bytes + kSlack));
}

} // namespace

base::Result<std::size_t> BlockUnpacker::unpack(const ByteSource& source, const DataSegment& segment, std::uint8_t* out)
{
    const std::size_t stored = mostStored(segment);
    m_packed.reserve(stored);
    const auto got = source.readAt(segment.position, m_packed.data(), stored);
    if (!got) {
        return base::fail(got);
    }
    const std::span<const std::uint8_t> packed(m_packed.data(), std::min(*got, stored));
    const std::span<std::uint8_t> whole(out, static_cast<std::size_t>(segment.bytes));
    std::size_t sound = 0;
    if (segment.packing == Packing::Deflate) {
        sound = m_inflater.inflate(packed, whole);
    } else if (segment.packing == Packing::TransposedDeflate) {
        sound = m_inflater.inflateTransposed(packed, segment.columns, whole);
    }
    if (segment.packing == Packing::Columns) {
        // Of a damaged stream each byte belongs to another record.
        sound = m_inflater.inflate(packed, whole) == whole.size() ? whole.size() : 0;
    }
    std::memset(whole.data() + sound, 0, whole.size() - sound);
    return sound;
}

} // namespace argus::formats::mdf
