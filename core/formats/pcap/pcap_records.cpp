// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcap_records.h"

#include "core/formats/byte_order.h"
#include "core/formats/pcap/link_types.h"

#include <algorithm>
#include <array>
#include <vector>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMicroMagic = 0xA1B2C3D4;
constexpr std::uint32_t kNanoMagic = 0xA1B23C4D;
/// Of a libpcap that Alexey Kuznetsov changed: the number of the interface, the protocol and the direction stand behind
/// what every header of a packet has.
constexpr std::uint32_t kModifiedMagic = 0xA1B2CD34;
constexpr std::uint32_t kBillion = 1'000'000'000;
/// Where the recorder set no limit or a smaller one than it kept.
constexpr std::uint32_t kUsualLimit = 262144;
constexpr std::uint32_t kHighestLimit = 16 << 20;
/// A CAN XL frame has 2060 bytes.
constexpr std::uint32_t kCanLimit = 4096;
/// Packets in a row that are no chance.
constexpr int kRow = 4;
constexpr std::uint32_t kYear = 366 * 24 * 3600;

constexpr std::size_t kSearchChunk = 256 * 1024;

} // namespace

std::optional<PcapHeader> readPcapHeader(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < PcapHeader::kBytes) {
        return std::nullopt;
    }
    for (const std::endian order : {std::endian::little, std::endian::big}) {
        const auto number = [&](std::size_t at) { return readNumber<std::uint32_t>(bytes.data() + at, order); };
        const std::uint32_t magic = number(0);
        if (magic != kMicroMagic && magic != kNanoMagic && magic != kModifiedMagic) {
            continue;
        }
        PcapHeader header;
        header.order = order;
        header.nanoseconds = magic == kNanoMagic;
        header.recordBytes = magic == kModifiedMagic ? 24 : 16;
        header.major = readNumber<std::uint16_t>(bytes.data() + 4, order);
        header.minor = readNumber<std::uint16_t>(bytes.data() + 6, order);
        header.snapLength = number(16);
        // Bit 26 says that the four bits above it are the length of the check sequence, in units of 16 bits.
        const std::uint32_t link = number(20);
        header.linkType = link & 0x03FFFFFF;
        header.checksumBytes = static_cast<std::uint8_t>((link & 0x04000000) != 0 ? (link >> 28) * 2 : 0);
        return header;
    }
    return std::nullopt;
}

PcapRecords::PcapRecords(const PcapHeader& header)
    : m_order(header.order)
    , m_headerBytes(header.recordBytes)
    , m_fractions(header.nanoseconds ? kBillion : kBillion / 1000)
    , m_longest(std::clamp(header.snapLength, kUsualLimit, kHighestLimit))
{
    if (linkKind(header.linkType) == LinkKind::SocketCan) {
        m_longest = kCanLimit;
    }
}

PcapRecord PcapRecords::read(const std::uint8_t* at) const
{
    return {readNumber<std::uint32_t>(at, m_order), readNumber<std::uint32_t>(at + 4, m_order),
            readNumber<std::uint32_t>(at + 8, m_order), readNumber<std::uint32_t>(at + 12, m_order), m_headerBytes};
}

bool PcapRecords::isPlausible(const PcapRecord& record) const
{
    // A packet without bytes is one when something was on the wire; a file that lost its content to zeros has none.
    return record.captured <= m_longest && record.fraction < kBillion
        && (record.captured > 0 || record.wireLength > 0 || record.seconds > 0);
}

bool PcapRecords::isLikely(const PcapRecord& record, std::optional<std::uint32_t> seconds) const
{
    if (!isPlausible(record) || record.captured == 0 || record.fraction >= m_fractions
        || record.wireLength < record.captured || record.wireLength > kHighestLimit) {
        return false;
    }
    return !seconds || std::max(record.seconds, *seconds) - std::min(record.seconds, *seconds) <= kYear;
}

base::Result<bool> PcapRecords::beginsRow(const ByteSource& source, std::span<const std::uint8_t> bytes,
                                          std::uint64_t offset, std::optional<std::uint32_t> seconds) const
{
    // `bytes` begin at `offset`; further packets may lie behind them.
    std::uint64_t at = offset;
    for (int count = 0; count < kRow; ++count) {
        std::array<std::uint8_t, PcapRecord::kMaxBytes> header {};
        if (at == source.size() && count > 0) {
            return true;
        }
        if (at > source.size() || source.size() - at < m_headerBytes) {
            return count > 1; // the file ends within a packet
        }
        if (at - offset <= bytes.size() && bytes.size() - (at - offset) >= m_headerBytes) {
            std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at - offset), m_headerBytes, header.begin());
        } else {
            const auto got = source.readAt(at, header.data(), m_headerBytes);
            if (!got) {
                return base::fail(got);
            }
            if (*got < m_headerBytes) {
                return false;
            }
        }
        const PcapRecord record = read(header.data());
        if (!isLikely(record, seconds)) {
            return false;
        }
        at += record.bytes();
    }
    return true;
}

base::Result<std::optional<std::uint64_t>> PcapRecords::find(const base::ExecutionContext& context,
                                                             const ByteSource& source, std::uint64_t from,
                                                             std::optional<std::uint32_t> seconds) const
{
    std::vector<std::uint8_t> buffer(kSearchChunk);
    while (from < source.size()) {
        ARGUS_TRY(context.check());
        const auto got = source.readAt(from, buffer.data(), buffer.size());
        if (!got) {
            return base::fail(got);
        }
        const std::span<const std::uint8_t> bytes(buffer.data(), std::min(*got, buffer.size()));
        if (bytes.size() < m_headerBytes) {
            break;
        }
        const std::size_t candidates = bytes.size() - m_headerBytes + 1;
        for (std::size_t i = 0; i < candidates; ++i) {
            if (!isLikely(read(bytes.data() + i), seconds)) {
                continue;
            }
            const auto row = beginsRow(source, bytes.subspan(i), from + i, seconds);
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
