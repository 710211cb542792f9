// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/text_output.h"

#include "core/base/text.h"
#include "core/formats/text/fields.h"
#include "core/formats/text/frame_times.h"

#include <algorithm>
#include <array>

namespace argus::formats {

namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
constexpr std::string_view kHexDigits = "0123456789ABCDEF";
/// Recordings whose times are less count from their own start, not from 1970.
constexpr domain::RecordingTime kFirstDate = 1'000'000'000 * kSecond;
// The years 1900 and 2188: what lies beyond is no date, and readers would not know it.
constexpr domain::RecordingTime kEarliestDate = -2'200'000'000 * kSecond;
constexpr domain::RecordingTime kLatestDate = 6'900'000'000 * kSecond;

} // namespace

TextOutput& TextOutput::left(std::string_view text, std::size_t width)
{
    m_buffer += text;
    return spaces(text.size() < width ? width - text.size() : 0);
}

TextOutput& TextOutput::right(std::string_view text, std::size_t width)
{
    spaces(text.size() < width ? width - text.size() : 0);
    m_buffer += text;
    return *this;
}

TextOutput& TextOutput::hex(std::uint32_t value, int digits)
{
    while (digits < 8 && value >> (4 * digits) != 0) {
        ++digits;
    }
    for (int i = digits - 1; i >= 0; --i) {
        m_buffer += kHexDigits[value >> (4 * i) & 15];
    }
    return *this;
}

TextOutput& TextOutput::bytes(std::span<const std::uint8_t> bytes)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const std::array<char, 3> text {' ', kHexDigits[bytes[i] >> 4], kHexDigits[bytes[i] & 15]};
        m_buffer.append(text.data() + (i == 0 ? 1 : 0), i == 0 ? 2 : 3);
    }
    return *this;
}

base::Result<> TextOutput::endLine()
{
    m_buffer += '\n';
    return m_buffer.size() < kBufferBytes ? base::Result<>() : flush();
}

base::Result<> TextOutput::flush()
{
    auto written = m_sink.write({reinterpret_cast<const std::uint8_t*>(m_buffer.data()), m_buffer.size()});
    m_buffer.clear();
    return written;
}

std::string stampText(std::int64_t ns, std::int64_t unit, int decimals)
{
    const auto size = ns < 0 ? std::uint64_t {0} - static_cast<std::uint64_t>(ns) : static_cast<std::uint64_t>(ns);
    const auto whole = static_cast<std::uint64_t>(unit);
    std::string text = (ns < 0 ? "-" : "") + std::to_string(size / whole) + '.';
    std::uint64_t rest = size % whole;
    for (int i = 0; i < decimals; ++i) {
        rest *= 10;
        text += static_cast<char>('0' + rest / whole);
        rest %= whole;
    }
    return text;
}

OffsetTimes::OffsetTimes(domain::RecordingTime first)
{
    if ((first >= kFirstDate && first <= kLatestDate) || (first <= -kFirstDate && first >= kEarliestDate)) {
        m_start = first / kMillisecond * kMillisecond;
        m_start -= m_start > first ? kMillisecond : 0;
    }
}

std::int64_t OffsetTimes::offset(domain::RecordingTime ts, LossCounter& losses)
{
    if (ts == domain::kNoTime) {
        losses.add("times missing, those of the frames before are written");
        return m_last;
    }
    std::int64_t offset = 0;
    if (__builtin_sub_overflow(ts, m_start, &offset) || !frameOffset(offset)) {
        losses.add("times too far from the first one, those of the frames before are written");
        return m_last;
    }
    if (offset < 0) {
        losses.add("times before that of the first frame are written as negative numbers");
    }
    if (offset % kMicrosecond != 0) {
        losses.add("times cut to microseconds");
    }
    m_last = offset;
    return offset;
}

void ChannelNumbers::take(const std::vector<std::string>& names)
{
    constexpr std::size_t kMaxNumber = 255;
    const std::size_t known = m_numbers.size();
    m_numbers.resize(std::max(names.size(), known));
    for (std::size_t i = known; i < names.size(); ++i) {
        const auto number = base::parseDecimal<std::size_t>(names[i]).value_or(0);
        if (number >= 1 && number <= kMaxNumber && !m_taken[number] && !names[i].starts_with('0')) {
            m_taken[number] = true;
            m_numbers[i] = {names[i], false};
        }
    }
    for (std::size_t i = known; i < names.size(); ++i) {
        if (m_numbers[i].text.empty()) {
            std::size_t number = 1;
            while (number < kMaxNumber && m_taken[number]) {
                ++number;
            }
            m_taken[number] = true;
            m_numbers[i] = {std::to_string(number), true};
        }
    }
}

std::string_view ChannelNumbers::of(std::size_t channel, const std::vector<std::string>& channels, LossCounter& losses)
{
    if (m_numbers.size() < channels.size()) {
        take(channels);
    }
    if (channel >= m_numbers.size()) {
        return "1";
    }
    if (m_numbers[channel].renamed) {
        losses.add("channel names written as numbers");
    }
    return m_numbers[channel].text;
}

} // namespace argus::formats
