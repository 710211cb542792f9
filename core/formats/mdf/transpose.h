// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace argus::formats::mdf {

/// Bytes of rows that were put together column by column.
class Columns
{
public:
    /// What is gathered is gathered for so many rows at a time. Columns are read so far, beyond the last row if need
    /// be.
    static constexpr std::size_t kRowsTogether = 16;

    /// `bytes` are those of the columns one after the other, and behind them what is left over of the last row.
    Columns(std::span<const std::uint8_t> bytes, std::size_t columns);

    /// Some columns beside each other.
    struct Part
    {
        std::size_t first = 0;
        std::size_t count = 0;
    };

    /// Whole rows.
    std::size_t rows() const { return m_rows; }
    /// The bytes of a column for the rows from `row` on.
    const std::uint8_t* column(std::size_t column, std::size_t row) const { return m_bytes + column * m_rows + row; }
    /// Writes `count` rows from `first` on to `out`, one after the other, of no more than the columns of `part`.
    void copyRows(Part part, std::size_t first, std::size_t count, std::uint8_t* out) const;
    /// Writes what the columns of `part` have in each of `count` rows as a little-endian number: up to eight columns,
    /// or four. `out` has room for `count` rounded up to a multiple of kRowsTogether, and kRowsTogether readable bytes
    /// lie behind the columns.
    void copyNumbers(Part part, std::size_t first, std::size_t count, std::uint64_t* out) const;
    void copyNumbers(Part part, std::size_t first, std::size_t count, std::uint32_t* out) const;

private:
    const std::uint8_t* m_bytes;
    std::size_t m_columns;
    std::size_t m_rows;
};

/// Writes to `out` the rows whose bytes lie in `in` column by column; what is left over behind the last whole row
/// follows as it is. Both are of one size.
void transposeBack(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out);
/// The reverse.
void transpose(std::span<const std::uint8_t> in, std::size_t columns, std::span<std::uint8_t> out);

} // namespace argus::formats::mdf
