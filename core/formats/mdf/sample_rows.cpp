// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/sample_rows.h"

#include "core/base/text.h"

#include <algorithm>
#include <limits>

namespace argus::formats::mdf {

namespace {

constexpr std::size_t kMaxRows = 2048;
constexpr std::size_t kValuesInBlock = 1 << 18; ///< rows times columns: about 2 MB of numbers
constexpr std::size_t kMaxTextBytes = 4096;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

bool isTextType(ValueType type)
{
    switch (type) {
    case ValueType::Latin1:
    case ValueType::Utf8:
    case ValueType::Utf16Little:
    case ValueType::Utf16Big:
    case ValueType::Bytes:
        return true;
    case ValueType::Unsigned:
    case ValueType::Signed:
    case ValueType::Float:
    case ValueType::VaxFloat:
    case ValueType::Other:
        return false;
    }
    return false;
}

bool givesText(const Channel& channel)
{
    if (channel.conversion && channel.conversion->kind == ConversionKind::TextToValue) {
        return false;
    }
    return isTextType(channel.type) || (channel.conversion && channel.conversion->givesText());
}

void appendUtf8(std::string& out, std::uint32_t point)
{
    if (point < 0x80) {
        out += static_cast<char>(point);
    } else if (point < 0x800) {
        out += static_cast<char>(0xC0 | point >> 6);
        out += static_cast<char>(0x80 | (point & 63));
    } else if (point < 0x10000) {
        out += static_cast<char>(0xE0 | point >> 12);
        out += static_cast<char>(0x80 | (point >> 6 & 63));
        out += static_cast<char>(0x80 | (point & 63));
    } else {
        out += static_cast<char>(0xF0 | point >> 18);
        out += static_cast<char>(0x80 | (point >> 12 & 63));
        out += static_cast<char>(0x80 | (point >> 6 & 63));
        out += static_cast<char>(0x80 | (point & 63));
    }
}

std::string decodeUtf16(std::span<const std::uint8_t> bytes, bool bigEndian)
{
    std::string text;
    std::uint32_t high = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const std::uint32_t unit = bigEndian ? static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1])
                                             : static_cast<std::uint32_t>(bytes[i + 1] << 8 | bytes[i]);
        if (unit == 0) {
            break;
        }
        constexpr std::uint32_t kReplacement = 0xFFFD;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
        } else if (unit >= 0xDC00 && unit < 0xE000) {
            appendUtf8(text, high == 0 ? kReplacement : 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
            high = 0;
        } else {
            appendUtf8(text, unit);
            high = 0;
        }
    }
    return text;
}

} // namespace

