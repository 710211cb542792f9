// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf_blocks_out.h"

#include <array>
#include <cstddef>
#include <string>

namespace argus::formats::mdf {

std::uint64_t BlocksOut::block(std::string_view kind, const std::vector<std::uint64_t>& links,
                               const std::vector<std::uint8_t>& data)
{
    const std::uint64_t position = end();
    BlockData head;
    head.put('#').put('#').put(kind[0]).put(kind[1]).zeros(4);
    head.put(std::uint64_t {24} + 8 * links.size() + data.size()).put(std::uint64_t {links.size()});
    for (const std::uint64_t link : links) {
        head.put(link);
    }
    m_bytes.insert(m_bytes.end(), head.bytes().begin(), head.bytes().end());
    m_bytes.insert(m_bytes.end(), data.begin(), data.end());
    m_bytes.resize((m_bytes.size() + 7) / 8 * 8);
    return position;
}

std::uint64_t BlocksOut::text(std::string_view kind, std::string_view text)
{
    std::vector<std::uint8_t> bytes(text.begin(), text.end());
    bytes.resize((bytes.size() + 8) / 8 * 8);
    return block(kind, {}, bytes);
}

void BlocksOut::set(std::uint64_t position, std::uint64_t value)
{
    std::memcpy(m_bytes.data() + (position - m_base), &value, sizeof value);
}

namespace {

/// Where the parts of a frame lie in its record: time 0 to 7, then this.
struct Part
{
    std::string_view name;
    std::uint32_t byte;
    std::uint8_t bit;
    std::uint32_t bits;
};

constexpr std::array kHeadParts {
    Part {"ID", 8, 0, 29},         Part {"IDE", 12, 0, 1}, Part {"Dir", 12, 1, 1},
    Part {"EDL", 12, 2, 1},        Part {"BRS", 12, 3, 1}, Part {"ESI", 12, 4, 1},
    Part {"BusChannel", 13, 0, 8}, Part {"DLC", 14, 0, 4}, Part {"DataLength", 15, 0, 8},
};

struct FrameGroup
{
    std::string_view event;
    std::string_view name;
    std::uint32_t dataBytes;
};

constexpr std::array kGroups {
    FrameGroup {"CAN_DataFrame", "CAN_DataFrame", 8},
    FrameGroup {"CAN_DataFrame", "CAN_DataFrame_64", 64},
    FrameGroup {"CAN_RemoteFrame", "CAN_RemoteFrame", 0},
    FrameGroup {"CAN_ErrorFrame", "CAN_ErrorFrame", 0},
};

constexpr std::uint8_t kUnsigned = 0;
constexpr std::uint8_t kSigned = 2;
constexpr std::uint8_t kBytes = 10;
constexpr std::uint32_t kBusEvent = 0x400; ///< channel flag

std::vector<std::uint8_t> channelData(std::uint8_t type, std::uint8_t sync, std::uint8_t dataType, std::uint8_t bit,
                                      std::uint32_t byte, std::uint32_t bits, std::uint32_t flags)
{
    BlockData data;
    data.put(type).put(sync).put(dataType).put(bit).put(byte).put(bits).put(flags);
    return data.zeros(4 + 1 + 1 + 2 + 6 * 8).bytes(); // invalidation bit, precision, attachments, ranges
}

/// The first of the parts' channels; built from the last on, because each links to the next.
std::uint64_t appendParts(BlocksOut& out, const FrameGroup& group)
{
    const std::string prefix = std::string(group.event) + '.';
    std::uint64_t next = 0;
    if (group.dataBytes > 0) {
        const std::uint64_t name = out.text("TX", prefix + "DataBytes");
        next = out.block("CN", {next, 0, name, 0, 0, 0, 0, 0},
                         channelData(0, 0, kBytes, 0, 16, 8 * group.dataBytes, kBusEvent));
    }
    for (std::size_t i = kHeadParts.size(); i-- > 0;) {
        const Part& part = kHeadParts[i];
        const std::uint64_t name = out.text("TX", prefix + std::string(part.name));
        next = out.block("CN", {next, 0, name, 0, 0, 0, 0, 0},
                         channelData(0, 0, kUnsigned, part.bit, part.byte, part.bits, kBusEvent));
    }
    return next;
}

std::uint64_t appendGroup(BlocksOut& out, const FrameGroup& group, std::uint8_t id, std::uint64_t source,
                          std::uint64_t conversion, std::uint64_t next)
{
    const std::uint64_t parts = appendParts(out, group);
    const std::uint64_t eventName = out.text("TX", group.event);
    const std::uint64_t frame = out.block("CN", {0, parts, eventName, source, 0, 0, 0, 0},
                                          channelData(0, 0, kBytes, 0, 8, 8 * (8 + group.dataBytes), kBusEvent));
    const std::uint64_t timeName = out.text("TX", "Timestamp");
    const std::uint64_t unit = out.text("TX", "s");
    const std::uint64_t time
        = out.block("CN", {frame, 0, timeName, 0, conversion, 0, unit, 0}, channelData(2, 1, kSigned, 0, 0, 64, 0));
    const std::uint64_t groupName = out.text("TX", group.name);
    constexpr std::uint16_t kPlainBusEvents = 2 | 4;
    BlockData data;
    data.put(std::uint64_t {id}).put(std::uint64_t {0}).put(kPlainBusEvents).put(std::uint16_t {'.'}).zeros(4);
    data.put(std::uint32_t {16} + group.dataBytes).put(std::uint32_t {0});
    return out.block("CG", {next, time, groupName, source, 0, 0}, data.bytes());
}

std::uint64_t appendDataGroup(BlocksOut& out, std::uint64_t groups, std::uint8_t idBytes, std::uint64_t next)
{
    return out.block("DG", {next, groups, 0, 0}, BlockData().put(idBytes).zeros(7).bytes());
}

} // namespace

std::vector<FrameGroupPlaces> appendFrameGroups(BlocksOut& out, std::int64_t startNs, bool sorted)
{
    constexpr std::uint64_t kHeadSize = 24;
    constexpr std::uint64_t kDataLink = kHeadSize + 2 * 8; // of a DG block
    constexpr std::uint64_t kCycles = kHeadSize + 6 * 8 + 8; // of a CG block
    BlockData headData;
    headData.put(startNs).zeros(4).put(std::uint8_t {2}).zeros(3 + 16);
    const std::uint64_t header = out.block("HD", {0, 0, 0, 0, 0, 0}, headData.bytes());
    const std::uint64_t comment
        = out.text("MD",
                   "<FHcomment><TX>Written by Argus Desk</TX><tool_id>Argus Desk</tool_id>"
                   "<tool_vendor>Argus</tool_vendor><tool_version>1</tool_version></FHcomment>");
    const std::uint64_t history
        = out.block("FH", {0, comment}, BlockData().put(startNs).zeros(4).put(std::uint8_t {2}).zeros(3).bytes());
    const std::uint64_t sourceName = out.text("TX", "CAN");
    const std::uint64_t source = out.block("SI", {sourceName, sourceName, 0},
                                           BlockData().put(std::uint8_t {2}).put(std::uint8_t {2}).zeros(6).bytes());
    BlockData linear; // raw nanoseconds to seconds
    linear.put(std::uint8_t {1}).put(std::uint8_t {0}).zeros(4).put(std::uint16_t {2}).zeros(16).put(0.0).put(1e-9);
    const std::uint64_t conversion = out.block("CC", {0, 0, 0, 0}, linear.bytes());

    std::vector<FrameGroupPlaces> places(kGroups.size());
    std::uint64_t next = 0;
    for (std::size_t i = kGroups.size(); i-- > 0;) {
        const auto id = static_cast<std::uint8_t>(i + 1);
        const std::uint64_t group = appendGroup(out, kGroups[i], id, source, conversion, sorted ? 0 : next);
        places[i].cycleCount = group + kCycles;
        next = sorted ? appendDataGroup(out, group, 0, next) : group;
        places[i].dataLink = next + kDataLink;
    }
    if (!sorted) {
        next = appendDataGroup(out, next, 1, 0);
        for (FrameGroupPlaces& place : places) {
            place.dataLink = next + kDataLink;
        }
    }
    out.set(header + kHeadSize, next);
    out.set(header + kHeadSize + 8, history);
    return places;
}

} // namespace argus::formats::mdf
