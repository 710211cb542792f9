// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"
#include "core/formats/ledger.h"
#include "core/formats/mdf/inflate.h"
#include "core/formats/mdf/mdf_model.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace argus::formats::mdf {

/// The bytes that data blocks make one after the other, unpacked, by their place in that stream. Meant to be read
/// forward: it holds one stretch at a time, which grows only as far as one call asks for or one block is long. Blocks
/// that cannot be unpacked are zero and known as lost. One thread.
class DataStream
{
public:
    /// Readable bytes behind what view() gives, so that eight may be loaded at once anywhere.
    static constexpr std::size_t kPadding = 16;

    /// `chunk`: bytes of plain data to read at once. `source` and `ledger` must outlive the stream.
    DataStream(const ByteSource& source, std::vector<DataSegment> segments, std::size_t chunk, Ledger& ledger);

    std::uint64_t size() const { return m_size; }
    /// The bytes from `at` on: at least `need` of them (fewer at the end of the stream), or more. Valid up to the next
    /// call. Errors: those of the source. A source that has become shorter ends the stream early.
    base::Result<std::span<const std::uint8_t>> view(std::uint64_t at, std::size_t need);
    /// What a record that begins at `at` has as offset.
    std::uint64_t recordOffset(std::uint64_t at);
    /// The end of the lost part that `at` lies in, or 0. Only for what was viewed last.
    std::uint64_t lostUpTo(std::uint64_t at) const;
    /// The largest unpacked block, in bytes: what the stream may need at once.
    std::uint64_t largestBlock() const { return m_largest; }

private:
    struct Lost
    {
        std::uint64_t begin = 0;
        std::uint64_t end = 0;
    };

    std::size_t segmentAt(std::uint64_t at) const;
    void restartAt(std::uint64_t at);
    base::Result<bool> appendMore();
    base::Result<> appendPlain(const DataSegment& segment, std::uint64_t within);
    base::Result<> appendPacked(const DataSegment& segment);
    std::uint8_t* grow(std::size_t bytes);
    void dropBefore(std::uint64_t at);

    const ByteSource& m_source;
    Ledger& m_ledger;
    const std::vector<DataSegment> m_segments;
    std::vector<std::uint64_t> m_starts; ///< of each segment in the stream
    const std::size_t m_chunk;
    std::uint64_t m_size = 0;
    std::uint64_t m_largest = 0;
    std::uint64_t m_fetched = 0; ///< bytes so far; going back and forth has an end
    std::uint64_t m_mostFetched = 0;
    std::uint64_t m_offsetBegin = 0; ///< the segment that recordOffset() was asked about last
    std::uint64_t m_offsetEnd = 0;
    std::uint64_t m_offsetBase = 0;

    std::vector<std::uint8_t> m_bytes;
    std::size_t m_skip = 0; ///< bytes of m_bytes that are not wanted any more
    std::size_t m_used = 0; ///< bytes of m_bytes that are filled
    std::uint64_t m_begin = 0; ///< place in the stream of m_bytes[m_skip]
    std::uint64_t m_next = 0; ///< place in the stream of the next byte to fetch
    std::vector<Lost> m_lost;
    std::vector<std::uint8_t> m_packed;
    Inflater m_inflater;
};

} // namespace argus::formats::mdf
