// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/bus_layout.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

namespace argus::formats::mdf {

namespace {

using Fields = std::vector<std::pair<std::string, const Channel*>>;

constexpr std::uint32_t kCachedChannels = 256;
constexpr std::uint16_t kUnknown = 0x8000; ///< a bit that no index of a channel has
constexpr std::size_t kMaxFields = 1 << 20;
constexpr std::size_t kAddressBytes = 6;

/// The channels of a group and of its structures, with names in lower case.
void flatten(const std::vector<Channel>& channels, Fields& out)
{
    for (const Channel& channel : channels) {
        if (out.size() < kMaxFields) {
            out.emplace_back(base::toLower(channel.name), &channel);
            flatten(channel.parts, out);
        }
    }
}

struct BusEvent
{
    std::string_view name; ///< as in the standard, in lower case
    GroupKind kind;
    std::uint8_t flags;
    std::string_view countedAs;
};

/// Bus events by the names of the standard. Longer names come before those that they begin with.
constexpr std::array kEvents {
    BusEvent {"can_dataframe", GroupKind::Frames, 0, {}},
    BusEvent {"can_remoteframe", GroupKind::Frames, kRemote, {}},
    BusEvent {"can_errorframe", GroupKind::Frames, kError, {}},
    BusEvent {"can_overloadframe", GroupKind::Counted, 0, "CAN overload frame"},
    BusEvent {"can_", GroupKind::Counted, 0, "CAN event"},
    BusEvent {"lin_frame", GroupKind::Counted, 0, "LIN frame"},
    BusEvent {"lin_", GroupKind::Counted, 0, "LIN event"},
    BusEvent {"eth_frame", GroupKind::Ethernet, 0, {}},
    BusEvent {"eth_", GroupKind::Counted, 0, "Ethernet event"},
    BusEvent {"flx_", GroupKind::Counted, 0, "FlexRay frame"},
    BusEvent {"most_", GroupKind::Counted, 0, "MOST message"},
    BusEvent {"k_line_", GroupKind::Counted, 0, "K-Line message"},
    BusEvent {"usb_", GroupKind::Counted, 0, "USB frame"},
};

/// A channel's name may have the group, source or device before the event's, as in "Logger.CAN_DataFrame.ID".
bool namesEvent(std::string_view name, std::string_view event)
{
    const std::size_t at = name.find(event);
    return at == 0
        || (at != std::string_view::npos && (name[at - 1] == '.' || name[at - 1] == ':' || name[at - 1] == '\\'));
}

const BusEvent* findEvent(const ChannelGroup& group, const Fields& fields)
{
    for (const BusEvent& event : kEvents) {
        const bool isExact = !event.name.ends_with('_');
        for (const auto& [name, channel] : fields) {
            // Signals may be called what they like: short prefixes only count in groups that say they are of a bus.
            if ((isExact || group.busEvents) && namesEvent(name, event.name)) {
                return &event;
            }
        }
    }
    return nullptr;
}

std::string_view lastPart(std::string_view name)
{
    return name.substr(name.rfind('.') + 1);
}

/// "CAN2" -> "2"; empty without digits at the end.
std::string_view digitsAtEnd(std::string_view name)
{
    std::size_t begin = name.size();
    while (begin > 0 && name[begin - 1] >= '0' && name[begin - 1] <= '9') {
        --begin;
    }
    return name.substr(begin);
}

std::string channelNameOf(const ChannelGroup& group)
{
    for (const std::string& name : {group.source, group.name}) {
        const auto number = base::parseDecimal<std::uint16_t>(digitsAtEnd(name));
        if (number) {
            return std::to_string(*number);
        }
    }
    return "1";
}

} // namespace

BusLayout BusLayout::of(const ChannelGroup& group, domain::RecordingTime start)
{
    BusLayout layout;
    Fields fields;
    flatten(group.channels, fields);
    for (const auto& [name, channel] : fields) {
        const bool isMaster = channel->role == ChannelRole::Master || channel->role == ChannelRole::VirtualMaster;
        if (isMaster) {
            layout.m_time = TimeField(*channel, group.dataBytes, start);
        } else if (channel->parts.empty()) {
            layout.m_plain.push_back(channel);
        }
    }
    const BusEvent* event = findEvent(group, fields);
    if (event == nullptr) {
        if (group.busEvents) {
            layout.m_kind = GroupKind::Counted;
            layout.m_countedAs = group.bus == BusType::Lin ? "LIN event" : "bus event";
        }
        return layout;
    }
    layout.m_kind = event->kind;
    layout.m_countedAs = event->countedAs;
    layout.m_frameFlags = event->flags;
    layout.m_channelName = channelNameOf(group);
    if (event->kind == GroupKind::Counted) {
        return layout;
    }
    layout.m_channelIndices.assign(kCachedChannels + 1, kUnknown); // the last: all others, which stay unknown
    std::erase_if(fields, [event](const auto& field) {
        // Parts of a structure may be called "ID" alone.
        return field.first.find('.') != std::string::npos && !namesEvent(field.first, event->name);
    });
    // Fields lie in the data bytes: invalidation bytes may follow them, or not be there at all (DV blocks).
    layout.findFields(fields, group.dataBytes);
    const bool needsId = (event->flags & kError) == 0 && event->kind == GroupKind::Frames;
    if (needsId && !layout.m_id.isSet()) {
        layout.m_missing = "its identifiers";
    }
    layout.m_plainFrames = layout.plainFrames();
    return layout;
}

void BusLayout::findFields(const Fields& fields, std::uint64_t recordBytes)
{
    for (const auto& [name, channel] : fields) {
        const std::string_view part = lastPart(name);
        const std::array<std::pair<std::string_view, IntegerField*>, 10> numbers {{{"buschannel", &m_busChannel},
                                                                                   {"id", &m_id},
                                                                                   {"ide", &m_ide},
                                                                                   {"dlc", &m_dlc},
                                                                                   {"datalength", &m_dataLength},
                                                                                   {"dir", &m_dir},
                                                                                   {"edl", &m_edl},
                                                                                   {"brs", &m_brs},
                                                                                   {"esi", &m_esi},
                                                                                   {"ethertype", &m_etherType}}};
        const auto* number
            = std::find_if(numbers.begin(), numbers.end(), [part](const auto& each) { return each.first == part; });
        if (number != numbers.end()) {
            *number->second = IntegerField(*channel, recordBytes);
        } else if (part == "databytes") {
            findPayload(*channel, recordBytes);
        } else if (part == "source") {
            m_source = *channel;
        } else if (part == "destination") {
            m_destination = *channel;
        }
    }
    for (Channel* address : {&m_source, &m_destination}) {
        if (address->bitOffset != 0 || address->bitCount != 8 * kAddressBytes || !fitsRecord(*address, recordBytes)) {
            *address = Channel();
        }
    }
}

void BusLayout::findPayload(const Channel& channel, std::uint64_t recordBytes)
{
    if (channel.role == ChannelRole::Vlsd) {
        if (fitsRecord(channel, recordBytes)) {
            m_payload = {true, channel.byteOffset, 0, channel};
        }
        return;
    }
    const std::uint64_t bytes = std::uint64_t {channel.bitCount} / 8 * channel.elements;
    if (channel.byteOffset <= recordBytes) {
        const std::uint64_t room = recordBytes - channel.byteOffset;
        m_payload = {false, channel.byteOffset, static_cast<std::uint32_t>(std::min(bytes, room)), Channel()};
    }
}

std::uint16_t BusLayout::channelIndex(std::uint64_t number, ChannelNames& names)
{
    if (number >= kCachedChannels) [[unlikely]] {
        return names.index(std::to_string(number));
    }
    std::uint16_t& index = m_channelIndices[static_cast<std::size_t>(number)];
    if (index == kUnknown) [[unlikely]] {
        index = names.index(m_busChannel.isSet() ? std::to_string(number) : m_channelName);
    }
    return index;
}

std::size_t BusLayout::frameLength(const std::uint8_t* record, std::size_t available, bool fd) const
{
    std::size_t length = std::min(available, kMaxFrameData);
    if (m_dataLength.isSet()) {
        length = static_cast<std::size_t>(std::min<std::uint64_t>(m_dataLength.read(record), length));
    } else if (m_dlc.isSet()) {
        const std::size_t stated = kFdLengths[m_dlc.read(record) & 15];
        length = std::min(length, fd || m_payload.bytes > 8 ? stated : std::min<std::size_t>(stated, 8));
    }
    return length;
}

std::uint8_t BusLayout::requestedLength(const std::uint8_t* record) const
{
    const std::uint64_t stated = m_dlc.isSet() ? m_dlc.read(record) & 15 : m_dataLength.read(record);
    return static_cast<std::uint8_t>(std::min<std::uint64_t>(stated, kMostRequested));
}

void BusLayout::addFrame(const std::uint8_t* record, domain::RecordingTime ts, std::uint64_t offset,
                         std::span<const std::uint8_t> payload, ChannelNames& names, BlockWriter& out)
{
    const std::uint64_t rawId = m_id.read(record);
    const auto id = static_cast<std::uint32_t>(rawId) & kIdMask;
    const auto flag = [](bool isSet, FrameFlag bit) { return isSet ? unsigned {bit} : 0U; };
    const bool extended = m_ide.isSet() ? m_ide.read(record) != 0 : (rawId & kIdeInId) != 0;
    unsigned flags = m_frameFlags | flag(extended || id > kLargestStandardId, kExtendedId);
    flags |= flag(m_dir.read(record) != 0, kTransmitted);
    const bool fd = m_edl.read(record) != 0;
    if (fd) {
        flags |= kFd;
        flags |= flag(m_brs.read(record) != 0, kBitrateSwitch) | flag(m_esi.read(record) != 0, kErrorStateIndicator);
    }
    const std::uint16_t channel = channelIndex(m_busChannel.read(record), names);
    if ((flags & kRemote) != 0) {
        out.add(ts, offset, id, channel, static_cast<std::uint8_t>(flags), requestedLength(record), 0);
        return;
    }
    const std::size_t length = frameLength(record, payload.size(), fd);
    const auto bits = static_cast<std::uint8_t>(flags | flag(length > 8, kFd));
    if (length <= 8) {
        // One load for all lengths; what lies behind the payload is cut off.
        std::uint64_t word = 0;
        if (length > 0) {
            word = loadLittle<std::uint64_t>(payload.data()) & (~std::uint64_t {0} >> (64 - 8 * length));
        }
        out.add(ts, offset, id, channel, bits, static_cast<std::uint8_t>(length), word);
    } else {
        out.add(ts, offset, id, channel, bits, payload.first(length));
    }
}

std::optional<PlainFrames> BusLayout::plainFrames() const
{
    if (m_kind != GroupKind::Frames || m_payload.isVariable) {
        return std::nullopt;
    }
    return PlainFrames::of({m_id, m_ide, m_dir, m_edl, m_brs, m_esi, m_busChannel, m_dataLength, m_dlc,
                            m_payload.byteOffset, m_payload.bytes, m_frameFlags});
}

void BusLayout::decode(const RecordBytes& records, std::uint64_t index, std::size_t count, FrameBatch& out) const
{
    m_time.readAll(records, index, count, out.time.data());
    m_plainFrames->decode(records, count, out);
    const std::uint16_t* const channels = m_channelIndices.data();
    unsigned all = 0;
    for (std::size_t i = 0; i < count; ++i) {
        out.channel[i] = channels[std::min<std::uint32_t>(out.bus[i], kCachedChannels)];
        all |= out.channel[i];
    }
    out.channelsAreKnown = all < kUnknown;
}

void BusLayout::nameChannels(FrameBatch& batch, std::size_t first, std::size_t count, ChannelNames& names)
{
    for (std::size_t i = first; i < first + count; ++i) {
        batch.channel[i] = channelIndex(batch.bus[i], names);
    }
}

void BusLayout::ethernetFrame(const std::uint8_t* record, std::span<const std::uint8_t> payload, ChannelNames& names,
                              EthernetFrame& out)
{
    out.bytes.clear();
    for (const Channel* address : {&m_destination, &m_source}) {
        std::array<std::uint8_t, kAddressBytes> bytes {};
        if (address->bitCount != 0) {
            std::copy_n(record + address->byteOffset, kAddressBytes, bytes.begin());
            if (address->type == ValueType::Unsigned && !address->bigEndian) {
                std::reverse(bytes.begin(), bytes.end()); // a number whose first byte on the wire is its top one
            }
        }
        out.bytes.insert(out.bytes.end(), bytes.begin(), bytes.end());
    }
    const std::uint64_t type = m_etherType.read(record);
    out.bytes.push_back(static_cast<std::uint8_t>(type >> 8));
    out.bytes.push_back(static_cast<std::uint8_t>(type));
    std::size_t length = payload.size();
    std::uint64_t stated = length;
    if (m_dataLength.isSet()) {
        stated = m_dataLength.read(record);
        length = static_cast<std::size_t>(std::min<std::uint64_t>(stated, length));
    }
    out.bytes.insert(out.bytes.end(), payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(length));
    out.wireLength = static_cast<std::uint32_t>(
        std::clamp<std::uint64_t>(out.bytes.size() - length + stated, out.bytes.size(), UINT32_MAX));
    out.transmitted = m_dir.read(record) != 0;
    out.channel = channelIndex(m_busChannel.read(record), names);
}

} // namespace argus::formats::mdf
