// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/mdf3_document.h"

#include "core/base/text.h"
#include "core/formats/mdf/mdf3_blocks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <limits>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::uint64_t kHeaderBlock = 64;
constexpr std::uint64_t kNsPerSecond = 1000000000;

class Mdf3Parser
{
public:
    Mdf3Parser(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
        : m_file(context, source, ledger)
        , m_ledger(ledger)
    { }

    base::Result<Document> parse()
    {
        readIdentification();
        if (const auto header = m_file.read(kHeaderBlock, "HD")) {
            readStart(*header);
            readDataGroups(header->at<std::uint32_t>(4));
            setData();
        }
        ARGUS_TRY(m_file.status());
        return std::move(m_document);
    }

private:
    void readIdentification();
    void readStart(const BlockFields& header);
    void readDataGroups(std::uint64_t link);
    void readGroups(std::uint64_t link, DataGroup& out);
    ChannelGroup readGroup(const BlockFields& fields, std::uint64_t position);
    void readChannels(std::uint64_t link, ChannelGroup& group);
    Channel readChannel(const BlockFields& fields);
    void setType(Channel& channel, std::uint16_t type);
    std::shared_ptr<const Conversion> readConversion(std::uint64_t link);
    void setData();
    bool isNew(std::uint64_t position, std::string_view what);

    Mdf3Blocks m_file;
    Ledger& m_ledger;
    Document m_document;
    std::vector<std::uint64_t> m_dataLinks; ///< by data group
};

bool Mdf3Parser::isNew(std::uint64_t position, std::string_view what)
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

void Mdf3Parser::readIdentification()
{
    const BlockFields fields = m_file.identification();
    m_document.version = fields.at<std::uint16_t>(28);
    m_document.unfinished = fields.text(0, 8) == "UnFinMF ";
    if (m_document.unfinished) {
        m_ledger.warn("the recorder did not finish the file: counters and lengths are taken from the data");
    }
}

/// "25:12:2015" and "18:40:54" as ns since 1970; 0 where they are no date.
std::uint64_t startOf(std::string_view date, std::string_view time)
{
    const auto number = [](std::string_view text, std::size_t at, std::size_t size) {
        return text.size() < at + size ? std::nullopt : base::parseDecimal<unsigned>(text.substr(at, size));
    };
    const auto day = number(date, 0, 2);
    const auto month = number(date, 3, 2);
    const auto year = number(date, 6, 4);
    if (!day || !month || !year) {
        return 0;
    }
    const std::chrono::year_month_day when {std::chrono::year(static_cast<int>(*year)), std::chrono::month(*month),
                                            std::chrono::day(*day)};
    if (!when.ok() || *year < 1970 || *year > 2200) {
        return 0;
    }
    const auto days = static_cast<std::uint64_t>(std::chrono::sys_days(when).time_since_epoch().count());
    const std::uint64_t seconds = number(time, 0, 2).value_or(0) * std::uint64_t {3600}
        + number(time, 3, 2).value_or(0) * std::uint64_t {60} + number(time, 6, 2).value_or(0);
    return (days * 86400 + seconds) * kNsPerSecond;
}

void Mdf3Parser::readStart(const BlockFields& header)
{
    constexpr std::size_t kStamp = 164; // since version 3.20
    constexpr std::int64_t kNsPerHour = 3600 * static_cast<std::int64_t>(kNsPerSecond);
    const auto stamp = m_document.version >= 320 && header.size() >= kStamp + 10 ? header.at<std::uint64_t>(kStamp) : 0;
    if (stamp > 0 && stamp < INT64_MAX - 24 * kNsPerHour) {
        const auto hours = header.at<std::int16_t>(kStamp + 8);
        const bool sane = hours >= -14 && hours <= 14;
        m_document.start = static_cast<domain::RecordingTime>(stamp) - (sane ? hours * kNsPerHour : 0);
        return;
    }
    m_document.start = static_cast<domain::RecordingTime>(startOf(header.text(18, 10), header.text(28, 8)));
    m_ledger.warn("the start of the recording is a local time without a time zone; it is counted as UTC");
}

void Mdf3Parser::readDataGroups(std::uint64_t link)
{
    while (isNew(link, "data groups")) {
        const auto block = m_file.read(link, "DG");
        if (!block) {
            m_ledger.warn("data groups from byte " + std::to_string(link) + " on are lost");
            return;
        }
        DataGroup group;
        group.position = link;
        const auto ids = block->at<std::uint16_t>(22);
        group.idBytes = ids == 0 ? 0 : 1;
        group.idBytesBehind = ids == 2 ? 1 : 0;
        readGroups(block->at<std::uint32_t>(8), group);
        m_dataLinks.push_back(block->at<std::uint32_t>(16));
        m_document.dataGroups.push_back(std::move(group));
        link = block->at<std::uint32_t>(4);
    }
}

/// Data blocks of these versions have no header: their lengths follow from the counters, or from what lies behind.
void Mdf3Parser::setData()
{
    std::vector<std::uint64_t> starts = m_dataLinks;
    std::sort(starts.begin(), starts.end());
    for (std::size_t i = 0; i < m_dataLinks.size(); ++i) {
        DataGroup& data = m_document.dataGroups[i];
        const std::uint64_t begin = m_dataLinks[i];
        std::uint64_t wanted = 0;
        for (const ChannelGroup& group : data.groups) {
            wanted += group.cycles * (group.dataBytes + data.idBytes + data.idBytesBehind);
        }
        if (begin == 0 || (wanted == 0 && !m_document.unfinished)) {
            continue;
        }
        if (begin >= m_file.size()) {
            m_ledger.warn("the data of the data group at byte " + std::to_string(data.position)
                          + " lies outside the file");
            continue;
        }
        const auto next = std::upper_bound(starts.begin(), starts.end(), begin);
        const std::uint64_t end = std::min(m_file.nextKnown(begin), next == starts.end() ? m_file.size() : *next);
        const std::uint64_t room = end - std::min(begin, end);
        DataSegment segment;
        segment.position = begin;
        segment.bytes = wanted == 0 ? room : std::min(wanted, m_file.size() - begin);
        segment.stored = segment.bytes;
        segment.recordBase = begin;
        data.segments.push_back(segment);
    }
}

void Mdf3Parser::readGroups(std::uint64_t link, DataGroup& out)
{
    while (isNew(link, "channel groups")) {
        const auto block = m_file.read(link, "CG");
        if (!block) {
            m_ledger.warn("the channel group at byte " + std::to_string(link) + " and those behind it are lost");
            return;
        }
        out.groups.push_back(readGroup(*block, link));
        link = block->at<std::uint32_t>(4);
    }
}

ChannelGroup Mdf3Parser::readGroup(const BlockFields& fields, std::uint64_t position)
{
    ChannelGroup group;
    group.position = position;
    group.name = base::printable(m_file.text(fields.at<std::uint32_t>(12)), 256);
    group.recordId = fields.at<std::uint16_t>(16);
    group.dataBytes = fields.at<std::uint16_t>(20);
    group.cycles = fields.at<std::uint32_t>(22);
    readChannels(fields.at<std::uint32_t>(8), group);
    return group;
}

void Mdf3Parser::readChannels(std::uint64_t link, ChannelGroup& group)
{
    while (isNew(link, "channels")) {
        const auto block = m_file.read(link, "CN");
        if (!block) {
            m_ledger.warn("the channel at byte " + std::to_string(link) + " and those behind it in its group are lost");
            return;
        }
        group.channels.push_back(readChannel(*block));
        link = block->at<std::uint32_t>(4);
    }
}

std::string latin1(std::string_view raw, std::size_t limit)
{
    std::string text;
    for (const char c : raw.substr(0, raw.find('\0'))) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | byte >> 6);
            text += static_cast<char>(0x80 | (byte & 63));
        }
    }
    return base::printable(text, limit);
}

