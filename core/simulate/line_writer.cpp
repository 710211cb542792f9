// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/line_writer.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace argus::simulate {

namespace {

struct PairTable
{
    std::array<char, 512> text {};
};

constexpr PairTable makeHexPairs()
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    PairTable table;
    for (std::size_t i = 0; i < 256; ++i) {
        table.text[2 * i] = kDigits[i >> 4];
        table.text[2 * i + 1] = kDigits[i & 15];
    }
    return table;
}

constexpr PairTable makeDecimalPairs()
{
    PairTable table;
    for (std::size_t i = 0; i < 100; ++i) {
        table.text[2 * i] = static_cast<char>('0' + i / 10);
        table.text[2 * i + 1] = static_cast<char>('0' + i % 10);
    }
    return table;
}

constexpr PairTable kHexPairs = makeHexPairs();
constexpr PairTable kDecimalPairs = makeDecimalPairs();

char* putDecimalPair(char* out, std::uint32_t value)
{
    std::memcpy(out, kDecimalPairs.text.data() + 2 * value, 2);
    return out + 2;
}

char* putText(char* out, std::string_view text)
{
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
}

char* putHex(char* out, std::span<const std::uint8_t> data)
{
    for (const std::uint8_t byte : data) {
        std::memcpy(out, kHexPairs.text.data() + 2 * static_cast<std::size_t>(byte), 2);
        out += 2;
    }
    return out;
}

char* putId(char* out, std::uint32_t id, int digits)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        *out++ = kDigits[(id >> shift) & 15];
    }
    return out;
}

} // namespace

LineWriter::LineWriter(const base::ExecutionContext& context, const WriteChunk& write,
                       std::optional<std::uint64_t> maxBytes, std::optional<std::uint64_t> maxFrames)
    : m_context(context)
    , m_write(write)
    , m_maxBytes(maxBytes.value_or(std::numeric_limits<std::uint64_t>::max()))
    , m_maxFrames(maxFrames.value_or(std::numeric_limits<std::uint64_t>::max()))
    , m_buffer(kChunk + kLongestLine, '\0')
{ }

char* LineWriter::beginLine(Micros time)
{
    const Micros second = time / kSecond;
    if (second != m_second) {
        m_second = second;
        m_stamp[0] = '(';
        Micros rest = second;
        for (std::size_t i = 10; i >= 1; --i) {
            m_stamp[i] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        }
        m_stamp[11] = '.';
    }
    char* out = m_buffer.data() + m_used;
    std::memcpy(out, m_stamp.data(), m_stamp.size());
    out += m_stamp.size();
    const auto fraction = static_cast<std::uint32_t>(time - second * kSecond);
    out = putDecimalPair(out, fraction / 10000);
    out = putDecimalPair(out, fraction / 100 % 100);
    out = putDecimalPair(out, fraction % 100);
    return putText(out, ") ");
}

bool LineWriter::endLine(const char* end, std::uint64_t framesInLine)
{
    const auto length = static_cast<std::size_t>(end - (m_buffer.data() + m_used));
    if (m_full || m_frames + framesInLine > m_maxFrames || bytes() + length > m_maxBytes) {
        m_full = true;
        return false;
    }
    m_used += length;
    m_frames += framesInLine;
    if (m_used >= kChunk) {
        flush();
    }
    return true;
}

bool LineWriter::frame(Micros time, std::string_view head, std::span<const std::uint8_t> data)
{
    char* out = putHex(putText(beginLine(time), head), data);
    *out++ = '\n';
    return endLine(out, 1);
}

bool LineWriter::frame(Micros time, const Frame& frame)
{
    constexpr std::uint32_t kErrorFlag = 0x20000000;
    char* out = putText(beginLine(time), busName(frame.bus));
    *out++ = ' ';
    const bool longId = frame.extended || frame.error;
    out = putId(out, frame.error ? frame.id | kErrorFlag : frame.id, longId ? 8 : 3);
    *out++ = '#';
    if (frame.remote) {
        *out++ = 'R';
        *out++ = static_cast<char>('0' + frame.length % 10);
    } else {
        if (frame.fd) {
            *out++ = '#';
            out = putId(out, frame.fdFlags, 1);
        }
        out = putHex(out, frame.payload());
    }
    *out++ = '\n';
    return endLine(out, 1);
}

bool LineWriter::rawLine(std::string_view text)
{
    char* out = putText(m_buffer.data() + m_used, text.substr(0, kLongestLine - 1));
    *out++ = '\n';
    return endLine(out, 0);
}

std::uint64_t LineWriter::cutTail(Micros time, const Frame& frame)
{
    m_full = false;
    char* const begin = m_buffer.data() + m_used;
    char* out = putText(beginLine(time), busName(frame.bus));
    *out++ = ' ';
    out = putId(out, frame.id, frame.extended ? 8 : 3);
    const std::uint64_t room = m_maxBytes - bytes();
    const auto length = std::min<std::uint64_t>(static_cast<std::uint64_t>(out - begin), room);
    endLine(begin + length, 0);
    m_full = true;
    return length;
}

void LineWriter::flush()
{
    if (m_used == 0) {
        return;
    }
    base::Result<> result = m_context.check();
    if (result) {
        result = m_write(std::string_view(m_buffer.data(), m_used));
    }
    if (!result) {
        m_error = result.error();
        m_full = true;
    }
    m_flushed += m_used;
    m_used = 0;
}

base::Result<> LineWriter::finish()
{
    if (!m_error) {
        flush();
    }
    if (m_error) {
        return base::fail(*m_error);
    }
    return {};
}

} // namespace argus::simulate
