// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Lines longer than this (without the line end) are no records of any text format and are never held in memory whole.
inline constexpr std::size_t kMaxLineBytes = 64 * 1024;

/// Bytes of text that are read and parsed at once.
inline constexpr std::size_t kTextChunkBytes = 256 * 1024;

/// A run of whole lines out of a text file.
struct TextChunk
{
    /// Readable bytes behind size(); all zero, so that a parser may load a few words past a line without asking.
    static constexpr std::size_t kPadding = 64;

    struct LongLine
    {
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0; ///< with its line end
    };

    std::uint64_t offset = 0; ///< of the first byte of `text()` in the file
    /// A line longer than kMaxLineBytes that lies directly before this chunk and was not kept.
    std::optional<LongLine> longLine;
    /// The last line has no line end, because the file ends there.
    bool cutAtEnd = false;
    char lineEnd = '\n'; ///< what ends a line in this file
    std::uint64_t bytesDone = 0; ///< bytes of the part that have been read up to the end of this chunk

    std::string_view text() const { return {m_bytes.data() + m_begin, m_size}; }

private:
    friend class TextChunks;
    std::vector<char> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_size = 0;
};

/// Cuts a part of a text file into chunks of whole lines, reading each byte once and in order. Only `lineEnd` ends a
/// line; the rare files that know no '\n' are read with '\r'.
///
/// A line belongs to the part in which its first byte lies, also when it ends behind the part: parts that lie side by
/// side have each line once. One thread; memory is a few chunks whatever the file holds.
class TextChunks
{
public:
    using RawBytes = std::function<void(std::span<const std::uint8_t>)>;

    /// `rawBytes` (may be empty) sees each byte of [begin, end) once and in order.
    TextChunks(const ByteSource& source, std::uint64_t begin, std::uint64_t end, std::size_t chunkBytes,
               RawBytes rawBytes, char lineEnd = '\n');

    /// Fills `chunk` (whose memory is reused); false when there is nothing left. Errors: those of the source.
    base::Result<bool> next(TextChunk& chunk);

    /// Offset behind the last byte that was read.
    std::uint64_t position() const { return m_position; }

private:
    base::Result<std::size_t> readMore(TextChunk& chunk);
    bool takeLines(TextChunk& chunk, std::size_t fresh);
    void finishAtEnd(TextChunk& chunk);

    const ByteSource& m_source;
    const std::uint64_t m_begin;
    const std::uint64_t m_end;
    const std::size_t m_chunkBytes;
    const RawBytes m_rawBytes;
    const char m_lineEnd;

    std::uint64_t m_position; ///< next byte to read
    std::vector<char> m_carry; ///< the begun line that the last chunk left over
    bool m_inLongLine = false; ///< bytes are dropped up to the next line end
    bool m_reportLongLine = false; ///< false: the line that the part begins in the middle of
    std::uint64_t m_longLineOffset = 0;
    bool m_done = false;
};

} // namespace argus::formats
