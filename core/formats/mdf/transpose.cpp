// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/transpose.h"

#include "core/formats/mdf/mdf_bytes.h"

#include <algorithm>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace argus::formats::mdf {

namespace {

/// Rows that are put together at once: their bytes stay in the first-level cache while the columns are gone through.
constexpr std::size_t kRowsAtOnce = 256;
constexpr std::size_t kTileColumns = 8;

#if defined(__SSE2__)

constexpr std::size_t kTileRows = 16;

inline __m128i loadColumn(const std::uint8_t* at)
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

/// Writes two rows of eight bytes.
inline void storeRows(std::uint8_t* to, std::size_t stride, __m128i rows)
{
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), rows);
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to + stride), _mm_unpackhi_epi64(rows, rows));
}

/// Writes eight rows, given the bytes of four pairs of columns for them.
inline void storeEight(std::uint8_t* to, std::size_t stride, __m128i c01, __m128i c23, __m128i c45, __m128i c67)
{
    const __m128i left = _mm_unpacklo_epi16(c01, c23); // four bytes of the rows 0 to 3
    const __m128i right = _mm_unpacklo_epi16(c45, c67);
    storeRows(to, stride, _mm_unpacklo_epi32(left, right));
    storeRows(to + 2 * stride, stride, _mm_unpackhi_epi32(left, right));
    const __m128i leftBelow = _mm_unpackhi_epi16(c01, c23); // of the rows 4 to 7
    const __m128i rightBelow = _mm_unpackhi_epi16(c45, c67);
    storeRows(to + 4 * stride, stride, _mm_unpacklo_epi32(leftBelow, rightBelow));
    storeRows(to + 6 * stride, stride, _mm_unpackhi_epi32(leftBelow, rightBelow));
}

/// Turns sixteen bytes of each of eight columns into eight bytes of each of sixteen rows.
inline void turnTile(const std::uint8_t* from, std::size_t fromStride, std::uint8_t* to, std::size_t toStride)
{
    const __m128i c0 = loadColumn(from);
    const __m128i c1 = loadColumn(from + fromStride);
    const __m128i c2 = loadColumn(from + 2 * fromStride);
    const __m128i c3 = loadColumn(from + 3 * fromStride);
    const __m128i c4 = loadColumn(from + 4 * fromStride);
    const __m128i c5 = loadColumn(from + 5 * fromStride);
    const __m128i c6 = loadColumn(from + 6 * fromStride);
    const __m128i c7 = loadColumn(from + 7 * fromStride);
    storeEight(to, toStride, _mm_unpacklo_epi8(c0, c1), _mm_unpacklo_epi8(c2, c3), _mm_unpacklo_epi8(c4, c5),
               _mm_unpacklo_epi8(c6, c7));
    storeEight(to + 8 * toStride, toStride, _mm_unpackhi_epi8(c0, c1), _mm_unpackhi_epi8(c2, c3),
               _mm_unpackhi_epi8(c4, c5), _mm_unpackhi_epi8(c6, c7));
}

#else

constexpr std::size_t kTileRows = 8;

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
    std::uint64_t words[kTileColumns];
    for (std::size_t i = 0; i < kTileColumns; ++i) {
        words[i] = loadLittle<std::uint64_t>(from + i * fromStride);
    }
    for (std::size_t i = 0; i < 4; ++i) {
        exchange(words[i], words[i + 4], 32, 0x00000000FFFFFFFF);
    }
    for (const std::size_t i : {0, 1, 4, 5}) {
        exchange(words[i], words[i + 2], 16, 0x0000FFFF0000FFFF);
    }
    for (const std::size_t i : {0, 2, 4, 6}) {
        exchange(words[i], words[i + 1], 8, 0x00FF00FF00FF00FF);
    }
    for (std::size_t i = 0; i < kTileRows; ++i) {
        std::memcpy(to + i * toStride, &words[i], sizeof words[i]);
    }
}

#endif

} // namespace

Columns::Columns(std::span<const std::uint8_t> bytes, std::size_t columns)
    : m_bytes(bytes.data())
    , m_columns(columns)
    , m_rows(columns == 0 ? 0 : bytes.size() / columns)
{ }

void Columns::copyRows(std::size_t first, std::size_t count, std::uint8_t* out) const
{
    const std::uint8_t* const in = m_bytes + first;
    const std::size_t tiled = m_columns < kTileColumns ? 0 : count - count % kTileRows;
    for (std::size_t done = 0; done < m_columns && tiled > 0; done += kTileColumns) {
        const std::size_t column = std::min(done, m_columns - kTileColumns); // the last ones overlap
        for (std::size_t row = 0; row < tiled; row += kTileRows) {
            turnTile(in + column * m_rows + row, m_rows, out + row * m_columns + column, m_columns);
        }
    }
    for (std::size_t column = 0; column < m_columns && tiled < count; ++column) {
        for (std::size_t row = tiled; row < count; ++row) {
            out[row * m_columns + column] = in[column * m_rows + row];
        }
    }
}

void transposeBack(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out)
{
    const Columns turned(in, columns);
    for (std::size_t row = 0; row < turned.rows(); row += kRowsAtOnce) {
        turned.copyRows(row, std::min(kRowsAtOnce, turned.rows() - row), out.data() + row * columns);
    }
    const auto whole = static_cast<std::ptrdiff_t>(turned.rows() * columns);
    std::copy(in.begin() + whole, in.end(), out.begin() + whole);
}

void transpose(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out)
{
    const std::size_t rows = columns == 0 ? 0 : in.size() / columns;
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t column = 0; column < columns; ++column) {
            out[column * rows + row] = in[row * columns + column];
        }
    }
    const auto whole = static_cast<std::ptrdiff_t>(rows * columns);
    std::copy(in.begin() + whole, in.end(), out.begin() + whole);
}

} // namespace argus::formats::mdf
