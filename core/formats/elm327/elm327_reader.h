// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/reader.h"

#include <cstddef>

namespace argus::formats {

/// Reads sessions with an ELM327 (or STN, OBDLink) adapter as terminals and apps log them; elm_session.h says how.
/// Lines end with CR, LF or both. Times are those that the terminal wrote before the lines: absolute with a date, from
/// midnight without; mostly there are none. What the adapter says of itself and what it is told are counted by kind.
class Elm327Reader final : public Reader
{
public:
    static constexpr std::size_t kDefaultChunkBytes = 64 * 1024;

    explicit Elm327Reader(std::size_t chunkBytes = kDefaultChunkBytes)
        : m_chunkBytes(chunkBytes)
    { }

    std::string_view format() const override { return "elm327"; }
    std::string_view displayName() const override { return "ELM327 session"; }
    int probe(std::span<const std::uint8_t> head, std::string_view filename) const override;
    /// A response that takes several lines has the offset of its first one, so that offsets may go back. Reads from the
    /// start whatever part is asked for.
    bool offsetsAscend() const override { return false; }
    base::Result<ReadSummary> read(const base::ExecutionContext& context, const ByteSource& source, RecordSink& sink,
                                   const ReadOptions& options) const override;

private:
    const std::size_t m_chunkBytes;
};

} // namespace argus::formats
