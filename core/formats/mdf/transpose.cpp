// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/transpose.h"

#include "core/formats/mdf/mdf_bytes.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

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

inline void store(void* to, __m128i bytes)
{
    _mm_storeu_si128(static_cast<__m128i*>(to), bytes);
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

/// Sixteen bytes of up to four columns, put together into numbers of four bytes: those of four rows in each part.
struct FourColumns
{
    __m128i rows[4];

    FourColumns(const std::uint8_t* from, std::size_t fromStride, std::size_t columns)
    {
        const __m128i none = _mm_setzero_si128();
        const __m128i c0 = loadColumn(from);
        const __m128i c1 = columns > 1 ? loadColumn(from + fromStride) : none;
        const __m128i c2 = columns > 2 ? loadColumn(from + 2 * fromStride) : none;
        const __m128i c3 = columns > 3 ? loadColumn(from + 3 * fromStride) : none;
        const __m128i c01 = _mm_unpacklo_epi8(c0, c1); // of the rows 0 to 7
        const __m128i c23 = _mm_unpacklo_epi8(c2, c3);
        const __m128i c01Below = _mm_unpackhi_epi8(c0, c1);
        const __m128i c23Below = _mm_unpackhi_epi8(c2, c3);
        rows[0] = _mm_unpacklo_epi16(c01, c23);
        rows[1] = _mm_unpackhi_epi16(c01, c23);
        rows[2] = _mm_unpacklo_epi16(c01Below, c23Below);
        rows[3] = _mm_unpackhi_epi16(c01Below, c23Below);
    }
};

inline void turnNumbers(const std::uint8_t* from, std::size_t fromStride, std::size_t columns, std::uint32_t* to)
{
    const FourColumns low(from, fromStride, columns);
    for (std::size_t i = 0; i < 4; ++i) {
        store(to + 4 * i, low.rows[i]);
    }
}

inline void turnNumbers(const std::uint8_t* from, std::size_t fromStride, std::size_t columns, std::uint64_t* to)
{
    const FourColumns low(from, fromStride, columns);
    const bool hasHigh = columns > 4;
    const FourColumns high(hasHigh ? from + 4 * fromStride : from, fromStride, hasHigh ? columns - 4 : 1);
    const __m128i mask = _mm_set1_epi32(hasHigh ? -1 : 0);
    for (std::size_t i = 0; i < 4; ++i) {
        const __m128i above = _mm_and_si128(high.rows[i], mask);
        store(to + 4 * i, _mm_unpacklo_epi32(low.rows[i], above));
        store(to + 4 * i + 2, _mm_unpackhi_epi32(low.rows[i], above));
    }
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

template <class Number>
void turnNumbers(const std::uint8_t* from, std::size_t fromStride, std::size_t columns, Number* to)
{
    std::fill_n(to, Columns::kRowsTogether, Number {0});
    for (std::size_t column = 0; column < columns; ++column) {
        for (std::size_t row = 0; row < Columns::kRowsTogether; ++row) {
            to[row] |= Number {from[column * fromStride + row]} << (8 * column);
        }
    }
}

#endif

/// `columns` may be a constant: one kernel for each number of columns is worth it where there are many of them.
template <class Number, class Count>
void turnAll(const std::uint8_t* from, std::size_t fromStride, Count columns, std::size_t count, Number* to)
{
    for (std::size_t row = 0; row < count; row += Columns::kRowsTogether) {
        turnNumbers(from + row, fromStride, columns, to + row);
    }
}

} // namespace

Columns::Columns(std::span<const std::uint8_t> bytes, std::size_t columns)
    : m_bytes(bytes.data())
    , m_columns(columns)
    , m_rows(columns == 0 ? 0 : bytes.size() / columns)
{ }

void Columns::copyRows(Part part, std::size_t first, std::size_t count, std::uint8_t* out) const
{
    const std::uint8_t* const in = column(part.first, first);
    const std::size_t tiled = part.count < kTileColumns ? 0 : count - count % kTileRows;
    for (std::size_t done = 0; done < part.count && tiled > 0; done += kTileColumns) {
        const std::size_t column = std::min(done, part.count - kTileColumns); // the last ones overlap
        for (std::size_t row = 0; row < tiled; row += kTileRows) {
            turnTile(in + column * m_rows + row, m_rows, out + row * part.count + column, part.count);
        }
    }
    for (std::size_t column = 0; column < part.count && tiled < count; ++column) {
        for (std::size_t row = tiled; row < count; ++row) {
            out[row * part.count + column] = in[column * m_rows + row];
        }
    }
}

void Columns::copyNumbers(Part part, std::size_t first, std::size_t count, std::uint64_t* out) const
{
    const std::uint8_t* const from = column(part.first, first);
    if (part.count == sizeof *out) {
        turnAll(from, m_rows, std::integral_constant<std::size_t, sizeof *out> {}, count, out);
    } else {
        turnAll(from, m_rows, part.count, count, out);
    }
}

void Columns::copyNumbers(Part part, std::size_t first, std::size_t count, std::uint32_t* out) const
{
    const std::uint8_t* const from = column(part.first, first);
    if (part.count == sizeof *out) {
        turnAll(from, m_rows, std::integral_constant<std::size_t, sizeof *out> {}, count, out);
    } else {
        turnAll(from, m_rows, part.count, count, out);
    }
}

void transposeBack(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out)
{
    const Columns turned(in, columns);
    for (std::size_t row = 0; row < turned.rows(); row += kRowsAtOnce) {
        turned.copyRows({0, columns}, row, std::min(kRowsAtOnce, turned.rows() - row), out.data() + row * columns);
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