std::string decodeText(std::span<const std::uint8_t> bytes, ValueType type)
{
    bytes = bytes.first(std::min(bytes.size(), kMaxTextBytes));
    const auto upToZero = [bytes] {
        const std::string_view raw(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return raw.substr(0, raw.find('\0'));
    };
    switch (type) {
    case ValueType::Utf16Little:
        return base::printable(decodeUtf16(bytes, /*bigEndian=*/false), kMaxTextBytes);
    case ValueType::Utf16Big:
        return base::printable(decodeUtf16(bytes, /*bigEndian=*/true), kMaxTextBytes);
    case ValueType::Latin1: {
        std::string text;
        for (const char c : upToZero()) {
            appendUtf8(text, static_cast<std::uint8_t>(c));
        }
        return base::printable(text, kMaxTextBytes);
    }
    case ValueType::Utf8:
        return base::printable(upToZero(), kMaxTextBytes);
    case ValueType::Bytes:
    case ValueType::Unsigned:
    case ValueType::Signed:
    case ValueType::Float:
    case ValueType::VaxFloat:
    case ValueType::Other:
        return base::toHex(bytes);
    }
    return {};
}

SampleRows::SampleRows(const ChannelGroup& group, const BusLayout& layout, std::size_t index)
    : m_group(group)
{
    m_block.group = index;
    std::size_t elements = 0;
    for (const Channel* channel : layout.plainChannels()) {
        elements += channel->elements > 1 ? channel->elements : 0;
    }
    constexpr std::size_t kMostElements = 65536;
    m_elements.reserve(std::min(elements, kMostElements)); // columns point into it
    const auto addColumn = [&](const Channel& channel, std::uint32_t element) {
        const bool isWide = isTextType(channel.type) && channel.role != ChannelRole::Vlsd;
        const bool fits = isWide ? channel.bitOffset == 0 && channel.byteOffset < group.dataBytes
                                 : fitsRecord(channel, group.dataBytes);
        m_columns.push_back({&channel, element, givesText(channel), fits});
    };
    for (const Channel* channel : layout.plainChannels()) {
        if (channel->elements <= 1 || m_elements.size() + channel->elements > kMostElements) {
            addColumn(*channel, 0);
            continue;
        }
        for (std::uint32_t i = 0; i < channel->elements; ++i) {
            Channel element = *channel;
            element.byteOffset += i * ((channel->bitCount + 7) / 8);
            element.name += '[' + std::to_string(i) + ']';
            m_elements.push_back(std::move(element));
            addColumn(m_elements.back(), i);
        }
    }
    m_rows = std::clamp<std::size_t>(kValuesInBlock / std::max<std::size_t>(1, m_columns.size()), 1, kMaxRows);
    m_block.values.resize(m_columns.size());
    m_block.texts.resize(m_columns.size());
}

SignalGroup SampleRows::describe() const
{
    SignalGroup described;
    described.name = m_group.name.empty() ? m_group.source : m_group.name;
    for (const Column& column : m_columns) {
        described.signals.push_back({column.channel->name, column.channel->unit, column.channel->comment});
    }
    return described;
}

bool SampleRows::isInvalid(const std::uint8_t* record, const Channel& channel, bool withInvalidBytes) const
{
    if (channel.allInvalid) {
        return true;
    }
    if (!channel.hasInvalidBit || !withInvalidBytes || channel.invalidBit / 8 >= m_group.invalidBytes) {
        return false;
    }
    return (record[m_group.dataBytes + channel.invalidBit / 8] >> (channel.invalidBit % 8) & 1) != 0;
}

double SampleRows::numberOf(const std::uint8_t* record, const Column& column) const
{
    const Channel& channel = *column.channel;
    if (channel.role == ChannelRole::Virtual) {
        return channel.conversion ? channel.conversion->number(0.0) : 0;
    }
    if (!column.fits) {
        return kNone;
    }
    if (isTextType(channel.type)) { // texts that stand for numbers
        const std::size_t room = m_group.dataBytes - channel.byteOffset;
        const auto bytes = std::span(record + channel.byteOffset, std::min<std::size_t>(channel.bitCount / 8, room));
        return channel.conversion ? channel.conversion->number(decodeText(bytes, channel.type)) : kNone;
    }
    const double raw = rawNumber(record, channel);
    return channel.conversion ? channel.conversion->number(raw) : raw;
}

std::string SampleRows::textOf(const std::uint8_t* record, const Column& column, const VariableText& variable) const
{
    const Channel& channel = *column.channel;
    if (!column.fits) {
        return {};
    }
    if (!isTextType(channel.type)) {
        return channel.conversion ? channel.conversion->text(rawNumber(record, channel)) : std::string();
    }
    std::string text;
    if (channel.role == ChannelRole::Vlsd) {
        text = variable(channel, loadBits(record, channel));
    } else {
        const std::size_t room = m_group.dataBytes - channel.byteOffset;
        text = decodeText({record + channel.byteOffset, std::min<std::size_t>(channel.bitCount / 8, room)},
                          channel.type);
    }
    return channel.conversion && channel.conversion->kind == ConversionKind::TextToText
        ? channel.conversion->text(std::string_view(text))
        : text;
}

void SampleRows::add(const std::uint8_t* record, domain::RecordingTime ts, bool withInvalidBytes,
                     const VariableText& variable)
{
    m_block.time.push_back(ts);
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const Column& column = m_columns[i];
        const bool invalid = isInvalid(record, *column.channel, withInvalidBytes);
        if (column.isText) {
            m_block.texts[i].push_back(invalid ? std::string() : textOf(record, column, variable));
        } else {
            m_block.values[i].push_back(invalid ? kNone : numberOf(record, column));
        }
    }
}

void SampleRows::clear()
{
    m_block.time.clear();
    for (auto& column : m_block.values) {
        column.clear();
    }
    for (auto& column : m_block.texts) {
        column.clear();
    }
}

} // namespace argus::formats::mdf
