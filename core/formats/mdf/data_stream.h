// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/ledger.h"
#include "core/formats/mdf/block_unpacker.h"
#include "core/formats/mdf/byte_buffer.h"
#include "core/formats/mdf/mdf_model.h"
#include "core/formats/mdf/unpack_pool.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace argus::formats::mdf {

/// What streams read from and with; all must outlive them.
struct StreamAccess
{
    const ByteSource& source;
    Ledger& ledger;
    std::size_t chunk = 0; ///< bytes of plain data to read at once
    UnpackPool* pool = nullptr; ///< unpacks blocks ahead; null: each is unpacked when it is needed
    const base::ExecutionContext* context = nullptr; ///< looked at before each fetch, where there is one
};

/// The bytes that data blocks make one after the other, unpacked, by their place in that stream. Meant to be read
/// forward: it holds one stretch at a time, which grows only as far as one call asks for or one block is long. Blocks
/// that cannot be unpacked are zero and known as lost. What it gives does not depend on a pool. One thread.
class DataStream
{
public:
    DataStream(const StreamAccess& access, std::vector<DataSegment> segments);
    DataStream(const DataStream&) = delete;
    DataStream& operator=(const DataStream&) = delete;

    std::uint64_t size() const { return m_size; }
    /// The bytes from `at` on: at least `need` of them (fewer at the end of the stream), or more. Valid up to the next
    /// call; kPadding readable bytes lie behind them. Errors: those of the source and of the context. A source that has
    /// become shorter ends the stream early.
    base::Result<std::span<const std::uint8_t>> view(std::uint64_t at, std::size_t need);
    /// Begins to unpack what lies first, where there is a pool.
    void begin() { m_ahead.begin(0); }
    /// What a record that begins at `at` has as offset.
    std::uint64_t recordOffset(std::uint64_t at)
    {
        if (at < m_offsetBegin || at >= m_offsetEnd) [[unlikely]] {
            findOffsets(at);
        }
        return m_offsetBase + (at - m_offsetBegin);
    }
    /// The end of the lost part that `at` lies in, or 0. Only for what was viewed last.
    std::uint64_t lostUpTo(std::uint64_t at) const;
    /// True when a part of what is held is lost.
    bool hasLost() const { return !m_lost.empty(); }
    /// Up to this place records have their offsets as far apart as their places, from the one on that recordOffset()
    /// was asked about last.
    std::uint64_t offsetsUpTo() const { return m_offsetEnd; }
    /// True when the place that recordOffset() was asked about last lies in columns. These are viewed one block at a
    /// time, as long as each place asked for is the start of a record.
    bool isInColumns() const { return m_inColumns; }
    /// The largest unpacked block, in bytes: what the stream may need at once.
    std::uint64_t largestBlock() const { return m_largest; }

private:
    struct Lost
    {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };

    std::size_t segmentAt(std::uint64_t at) const;
    void findOffsets(std::uint64_t at);
    void restartAt(std::uint64_t at);
    base::Result<bool> appendMore();
    base::Result<> appendPlain(const DataSegment& segment, std::uint64_t within);
    base::Result<> appendPacked(std::size_t index);
    base::Result<std::size_t> fetchPacked(std::size_t index);
    void adopt(UnpackedBlock& block);
    bool stillHas(std::uint64_t at) const { return m_begin - at <= m_skip - m_floor; }
    std::uint8_t* grow(std::size_t bytes);
    void dropBefore(std::uint64_t at);

    const ByteSource& m_source;
    Ledger& m_ledger;
    const base::ExecutionContext* const m_context;
    const std::vector<DataSegment> m_segments;
    std::vector<std::uint64_t> m_starts; ///< of each segment in the stream
    const std::size_t m_chunk;
    UnpackAhead m_ahead;
    std::uint64_t m_size = 0;
    std::uint64_t m_largest = 0;
    std::uint64_t m_fetched = 0; ///< bytes so far; going back and forth has an end
    std::uint64_t m_mostFetched = 0;
    std::uint64_t m_offsetBegin = 0; ///< the segment that recordOffset() was asked about last
    std::uint64_t m_offsetEnd = 0;
    std::uint64_t m_offsetBase = 0;
    bool m_inColumns = false;

    ByteBuffer m_bytes;
    std::size_t m_floor = 0; ///< bytes of m_bytes that never were anything
    std::size_t m_skip = 0; ///< bytes of m_bytes that are not wanted any more
    std::size_t m_used = 0; ///< bytes of m_bytes that are filled
    std::uint64_t m_begin = 0; ///< place in the stream of m_bytes[m_skip]
    std::uint64_t m_next = 0; ///< place in the stream of the next byte to fetch
    std::vector<Lost> m_lost;
    BlockUnpacker m_unpacker;
};

} // namespace argus::formats::mdf
