// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge_parts.h"

#include <algorithm>
#include <map>
#include <set>

namespace argus::analysis {

namespace {

using UnitKey = std::pair<std::string, std::string>;

void add(domain::Ecu& to, const domain::Ecu& from)
{
    if (to.requestAddress.empty()) {
        to.requestAddress = from.requestAddress;
    }
    if (to.name.empty()) {
        to.name = from.name;
    }
    to.messages += from.messages;
    to.negativeResponses += from.negativeResponses;
    for (const domain::SupplierDatum& datum : from.supplierData) {
        const auto known = std::ranges::find(to.supplierData, datum.key, &domain::SupplierDatum::key);
        if (known == to.supplierData.end()) {
            to.supplierData.push_back(datum);
        } else {
            known->value = datum.value; // a later file tells the newer state
        }
    }
    std::set<std::string> protocols(to.protocols.begin(), to.protocols.end());
    protocols.insert(from.protocols.begin(), from.protocols.end());
    to.protocols.assign(protocols.begin(), protocols.end());
}

} // namespace

std::vector<domain::Ecu> mergeEcus(std::span<const FileInput> files, const std::vector<domain::Dtc>& dtcs)
{
    std::map<UnitKey, domain::Ecu> merged;
    for (const FileInput& file : files) {
        if (file.findings == nullptr) {
            continue;
        }
        for (const domain::Ecu& ecu : file.findings->ecus) {
            const auto [at, isNew] = merged.try_emplace({ecu.channel, ecu.address}, ecu);
            if (!isNew) {
                add(at->second, ecu);
            }
        }
    }
    std::map<UnitKey, std::set<std::string>> codes;
    std::map<UnitKey, std::set<std::string>> faults;
    for (const domain::Dtc& dtc : dtcs) {
        codes[{dtc.channel, dtc.ecu}].insert(dtc.code);
        if (dtc.fault) {
            faults[{dtc.channel, dtc.ecu}].insert(dtc.code);
        }
    }
    std::vector<domain::Ecu> result;
    result.reserve(merged.size());
    for (auto& [key, ecu] : merged) {
        ecu.dtcCount = codes[key].size();
        ecu.faultCount = faults[key].size();
        std::ranges::sort(ecu.supplierData, {}, &domain::SupplierDatum::key);
        result.push_back(std::move(ecu));
    }
    return result;
}

} // namespace argus::analysis
