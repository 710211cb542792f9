// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/text/line_words.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace argus::formats {

/// The channels of a chunk that are called by a number of one or two digits, for the short cuts of parsers.
class NumberedChannels
{
public:
    NumberedChannels() { restart(); }
    void restart() { m_indices.fill(-1); }

    /// Remembers the index of a channel that was met.
    void remember(std::string_view name, std::uint16_t index)
    {
        if (name.empty() || name.size() > 2 || !quick::isDigit(name[0]) || !quick::isDigit(name.back())) {
            return;
        }
        // "07" is another channel than "7".
        if (name.size() == 1 || name[0] != '0') {
            m_indices[numberOf(name[0], name.back(), name.size() == 2)] = index;
        }
    }

    /// Reads the channel at `at`, which moves behind it, if it was met before.
    bool read(const char*& at, std::uint16_t& index) const
    {
        if (!quick::isDigit(at[0])) {
            return false;
        }
        const bool two = quick::isDigit(at[1]);
        const std::size_t number = numberOf(at[0], two ? at[1] : at[0], two);
        if ((two && at[0] == '0') || m_indices[number] < 0) {
            return false;
        }
        index = static_cast<std::uint16_t>(m_indices[number]);
        at += two ? 2 : 1;
        return true;
    }

private:
    static std::size_t numberOf(char first, char last, bool two)
    {
        const auto value = [](char digit) { return static_cast<std::size_t>(digit - '0'); };
        return (two ? value(first) * 10 : 0) + value(last);
    }

    std::array<std::int32_t, 100> m_indices {}; ///< by number; below 0: not met
};

} // namespace argus::formats
