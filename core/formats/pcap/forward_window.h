// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace argus::formats {

/// A part of a file that only moves forward: what a reader of variable-length records looks at. Its memory is one
/// chunk, or the longest record that was asked for.
class ForwardWindow
{
public:
    static constexpr std::size_t kDefaultChunk = std::size_t {1} << 20;

    /// `rawBytes` may be empty; it sees each byte of the file once and in order, as they are read.
    ForwardWindow(const ByteSource& source, std::function<void(std::span<const std::uint8_t>)> rawBytes,
                  std::size_t chunkBytes = kDefaultChunk);

    /// Of the first byte that was not passed yet.
    std::uint64_t position() const { return m_position; }

    /// All bytes that are at hand from position() on: at least `wanted` of them, fewer only when the file ends there.
    /// They live until the next call. Errors: those of the source.
    base::Result<std::span<const std::uint8_t>> look(std::size_t wanted);

    /// Passes `count` bytes that look() has shown.
    void pass(std::size_t count);

    /// Passes everything up to `offset`, or to the end of the file. Errors: those of the source.
    base::Result<> passTo(std::uint64_t offset);

private:
    const ByteSource& m_source;
    const std::function<void(std::span<const std::uint8_t>)> m_rawBytes;
    const std::size_t m_chunkBytes;
    std::vector<std::uint8_t> m_buffer;
    std::size_t m_begin = 0; ///< of the bytes at hand in m_buffer
    std::size_t m_end = 0;
    std::uint64_t m_position = 0;
    bool m_atEnd = false;
};

} // namespace argus::formats
