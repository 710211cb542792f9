// SPDX-License-Identifier: Apache-2.0
#include "core/report/evidence_index.h"

#include <algorithm>

namespace argus::report {

EvidenceIndex::Key EvidenceIndex::keyOf(const domain::Evidence& evidence)
{
    return {evidence.file, evidence.offset, evidence.ts, evidence.id, evidence.raw};
}

EvidenceIndex::EvidenceIndex(const domain::Triage& triage)
{
    for (const domain::Dtc& dtc : triage.dtcs) {
        for (const domain::Evidence& evidence : dtc.evidence) {
            add(evidence, dtc.code);
        }
        for (const domain::Snapshot& snapshot : dtc.snapshots) {
            add(snapshot.evidence, dtc.code + " " + snapshot.kind);
        }
    }
    for (const domain::NegativeResponse& response : triage.negativeResponses) {
        add(response.evidence, "refused " + response.service);
    }
    for (const domain::LogErrorCluster& cluster : triage.logErrors) {
        add(cluster.evidence, "log line");
    }
}

void EvidenceIndex::add(const domain::Evidence& evidence, const std::string& about)
{
    if (evidence == domain::Evidence {}) {
        return;
    }
    const auto [at, isNew] = m_numbers.try_emplace(keyOf(evidence), m_entries.size() + 1);
    if (isNew) {
        m_entries.push_back({&evidence, about});
        return;
    }
    // One message often carries several codes.
    std::string& known = m_entries[at->second - 1].about;
    constexpr std::size_t kLongest = 60;
    if (known.find(about) == std::string::npos && known.size() + about.size() < kLongest) {
        known += ", " + about;
    }
}

std::size_t EvidenceIndex::number(const domain::Evidence& evidence) const
{
    const auto found = m_numbers.find(keyOf(evidence));
    return found == m_numbers.end() ? 0 : found->second;
}

std::vector<std::size_t> EvidenceIndex::numbers(const std::vector<domain::Evidence>& list) const
{
    std::vector<std::size_t> found;
    for (const domain::Evidence& evidence : list) {
        if (const std::size_t at = number(evidence); at != 0 && std::ranges::find(found, at) == found.end()) {
            found.push_back(at);
        }
    }
    return found;
}

} // namespace argus::report
