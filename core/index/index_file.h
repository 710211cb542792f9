// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

/// The layout of an index file, shared by its writer and reader:
///
///     FileHead | packed blocks, one behind the other | BlockEntry for each block | summary, JSON | FileTail
///
/// The tail is written last: a file without a whole and matching one is no index. Numbers are as the machine has them.
namespace argus::index {

inline constexpr std::array<char, 8> kMagic {'A', 'R', 'G', 'U', 'S', 'I', 'D', 'X'};
/// One more with each change of the layout; indexes of other versions are made anew.
inline constexpr std::uint32_t kIndexVersion = 2;
inline constexpr std::uint32_t kByteOrderMark = 0x01020304;

struct FileHead
{
    std::array<char, 8> magic = kMagic;
    std::uint32_t version = kIndexVersion;
    std::uint32_t byteOrder = kByteOrderMark;
};

/// Where a block lies, and what it spans, so that most questions need no block.
struct BlockEntry
{
    std::uint64_t position = 0; ///< in the index file
    std::uint32_t size = 0; ///< bytes
    std::uint32_t rows = 0;
    std::uint64_t check = 0; ///< checksum of the block's bytes
    std::int64_t minTime = 0; ///< ns; of the rows that have a stamp
    std::int64_t maxTime = 0; ///< below minTime when none has
    std::uint64_t minOffset = 0;
    std::uint64_t maxOffset = 0;
};

struct FileTail
{
    std::uint64_t directory = 0; ///< position of the first BlockEntry
    std::uint64_t blocks = 0;
    std::uint64_t rows = 0;
    std::uint64_t summary = 0; ///< position
    std::uint64_t summarySize = 0; ///< bytes
    std::uint64_t check = 0; ///< checksum of directory and summary
    std::array<char, 8> magic = kMagic;
};

/// Tells damaged bytes from whole ones; no protection against intent.
inline std::uint64_t checksum(std::span<const std::uint8_t> bytes)
{
    constexpr std::uint64_t kMix = 0x9E3779B97F4A7C15;
    std::uint64_t sum = bytes.size() * kMix;
    std::size_t i = 0;
    for (; i + 8 <= bytes.size(); i += 8) {
        std::uint64_t word = 0;
        __builtin_memcpy(&word, bytes.data() + i, sizeof word);
        sum = (sum ^ word) * kMix;
        sum ^= sum >> 29;
    }
    for (; i < bytes.size(); ++i) {
        sum = (sum ^ bytes[i]) * kMix;
        sum ^= sum >> 29;
    }
    return sum;
}

} // namespace argus::index
