// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/mdf_bytes.h"
#include "core/formats/mdf/transpose.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

namespace argus::formats::mdf {

/// Records of one length as a block has them: one after the other, or their bytes column by column. Reads the same few
/// bytes of many records at once. Does not own the bytes.
class RecordBytes
{
public:
    /// What is read is read for so many records at a time: targets have room for a multiple of it.
    static constexpr std::size_t kTogether = Columns::kRowsTogether;

    /// Records `stride` bytes apart. Eight readable bytes lie behind the last.
    RecordBytes(const std::uint8_t* first, std::size_t stride)
        : m_records(first)
        , m_stride(stride)
    { }
    /// The records from number `first` on of a block in columns. kTogether readable bytes lie behind the block.
    RecordBytes(const Columns& columns, std::size_t first)
        : m_columns(columns)
        , m_first(first)
    { }

    bool areInRows() const { return !m_columns.has_value(); }
    /// A record, where they are in rows.
    const std::uint8_t* record(std::size_t i) const { return m_records + i * m_stride; }
    std::size_t stride() const { return m_stride; }

    /// The numbers that the bytes from `offset` on make: `bytes` of them, at least one and no more than a number has.
    /// Bits above these bytes may have anything.
    template <class Number> void numbers(std::size_t offset, std::size_t bytes, std::size_t count, Number* out) const
    {
        if (m_columns) {
            m_columns->copyNumbers({offset, bytes}, m_first, count, out);
        } else {
            const std::uint8_t* at = m_records + offset;
            for (std::size_t i = 0; i < count; ++i, at += m_stride) {
                out[i] = loadLittle<Number>(at);
            }
        }
    }
    /// One byte of each record.
    void bytes(std::size_t offset, std::size_t count, std::uint8_t* out) const
    {
        if (m_columns) {
            std::memcpy(out, m_columns->column(offset, m_first), count);
            return;
        }
        const std::uint8_t* at = m_records + offset;
        for (std::size_t i = 0; i < count; ++i, at += m_stride) {
            out[i] = *at;
        }
    }
    /// `bytes` bytes of each record, one record's behind the other's. For records in columns.
    void copyParts(std::size_t offset, std::size_t bytes, std::size_t count, std::uint8_t* out) const
    {
        m_columns->copyRows({offset, bytes}, m_first, count, out);
    }

private:
    const std::uint8_t* m_records = nullptr;
    std::size_t m_stride = 0;
    std::optional<Columns> m_columns;
    std::size_t m_first = 0;
};

} // namespace argus::formats::mdf
