// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/inflate.h"

#include "core/formats/mdf/mdf_bytes.h"

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <cstring>
#include <limits>

namespace argus::formats::mdf {

namespace {

/// Rows that are put together at once: their bytes stay in the first-level cache while the columns are gone through.
constexpr std::size_t kRowsAtOnce = 256;

constexpr std::size_t kTile = 8; ///< rows and columns that are turned at once, in registers

/// Exchanges the bits of `low` that `mask` has, shifted up, with those of `high` at the mask.
inline void exchange(std::uint64_t& low, std::uint64_t& high, unsigned shift, std::uint64_t mask)
{
    const std::uint64_t differing = (low >> shift ^ high) & mask;
    high ^= differing;
    low ^= differing << shift;
}

/// Turns eight bytes of each of eight columns into eight bytes of each of eight rows.
inline void turnTile(const std::uint8_t* from, std::size_t fromStride, std::uint8_t* to, std::size_t toStride)
{
    // Spelled out, so that all eight stay in registers.
    std::uint64_t w0 = loadLittle<std::uint64_t>(from);
    std::uint64_t w1 = loadLittle<std::uint64_t>(from + fromStride);
    std::uint64_t w2 = loadLittle<std::uint64_t>(from + 2 * fromStride);
    std::uint64_t w3 = loadLittle<std::uint64_t>(from + 3 * fromStride);
    std::uint64_t w4 = loadLittle<std::uint64_t>(from + 4 * fromStride);
    std::uint64_t w5 = loadLittle<std::uint64_t>(from + 5 * fromStride);
    std::uint64_t w6 = loadLittle<std::uint64_t>(from + 6 * fromStride);
    std::uint64_t w7 = loadLittle<std::uint64_t>(from + 7 * fromStride);
    exchange(w0, w4, 32, 0x00000000FFFFFFFF);
    exchange(w1, w5, 32, 0x00000000FFFFFFFF);
    exchange(w2, w6, 32, 0x00000000FFFFFFFF);
    exchange(w3, w7, 32, 0x00000000FFFFFFFF);
    exchange(w0, w2, 16, 0x0000FFFF0000FFFF);
    exchange(w1, w3, 16, 0x0000FFFF0000FFFF);
    exchange(w4, w6, 16, 0x0000FFFF0000FFFF);
    exchange(w5, w7, 16, 0x0000FFFF0000FFFF);
    exchange(w0, w1, 8, 0x00FF00FF00FF00FF);
    exchange(w2, w3, 8, 0x00FF00FF00FF00FF);
    exchange(w4, w5, 8, 0x00FF00FF00FF00FF);
    exchange(w6, w7, 8, 0x00FF00FF00FF00FF);
    std::memcpy(to, &w0, sizeof w0);
    std::memcpy(to + toStride, &w1, sizeof w1);
    std::memcpy(to + 2 * toStride, &w2, sizeof w2);
    std::memcpy(to + 3 * toStride, &w3, sizeof w3);
    std::memcpy(to + 4 * toStride, &w4, sizeof w4);
    std::memcpy(to + 5 * toStride, &w5, sizeof w5);
    std::memcpy(to + 6 * toStride, &w6, sizeof w6);
    std::memcpy(to + 7 * toStride, &w7, sizeof w7);
}

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

void transposeBack(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out)
{
    const std::size_t rows = columns == 0 ? 0 : in.size() / columns;
    const std::size_t tiled = columns < kTile ? 0 : rows - rows % kTile;
    for (std::size_t first = 0; first < tiled; first += kRowsAtOnce) {
        const std::size_t end = std::min(tiled, first + kRowsAtOnce);
        for (std::size_t done = 0; done < columns; done += kTile) {
            const std::size_t column = std::min(done, columns - kTile); // the last ones overlap
            for (std::size_t row = first; row < end; row += kTile) {
                turnTile(in.data() + column * rows + row, rows, out.data() + row * columns + column, columns);
            }
        }
    }
    for (std::size_t column = 0; column < columns && tiled < rows; ++column) {
        for (std::size_t row = tiled; row < rows; ++row) {
            out[row * columns + column] = in[column * rows + row];
        }
    }
    std::copy(in.begin() + static_cast<std::ptrdiff_t>(rows * columns), in.end(),
              out.begin() + static_cast<std::ptrdiff_t>(rows * columns));
}

void transpose(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out)
{
    const std::size_t rows = columns == 0 ? 0 : in.size() / columns;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            out[column * rows + row] = in[row * columns + column];
        }
    }
    std::copy(in.begin() + static_cast<std::ptrdiff_t>(rows * columns), in.end(),
              out.begin() + static_cast<std::ptrdiff_t>(rows * columns));
}

} // namespace argus::formats::mdf