Channel Mdf3Parser::readChannel(const BlockFields& fields)
{
    Channel channel;
    constexpr std::uint16_t kTime = 1;
    const bool isTime = fields.at<std::uint16_t>(24) == kTime;
    channel.role = isTime ? ChannelRole::Master : ChannelRole::Value;
    channel.isTime = isTime;
    channel.name = latin1(fields.text(26, 32), 512);
    const std::string longName = m_file.text(fields.at<std::uint32_t>(218));
    if (!longName.empty()) {
        channel.name = latin1(longName, 512);
    }
    channel.comment = latin1(fields.text(58, 128), 512);
    const std::uint32_t bit = fields.at<std::uint16_t>(186);
    channel.byteOffset = bit / 8 + fields.at<std::uint16_t>(226);
    channel.bitOffset = bit & 7;
    channel.bitCount = fields.at<std::uint16_t>(188);
    setType(channel, fields.at<std::uint16_t>(190));
    channel.conversion = readConversion(fields.at<std::uint32_t>(8));
    channel.unit = channel.conversion ? channel.conversion->unit : std::string();
    if (isTime && channel.bitCount == 0) {
        channel.role = ChannelRole::VirtualMaster;
    }
    return channel;
}

void Mdf3Parser::setType(Channel& channel, std::uint16_t type)
{
    struct Meaning
    {
        ValueType type;
        int order; ///< 0: the file's, 1: first byte lowest, 2: first byte highest
    };
    constexpr std::array kMeanings {
        Meaning {ValueType::Unsigned, 0}, Meaning {ValueType::Signed, 0},   Meaning {ValueType::Float, 0},
        Meaning {ValueType::Float, 0},    Meaning {ValueType::VaxFloat, 0}, Meaning {ValueType::VaxFloat, 0},
        Meaning {ValueType::VaxFloat, 0}, Meaning {ValueType::Latin1, 1},   Meaning {ValueType::Bytes, 1},
        Meaning {ValueType::Unsigned, 2}, Meaning {ValueType::Signed, 2},   Meaning {ValueType::Float, 2},
        Meaning {ValueType::Float, 2},    Meaning {ValueType::Unsigned, 1}, Meaning {ValueType::Signed, 1},
        Meaning {ValueType::Float, 1},    Meaning {ValueType::Float, 1},
    };
    const Meaning meaning = type < kMeanings.size() ? kMeanings[type] : Meaning {ValueType::Other, 1};
    channel.type = meaning.type;
    channel.bigEndian = meaning.order == 2 || (meaning.order == 0 && m_file.isBigEndian());
}

