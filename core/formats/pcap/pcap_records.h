// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/formats/byte_source.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace argus::formats {

/// The header of a pcap file, read.
struct PcapHeader
{
    static constexpr std::size_t kBytes = 24;

    std::endian order = std::endian::little;
    bool nanoseconds = false; ///< fractions are ns, otherwise us
    std::uint16_t major = 0;
    std::uint16_t minor = 0;
    std::uint32_t snapLength = 0; ///< longest packet kept, as the recorder said
    std::uint32_t linkType = 0;
    std::uint8_t checksumBytes = 0; ///< at the end of each packet
    std::size_t recordBytes = 16; ///< of the header of a packet
};

/// Nothing when the bytes do not begin with one of the six magic numbers, or are too few.
std::optional<PcapHeader> readPcapHeader(std::span<const std::uint8_t> bytes);

/// The header of one packet.
struct PcapRecord
{
    static constexpr std::size_t kMaxBytes = 24;

    std::uint32_t seconds = 0;
    std::uint32_t fraction = 0;
    std::uint32_t captured = 0; ///< bytes that follow
    std::uint32_t wireLength = 0;
    std::size_t headerBytes = 0;

    std::size_t bytes() const { return headerBytes + captured; }
};

/// Tells headers of packets from other bytes, and finds the next ones behind damage.
class PcapRecords
{
public:
    explicit PcapRecords(const PcapHeader& header);

    /// `at` has the bytes of a packet's header.
    PcapRecord read(const std::uint8_t* at) const;
    /// True when a packet may begin so. Bytes of a packet's content rarely look so.
    bool isPlausible(const PcapRecord& record) const;

    /// The first offset from `from` on where packets begin: some in a row, or all up to `end`, the end of the file.
    /// `seconds`: of the last good packet; those found are within a year of it. Nothing when there are none.
    /// Errors: those of the source, and the end of the context. Cost: one pass over the bytes between.
    base::Result<std::optional<std::uint64_t>> find(const base::ExecutionContext& context, const ByteSource& source,
                                                    std::uint64_t from, std::optional<std::uint32_t> seconds) const;

private:
    bool isLikely(const PcapRecord& record, std::optional<std::uint32_t> seconds) const;
    base::Result<bool> beginsRow(const ByteSource& source, std::span<const std::uint8_t> bytes, std::uint64_t offset,
                                 std::optional<std::uint32_t> seconds) const;

    const std::endian m_order;
    const std::size_t m_headerBytes; ///< of a packet
    const std::uint32_t m_fractions; ///< of a second
    std::uint32_t m_longest;
};

} // namespace argus::formats
