// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

namespace argus::formats::mdf {

/// Memory for bytes that are written before they are read: unlike a vector it is not filled with zeros first.
class ByteBuffer
{
public:
    ByteBuffer() = default;
    ByteBuffer(ByteBuffer&& other) noexcept
        : m_bytes(std::move(other.m_bytes))
        , m_size(std::exchange(other.m_size, 0))
    { }
    ByteBuffer& operator=(ByteBuffer&& other) noexcept
    {
        m_bytes = std::move(other.m_bytes);
        m_size = std::exchange(other.m_size, 0);
        return *this;
    }

    /// Makes room for `bytes`; of the content the first `keep` stay, and all of it where there is room already.
    void reserve(std::size_t bytes, std::size_t keep = 0)
    {
        if (bytes <= m_size) {
            return;
        }
        auto larger = std::make_unique_for_overwrite<std::uint8_t[]>(bytes);
        if (keep > 0) {
            std::memcpy(larger.get(), m_bytes.get(), keep);
        }
        m_bytes = std::move(larger);
        m_size = bytes;
    }
    std::uint8_t* data() { return m_bytes.get(); }
    const std::uint8_t* data() const { return m_bytes.get(); }
    std::size_t size() const { return m_size; }

private:
    std::unique_ptr<std::uint8_t[]> m_bytes;
    std::size_t m_size = 0;
};

} // namespace argus::formats::mdf
