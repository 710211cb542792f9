// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/mdf/byte_buffer.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace argus::formats::mdf {

/// Unpacks zlib streams (RFC 1950) as MDF keeps them in DZ blocks. Reused, it allocates once. One thread.
class Inflater
{
public:
    Inflater();
    ~Inflater();
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Fills `out`; the number of bytes that are sound: out.size(), or fewer where the stream is damaged or ends early.
    /// Cost: that of libdeflate; damaged streams are unpacked a second time by zlib as far as they go.
    std::size_t inflate(std::span<const std::uint8_t> packed, std::span<std::uint8_t> out);
    /// The same for data whose bytes were put into columns of rows of `columns` bytes before. A damaged stream gives
    /// nothing, because each of its bytes belongs to another record.
    std::size_t inflateTransposed(std::span<const std::uint8_t> packed, std::size_t columns,
                                  std::span<std::uint8_t> out);

private:
    struct State;
    std::unique_ptr<State> m_state;
    ByteBuffer m_columns;
};

} // namespace argus::formats::mdf
