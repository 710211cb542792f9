// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace argus::formats::mdf {

/// Puts the blocks of an MDF 4 file behind each other and knows where each comes to lie.
class BlocksOut
{
public:
    /// `position`: where the first block will lie in the file; a multiple of 8.
    explicit BlocksOut(std::uint64_t position)
        : m_base(position)
    { }

    /// Appends a block, padded to a multiple of 8; its position.
    std::uint64_t block(std::string_view kind, const std::vector<std::uint64_t>& links,
                        const std::vector<std::uint8_t>& data);
    /// The same for a text with its terminating zero.
    std::uint64_t text(std::string_view kind, std::string_view text);
    /// Changes a number in what was appended.
    void set(std::uint64_t position, std::uint64_t value);
    std::uint64_t end() const { return m_base + m_bytes.size(); }
    const std::vector<std::uint8_t>& bytes() const { return m_bytes; }

private:
    const std::uint64_t m_base;
    std::vector<std::uint8_t> m_bytes;
};

/// The data of a block, number by number, little-endian.
class BlockData
{
public:
    template <class Number> BlockData& put(Number value)
    {
        const std::size_t at = m_bytes.size();
        m_bytes.resize(at + sizeof value);
        std::memcpy(m_bytes.data() + at, &value, sizeof value);
        return *this;
    }
    BlockData& zeros(std::size_t count)
    {
        m_bytes.resize(m_bytes.size() + count);
        return *this;
    }
    const std::vector<std::uint8_t>& bytes() const { return m_bytes; }

private:
    std::vector<std::uint8_t> m_bytes;
};

/// What the writer's head says of one kind of records.
struct FrameGroupPlaces
{
    std::uint64_t dataLink = 0; ///< place of the link to the data
    std::uint64_t cycleCount = 0; ///< place of the counter
};

/// Appends everything before the data: header, history, and the groups for data frames of 8 and of 64 bytes, remote
/// and error frames. Sorted: each group has its data for itself; else all share one data group, with ids of one byte
/// (1 to 4), whose data link is that of all. `startNs` is ns since 1970.
std::vector<FrameGroupPlaces> appendFrameGroups(BlocksOut& out, std::int64_t startNs, bool sorted);

/// Bytes of a record of each of these groups, without an id.
inline constexpr std::size_t kFrameRecordBytes[] = {24, 80, 16, 16};

} // namespace argus::formats::mdf
