// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/inflate.h"

#include "core/formats/mdf/transpose.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

namespace argus::formats::mdf {

namespace {

/// What zlib gets out of a damaged stream, or of one without end.
std::size_t inflatePart(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out)
{
    constexpr std::size_t kMost = std::numeric_limits<uInt>::max();
    z_stream stream {};
    if (inflateInit(&stream) != Z_OK) {
        return 0;
    }
    stream.next_in = const_cast<Bytef*>(packed.data()); // zlib only reads there
    stream.avail_in = static_cast<uInt>(std::min(packed.size(), kMost));
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(std::min(out.size(), kMost));
    (void)::inflate(&stream, Z_SYNC_FLUSH);
    const std::size_t made = stream.total_out;
    inflateEnd(&stream);
    return std::min(made, out.size());
}

} // namespace

struct Inflater::State
{
    libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
    ~State() { libdeflate_free_decompressor(decompressor); }
};

Inflater::Inflater()
    : m_state(std::make_unique<State>())
{ }

Inflater::~Inflater() = default;

std::size_t Inflater::inflate(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out)
{
    if (m_state->decompressor != nullptr) {
        std::size_t made = 0;
        const auto result = libdeflate_zlib_decompress(m_state->decompressor, packed.data(), packed.size(), out.data(),
                                                       out.size(), &made);
        if (result == LIBDEFLATE_SUCCESS) {
            return made;
        }
    }
    return inflatePart(packed, out);
}

std::size_t Inflater::inflateTransposed(std::span<const std::uint8_t> packed, std::size_t columns,
                                        std::span<std::uint8_t> out)
{
    m_columns.reserve(out.size());
    const std::span<std::uint8_t> turned(m_columns.data(), out.size());
    if (inflate(packed, turned) != out.size()) {
        return 0;
    }
    transposeBack(turned, columns, out);
    return out.size();
}

} // namespace argus::formats::mdf
