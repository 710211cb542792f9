// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf4_document.h"

#include "core/base/text.h"
#include "core/formats/mdf/block_file.h"
#include "core/formats/mdf/data_list.h"
#include "core/formats/mdf/mdf4_conversion.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <unordered_set>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::uint64_t kHeaderBlock = 64; ///< HD always lies there
constexpr int kMaxDepth = 8; ///< structures within structures
constexpr std::uint64_t kMaxEvents = 100000;
constexpr std::uint32_t kMaxElements = 4096;

constexpr std::uint16_t kFlagVlsd = 1;
constexpr std::uint16_t kFlagBusEvent = 2;
constexpr std::uint16_t kFlagRemoteMaster = 8;

constexpr std::uint16_t kVlsdOffsetsUnset = 64; ///< of the flags of an unfinished file

class Mdf4Parser
{
public:
    Mdf4Parser(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
        : m_file(context, source, ledger)
        , m_conversions(m_file)
        , m_lists(m_file)
        , m_ledger(ledger)
    { }

    base::Result<Document> parse()
    {
        readIdentification();
        const auto header = m_file.read(kHeaderBlock, {"HD"});
        if (header) {
            readHeader(*header);
        }
        ARGUS_TRY(m_file.status());
        return std::move(m_document);
    }

private:
    void readIdentification();
    void readHeader(const Block& header);
    void readDataGroups(std::uint64_t link);
    void readGroups(std::uint64_t link, DataGroup& out);
    ChannelGroup readGroup(const Block& block);
    void readChannels(std::uint64_t link, std::vector<Channel>& out, int depth);
    Channel readChannel(const Block& block, int depth);
    void readComposition(std::uint64_t link, Channel& channel, int depth);
    void readSource(std::uint64_t link, ChannelGroup& group);
    void readData(std::uint64_t link, DataGroup& group);
    void readVariableData(std::vector<Channel>& channels);
    void readEvents(std::uint64_t link);
    void countAttachments(std::uint64_t link);
    /// Goes on to the next block of a chain; false at its end, and where it runs in a circle.
    bool isNew(std::uint64_t position, std::string_view what);

    BlockFile m_file;
    Mdf4Conversions m_conversions;
    DataLists m_lists;
    Ledger& m_ledger;
    std::unordered_set<std::uint64_t> m_groups; ///< positions of channel groups
    Document m_document;
};

bool Mdf4Parser::isNew(std::uint64_t position, std::string_view what)
{
    if (position == 0) {
        return false;
    }
    if (!m_file.visit(position)) {
        m_ledger.warn("the chain of " + std::string(what) + " runs in a circle at byte " + std::to_string(position));
        return false;
    }
    return true;
}

void Mdf4Parser::readIdentification()
{
    std::array<std::uint8_t, 64> bytes {};
    const auto got = m_file.source().readAt(0, bytes.data(), bytes.size());
    if (!got) {
        m_file.fail(base::fail(got));
        return;
    }
    const BlockFields fields(bytes);
    m_document.version = fields.at<std::uint16_t>(28);
    m_document.unfinished = fields.text(0, 8) == "UnFinMF ";
    if (m_document.unfinished) {
        m_document.vlsdOffsetsUnset = (fields.at<std::uint16_t>(60) & kVlsdOffsetsUnset) != 0;
        m_ledger.warn("the recorder did not finish the file: counters and lengths are taken from the data");
    }
}

void Mdf4Parser::readHeader(const Block& header)
{
    const BlockFields fields = header.fields();
    m_document.start = static_cast<domain::RecordingTime>(fields.at<std::uint64_t>(0) & INT64_MAX);
    constexpr std::uint8_t kLocalTime = 1;
    if ((fields.at<std::uint8_t>(12) & kLocalTime) != 0) {
        m_ledger.warn("the start of the recording is a local time without a time zone; it is counted as UTC");
    }
    readDataGroups(header.link(0));
    countAttachments(header.link(3));
    readEvents(header.link(4));
}

void Mdf4Parser::readDataGroups(std::uint64_t link)
{
    std::vector<std::uint64_t> dataLinks;
    while (isNew(link, "data groups")) {
        const auto block = m_file.read(link, {"DG"});
        if (!block) {
            m_ledger.warn("data groups from byte " + std::to_string(link) + " on are lost");
            break;
        }
        DataGroup group;
        group.position = link;
        group.idBytes = block->fields().at<std::uint8_t>(0);
        readGroups(block->link(1), group);
        if (group.idBytes != 0 && group.idBytes != 1 && group.idBytes != 2 && group.idBytes != 4
            && group.idBytes != 8) {
            m_ledger.warn("the data group at byte " + std::to_string(link) + " cannot be read: its record ids have "
                          + std::to_string(group.idBytes) + " bytes");
        } else {
            m_document.dataGroups.push_back(std::move(group));
            dataLinks.push_back(block->link(2));
        }
        link = block->link(0);
    }
    // What is known of other blocks bounds data of unknown length, so all of it comes first.
    for (const std::uint64_t data : dataLinks) {
        if (data != 0) {
            (void)m_file.read(data, {"DT", "DL", "DZ", "HL", "DV", "LD", "SD", "RD"});
        }
    }
    for (std::size_t i = 0; i < dataLinks.size(); ++i) {
        readData(dataLinks[i], m_document.dataGroups[i]);
    }
    for (DataGroup& group : m_document.dataGroups) {
        for (ChannelGroup& records : group.groups) {
            readVariableData(records.channels);
        }
    }
}

void Mdf4Parser::readVariableData(std::vector<Channel>& channels)
{
    for (Channel& channel : channels) {
        readVariableData(channel.parts);
        if (channel.role != ChannelRole::Vlsd || channel.dataLink == 0 || m_groups.contains(channel.dataLink)) {
            continue;
        }
        bool columnar = false;
        channel.variable = std::make_shared<const std::vector<DataSegment>>(m_lists.collect(
            channel.dataLink, "channel \"" + channel.name + '"', /*mayBeOpen=*/m_document.unfinished, columnar));
    }
}

void Mdf4Parser::readData(std::uint64_t link, DataGroup& group)
{
    const std::string owner = "the data group at byte " + std::to_string(group.position);
    group.segments = m_lists.collect(link, owner, /*mayBeOpen=*/m_document.unfinished, group.withoutInvalidBytes);
}

void Mdf4Parser::readGroups(std::uint64_t link, DataGroup& out)
{
    while (isNew(link, "channel groups")) {
        const auto block = m_file.read(link, {"CG"});
        if (!block) {
            m_ledger.warn("the channel group at byte " + std::to_string(link) + " and those behind it are lost");
            return;
        }
        m_groups.insert(link);
        out.groups.push_back(readGroup(*block));
        link = block->link(0);
    }
}

ChannelGroup Mdf4Parser::readGroup(const Block& block)
{
    const BlockFields fields = block.fields();
    ChannelGroup group;
    group.position = block.position;
    group.recordId = fields.at<std::uint64_t>(0);
    group.cycles = fields.at<std::uint64_t>(8);
    const auto flags = fields.at<std::uint16_t>(16);
    group.isVlsd = (flags & kFlagVlsd) != 0;
    group.busEvents = (flags & kFlagBusEvent) != 0;
    if (!group.isVlsd) {
        group.dataBytes = fields.at<std::uint32_t>(24);
        group.invalidBytes = fields.at<std::uint32_t>(28);
    }
    group.name = base::printable(m_file.text(block.link(2)), 256);
    readSource(block.link(3), group);
    readChannels(block.link(1), group.channels, 0);
    if ((flags & kFlagRemoteMaster) != 0) {
        m_ledger.warn("the rows of group \"" + group.name + "\" at byte " + std::to_string(block.position)
                      + " have no times: they stand in another group, which is not read for that");
    }
    if (group.recordBytes() > kMaxRecordBytes) {
        m_ledger.warn("the records of group \"" + group.name + "\" cannot be read: they claim to have "
                      + base::formatBytes(group.recordBytes()));
    }
    return group;
}

void Mdf4Parser::readSource(std::uint64_t link, ChannelGroup& group)
{
    if (link == 0) {
        return;
    }
    const auto block = m_file.read(link, {"SI"});
    if (!block) {
        return;
    }
    group.source = base::printable(m_file.text(block->link(0)), 256);
    if (group.source.empty()) {
        group.source = base::printable(m_file.text(block->link(1)), 256);
    }
    constexpr std::uint8_t kBus = 2;
    if (block->fields().at<std::uint8_t>(0) != kBus) {
        return;
    }
    switch (block->fields().at<std::uint8_t>(1)) {
    case 2:
        group.bus = BusType::Can;
        break;
    case 3:
        group.bus = BusType::Lin;
        break;
    case 7:
        group.bus = BusType::Ethernet;
        break;
    case 0:
        break;
    default:
        group.bus = BusType::Other;
        break;
    }
}

void Mdf4Parser::readChannels(std::uint64_t link, std::vector<Channel>& out, int depth)
{
    while (isNew(link, "channels")) {
        const auto block = m_file.read(link, {"CN"});
        if (!block) {
            m_ledger.warn("the channel at byte " + std::to_string(link) + " and those behind it in its group are lost");
            return;
        }
        out.push_back(readChannel(*block, depth));
        link = block->link(0);
    }
}

void setType(Channel& channel, std::uint8_t type)
{
    struct Meaning
    {
        ValueType type;
        bool bigEndian;
    };
    constexpr std::array kMeanings {
        Meaning {ValueType::Unsigned, false},    Meaning {ValueType::Unsigned, true},
        Meaning {ValueType::Signed, false},      Meaning {ValueType::Signed, true},
        Meaning {ValueType::Float, false},       Meaning {ValueType::Float, true},
        Meaning {ValueType::Latin1, false},      Meaning {ValueType::Utf8, false},
        Meaning {ValueType::Utf16Little, false}, Meaning {ValueType::Utf16Big, true},
        Meaning {ValueType::Bytes, false},
    };
    const Meaning meaning = type < kMeanings.size() ? kMeanings[type] : Meaning {ValueType::Other, false};
    channel.type = meaning.type;
    channel.bigEndian = meaning.bigEndian;
}

ChannelRole roleOf(std::uint8_t type)
{
    constexpr std::array kRoles {ChannelRole::Value,         ChannelRole::Vlsd,  ChannelRole::Master,
                                 ChannelRole::VirtualMaster, ChannelRole::Value, ChannelRole::MaxLength,
                                 ChannelRole::Virtual};
    return type < kRoles.size() ? kRoles[type] : ChannelRole::Value;
}

Channel Mdf4Parser::readChannel(const Block& block, int depth)
{
    const BlockFields fields = block.fields();
    Channel channel;
    channel.role = roleOf(fields.at<std::uint8_t>(0));
    channel.isTime = fields.at<std::uint8_t>(1) <= 1; // master channels of angle, distance and index are no times
    setType(channel, fields.at<std::uint8_t>(2));
    const auto bit = fields.at<std::uint8_t>(3);
    channel.bitOffset = bit & 7;
    channel.byteOffset = fields.at<std::uint32_t>(4) + bit / 8;
    channel.bitCount = fields.at<std::uint32_t>(8);
    const auto flags = fields.at<std::uint32_t>(12);
    channel.allInvalid = (flags & 1) != 0;
    channel.hasInvalidBit = (flags & 2) != 0;
    channel.invalidBit = fields.at<std::uint32_t>(16);
    channel.name = base::printable(m_file.text(block.link(2)), 512);
    channel.conversion = m_conversions.at(block.link(4));
    channel.unit = base::printable(m_file.text(block.link(6)), 128);
    if (channel.unit.empty() && channel.conversion) {
        channel.unit = base::printable(channel.conversion->unit, 128);
    }
    channel.comment = base::printable(m_file.text(block.link(7)), 1024);
    channel.dataLink = block.link(5);
    readComposition(block.link(1), channel, depth);
    return channel;
}

void Mdf4Parser::readComposition(std::uint64_t link, Channel& channel, int depth)
{
    if (link == 0) {
        return;
    }
    if (depth >= kMaxDepth) {
        m_ledger.warn("channels within channel \"" + channel.name + "\" are nested too deep");
        return;
    }
    const auto block = m_file.read(link, {"CN", "CA", "DS", "CL", "CV", "CU"});
    if (!block) {
        return;
    }
    if (block->kind == "CN") {
        readChannels(link, channel.parts, depth + 1);
    } else if (block->kind == "CA") {
        const BlockFields fields = block->fields();
        const auto dimensions = fields.at<std::uint16_t>(2);
        std::uint64_t elements = 1;
        for (std::size_t i = 0; i < std::min<std::size_t>(dimensions, 8); ++i) {
            elements = std::min<std::uint64_t>(
                elements * std::min<std::uint64_t>(fields.at<std::uint64_t>(16 + 8 * i), kMaxElements + 1),
                kMaxElements + 1);
        }
        if (elements > kMaxElements) {
            m_ledger.warn("of the array \"" + channel.name + "\" the first " + std::to_string(kMaxElements)
                          + " elements are read");
        }
        channel.elements = static_cast<std::uint32_t>(std::clamp<std::uint64_t>(elements, 1, kMaxElements));
    }
}

std::string_view eventKind(std::uint8_t type)
{
    constexpr std::array<std::string_view, 7> kKinds {"recording",     "recording interrupt", "acquisition interrupt",
                                                      "start trigger", "stop trigger",        "trigger",
                                                      "marker"};
    return type < kKinds.size() ? kKinds[type] : "event";
}

void Mdf4Parser::readEvents(std::uint64_t link)
{
    std::uint64_t count = 0;
    while (isNew(link, "events")) {
        const auto block = m_file.read(link, {"EV"});
        if (!block) {
            return;
        }
        if (++count > kMaxEvents) {
            m_ledger.warn("of the events the first " + std::to_string(kMaxEvents) + " are read");
            return;
        }
        const BlockFields fields = block->fields();
        Event event;
        event.position = block->position;
        event.kind = eventKind(fields.at<std::uint8_t>(0));
        event.text = m_file.text(block->link(3));
        const std::string comment = m_file.text(block->link(4));
        if (!comment.empty() && comment != event.text) {
            event.text += (event.text.empty() ? "" : ": ") + comment;
        }
        event.text = base::printable(event.text, 1024);
        constexpr std::uint8_t kTime = 1;
        const auto base = fields.at<std::int64_t>(16);
        const double ns = static_cast<double>(base) * fields.at<double>(24) * 1e9;
        const double absolute = static_cast<double>(m_document.start) + ns;
        if (fields.at<std::uint8_t>(1) == kTime && std::abs(absolute) < 0x1p62) {
            event.ts = m_document.start + std::llround(ns);
        }
        m_document.events.push_back(std::move(event));
        link = block->link(0);
    }
}

void Mdf4Parser::countAttachments(std::uint64_t link)
{
    std::string names;
    std::uint64_t named = 0;
    while (isNew(link, "attachments")) {
        const auto block = m_file.read(link, {"AT"});
        if (!block) {
            break;
        }
        ++m_document.attachments;
        constexpr std::uint64_t kNamed = 8;
        if (named < kNamed) {
            ++named;
            names += (names.empty() ? "" : ", ") + base::printable(m_file.text(block->link(1)), 128);
        }
        link = block->link(0);
    }
    if (m_document.attachments > 0) {
        m_ledger.warn("the file has " + std::to_string(m_document.attachments) + " attachment"
                      + (m_document.attachments == 1 ? "" : "s") + " that are not unpacked: " + names
                      + (m_document.attachments > named ? ", ..." : ""));
    }
}

} // namespace

base::Result<Document> readMdf4(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
{
    return Mdf4Parser(context, source, ledger).parse();
}

} // namespace argus::formats::mdf
