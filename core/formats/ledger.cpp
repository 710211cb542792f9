// SPDX-License-Identifier: Apache-2.0
#include "core/formats/ledger.h"

#include <algorithm>
#include <utility>

namespace argus::formats {

namespace {

constexpr std::string_view kOtherReasons = "other reasons";
constexpr std::string_view kMoreWarnings = "there are more warnings than are kept";

} // namespace

void Ledger::skip(std::string_view reason, std::uint64_t offset, std::uint64_t bytes, std::uint64_t count)
{
    const auto named = [this](std::string_view name) {
        return std::find_if(m_skipped.begin(), m_skipped.end(),
                            [name](const domain::Skipped& entry) { return entry.reason == name; });
    };
    auto entry = named(reason);
    if (entry == m_skipped.end() && m_skipped.size() + 1 >= kMaxReasons) {
        reason = kOtherReasons;
        entry = named(reason);
    }
    if (entry == m_skipped.end()) {
        m_skipped.push_back({std::string(reason), count, bytes, offset});
        return;
    }
    entry->count += count;
    entry->bytes += bytes;
    entry->firstOffset = std::min(entry->firstOffset, offset);
}

void Ledger::warn(std::string text)
{
    if (m_warnings.size() >= kMaxWarnings
        || std::find(m_warnings.begin(), m_warnings.end(), text) != m_warnings.end()) {
        return;
    }
    if (m_warnings.size() + 1 == kMaxWarnings) {
        text = kMoreWarnings;
    }
    m_warnings.push_back(std::move(text));
}

void Ledger::merge(const Ledger& other)
{
    for (const domain::Skipped& entry : other.m_skipped) {
        skip(entry.reason, entry.firstOffset, entry.bytes, entry.count);
    }
    for (const std::string& text : other.m_warnings) {
        warn(text);
    }
}

std::uint64_t Ledger::skippedCount() const
{
    std::uint64_t count = 0;
    for (const domain::Skipped& entry : m_skipped) {
        count += entry.count;
    }
    return count;
}

} // namespace argus::formats
