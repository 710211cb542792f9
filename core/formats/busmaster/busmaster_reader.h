// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads the log of BUSMASTER: headers in `***`, then `22:20:14:992 Rx 0 0000021A s 8 FE 36 ...` in the order of
/// columns that the header names. Numbers are hexadecimal or decimal as the header says. A J1939 log's messages of up
/// to 8 bytes are frames; longer ones, and LIN, are counted by kind.
///
/// Times are absolute where a session has its start date, as if it were UTC, else relative: times of day (system mode)
/// on the day of the start, or counted from the start (absolute mode), or from the line before (relative mode). The
/// last field is milliseconds without leading zeros, or with four digits units of 100 us.
class BusmasterReader final : public Reader
{
public:
    explicit BusmasterReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "busmaster"; }
    std::string_view displayName() const override { return "BUSMASTER log"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Reads from the start whatever part is asked for: sessions and relative times need it.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