ConversionKind kindOf(std::uint16_t type)
{
    switch (type) {
    case 0:
        return ConversionKind::Linear;
    case 1:
        return ConversionKind::Interpolated;
    case 2:
        return ConversionKind::Nearest;
    case 6:
        return ConversionKind::Polynomial;
    case 7:
        return ConversionKind::Exponential;
    case 8:
        return ConversionKind::Logarithmic;
    case 9:
        return ConversionKind::Rational;
    case 11:
        return ConversionKind::ValueToText;
    case 12:
        return ConversionKind::RangeToText;
    case 10:
        return ConversionKind::Formula;
    case 65535:
        return ConversionKind::Identity;
    default:
        return ConversionKind::Unknown;
    }
}

std::shared_ptr<const Conversion> Mdf3Parser::readConversion(std::uint64_t link)
{
    if (link == 0) {
        return nullptr;
    }
    const auto known = m_file.conversions().find(link);
    if (known != m_file.conversions().end()) {
        return known->second;
    }
    std::shared_ptr<const Conversion> conversion;
    if (const auto block = m_file.read(link, "CC")) {
        Conversion read;
        read.kind = kindOf(block->at<std::uint16_t>(42));
        read.unit = latin1(block->text(22, 20), 128);
        m_file.readParameters(*block, read);
        conversion = std::make_shared<const Conversion>(std::move(read));
    }
    m_file.conversions().emplace(link, conversion);
    return conversion;
}

} // namespace

base::Result<Document> readMdf3(const base::ExecutionContext& context, const ByteSource& source, Ledger& ledger)
{
    return Mdf3Parser(context, source, ledger).parse();
}

} // namespace argus::formats::mdf
