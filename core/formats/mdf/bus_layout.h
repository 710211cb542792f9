// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/channel_names.h"
#include "core/formats/mdf/plain_frames.h"
#include "core/formats/mdf/record_fields.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace argus::formats::mdf {

/// What the records of a group are.
enum class GroupKind : std::uint8_t
{
    Frames, ///< CAN data, remote or error frames
    Ethernet,
    Counted, ///< LIN, FlexRay and other buses: by kind
    Samples, ///< measured values
};

/// Where the bytes of a frame lie.
struct PayloadPlace
{
    bool isVariable = false; ///< the record has an offset or ordinal into data of variable length
    std::uint32_t byteOffset = 0; ///< of the bytes, or of the offset, in the record
    std::uint32_t bytes = 0; ///< of the bytes in the record
    Channel channel; ///< of isVariable
};

/// How the records of one bus group are read: found by the names that the standard gives to its channels, whether they
/// are parts of a structure or stand beside each other. Constant after construction but for the channel numbers.
class BusLayout
{
public:
    /// What the group is, and its layout where it is a bus group.
    static BusLayout of(const ChannelGroup& group, domain::RecordingTime start);

    GroupKind kind() const { return m_kind; }
    /// Of counted groups: "LIN frame".
    const std::string& countedAs() const { return m_countedAs; }
    const PayloadPlace& payload() const { return m_payload; }
    /// What the group lacks to be read; empty when nothing.
    const std::string& missing() const { return m_missing; }
    const std::vector<const Channel*>& plainChannels() const { return m_plain; }

    domain::RecordingTime time(const std::uint8_t* record, std::uint64_t index) const
    {
        return m_time.read(record, index);
    }
    /// The place of variable data that the record points to.
    std::uint64_t payloadLink(const std::uint8_t* record) const { return loadBits(record, m_payload.channel); }
    /// The bytes of the frame as far as they lie in the record.
    std::span<const std::uint8_t> payloadInRecord(const std::uint8_t* record) const
    {
        return {record + m_payload.byteOffset, m_payload.bytes};
    }
    /// Adds the frame of a record. `payload` may be longer than the frame; kPadding readable bytes lie behind it.
    void addFrame(const std::uint8_t* record, domain::RecordingTime ts, std::uint64_t offset,
                  std::span<const std::uint8_t> payload, ChannelNames& names, BlockWriter& out);

    /// True when the frames can be taken apart many at a time: no byte of them lies outside the record, and no field
    /// needs a conversion.
    bool isPlain() const { return m_plainFrames.has_value(); }
    /// True when that works for records in columns too.
    bool readsColumns() const { return isPlain() && m_time.isPlain(); }
    /// Takes `count` records apart, of which the first has the number `index`; at most FrameBatch::kMost. All but the
    /// offsets. Only where isPlain(), and for records in columns where readsColumns().
    void decode(const RecordBytes& records, std::uint64_t index, std::size_t count, FrameBatch& out) const;
    /// Finds the channels of frames where not all are known: the first frame of a channel gives it its place.
    void nameChannels(FrameBatch& batch, std::size_t first, std::size_t count, ChannelNames& names);

    /// The parts of an Ethernet frame.
    struct EthernetFrame
    {
        std::vector<std::uint8_t> bytes; ///< from the destination on
        std::uint32_t wireLength = 0;
        bool transmitted = false;
        std::uint16_t channel = 0;
    };
    void ethernetFrame(const std::uint8_t* record, std::span<const std::uint8_t> payload, ChannelNames& names,
                       EthernetFrame& out);

private:
    std::optional<PlainFrames> plainFrames() const;
    std::uint16_t channelIndex(std::uint64_t number, ChannelNames& names);
    std::uint8_t requestedLength(const std::uint8_t* record) const;
    std::size_t frameLength(const std::uint8_t* record, std::size_t available, bool fd) const;
    void findFields(const std::vector<std::pair<std::string, const Channel*>>& fields, std::uint64_t recordBytes);
    void findPayload(const Channel& channel, std::uint64_t recordBytes);

    GroupKind m_kind = GroupKind::Samples;
    std::string m_countedAs;
    std::string m_missing;
    std::string m_channelName; ///< where no channel number is in the record
    std::vector<const Channel*> m_plain;
    PayloadPlace m_payload;
    TimeField m_time;
    IntegerField m_busChannel;
    IntegerField m_id;
    IntegerField m_ide;
    IntegerField m_dlc;
    IntegerField m_dataLength;
    IntegerField m_dir;
    IntegerField m_edl;
    IntegerField m_brs;
    IntegerField m_esi;
    IntegerField m_etherType;
    Channel m_source;
    Channel m_destination;
    std::optional<PlainFrames> m_plainFrames;
    std::uint8_t m_frameFlags = 0; ///< what all frames of the group are
    std::vector<std::uint16_t> m_channelIndices; ///< by bus channel number
};

} // namespace argus::formats::mdf
