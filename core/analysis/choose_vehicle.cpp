// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge_parts.h"
#include "core/base/text.h"
#include "core/domain/vin.h"

#include <algorithm>
#include <map>

namespace argus::analysis {

namespace {

constexpr std::string_view kGiven = "given";

void addCandidate(std::vector<domain::VinCandidate>& candidates, const domain::VinCandidate& candidate)
{
    if (std::ranges::find(candidates, candidate) == candidates.end()) {
        candidates.push_back(candidate);
    }
}

std::string inQuotes(const std::string& vin)
{
    return "\"" + base::printable(vin, domain::kMaxVinLength) + "\"";
}

} // namespace

domain::TriageVehicle chooseVehicle(const domain::Batch& batch, std::span<const FileInput> files,
                                    std::vector<std::string>& warnings)
{
    domain::TriageVehicle vehicle;
    if (!batch.vin.empty()) {
        vehicle.vinCandidates.push_back({batch.vin, std::string(kGiven), "", domain::hasValidCheckDigit(batch.vin)});
    }
    for (const FileInput& file : files) {
        if (file.findings != nullptr) {
            for (const domain::VinCandidate& candidate : file.findings->vins) {
                addCandidate(vehicle.vinCandidates, candidate);
            }
        }
    }
    if (vehicle.vinCandidates.empty()) {
        return vehicle;
    }
    std::map<std::string, std::size_t> sources;
    for (const domain::VinCandidate& candidate : vehicle.vinCandidates) {
        ++sources[candidate.vin];
    }
    const domain::VinCandidate* chosen = &vehicle.vinCandidates.front();
    if (batch.vin.empty()) {
        for (const domain::VinCandidate& candidate : vehicle.vinCandidates) {
            if (sources[candidate.vin] > sources[chosen->vin]) {
                chosen = &candidate;
            }
        }
    } else if (!domain::isWellFormedVin(batch.vin)) {
        warnings.push_back("the given vehicle identification " + inQuotes(batch.vin)
                           + " is no VIN as ISO 3779 defines it");
    }
    vehicle.vin = chosen->vin;
    vehicle.vinSource = chosen->source;
    sources.erase(vehicle.vin);
    if (!sources.empty()) {
        std::string others;
        for (const auto& [vin, count] : sources) {
            others += (others.empty() ? "" : ", ") + inQuotes(vin);
        }
        warnings.push_back("recordings name another vehicle than " + inQuotes(vehicle.vin) + ": " + others);
    }
    return vehicle;
}

} // namespace argus::analysis
