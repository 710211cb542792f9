// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_writer.h"

#include "core/formats/byte_order.h"
#include "core/formats/pcap/pcapng_blocks.h"
#include "core/formats/pcap/socketcan.h"

#include <algorithm>
#include <string_view>

namespace argus::formats {

namespace {

constexpr std::uint16_t kSocketCanLink = 227;
constexpr std::uint32_t kSnapLength = 2060;
constexpr std::uint8_t kNanoseconds = 9; // a power of ten
constexpr std::uint32_t kOutbound = 2;
constexpr std::uint32_t kErrorClasses = 0x3FF; // linux/can/error.h
constexpr std::uint8_t kMostRequested = 8;
constexpr std::size_t kFlushBytes = 256 * 1024;
constexpr std::size_t kLongestName = 256;

void put16(std::vector<std::uint8_t>& out, std::uint16_t value)
{
    out.push_back(static_cast<std::uint8_t>(value));
    out.push_back(static_cast<std::uint8_t>(value >> 8));
}

void put32(std::vector<std::uint8_t>& out, std::uint32_t value)
{
    put16(out, static_cast<std::uint16_t>(value));
    put16(out, static_cast<std::uint16_t>(value >> 16));
}

void putBig32(std::vector<std::uint8_t>& out, std::uint32_t value)
{
    put32(out, byteSwapped(value));
}

void pad(std::vector<std::uint8_t>& out, std::size_t start)
{
    while ((out.size() - start) % 4 != 0) {
        out.push_back(0);
    }
}

void putOption(std::vector<std::uint8_t>& out, std::uint16_t code, std::span<const std::uint8_t> value)
{
    put16(out, code);
    put16(out, static_cast<std::uint16_t>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
    pad(out, out.size() - value.size());
}

void putEndOfOptions(std::vector<std::uint8_t>& out)
{
    put16(out, kOptionEnd);
    put16(out, 0);
}

/// Begins a block; the length is filled in by endBlock.
std::size_t beginBlock(std::vector<std::uint8_t>& out, std::uint32_t type)
{
    const std::size_t start = out.size();
    put32(out, type);
    put32(out, 0);
    return start;
}

void endBlock(std::vector<std::uint8_t>& out, std::size_t start)
{
    const auto length = static_cast<std::uint32_t>(out.size() - start + 4);
    put32(out, length);
    for (std::size_t i = 0; i < 4; ++i) {
        out[start + 4 + i] = static_cast<std::uint8_t>(length >> (8 * i));
    }
}

} // namespace

PcapngWriter::PcapngWriter(ByteSink& sink)
    : m_sink(sink)
{
    section();
}

void PcapngWriter::section()
{
    const std::size_t start = beginBlock(m_out, kSectionHeader);
    put32(m_out, kPcapngByteOrderMagic);
    put16(m_out, 1); // version 1.0
    put16(m_out, 0);
    put32(m_out, UINT32_MAX); // length of the section: not said
    put32(m_out, UINT32_MAX);
    endBlock(m_out, start);
}

std::uint32_t PcapngWriter::interfaceOf(std::uint16_t channel, const std::vector<std::string>& channels)
{
    if (channel >= m_interfaces.size()) {
        m_interfaces.resize(std::size_t {channel} + 1);
    }
    if (m_interfaces[channel] == 0) {
        m_interfaces[channel] = ++m_described;
        const std::size_t start = beginBlock(m_out, kInterfaceDescription);
        put16(m_out, kSocketCanLink);
        put16(m_out, 0);
        put32(m_out, kSnapLength);
        if (channel < channels.size() && !channels[channel].empty()) {
            const std::string_view name = std::string_view(channels[channel]).substr(0, kLongestName);
            putOption(m_out, kOptionInterfaceName, {reinterpret_cast<const std::uint8_t*>(name.data()), name.size()});
        }
        putOption(m_out, kOptionTimeResolution, {&kNanoseconds, 1});
        putEndOfOptions(m_out);
        endBlock(m_out, start);
    }
    return m_interfaces[channel] - 1;
}

void PcapngWriter::packet(const FrameBlock& block, std::size_t i, std::uint32_t interface)
{
    const std::uint8_t flags = block.flags[i];
    std::uint64_t ts = 0;
    if (block.time[i] == domain::kNoTime) {
        m_losses.add("frames without a time were written with the time 0");
    } else if (block.time[i] < 0) {
        m_losses.add("times before 1970 were written as 0");
    } else {
        ts = static_cast<std::uint64_t>(block.time[i]);
    }
    const bool isRemote = (flags & kRemote) != 0 && (flags & kError) == 0;
    const std::uint8_t size = isRemote ? std::min(block.length[i], kMostRequested) : block.length[i];
    if (size < block.length[i]) {
        m_losses.add("lengths that remote frames ask for cut to 8");
    }
    const auto data = block.payload(i);
    const auto length = static_cast<std::uint32_t>(kSocketCanHeader + size);
    const std::size_t start = beginBlock(m_out, kEnhancedPacket);
    put32(m_out, interface);
    put32(m_out, static_cast<std::uint32_t>(ts >> 32));
    put32(m_out, static_cast<std::uint32_t>(ts));
    put32(m_out, length);
    put32(m_out, length);
    // linux/can.h
    std::uint32_t id = block.id[i];
    if ((flags & kError) != 0 && (id & ~kErrorClasses) != 0) {
        // An error frame's id is a set of classes there. That of a recorder which knows the frame that was hit has no
        // place, and with it nobody could tell in which order of bytes the ids are.
        m_losses.add("ids of error frames not written");
        id = 0;
    }
    m_losses.addStrayMarks(block, i);
    id |= (flags & kError) != 0 ? 0x20000000U : (flags & kExtendedId) != 0 ? 0x80000000U : 0U;
    id |= isRemote ? 0x40000000U : 0U;
    putBig32(m_out, id);
    m_out.push_back(size);
    // There are no remote frames of CAN FD: with its mark they would be data.
    const bool isFd = !isRemote && ((flags & kFd) != 0 || size > 8);
    const unsigned bits
        = isFd ? 4U | ((flags & kBitrateSwitch) != 0 ? 1U : 0U) | ((flags & kErrorStateIndicator) != 0 ? 2U : 0U) : 0U;
    m_out.push_back(static_cast<std::uint8_t>(bits));
    put16(m_out, 0);
    m_out.insert(m_out.end(), data.begin(), data.end());
    m_out.insert(m_out.end(), size - data.size(), 0); // of a remote frame, as the kernel has it
    pad(m_out, m_out.size() - size);
    if ((flags & kTransmitted) != 0) {
        const std::uint8_t outbound[] {kOutbound, 0, 0, 0};
        putOption(m_out, kOptionPacketFlags, outbound);
        putEndOfOptions(m_out);
    }
    endBlock(m_out, start);
}

base::Result<> PcapngWriter::frames(const FrameBlock& block, const std::vector<std::string>& channels)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        const std::uint32_t interface = interfaceOf(block.channel[i], channels);
        packet(block, i, interface);
        if (m_out.size() >= kFlushBytes) {
            ARGUS_TRY(flush());
        }
    }
    return {};
}

base::Result<> PcapngWriter::flush()
{
    ARGUS_TRY(m_sink.write(m_out));
    m_out.clear();
    return {};
}

base::Result<> PcapngWriter::finish()
{
    return flush();
}

} // namespace argus::formats
