// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/text/hex_digits.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::formats {

/// Takes a line apart at blanks (spaces and tabs), one field after the other, without copies.
class BlankFields
{
public:
    explicit BlankFields(std::string_view line)
        : m_rest(line)
    { }

    /// The next field; empty when there is none.
    std::string_view next()
    {
        std::size_t begin = 0;
        while (begin < m_rest.size() && isBlank(m_rest[begin])) {
            ++begin;
        }
        std::size_t end = begin;
        while (end < m_rest.size() && !isBlank(m_rest[end])) {
            ++end;
        }
        const std::string_view field = m_rest.substr(begin, end - begin);
        m_rest.remove_prefix(end);
        return field;
    }

    /// What lies behind the last field.
    std::string_view rest() const { return m_rest; }

private:
    static bool isBlank(char c) { return c == ' ' || c == '\t'; }

    std::string_view m_rest;
};

/// What one unit of a written stamp is, in ns.
inline constexpr std::int64_t kSecond = 1'000'000'000;
inline constexpr std::int64_t kMillisecond = 1'000'000;
inline constexpr std::int64_t kMicrosecond = 1'000;

/// A stamp written as a decimal number of `unit`, with sign and decimals ("-0.25", "12.000"; point, not comma), as ns.
/// Decimals beyond nanoseconds are dropped. Nothing for other text, and where it does not fit.
std::optional<domain::RecordingTime> parseStamp(std::string_view text, std::int64_t unit);

/// "2021-06-01", "12:30:59" with any decimals: ns since 1970, as if in UTC. Nothing where there is no such day or time.
std::optional<domain::RecordingTime> calendarTime(int year, int month, int day, std::string_view clock);

/// 1 to 12 for the name of a month, English or German, whole or its first three letters ("Jan", "Mai", "Mär", "Okt");
/// case does not matter. 0 for anything else.
int monthOf(std::string_view name);

/// A byte of exactly two hexadecimal digits.
inline std::optional<std::uint8_t> hexByte(std::string_view text)
{
    if (text.size() != 2) {
        return std::nullopt;
    }
    const std::uint32_t high = hexDigit(text[0]);
    const std::uint32_t low = hexDigit(text[1]);
    if ((high | low) > 15) {
        return std::nullopt;
    }
    return static_cast<std::uint8_t>(high << 4 | low);
}

} // namespace argus::formats
