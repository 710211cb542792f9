// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace argus::formats::mdf {

static_assert(std::endian::native == std::endian::little, "numbers of a file are loaded as they lie in memory");

/// A number of the file at `at`, which need not be aligned.
template <class Number> Number loadLittle(const std::uint8_t* at)
{
    Number value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

template <std::unsigned_integral Number> Number swapBytes(Number value)
{
    Number swapped = 0;
    for (std::size_t i = 0; i < sizeof value; ++i) {
        swapped = static_cast<Number>(swapped << 8 | (value >> (8 * i) & 0xFF));
    }
    return swapped;
}

/// Reads numbers out of a block one after the other. Behind the end of the block everything is zero, so that a short
/// block needs no check at each field.
class BlockFields
{
public:
    explicit BlockFields(std::span<const std::uint8_t> bytes, bool bigEndian = false)
        : m_bytes(bytes)
        , m_bigEndian(bigEndian)
    { }

    template <class Number> Number at(std::size_t offset) const
    {
        std::uint8_t raw[sizeof(Number)] = {};
        for (std::size_t i = 0; i < sizeof raw && offset < m_bytes.size() && i < m_bytes.size() - offset; ++i) {
            raw[m_bigEndian ? sizeof raw - 1 - i : i] = m_bytes[offset + i];
        }
        return loadLittle<Number>(raw);
    }
    /// Up to `size` bytes; fewer at the end of the block.
    std::string_view text(std::size_t offset, std::size_t size) const
    {
        if (offset >= m_bytes.size()) {
            return {};
        }
        const std::string_view all(reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size());
        return all.substr(offset, size);
    }
    std::size_t size() const { return m_bytes.size(); }

private:
    std::span<const std::uint8_t> m_bytes;
    bool m_bigEndian;
};

} // namespace argus::formats::mdf
