// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace argus::report {

/// Numbers the evidence of a triage result from 1, so that statements can point at it. Refers to the triage.
class EvidenceIndex
{
public:
    struct Entry
    {
        const domain::Evidence* evidence = nullptr;
        std::string about; ///< the code, request or log line that it first stands for
    };

    explicit EvidenceIndex(const domain::Triage& triage);

    /// 0 when the triage has no such evidence.
    std::size_t number(const domain::Evidence& evidence) const;
    std::vector<std::size_t> numbers(const std::vector<domain::Evidence>& list) const;
    /// By number, from 1.
    const std::vector<Entry>& entries() const { return m_entries; }

private:
    using Key = std::tuple<std::string_view, std::uint64_t, domain::RecordingTime, std::string_view, std::string_view>;
    static Key keyOf(const domain::Evidence& evidence);
    void add(const domain::Evidence& evidence, const std::string& about);

    std::map<Key, std::size_t> m_numbers;
    std::vector<Entry> m_entries;
};

} // namespace argus::report
