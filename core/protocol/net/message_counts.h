// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace argus::protocol {

/// Messages by what they are. At most kMaxKinds kinds; further ones share one.
class MessageCounts
{
public:
    static constexpr std::size_t kMaxKinds = 256;

    void add(std::string_view kind, std::uint64_t count = 1)
    {
        if (const auto known = m_counts.find(kind); known != m_counts.end()) {
            known->second += count;
        } else if (m_counts.size() < kMaxKinds) {
            m_counts.emplace(kind, count);
        } else {
            m_counts["(other kinds)"] += count;
        }
    }

    const std::map<std::string, std::uint64_t, std::less<>>& byKind() const { return m_counts; }

private:
    std::map<std::string, std::uint64_t, std::less<>> m_counts;
};

} // namespace argus::protocol
