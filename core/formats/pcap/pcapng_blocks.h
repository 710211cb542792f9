// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"
#include "core/domain/triage.h"
#include "core/formats/byte_order.h"
#include "core/formats/byte_source.h"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace argus::formats {

/// Types of blocks (draft-ietf-opsawg-pcapng).
enum PcapngBlockType : std::uint32_t
{
    kSectionHeader = 0x0A0D0D0A,
    kInterfaceDescription = 1,
    kObsoletePacket = 2,
    kSimplePacket = 3,
    kNameResolution = 4,
    kInterfaceStatistics = 5,
    kEnhancedPacket = 6,
};

/// Codes of options.
enum PcapngOption : std::uint16_t
{
    kOptionEnd = 0,
    kOptionInterfaceName = 2,
    kOptionPacketFlags = 2,
    kOptionInterfaceDropped = 5,
    kOptionTimeResolution = 9,
    kOptionChecksumLength = 13,
    kOptionTimeOffset = 14,
};

/// Every block has its type and length before its content, and its length behind it.
inline constexpr std::size_t kPcapngFrame = 12;
inline constexpr std::uint32_t kPcapngByteOrderMagic = 0x1A2B3C4D;

/// One block whose length is known to be right. A view.
struct PcapngBlock
{
    std::uint32_t type = 0;
    std::span<const std::uint8_t> body;
};

/// Type and length of a block, as its first bytes have them.
struct PcapngHead
{
    std::uint32_t type = 0;
    std::uint32_t length = 0; ///< of the whole block
    std::endian order = std::endian::little; ///< of a section header its own, else that of the section
};

/// Longest block that is taken for one.
inline constexpr std::uint32_t kLongestPcapngBlock = 16 << 20;

/// The head of the block at the front of `bytes`, which begins at `section`'s byte order. Nothing when they are fewer
/// than 12, or no block can have such a length.
std::optional<PcapngHead> readPcapngHead(std::span<const std::uint8_t> bytes, std::endian section);

/// Calls `visit(code, value)` with each option until there is no whole one left or the end mark is there.
template <class Visit>
void forEachPcapngOption(std::span<const std::uint8_t> options, std::endian order, const Visit& visit)
{
    while (options.size() >= 4) {
        const auto code = readNumber<std::uint16_t>(options.data(), order);
        const std::size_t length = readNumber<std::uint16_t>(options.data() + 2, order);
        options = options.subspan(4);
        if (code == kOptionEnd || length > options.size()) {
            return;
        }
        visit(code, options.first(length));
        options = options.subspan(std::min(options.size(), (length + 3) / 4 * 4)); // padded to 32 bits
    }
}

/// How an interface counts time.
class PcapngClock
{
public:
    PcapngClock() = default;
    /// `resolution` is the option's byte: a negative power of ten, or of two with the high bit.
    void setResolution(std::uint8_t resolution);
    /// Seconds that are added to every stamp.
    void setOffset(std::int64_t seconds) { m_offset = seconds; }

    /// Nanoseconds since 1970; kNoTime when that is more than 64 bits hold.
    domain::RecordingTime time(std::uint64_t units) const;

private:
    bool m_isBinary = false;
    std::uint8_t m_exponent = 6;
    std::uint64_t m_perUnit = 1000; ///< ns; 0: less than one, or no whole number
    std::int64_t m_offset = 0;
};

/// The first offset from `from` on where a block of a known kind begins whose lengths agree and that is followed by
/// another one or the end of the file. Nothing when there is none. Errors: those of the source, and the end of the
/// context. Cost: one pass over the bytes between.
base::Result<std::optional<std::uint64_t>> findPcapngBlock(const base::ExecutionContext& context,
                                                           const ByteSource& source, std::uint64_t from,
                                                           std::endian section);

} // namespace argus::formats
