// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/diagnose.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

namespace argus::diagnosis {

namespace {

using Key = std::tuple<std::string_view, std::uint64_t, domain::RecordingTime, std::string_view, std::string_view>;

Key keyOf(const domain::Evidence& evidence)
{
    return {evidence.file, evidence.offset, evidence.ts, evidence.id, evidence.raw};
}

std::set<Key> evidenceIn(const domain::Triage& triage)
{
    std::set<Key> known;
    for (const domain::Dtc& dtc : triage.dtcs) {
        for (const domain::Evidence& evidence : dtc.evidence) {
            known.insert(keyOf(evidence));
        }
        for (const domain::Snapshot& snapshot : dtc.snapshots) {
            known.insert(keyOf(snapshot.evidence));
        }
    }
    for (const domain::NegativeResponse& response : triage.negativeResponses) {
        known.insert(keyOf(response.evidence));
    }
    for (const domain::LogErrorCluster& cluster : triage.logErrors) {
        known.insert(keyOf(cluster.evidence));
    }
    // A finding made without a place (all fields empty) is nothing that one could look up.
    known.erase(keyOf(domain::Evidence {}));
    return known;
}

} // namespace

domain::Diagnosis verified(domain::Diagnosis diagnosis, const domain::Triage& triage)
{
    const std::set<Key> known = evidenceIn(triage);
    std::vector<domain::Statement> kept;
    for (domain::Statement& statement : diagnosis.statements) {
        std::erase_if(statement.evidence,
                      [&known](const domain::Evidence& evidence) { return !known.contains(keyOf(evidence)); });
        if (statement.evidence.empty() || statement.text.empty()) {
            ++diagnosis.droppedStatements;
            continue;
        }
        if (statement.kind != "cause" && statement.kind != "risk" && statement.kind != "action") {
            statement.kind = "observation";
        }
        const bool finite = std::isfinite(statement.confidence);
        statement.confidence = finite ? std::clamp(statement.confidence, 0.0, 1.0) : 0.0;
        kept.push_back(std::move(statement));
    }
    diagnosis.statements = std::move(kept);
    return diagnosis;
}

} // namespace argus::diagnosis
