// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace argus::formats {

/// Gives channel names their indices, in the order in which they are met. At most `limit` different names are kept, so
/// that damaged or hostile files do not fill the memory; all others share one that is called "other".
class ChannelNames
{
public:
    explicit ChannelNames(std::size_t limit)
        : m_limit(limit)
    { }

    /// The index of a name as it stands in the file. names() has it in a form that is safe to print.
    std::uint16_t index(std::string_view raw);

    const std::vector<std::string>& names() const { return m_names; }
    /// True when a name came that was one too many.
    bool overflowed() const { return m_overflowed; }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };

    const std::size_t m_limit;
    std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>> m_indices;
    std::vector<std::string> m_names;
    std::uint16_t m_other = 0;
    bool m_overflowed = false;
};

} // namespace argus::formats
