// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads the log of Microchip's CAN BUS Analyzer: a header between two `//---` lines, then
/// `166064;RX;0x0000021A;8;0xFE;...;`: milliseconds as written (relative; the header's date is not that of their zero),
/// direction, id, length, bytes. An id is extended when it has more than 11 bits or ends with an "x".
class MicrochipReader final : public Reader
{
public:
    explicit MicrochipReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "microchip"; }
    std::string_view displayName() const override { return "Microchip CAN BUS Analyzer log"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
