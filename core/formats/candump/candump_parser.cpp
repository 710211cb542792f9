// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_parser.h"

#include "core/formats/candump/candump_line.h"
#include "core/formats/text/hex_digits.h"

#include <bit>
#include <cstring>

namespace argus::formats {

namespace {

constexpr std::int64_t kNsPerSecond = 1000000000;
/// Seconds above this do not fit a RecordingTime.
constexpr std::int64_t kMaxSeconds = 9223372035;
constexpr std::uint32_t kMaxExtendedId = 0x1FFFFFFF;
constexpr std::uint32_t kMaxStandardId = 0x7FF;
/// candump pads shorter channel names to the longest; more blanks than this are left to the general path.
constexpr int kMaxPadding = 16;

/// The short cut reads words in memory order. Elsewhere every line takes the general path.
constexpr bool kHasShortCut = std::endian::native == std::endian::little;

template <class Word> Word load(const char* at)
{
    Word word;
    std::memcpy(&word, at, sizeof word);
    return word;
}

/// The lowest `bytes` bytes of a word.
constexpr std::uint64_t lowBytes(std::uint64_t word, std::size_t bytes)
{
    return bytes >= 8 ? word : word & ((std::uint64_t {1} << (8 * bytes)) - 1);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Skips the blanks between two fields; false when there is none or are too many.
bool skipBlanks(const char*& at)
{
    int count = 0;
    while (*at == ' ' && count < kMaxPadding) {
        ++at;
        ++count;
    }
    return count > 0;
}

/// The identifier at `at`, which moves to the character behind it. Only what is certainly a standard or an extended id.
bool idOf(const char*& at, std::uint32_t& id, std::uint8_t& flags)
{
    const auto text = load<std::uint64_t>(at);
    if (swar::hexMask(text) == swar::kHigh) {
        id = __builtin_bswap32(swar::hexBytes(text));
        flags = kExtendedId;
        at += 8;
        return id <= kMaxExtendedId;
    }
    const std::uint32_t a = hexDigit(at[0]);
    const std::uint32_t b = hexDigit(at[1]);
    const std::uint32_t c = hexDigit(at[2]);
    id = a << 8 | b << 4 | c;
    flags = 0;
    at += 3;
    return (a | b | c) <= 15 && id <= kMaxStandardId;
}

/// Payload of a classic frame as eight bytes in memory order, zero behind its length.
struct Payload
{
    std::uint64_t word = 0;
    std::size_t length = 0;
};

/// `FFFFFF7DFFFFFFFF`: up to 16 digits.
bool logPayloadOf(const char*& at, Payload& payload)
{
    const auto low = load<std::uint64_t>(at);
    const auto high = load<std::uint64_t>(at + 8);
    const std::uint64_t lowStop = ~swar::hexMask(low) & swar::kHigh;
    const std::uint64_t highStop = ~swar::hexMask(high) & swar::kHigh;
    const int digits = lowStop != 0 ? std::countr_zero(lowStop) / 8
        : highStop != 0             ? 8 + std::countr_zero(highStop) / 8
                                    : 16;
    payload.length = static_cast<std::size_t>(digits) / 2;
    payload.word = lowBytes(swar::hexBytes(low) | std::uint64_t {swar::hexBytes(high)} << 32, payload.length);
    at += digits;
    return digits % 2 == 0;
}

/// `[3]  FF 00 7D`
bool consolePayloadOf(const char*& at, Payload& payload)
{
    if (at[0] != '[' || at[1] < '0' || at[1] > '8' || at[2] != ']') {
        return false;
    }
    payload.length = static_cast<std::size_t>(at[1] - '0');
    at += 3;
    for (std::size_t i = 0; i < payload.length; ++i) {
        if (i == 0 ? !skipBlanks(at) : *at++ != ' ') {
            return false;
        }
        const std::uint32_t high = hexDigit(at[0]);
        const std::uint32_t low = hexDigit(at[1]);
        if ((high | low) > 15) {
            return false;
        }
        payload.word |= std::uint64_t {high << 4 | low} << (8 * i);
        at += 2;
    }
    return true;
}

/// The direction behind a line of the log form, if there is one.
bool directionOf(const char*& at, std::uint8_t& flags)
{
    if (*at != ' ') {
        return true;
    }
    flags |= at[1] == 'T' ? kTransmitted : 0;
    const bool good = at[1] == 'T' || at[1] == 'R';
    at += 2;
    return good;
}

bool lineEndAt(const char*& at)
{
    at += *at == '\r' ? 1 : 0;
    return *at++ == '\n';
}

} // namespace

std::size_t CandumpParser::bucketOf(std::uint64_t low, std::uint64_t high)
{
    return static_cast<std::size_t>((low ^ high * 31) * 0x9E3779B97F4A7C15 >> 60);
}

/// Reads "1543509533.000838) " from behind the parenthesis, with up to nine decimals; `at` moves to the field behind.
bool CandumpParser::timeOf(const char*& at, domain::RecordingTime& ts)
{
    std::int64_t seconds = 0;
    if (at[10] == '.') {
        // Absolute stamps: the seconds are mostly those of the line before.
        const auto digits = load<std::uint64_t>(at);
        const auto tail = load<std::uint16_t>(at + 8);
        if (!m_hasSecond || digits != m_secondDigits || tail != m_secondTail) {
            if (!swar::allDecimal(digits) || !isDigit(at[8]) || !isDigit(at[9])) {
                return false;
            }
            const std::int64_t value = std::int64_t {swar::decimal(digits)} * 100 + (at[8] - '0') * 10 + (at[9] - '0');
            if (value > kMaxSeconds) {
                return false;
            }
            m_secondDigits = digits;
            m_secondTail = tail;
            m_secondNs = value * kNsPerSecond;
            m_hasSecond = true;
        }
        ts = m_secondNs;
        at += 11;
    } else {
        const char* first = at;
        while (isDigit(*at) && at - first < 10) {
            seconds = seconds * 10 + (*at++ - '0');
        }
        if (at == first || *at != '.' || seconds > kMaxSeconds) {
            return false;
        }
        ts = seconds * kNsPerSecond;
        ++at;
    }
    const auto fraction = load<std::uint64_t>(at);
    const std::uint64_t micro = fraction << 16 | 0x3030; // "00" in front of the six digits
    if (at[6] == ')' && swar::allDecimal(micro)) {
        ts += std::int64_t {swar::decimal(micro)} * 1000;
        at += 7;
    } else {
        std::int64_t unit = kNsPerSecond / 10;
        for (; isDigit(*at) && unit > 0; unit /= 10) {
            ts += (*at++ - '0') * unit;
        }
        if (*at++ != ')') {
            return false;
        }
    }
    return skipBlanks(at);
}

/// The channel name at `at`, which moves to the field behind it, if it is one of those met lately.
const CandumpParser::KnownName* CandumpParser::nameOf(const char*& at) const
{
    auto low = load<std::uint64_t>(at);
    std::uint64_t high = 0;
    std::size_t length = 0;
    if (const std::uint64_t space = swar::spaceMask(low)) {
        length = static_cast<std::size_t>(std::countr_zero(space)) / 8;
        low = lowBytes(low, length);
    } else {
        high = load<std::uint64_t>(at + 8);
        const std::uint64_t next = swar::spaceMask(high);
        if (next == 0) {
            return nullptr;
        }
        length = static_cast<std::size_t>(std::countr_zero(next)) / 8;
        high = lowBytes(high, length);
        length += 8;
    }
    const KnownName& known = m_known[bucketOf(low, high)];
    if (known.low != low || known.high != high || known.length != length || length == 0) {
        return nullptr;
    }
    at += length;
    return skipBlanks(at) ? &known : nullptr;
}

/// Reads a line `(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFFF` or ` (000.000838)  can0  123   [2]  FF 7D` and
/// returns the start of the next one; null when the line is anything else, or damaged, or its channel is new: then the
/// general path looks at it.
/// It needs no line end in advance: each step goes on only from characters that it has checked, none of them a line
/// end, and the loads stay within the padding of the chunk.
const char* CandumpParser::shortCut(const char* line, std::uint64_t offset)
{
    const char* at = line + (*line == ' ' ? 1 : 0);
    domain::RecordingTime ts = 0;
    if (*at++ != '(' || !timeOf(at, ts)) {
        return nullptr;
    }
    const KnownName* name = nameOf(at);
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    if (name == nullptr || !idOf(at, id, flags)) {
        return nullptr;
    }
    Payload payload;
    if (*at == '#') {
        ++at;
        if (!logPayloadOf(at, payload) || !directionOf(at, flags)) {
            return nullptr;
        }
    } else {
        flags |= name->consoleFlags;
        if (!skipBlanks(at) || !consolePayloadOf(at, payload)) {
            return nullptr;
        }
    }
    if (!lineEndAt(at)) {
        return nullptr;
    }
    m_chunk->blocks.add(ts, offset, id, name->index, flags, static_cast<std::uint8_t>(payload.length), payload.word);
    return at;
}

std::uint16_t CandumpParser::channelIndex(std::string_view name)
{
    if (name.size() >= 2 * sizeof(std::uint64_t)) {
        return m_chunk->channelIndex(name);
    }
    std::array<char, 2 * sizeof(std::uint64_t)> words {};
    std::memcpy(words.data(), name.data(), name.size());
    const auto low = load<std::uint64_t>(words.data());
    const auto high = load<std::uint64_t>(words.data() + sizeof low);
    KnownName& known = m_known[bucketOf(low, high)];
    if (known.low != low || known.high != high || known.length != name.size()) {
        const std::uint8_t consoleFlags = isTransmitterName(name) ? kTransmitted : 0;
        known = {low, high, name.size(), m_chunk->channelIndex(name), consoleFlags};
    }
    return known.index;
}

void CandumpParser::parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut)
{
    CandumpLine found;
    switch (parseCandumpLine(line, found)) {
    case CandumpLineKind::Frame:
        m_chunk->blocks.add(found.ts, offset, found.id, channelIndex(found.channel), found.flags,
                            std::span(found.data).first(found.length));
        m_chunk->dated |= found.dated;
        m_chunk->rawDlcs += found.rawDlc ? 1 : 0;
        break;
    case CandumpLineKind::CanXl:
        m_chunk->countOther("CAN XL");
        break;
    case CandumpLineKind::DropCount:
        m_chunk->dropped += found.dropped;
        ++m_chunk->dropLines;
        break;
    case CandumpLineKind::NoRecord:
        break;
    case CandumpLineKind::Unreadable:
        m_chunk->skipLine(offset, bytes, cut);
        break;
    }
}

void CandumpParser::parse(CandumpChunk& chunk, ChannelNames* names)
{
    m_chunk = &chunk;
    m_known.fill({});
    chunk.restart(names);
    chunk.dropped = 0;
    chunk.dropLines = 0;
    chunk.rawDlcs = 0;
    chunk.dated = false;
    const auto general = [this](std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut) {
        parseLine(line, offset, bytes, cut);
    };
    if constexpr (kHasShortCut) {
        forEachLine(chunk, general, [this](const char* line, std::uint64_t offset) { return shortCut(line, offset); });
    } else {
        forEachLine(chunk, general);
    }
    chunk.blocks.close();
}

} // namespace argus::formats
