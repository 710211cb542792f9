// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/fact_collector.h"

#include "core/base/text.h"
#include "core/domain/vin.h"
#include "core/protocol/trouble_code.h"
#include "core/protocol/uds_names.h"

#include <algorithm>

namespace argus::analysis {

namespace {

constexpr std::size_t kEvidenceBytes = 64;
constexpr std::size_t kSnapshotBytes = 256;
constexpr std::size_t kMaxRemarks = 4;
constexpr std::size_t kMaxText = 256;

std::string unitKey(const protocol::Origin& origin)
{
    std::string key(origin.channelName);
    key += '\x1F';
    key += origin.ecu;
    return key;
}

std::string codeKey(const protocol::Origin& origin, protocol::Protocol protocol, std::string_view code)
{
    std::string key = unitKey(origin);
    key += '\x1F';
    key += toString(protocol);
    key += '\x1F';
    key += code;
    return key;
}

std::string hexHead(protocol::Payload bytes, std::size_t limit)
{
    return base::toHex(bytes.first(std::min(bytes.size(), limit)));
}

domain::Evidence evidenceOf(const protocol::Origin& origin)
{
    return {{},
            origin.position.offset,
            origin.position.ts,
            std::string(origin.frameId),
            hexHead(origin.payload, kEvidenceBytes)};
}

/// The first ones and the last: what lies between is left out.
template <class Item> void keepFirstAndLast(std::vector<Item>& items, Item item, std::size_t limit)
{
    if (items.size() < limit) {
        items.push_back(std::move(item));
    } else {
        items.back() = std::move(item);
    }
}

} // namespace

domain::Ecu* FactCollector::unit(const protocol::Origin& origin)
{
    std::string key = unitKey(origin);
    if (const auto at = m_ecuIndex.find(key); at != m_ecuIndex.end()) {
        return &m_findings.ecus[at->second];
    }
    if (m_findings.ecus.size() >= kMaxEcus) {
        ++m_droppedFacts;
        return nullptr;
    }
    m_ecuIndex.emplace(std::move(key), m_findings.ecus.size());
    domain::Ecu& ecu = m_findings.ecus.emplace_back();
    m_units.emplace_back();
    ecu.channel = origin.channelName;
    ecu.address = origin.ecu;
    return &ecu;
}

void FactCollector::unitMessage(const protocol::Origin& origin, protocol::Protocol protocol)
{
    domain::Ecu* ecu = unit(origin);
    if (ecu == nullptr) {
        return;
    }
    ++ecu->messages;
    if (ecu->requestAddress.empty()) {
        ecu->requestAddress = origin.request;
    }
    const std::string_view name = toString(protocol);
    const auto at = std::ranges::lower_bound(ecu->protocols, name);
    if (at == ecu->protocols.end() || *at != name) {
        ecu->protocols.insert(at, std::string(name));
    }
}

domain::Dtc* FactCollector::code(const protocol::Origin& origin, const protocol::TroubleCode& code)
{
    std::string key = codeKey(origin, code.protocol, code.code);
    if (const auto at = m_dtcIndex.find(key); at != m_dtcIndex.end()) {
        return &m_findings.dtcs[at->second];
    }
    if (m_findings.dtcs.size() >= kMaxDtcs) {
        ++m_droppedFacts;
        return nullptr;
    }
    m_dtcIndex.emplace(std::move(key), m_findings.dtcs.size());
    domain::Dtc& dtc = m_findings.dtcs.emplace_back();
    dtc.code = code.code;
    dtc.raw = code.raw;
    dtc.protocol = toString(code.protocol);
    dtc.ecu = origin.ecu;
    dtc.channel = origin.channelName;
    dtc.spn = code.spn;
    dtc.fmi = code.fmi;
    dtc.firstSeen.ts = origin.position.ts;
    // Until a status says so, a code that is only named (supported codes, counters) is no fault.
    dtc.fault = false;
    return &dtc;
}

void FactCollector::troubleCode(const protocol::Origin& origin, const protocol::TroubleCode& seen)
{
    domain::Dtc* dtc = code(origin, seen);
    if (dtc == nullptr) {
        return;
    }
    if (seen.counts) {
        ++dtc->services[std::string(seen.service)];
        ++dtc->occurrences;
    }
    if (seen.fault) {
        dtc->fault = *seen.fault;
    }
    if (seen.status) {
        dtc->status = seen.status;
    }
    if (seen.spn) {
        dtc->raw = seen.raw; // it holds the occurrence counter, which moves
        dtc->oc = seen.oc;
        dtc->lamps = seen.lamps;
    }
    if (!seen.remark.empty() && dtc->remarks.size() < kMaxRemarks
        && std::ranges::find(dtc->remarks, seen.remark) == dtc->remarks.end()) {
        dtc->remarks.emplace_back(seen.remark);
    }
    dtc->lastSeen.ts = origin.position.ts;
    dtc->clearedAt.reset();
    keepFirstAndLast(dtc->evidence, evidenceOf(origin), kMaxEvidence);
    if (const auto at = m_ecuIndex.find(unitKey(origin)); at != m_ecuIndex.end()) {
        const auto index = static_cast<std::size_t>(dtc - m_findings.dtcs.data());
        m_units[at->second].standing[static_cast<std::size_t>(seen.protocol)].insert(index);
    }
    if (dtc->fault && origin.position.ts != domain::kNoTime) {
        ++m_timeline.at(origin.position.ts).dtcs;
    }
}

void FactCollector::codeData(const protocol::Origin& origin, const protocol::CodeData& data)
{
    const auto at = m_dtcIndex.find(codeKey(origin, data.protocol, data.code));
    if (at == m_dtcIndex.end()) {
        return;
    }
    domain::Snapshot snapshot;
    snapshot.kind = data.kind;
    snapshot.record = data.record;
    snapshot.data = hexHead(data.data, kSnapshotBytes);
    snapshot.evidence = evidenceOf(origin);
    auto& snapshots = m_findings.dtcs[at->second].snapshots;
    const bool isKnown = std::ranges::any_of(snapshots, [&](const domain::Snapshot& known) {
        return known.kind == snapshot.kind && known.record == snapshot.record && known.data == snapshot.data;
    });
    if (!isKnown) {
        keepFirstAndLast(snapshots, std::move(snapshot), kMaxSnapshots);
    }
}

void FactCollector::vin(const protocol::Origin& origin, std::string_view source, const std::string& vin)
{
    auto& vins = m_findings.vins;
    const bool isKnown = std::ranges::any_of(vins, [&](const domain::VinCandidate& known) {
        return known.vin == vin && known.source == source && known.ecu == origin.ecu;
    });
    if (isKnown) {
        return;
    }
    if (vins.size() >= kMaxVinCandidates) {
        ++m_droppedFacts;
        return;
    }
    vins.push_back({vin, std::string(source), std::string(origin.ecu), domain::hasValidCheckDigit(vin)});
}

void FactCollector::supplierDatum(const protocol::Origin& origin, domain::SupplierDatum datum)
{
    domain::Ecu* ecu = unit(origin);
    if (ecu == nullptr) {
        return;
    }
    if (datum.value.size() > kMaxText) {
        datum.value.resize(kMaxText);
    }
    const auto known = std::ranges::find(ecu->supplierData, datum.key, &domain::SupplierDatum::key);
    if (known != ecu->supplierData.end()) {
        known->value = std::move(datum.value);
    } else if (ecu->supplierData.size() < kMaxSupplierData) {
        ecu->supplierData.push_back(std::move(datum));
    } else {
        ++m_droppedFacts;
    }
}

void FactCollector::unitName(const protocol::Origin& origin, const std::string& name)
{
    if (domain::Ecu* ecu = unit(origin); ecu != nullptr && ecu->name.empty()) {
        ecu->name = name.substr(0, kMaxText);
    }
}

void FactCollector::negativeResponse(const protocol::Origin& origin, std::uint8_t service, std::uint8_t nrc)
{
    const bool isFailure = nrc != protocol::kResponsePending;
    if (domain::Ecu* ecu = unit(origin); ecu != nullptr && isFailure) {
        ++ecu->negativeResponses;
    }
    if (isFailure && origin.position.ts != domain::kNoTime) {
        ++m_timeline.at(origin.position.ts).negativeResponses;
    }
    const std::string serviceText = base::hexNumber(service, 2);
    const std::string nrcText = base::hexNumber(nrc, 2);
    std::string key = unitKey(origin) + '\x1F' + serviceText + nrcText;
    auto& refusals = m_findings.negativeResponses;
    if (const auto at = m_refusalIndex.find(key); at != m_refusalIndex.end()) {
        ++refusals[at->second].count;
        return;
    }
    if (refusals.size() >= kMaxNegativeResponses) {
        ++m_droppedFacts;
        return;
    }
    m_refusalIndex.emplace(std::move(key), refusals.size());
    refusals.push_back({std::string(origin.ecu), std::string(origin.channelName), serviceText,
                        std::string(protocol::serviceName(service)), nrcText, std::string(protocol::nrcName(nrc)), 1,
                        evidenceOf(origin)});
}

void FactCollector::clear(domain::Dtc& dtc, const protocol::Origin& origin)
{
    dtc.clearedAt = domain::Sighting {{}, origin.position.ts};
}

void FactCollector::codesCleared(const protocol::Origin& origin, protocol::Protocol protocol, std::uint32_t group)
{
    const auto at = m_ecuIndex.find(unitKey(origin));
    if (at == m_ecuIndex.end()) {
        return;
    }
    auto& standing = m_units[at->second].standing[static_cast<std::size_t>(protocol)];
    // A group may be one code; every other group is taken for all codes, as its extent is the manufacturer's.
    if (group != protocol::kAllGroups) {
        const std::string code = protocol == protocol::Protocol::Kwp2000
            ? protocol::codeText(static_cast<std::uint16_t>(group))
            : protocol::threeByteCodeText(group);
        if (const auto one = m_dtcIndex.find(codeKey(origin, protocol, code)); one != m_dtcIndex.end()) {
            clear(m_findings.dtcs[one->second], origin);
            standing.erase(one->second);
            return;
        }
    }
    for (const std::size_t index : standing) {
        clear(m_findings.dtcs[index], origin);
    }
    standing.clear();
    m_clears[unitKey(origin) + '\x1F' + std::string(toString(protocol))]
        = {std::string(origin.channelName), std::string(origin.ecu), std::string(toString(protocol)), group,
           origin.position.ts};
}

void FactCollector::partialMessage(const protocol::PartialMessage& message, std::string_view)
{
    PartialFinding& partial = m_partials[static_cast<std::size_t>(message.reason)];
    if (partial.count++ == 0) {
        partial.reason = toString(message.reason);
        partial.firstOffset = message.position.offset;
    }
}

void FactCollector::finish()
{
    for (auto& [key, clear] : m_clears) {
        m_findings.clears.push_back(std::move(clear));
    }
    std::uint64_t incomplete = 0;
    std::string reasons;
    for (PartialFinding& partial : m_partials) {
        if (partial.count > 0) {
            incomplete += partial.count;
            reasons += (reasons.empty() ? "" : ", ") + partial.reason + ": " + std::to_string(partial.count);
            m_findings.partials.push_back(std::move(partial));
        }
    }
    if (incomplete > 0) {
        m_findings.warnings.push_back("incomplete diagnostic messages: " + std::to_string(incomplete) + " (" + reasons
                                      + ")");
    }
    if (m_droppedFacts > 0) {
        m_findings.warnings.push_back("more control units, trouble codes or identification than are kept of one file: "
                                      + std::to_string(m_droppedFacts) + " facts left out");
    }
}

} // namespace argus::analysis
