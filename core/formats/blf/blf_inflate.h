// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct libdeflate_decompressor;

namespace argus::formats::blf {

/// Most bytes of a container that are unpacked at once, in memory. Larger ones are unpacked in parts.
inline constexpr std::size_t kMaxUnpacked = 4U << 20;

/// Bytes whose memory is kept and never cleared: `size` of them count.
struct Bytes
{
    std::vector<std::uint8_t> memory;
    std::size_t size = 0;

    /// At least `room` bytes of memory; the first `size` stay.
    std::uint8_t* reserve(std::size_t room)
    {
        if (memory.size() < room) {
            memory.resize(room);
        }
        return memory.data();
    }
    const std::uint8_t* data() const { return memory.data(); }
};

/// Unpacks zlib streams that are whole in memory. One thread at a time.
class Inflater
{
public:
    Inflater();
    ~Inflater();

    enum class Outcome : std::uint8_t
    {
        Whole,
        Damaged, ///< `out` has what lies before the damage, or all of it when only the checksum is wrong
        Longer, ///< there is more than kMaxUnpacked
    };

    /// `expected` is how much the file says it will be: a hint. Cost: about 1 GB/s of unpacked bytes; damaged streams
    /// are unpacked twice.
    Outcome inflate(std::span<const std::uint8_t> packed, std::uint64_t expected, Bytes& out);

private:
    struct Free
    {
        void operator()(libdeflate_decompressor* decompressor) const;
    };
    std::unique_ptr<libdeflate_decompressor, Free> m_fast; ///< null when there was no memory for it
};

/// Unpacks a zlib stream part by part. One thread at a time.
class StreamInflater
{
public:
    StreamInflater();
    ~StreamInflater();
    StreamInflater(const StreamInflater&) = delete;
    StreamInflater& operator=(const StreamInflater&) = delete;

    enum class Outcome : std::uint8_t
    {
        NeedsInput,
        NeedsRoom,
        End,
        Damaged,
    };

    void restart();
    /// Takes bytes from `in` and appends to `out` up to `room` bytes in all; `used` is what was taken.
    Outcome inflate(std::span<const std::uint8_t> in, std::size_t& used, Bytes& out, std::size_t room);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace argus::formats::blf
