// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_blocks.h"

#include "core/formats/byte_order.h"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

namespace argus::formats {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint64_t kNsPerSecond = 1'000'000'000;
constexpr std::size_t kSearchChunk = 256 * 1024;
/// Behind damage only blocks of ordinary length are looked for.
constexpr std::uint32_t kLongestFound = 256 * 1024;

/// Blocks that the format defines; others may come, but not as the first behind damage.
bool isKnownType(std::uint32_t type)
{
    return (type >= kInterfaceDescription && type <= 10) || type == kSectionHeader;
}

/// `bytes` from an offset of the file, or read from there.
base::Result<bool> copyAt(const ByteSource& source, Bytes near, std::uint64_t nearOffset, std::uint64_t offset,
                          std::span<std::uint8_t> out)
{
    const std::uint64_t distance = offset - nearOffset;
    if (distance <= near.size() && near.size() - distance >= out.size()) {
        std::copy_n(near.begin() + static_cast<std::ptrdiff_t>(distance), out.size(), out.begin());
        return true;
    }
    const auto got = source.readAt(offset, out.data(), out.size());
    if (!got) {
        return base::fail(got);
    }
    return *got >= out.size();
}

/// True when a block of at most `longest` bytes begins at `offset`; `length` becomes its length. `near` begins there.
base::Result<bool> isBlockAt(const ByteSource& source, Bytes near, std::uint64_t nearOffset, std::uint64_t offset,
                             std::endian section, bool knownOnly, std::uint32_t& length)
{
    std::array<std::uint8_t, kPcapngFrame> first {};
    auto gotFirst = copyAt(source, near, nearOffset, offset, first);
    if (!gotFirst || !*gotFirst) {
        return gotFirst;
    }
    const auto head = readPcapngHead(first, section);
    if (!head || (knownOnly && (!isKnownType(head->type) || head->length > kLongestFound))
        || head->length > source.size() - offset) {
        return false;
    }
    std::array<std::uint8_t, 4> last {};
    auto gotLast = copyAt(source, near, nearOffset, offset + head->length - last.size(), last);
    if (!gotLast || !*gotLast) {
        return gotLast;
    }
    length = head->length;
    return readNumber<std::uint32_t>(last.data(), head->order) == head->length;
}

base::Result<bool> beginsRow(const ByteSource& source, Bytes near, std::uint64_t offset, std::endian section)
{
    std::uint32_t length = 0;
    auto one = isBlockAt(source, near, offset, offset, section, /*knownOnly=*/true, length);
    if (!one || !*one || offset + length == source.size()) {
        return one;
    }
    return isBlockAt(source, near, offset, offset + length, section, /*knownOnly=*/false, length);
}

} // namespace

std::optional<PcapngHead> readPcapngHead(Bytes bytes, std::endian section)
{
    if (bytes.size() < kPcapngFrame) {
        return std::nullopt;
    }
    PcapngHead head;
    head.order = section;
    head.type = readNumber<std::uint32_t>(bytes.data(), section);
    if (head.type == kSectionHeader) { // reads the same in both byte orders
        head.order = std::endian::little;
        if (readNumber<std::uint32_t>(bytes.data() + 8, head.order) != kPcapngByteOrderMagic) {
            head.order = std::endian::big;
            if (readNumber<std::uint32_t>(bytes.data() + 8, head.order) != kPcapngByteOrderMagic) {
                return std::nullopt;
            }
        }
    }
    head.length = readNumber<std::uint32_t>(bytes.data() + 4, head.order);
    const std::uint32_t least = head.type == kSectionHeader ? kPcapngFrame + 16 : kPcapngFrame;
    if (head.length < least || head.length % 4 != 0 || head.length > kLongestPcapngBlock) {
        return std::nullopt;
    }
    return head;
}

void PcapngClock::setResolution(std::uint8_t resolution)
{
    m_isBinary = (resolution & 0x80) != 0;
    m_exponent = resolution & 0x7F;
    m_perUnit = 0;
    if (!m_isBinary && m_exponent <= 9) {
        m_perUnit = kNsPerSecond;
        for (std::uint8_t i = 0; i < m_exponent; ++i) {
            m_perUnit /= 10;
        }
    }
}

domain::RecordingTime PcapngClock::time(std::uint64_t units) const
{
    constexpr auto kMostNs = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (m_perUnit > 0 && m_offset == 0 && units <= kMostNs / m_perUnit) { // nearly all there are
        return static_cast<std::int64_t>(units * m_perUnit);
    }
    std::uint64_t seconds = 0;
    std::uint64_t ns = 0;
    if (m_isBinary) {
        std::uint8_t exponent = m_exponent;
        seconds = exponent < 64 ? units >> exponent : 0;
        std::uint64_t fraction = exponent < 64 ? units & ((std::uint64_t {1} << exponent) - 1) : units;
        // 34 bits are finer than a nanosecond and leave room for the product.
        while (exponent > 34) {
            fraction >>= 1;
            --exponent;
        }
        ns = exponent == 0 ? 0 : (fraction * kNsPerSecond) >> exponent;
    } else if (m_perUnit > 0) {
        const std::uint64_t perSecond = kNsPerSecond / m_perUnit;
        seconds = units / perSecond;
        ns = units % perSecond * m_perUnit;
    } else {
        for (std::uint8_t i = 9; i < m_exponent && units != 0; ++i) {
            units /= 10;
        }
        seconds = units / kNsPerSecond;
        ns = units % kNsPerSecond;
    }
    constexpr auto kMost = static_cast<std::int64_t>(std::numeric_limits<std::int64_t>::max() / kNsPerSecond) - 1;
    if (seconds > static_cast<std::uint64_t>(kMost) || m_offset > kMost || m_offset < -kMost) {
        return domain::kNoTime;
    }
    const std::int64_t whole = static_cast<std::int64_t>(seconds) + m_offset;
    return whole > kMost ? domain::kNoTime
                         : whole * static_cast<std::int64_t>(kNsPerSecond) + static_cast<std::int64_t>(ns);
}

base::Result<std::optional<std::uint64_t>> findPcapngBlock(const base::ExecutionContext& context,
                                                           const ByteSource& source, std::uint64_t from,
                                                           std::endian section)
{
    std::vector<std::uint8_t> buffer(kSearchChunk);
    while (from < source.size()) {
        ARGUS_TRY(context.check());
        const auto got = source.readAt(from, buffer.data(), buffer.size());
        if (!got) {
            return base::fail(got);
        }
        const Bytes bytes(buffer.data(), std::min(*got, buffer.size()));
        if (bytes.size() < kPcapngFrame) {
            break;
        }
        const std::size_t candidates = bytes.size() - kPcapngFrame + 1;
        for (std::size_t i = 0; i < candidates; ++i) {
            const auto head = readPcapngHead(bytes.subspan(i, kPcapngFrame), section);
            if (!head || !isKnownType(head->type)) {
                continue;
            }
            const auto row = beginsRow(source, bytes.subspan(i), from + i, section);
            if (!row) {
                return base::fail(row);
            }
            if (*row) {
                return std::optional(from + i);
            }
        }
        from += candidates;
    }
    return std::optional<std::uint64_t>();
}

} // namespace argus::formats
