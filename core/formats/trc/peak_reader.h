// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads PEAK's trace files (TRC), versions 1.0 to 2.1, in the columns that each says it has; peak_line.h says how each
/// line is read. Records that are no frames are counted by kind.
///
/// Times are absolute where the file has a `$STARTTIME`: that plus each line's offset, counted as UTC, with a warning,
/// as the zone is not in the file. Without it (version 1.0) they are relative to an unknown start. Files that were
/// joined count from the header before each record; a part of such a file is read as if all of it had the first header.
class PeakTrcReader final : public Reader
{
public:
    /// `chunkBytes` bounds the pieces that are read and parsed at a time; results do not depend on it (tests do).
    explicit PeakTrcReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "peak_trc"; }
    std::string_view displayName() const override { return "PEAK TRC"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Cost: one core reads about 0.4 GB/s of classic data frames, and a fifth of that of other lines; memory stays
    /// below 64 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
