// SPDX-License-Identifier: Apache-2.0
#include "core/formats/trc/peak_parser.h"

#include "core/formats/data_length.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/frame_times.h"
#include "core/formats/text/line_words.h"

#include <array>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;
constexpr int kMaxNumberDigits = 12;

/// "17)" or "17", the number of the record.
bool numberOf(const char*& at, bool parenthesis)
{
    const char* first = at;
    while (quick::isDigit(*at) && at - first < kMaxNumberDigits) {
        ++at;
    }
    if (at == first) {
        return false;
    }
    if (!parenthesis) {
        return true;
    }
    return *at++ == ')';
}

bool idOf(const char*& at, std::uint32_t& id, std::uint8_t& flags)
{
    int digits = 0;
    if (!quick::hexNumber(at, id, digits)) {
        return false;
    }
    flags |= digits > 4 ? kExtendedId : 0;
    return id <= (digits > 4 ? kMaxExtendedId : kMaxStandardId);
}

/// "Rx" or "Tx".
bool directionOf(const char*& at, std::uint8_t& flags)
{
    if ((at[0] != 'R' && at[0] != 'T') || at[1] != 'x') {
        return false;
    }
    flags |= at[0] == 'T' ? kTransmitted : 0;
    at += 2;
    return true;
}

/// The types of frames with data.
bool typeOf(const char*& at, std::uint8_t& flags)
{
    if (at[0] == 'D' && at[1] == 'T') {
        at += 2;
        return true;
    }
    if (at[0] == 'F' && (at[1] == 'D' || at[1] == 'B' || at[1] == 'E')) {
        flags |= kFd | (at[1] == 'D' ? 0 : kBitrateSwitch) | (at[1] == 'E' ? kErrorStateIndicator : 0);
        at += 2;
        return true;
    }
    return directionOf(at, flags);
}

} // namespace

/// What the short cut has read of a line.
struct PeakParser::Fields
{
    domain::RecordingTime ts = 0;
    std::uint32_t id = 0;
    std::uint32_t length = 0;
    std::uint16_t channel = 0;
    std::uint8_t flags = 0;
};

void PeakParser::use(const PeakLayout& layout)
{
    m_layout = layout;
    m_quick = quick::kUsable && layout.count > 0 && layout.columns[layout.count - 1] == PeakColumn::Data;
    m_hasBus = false;
    for (std::size_t i = 0; i < layout.count; ++i) {
        m_hasBus = m_hasBus || layout.columns[i] == PeakColumn::Bus;
    }
}

bool PeakParser::columnOf(const char*& at, PeakColumn column, Fields& fields) const
{
    switch (column) {
    case PeakColumn::Number:
        return numberOf(at, m_layout.parenthesis);
    case PeakColumn::Offset:
        return quick::stamp(at, kMillisecond, fields.ts);
    case PeakColumn::Type:
        return typeOf(at, fields.flags);
    case PeakColumn::Direction:
        return directionOf(at, fields.flags);
    case PeakColumn::Bus:
        return m_channels.read(at, fields.channel);
    case PeakColumn::Id:
        return idOf(at, fields.id, fields.flags);
    case PeakColumn::Reserved:
        return *at++ == '-';
    case PeakColumn::Length:
    case PeakColumn::Code:
        return lengthOf(at, column == PeakColumn::Code, fields);
    case PeakColumn::Data:
        break; // by its own length
    }
    return false;
}

bool PeakParser::lengthOf(const char*& at, bool isCode, Fields& fields)
{
    if (!quick::smallNumber(at, fields.length)) {
        return false;
    }
    if ((fields.flags & kFd) == 0) {
        return fields.length <= 8;
    }
    if (isCode) {
        if (fields.length > 15) {
            return false;
        }
        fields.length = static_cast<std::uint32_t>(fdLengthOf(fields.length));
    }
    return fields.length <= kMaxFrameData;
}

