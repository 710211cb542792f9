// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_parser.h"

#include "core/formats/data_length.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/frame_times.h"
#include "core/formats/text/line_words.h"

#include <array>
#include <cstring>

namespace argus::formats {

namespace {

constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;

/// "18EBFF00x": only what is certainly a standard or an extended id.
bool idOf(const char*& at, std::uint32_t& id, std::uint8_t& flags)
{
    int digits = 0;
    if (!quick::hexNumber(at, id, digits)) {
        return false;
    }
    const bool extended = *at == 'x';
    at += extended ? 1 : 0;
    flags |= extended ? kExtendedId : 0;
    return id <= (extended ? kMaxExtendedId : kMaxStandardId);
}

/// "Rx" or "Tx" as a whole word.
bool directionOf(const char*& at, std::uint8_t& flags)
{
    if ((at[0] != 'R' && at[0] != 'T') || at[1] != 'x' || at[2] != ' ') {
        return false;
    }
    flags |= at[0] == 'T' ? kTransmitted : 0;
    at += 2;
    return true;
}

/// One of the two digits that stand for a bit, and the spaces behind it.
bool bitOf(const char*& at, bool& set)
{
    set = *at == '1';
    if (*at != '0' && *at != '1') {
        return false;
    }
    ++at;
    return quick::needSpaces(at);
}

/// Steps over a message's name, if there is one, and the spaces behind it.
bool skipName(const char*& at)
{
    if ((*at == '0' || *at == '1') && at[1] == ' ') {
        return true;
    }
    while (*at > ' ') {
        ++at;
    }
    return quick::needSpaces(at);
}

/// "8  8 11 C2 03 04 05 06 07 08": code, length and bytes of a line in CAN FD form, and the space behind them.
bool fdPayloadOf(const char*& at, std::uint32_t& length, std::array<std::uint8_t, kMaxFrameData>& data)
{
    if (hexDigit(*at++) > 15 || !quick::needSpaces(at) || !quick::smallNumber(at, length) || length > data.size()
        || !quick::needSpaces(at)) {
        return false;
    }
    return length == 0 || (quick::spacedPayload(at, length, data.data()) && quick::needSpaces(at));
}

} // namespace

domain::RecordingTime AscParser::timeOf(domain::RecordingTime stamp)
{
    if (!m_mode.relative) {
        return stamp;
    }
    m_chunk->sum = wrappingSum(m_chunk->sum, stamp);
    return m_chunk->sum;
}

/// Reads a line `   0.019968 1  64              Rx   d 4 64 00 00 00  Length = 0 BitCount = 0 ID = 100` and returns the
/// start of the next one; null when the line is anything else, or damaged, or its channel is new.
const char* AscParser::shortCut(const char* line, std::uint64_t offset)
{
    const char* at = line;
    domain::RecordingTime ts = 0;
    std::uint16_t channel = 0;
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    quick::skipSpaces(at);
    if (!quick::stamp(at, kSecond, ts) || !quick::needSpaces(at) || ts > kMaxFrameOffset) {
        return nullptr;
    }
    if (*at == 'C') {
        return fdShortCut(line, at, ts, offset);
    }
    if (!m_channels.read(at, channel) || !quick::needSpaces(at) || !idOf(at, id, flags) || !quick::needSpaces(at)
        || !directionOf(at, flags) || !quick::needSpaces(at) || at[0] != 'd' || at[1] != ' ' || hexDigit(at[2]) > 15) {
        return nullptr;
    }
    const std::size_t length = classicLengthOf(hexDigit(at[2]));
    std::uint64_t word = 0;
    at += 3;
    if (length > 0 && (*at++ != ' ' || !quick::spacedBytes(at, length, word))) {
        return nullptr;
    }
    // What a controller says about the frame may follow: of no use here.
    const char* next = quick::nextLine(line, at, m_end);
    if (next != nullptr) {
        m_chunk->blocks.add(timeOf(ts), offset, id, channel, flags, static_cast<std::uint8_t>(length), word);
        ++m_chunk->frames;
    }
    return next;
}

/// The same for `CANFD   1 Rx        300  Name   1 0 8  8 11 C2 03 04 05 06 07 08   102203  133   303000 ...`, of which
/// the stamp was read.
const char* AscParser::fdShortCut(const char* line, const char* at, domain::RecordingTime ts, std::uint64_t offset)
{
    constexpr std::uint32_t kFlagRemote = 0x10;
    constexpr std::uint32_t kFlagFd = 0x1000;
    std::uint16_t channel = 0;
    std::uint32_t id = 0;
    std::uint32_t length = 0;
    std::uint8_t flags = 0;
    bool fast = false;
    bool passive = false;
    std::array<std::uint8_t, kMaxFrameData> data;
    if (std::memcmp(at, "CANFD ", 6) != 0) {
        return nullptr;
    }
    at += 5;
    quick::skipSpaces(at);
    if (!m_channels.read(at, channel) || !quick::needSpaces(at) || !directionOf(at, flags) || !quick::needSpaces(at)
        || !idOf(at, id, flags) || !quick::needSpaces(at) || !skipName(at) || !bitOf(at, fast) || !bitOf(at, passive)
        || !fdPayloadOf(at, length, data)) {
        return nullptr;
    }
    std::uint32_t unused = 0;
    std::uint32_t written = 0;
    int digits = 0;
    if (!quick::smallNumber(at, unused) || !quick::needSpaces(at) || !quick::smallNumber(at, unused)
        || !quick::needSpaces(at) || !quick::hexNumber(at, written, digits)
        || (written & (kFlagFd | kFlagRemote)) != kFlagFd) {
        return nullptr;
    }
    const char* next = quick::nextLine(line, at, m_end);
    if (next != nullptr) {
        flags = static_cast<std::uint8_t>(flags | kFd | (fast ? kBitrateSwitch : 0)
                                          | (passive ? kErrorStateIndicator : 0));
        m_chunk->blocks.add(timeOf(ts), offset, id, channel, flags, std::span(data).first(length));
        ++m_chunk->frames;
    }
    return next;
}

void AscParser::addEvent(AscTimeEvent::Kind kind, std::optional<domain::RecordingTime> when)
{
    m_chunk->events.push_back({kind, m_chunk->frames, m_chunk->sum, when, m_mode.relative});
}

void AscParser::parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut)
{
    AscLine found;
    const AscLineKind kind = parseAscLine(line, m_mode, found);
    const domain::RecordingTime ts = found.ts ? timeOf(*found.ts) : 0;
    switch (kind) {
    case AscLineKind::Frame: {
        const std::uint16_t channel = m_chunk->channelIndex(found.channel);
        m_channels.remember(found.channel, channel);
        m_chunk->blocks.add(ts, offset, found.id, channel, found.flags, std::span(found.data).first(found.length));
        ++m_chunk->frames;
        break;
    }
    case AscLineKind::Other:
        m_chunk->countOther(found.other);
        if (found.measurementStart) {
            addEvent(AscTimeEvent::Kind::MeasurementStart, std::nullopt);
        }
        break;
    case AscLineKind::Date:
    case AscLineKind::Trigger:
        m_chunk->undated = m_chunk->undated || !found.when;
        addEvent(kind == AscLineKind::Date ? AscTimeEvent::Kind::Date : AscTimeEvent::Kind::Trigger, found.when);
        break;
    case AscLineKind::Base:
        m_mode = found.mode;
        addEvent(AscTimeEvent::Kind::Mode, std::nullopt);
        break;
    case AscLineKind::NoRecord:
        break;
    case AscLineKind::Unreadable:
        m_chunk->skipLine(offset, bytes, cut);
        break;
    }
}

void AscParser::parse(AscChunk& chunk, AscMode mode, ChannelNames* names)
{
    m_chunk = &chunk;
    m_end = chunk.text.text().data() + chunk.text.text().size();
    m_mode = mode;
    m_channels.restart();
    chunk.restart(names);
    chunk.modeBefore = mode;
    chunk.events.clear();
    chunk.frames = 0;
    chunk.sum = 0;
    chunk.undated = false;
    const auto general = [this](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
        parseLine(line, offset, bytes, cut);
    };
    if constexpr (quick::kUsable) {
        forEachLine(chunk, general, [this](const char* line, std::uint64_t offset) -> const char* {
            return m_mode.decimal ? nullptr : shortCut(line, offset);
        });
    } else {
        forEachLine(chunk, general);
    }
    chunk.modeBehind = m_mode;
    chunk.blocks.close();
}

} // namespace argus::formats
