// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"
#include "core/formats/text/text_chunks.h"

#include <cstddef>

namespace argus::formats {

/// Reads CRTD, the log of OVMS modules: `1632426782.045940 1R11 679 00`: seconds as written (since 1970, or relative),
/// the bus (1 where it is left out), R or T with the width of the id, the id, the bytes. Records of the module itself
/// (`CEV` events, `CER` errors, `CST` statistics, ...) are counted by kind; `CXX` comments and `CVR` are no records.
class CrtdReader final : public Reader
{
public:
    explicit CrtdReader(std::size_t chunkBytes = kTextChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "crtd"; }
    std::string_view displayName() const override { return "CRTD log (OVMS)"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
