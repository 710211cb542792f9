// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads the text recordings of CAR BUS Analyzer (.trc, CAN-Hacker), versions 2 and 3; carbus_line.h says how each line
/// is read. Lines end with '\r' alone, as the tool writes them, or with '\n' where they were converted.
///
/// Times are as written: seconds that start again each minute. They are not unwrapped; a warning says so when it
/// happens.
class CarbusTrcReader final : public Reader
{
public:
    /// `chunkBytes` bounds the pieces that are read and parsed at a time; results do not depend on it (tests do).
    explicit CarbusTrcReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "carbus_trc"; }
    std::string_view displayName() const override { return "CAR BUS Analyzer TRC"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// Cost: one core reads about 0.2 GB/s; memory stays below 64 MiB.
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
