// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads what candump writes: its log form (`-l`, `-L`), its console form, and loggers that follow either. Forms may
/// mix within a file; candump_line.h says how each is read. Blank lines, comments and terminal headers are no records.
/// Lines that should be records and cannot be read are skipped and accounted for.
class CandumpReader final : public Reader
{
public:
    static constexpr std::size_t kDefaultChunkBytes = kTextChunkBytes;

    /// `chunkBytes` bounds the pieces that are read and parsed at a time; results do not depend on it (tests do).
    explicit CandumpReader(std::size_t chunkBytes = kDefaultChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "candump"; }
    std::string_view displayName() const override { return "candump log"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Cost: one core reads about 1 GB/s of classic frames with stamps, and a fifth of that of other lines; memory
    /// stays below 64 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
