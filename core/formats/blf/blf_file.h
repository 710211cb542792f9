// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/formats/byte_source.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace argus::formats::blf {

/// A file read from its start on, with a look ahead. One thread.
class FileCursor
{
public:
    using RawBytes = std::function<void(std::span<const std::uint8_t>)>;

    /// `rawBytes` (may be empty) sees each byte that is read, once and in order.
    FileCursor(const ByteSource& source, RawBytes rawBytes);

    /// Makes at least `wanted` bytes from the position on available, fewer only at the end of the file. Memory is a
    /// little more than the greatest `wanted`. Errors: those of the source.
    base::Result<> fill(std::size_t wanted);
    /// What is available at the position.
    std::span<const std::uint8_t> ahead() const { return {m_bytes.data() + m_begin, m_end - m_begin}; }
    std::uint64_t position() const { return m_position; }
    /// True when nothing lies behind what is available.
    bool atEnd() const { return m_atEnd; }
    /// Goes on by what is available, or less.
    void take(std::size_t bytes);
    /// Goes on without reading what lies between.
    void jump(std::uint64_t bytes);
    /// True when an object begins at a place in the file, padding before it included, or the file ends there.
    base::Result<bool> objectFollows(std::uint64_t position) const;

private:
    const ByteSource& m_source;
    const RawBytes m_rawBytes;
    std::vector<std::uint8_t> m_bytes;
    std::size_t m_begin = 0;
    std::size_t m_end = 0;
    std::uint64_t m_position = 0; ///< of m_begin
    bool m_atEnd = false;
};

} // namespace argus::formats::blf
