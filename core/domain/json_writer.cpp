// SPDX-License-Identifier: Apache-2.0
#include "core/domain/json_writer.h"

#include "core/base/text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace argus::domain {

namespace {

constexpr std::int64_t kNanos = 1'000'000'000;

/// Length of the longest well-formed UTF-8 sequence at the start of `text`; 0 when its first byte starts none.
std::size_t wellFormedLength(std::string_view text)
{
    for (std::size_t length = 1; length <= 4 && length <= text.size(); ++length) {
        if (base::isUtf8(text.substr(0, length))) {
            return length;
        }
    }
    return 0;
}

} // namespace

void JsonWriter::newLine()
{
    if (m_indent >= 0) {
        m_out += '\n';
        m_out.append(static_cast<std::size_t>(m_indent) * static_cast<std::size_t>(m_depth), ' ');
    }
}

void JsonWriter::separate()
{
    if (m_afterKey) {
        m_afterKey = false;
        return;
    }
    if (m_depth == 0) {
        return;
    }
    if (!m_first) {
        m_out += ',';
    }
    newLine();
    m_first = false;
}

void JsonWriter::open(char bracket)
{
    separate();
    m_out += bracket;
    ++m_depth;
    m_first = true;
}

void JsonWriter::close(char bracket)
{
    --m_depth;
    if (!m_first) {
        newLine();
    }
    m_out += bracket;
    m_first = false;
}

void JsonWriter::key(std::string_view name)
{
    separate();
    quote(name);
    m_out += m_indent >= 0 ? ": " : ":";
    m_afterKey = true;
}

void JsonWriter::raw(std::string_view text)
{
    separate();
    m_out += text;
}

void JsonWriter::value(double number)
{
    if (!std::isfinite(number)) {
        null();
        return;
    }
    std::array<char, 32> digits;
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    std::string text(digits.data(), error == std::errc {} ? end : digits.data());
    if (text.find_first_of(".e") == std::string::npos) {
        text += ".0";
    }
    raw(text);
}

void JsonWriter::value(std::string_view text)
{
    separate();
    quote(text);
}

void JsonWriter::quote(std::string_view text)
{
    m_out += '"';
    while (!text.empty()) {
        const auto byte = static_cast<unsigned char>(text.front());
        if (byte == '"' || byte == '\\') {
            m_out += '\\';
            m_out += text.front();
        } else if (byte == '\n') {
            m_out += "\\n";
        } else if (byte == '\t') {
            m_out += "\\t";
        } else if (byte == '\r') {
            m_out += "\\r";
        } else if (byte < 0x20 || byte == 0x7F) {
            m_out += "\\u00" + base::hexNumber(byte, 2);
        } else if (byte < 0x80) {
            m_out += text.front();
        } else if (const std::size_t length = wellFormedLength(text); length > 0) {
            m_out += text.substr(0, length);
            text.remove_prefix(length);
            continue;
        } else {
            m_out += "\xEF\xBF\xBD";
        }
        text.remove_prefix(1);
    }
    m_out += '"';
}

void JsonWriter::seconds(RecordingTime time)
{
    if (time == kNoTime) {
        null();
    } else {
        raw(secondsText(time));
    }
}

void JsonWriter::textOrNull(std::string_view text)
{
    if (text.empty()) {
        null();
    } else {
        value(text);
    }
}

void JsonWriter::memberSeconds(std::string_view name, RecordingTime time)
{
    key(name);
    seconds(time);
}

void JsonWriter::memberOrNull(std::string_view name, std::string_view text)
{
    key(name);
    textOrNull(text);
}

void JsonWriter::memberNull(std::string_view name)
{
    key(name);
    null();
}

void JsonWriter::memberStrings(std::string_view name, const std::vector<std::string>& texts)
{
    memberArray(name, texts, [this](const std::string& text) { value(text); });
}

std::string secondsText(RecordingTime time)
{
    // The magnitude as unsigned: the smallest int64 has no positive twin.
    const bool negative = time < 0;
    const std::uint64_t magnitude = negative ? 0 - static_cast<std::uint64_t>(time) : static_cast<std::uint64_t>(time);
    std::string fraction = std::to_string(magnitude % kNanos);
    fraction.insert(0, 9 - fraction.size(), '0');
    while (fraction.size() > 1 && fraction.back() == '0') {
        fraction.pop_back();
    }
    return (negative ? "-" : "") + std::to_string(magnitude / kNanos) + "." + fraction;
}

std::optional<RecordingTime> parseSecondsText(std::string_view text)
{
    if (text.find_first_of("eE") != std::string_view::npos) {
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        const double nanos = number * static_cast<double>(kNanos);
        if (error != std::errc {} || end != text.data() + text.size() || !(std::abs(nanos) < 9.2e18)) {
            return std::nullopt;
        }
        return std::llround(nanos);
    }
    const bool negative = text.starts_with('-');
    if (negative) {
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    const auto whole = base::parseDecimal<std::uint64_t>(text.substr(0, point));
    std::string digits(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
    if (!whole || (point != std::string_view::npos && digits.empty())
        || digits.find_first_not_of("0123456789") != std::string::npos) {
        return std::nullopt;
    }
    digits.resize(9, '0');
    const auto nanos = base::parseDecimal<std::uint64_t>(digits);
    constexpr std::uint64_t kLargest = std::numeric_limits<std::int64_t>::max();
    if (!nanos || *whole > kLargest / kNanos) {
        return std::nullopt;
    }
    const std::uint64_t magnitude = *whole * kNanos + *nanos;
    if (magnitude > kLargest) {
        return std::nullopt;
    }
    return negative ? -static_cast<std::int64_t>(magnitude) : static_cast<std::int64_t>(magnitude);
}

} // namespace argus::domain
