// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

namespace argus::formats::blf {

/// The channel numbers that names are written as. A name that is a number is that number; another one, or one whose
/// number is taken, gets the least number that is free.
class ChannelNumbers
{
public:
    /// Takes names that are new; `names` grows from call to call.
    void add(const std::vector<std::string>& names);
    std::uint16_t number(std::size_t index) const { return m_numbers[index]; }
    /// True when a reader will find another name.
    bool isRenamed(std::size_t index) const { return m_renamed[index]; }

private:
    std::vector<std::uint16_t> m_numbers;
    std::vector<bool> m_renamed;
    std::unordered_set<std::uint16_t> m_taken;
    std::uint16_t m_next = 1;
};

} // namespace argus::formats::blf
