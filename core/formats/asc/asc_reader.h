// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads Vector's text logs (ASC): hexadecimal and decimal, absolute and relative stamps, classic CAN, CAN FD, remote
/// and error frames. Records of other kinds are counted; asc_line.h says how each line is read.
///
/// Times are absolute where the file has a date: the date line, or where a trigger block begins before that or the
/// measurement starts within it, the block's; counted as UTC, with a warning, as the zone is not in the file. Without a
/// date they are relative to an unknown start. Files that were joined count from the date before each record.
///
/// Where stamps are relative, reading begins at the start of the file, whatever part is asked for. A part of a joined
/// file is read as if all of it had the first header.
class AscReader final : public Reader
{
public:
    /// `chunkBytes` bounds the pieces that are read and parsed at a time; results do not depend on it (tests do).
    explicit AscReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "asc"; }
    std::string_view displayName() const override { return "Vector ASC"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Cost: one core reads about 0.5 GB/s of classic frames in hexadecimal, and a fifth of that of other lines; memory
    /// stays below 64 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
