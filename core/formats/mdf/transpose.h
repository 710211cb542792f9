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
    /// `bytes` are those of the columns one after the other, and behind them what is left over of the last row.
    Columns(std::span<const std::uint8_t> bytes, std::size_t columns);

    /// Whole rows.
    std::size_t rows() const { return m_rows; }
    /// Writes `count` rows from `first` on to `out`, one after the other.
    void copyRows(std::size_t first, std::size_t count, std::uint8_t* out) const;

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