/// Hands on a frame whose data stand at `at`; false when they are not what the length says.
bool PeakParser::addFrame(const char*& at, const Fields& fields, std::uint64_t offset, const char* line,
                          const char*& next)
{
    std::array<std::uint8_t, kMaxFrameData> data;
    std::uint64_t word = 0;
    const bool isLong = fields.length > 8;
    if (fields.length == 0) {
        // `RTR` may stand here.
        quick::skipSpaces(at);
        if (*at != '\n' && *at != '\r') {
            return false;
        }
    } else if (!quick::needSpaces(at)
               || !(isLong ? quick::spacedPayload(at, fields.length, data.data())
                           : quick::spacedBytes(at, fields.length, word))) {
        return false;
    }
    next = quick::nextLine(line, at, m_end);
    if (next == nullptr) {
        return false;
    }
    const std::uint16_t channel = m_hasBus ? fields.channel : m_chunk->channelIndex("1");
    if (isLong) {
        m_chunk->blocks.add(fields.ts, offset, fields.id, channel, fields.flags, std::span(data).first(fields.length));
    } else {
        m_chunk->blocks.add(fields.ts, offset, fields.id, channel, fields.flags,
                            static_cast<std::uint8_t>(fields.length), word);
    }
    ++m_chunk->frames;
    return true;
}

/// Reads a line `     1)         1.6  Rx         0480  8  C2 08 7A CA 19 00 06 65` in the columns of this recording and
/// returns the start of the next one; null when the line is anything else than a data frame, or damaged, or its
/// channel is new.
const char* PeakParser::shortCut(const char* line, std::uint64_t offset)
{
    const char* at = line;
    Fields fields;
    quick::skipSpaces(at);
    for (std::size_t i = 0; i + 1 < m_layout.count; ++i) {
        if ((i > 0 && !quick::needSpaces(at)) || !columnOf(at, m_layout.columns[i], fields)) {
            return nullptr;
        }
    }
    const char* next = nullptr;
    return fields.ts <= kMaxFrameOffset && addFrame(at, fields, offset, line, next) ? next : nullptr;
}

void PeakParser::parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut)
{
    PeakLine found;
    switch (parsePeakLine(line, m_layout, found)) {
    case PeakLineKind::Frame: {
        const std::uint16_t channel = m_chunk->channelIndex(found.channel);
        m_channels.remember(found.channel, channel);
        m_chunk->blocks.add(found.ts, offset, found.id, channel, found.flags,
                            std::span(found.data).first(found.length));
        ++m_chunk->frames;
        break;
    }
    case PeakLineKind::Other:
        m_chunk->countOther(found.other);
        break;
    case PeakLineKind::Version:
        use(*found.layout);
        m_chunk->starts.push_back({m_chunk->frames, std::nullopt});
        break;
    case PeakLineKind::Start:
        m_chunk->badStart = m_chunk->badStart || !found.start;
        m_chunk->starts.push_back({m_chunk->frames, found.start});
        break;
    case PeakLineKind::Columns:
        m_chunk->badColumns = m_chunk->badColumns || !found.layout;
        if (found.layout) {
            use(*found.layout);
        }
        break;
    case PeakLineKind::NoRecord:
        break;
    case PeakLineKind::Unreadable:
        m_chunk->skipLine(offset, bytes, cut);
        break;
    }
}

void PeakParser::parse(PeakChunk& chunk, const PeakLayout& layout, ChannelNames* names)
{
    m_chunk = &chunk;
    m_end = chunk.text.text().data() + chunk.text.text().size();
    m_channels.restart();
    use(layout);
    chunk.restart(names);
    chunk.layoutBefore = layout;
    chunk.starts.clear();
    chunk.frames = 0;
    chunk.badStart = false;
    chunk.badColumns = false;
    forEachLine(
        chunk,
        [this](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
            parseLine(line, offset, bytes, cut);
        },
        [this](const char* line, std::uint64_t offset) -> const char* {
            return m_quick ? shortCut(line, offset) : nullptr;
        });
    chunk.layoutBehind = m_layout;
    chunk.blocks.close();
}

} // namespace argus::formats
