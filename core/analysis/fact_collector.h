// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/analysis/file_findings.h"
#include "core/analysis/timeline_builder.h"
#include "core/protocol/diagnostic_listener.h"

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace argus::analysis {

/// Gathers the diagnostic facts of one file into its findings: control units, trouble codes, VINs, refusals. Each fact
/// costs a few look-ups, whatever came before; what passes the bounds of FileFindings is counted for a warning.
class FactCollector final : public protocol::DiagnosticListener
{
public:
    /// Both must outlive the collector.
    FactCollector(FileFindings& findings, TimelineBuilder& timeline)
        : m_findings(findings)
        , m_timeline(timeline)
    { }

    void unitMessage(const protocol::Origin& origin, protocol::Protocol protocol) override;
    void troubleCode(const protocol::Origin& origin, const protocol::TroubleCode& code) override;
    void codeData(const protocol::Origin& origin, const protocol::CodeData& data) override;
    void vin(const protocol::Origin& origin, std::string_view source, const std::string& vin) override;
    void supplierDatum(const protocol::Origin& origin, domain::SupplierDatum datum) override;
    void unitName(const protocol::Origin& origin, const std::string& name) override;
    void negativeResponse(const protocol::Origin& origin, std::uint8_t service, std::uint8_t nrc) override;
    void codesCleared(const protocol::Origin& origin, protocol::Protocol protocol, std::uint32_t group) override;
    void partialMessage(const protocol::PartialMessage& message, std::string_view channelName) override;

    /// The recording ended: writes what was kept aside and the warnings about bounds and incomplete messages.
    void finish();

private:
    /// Beside a control unit: its codes that no clear request has removed yet, by protocol.
    struct UnitIndex
    {
        std::array<std::set<std::size_t>, 4> standing;
    };

    domain::Ecu* unit(const protocol::Origin& origin);
    domain::Dtc* code(const protocol::Origin& origin, const protocol::TroubleCode& code);
    void clear(domain::Dtc& dtc, const protocol::Origin& origin);

    FileFindings& m_findings;
    TimelineBuilder& m_timeline;
    std::unordered_map<std::string, std::size_t> m_ecuIndex;
    std::unordered_map<std::string, std::size_t> m_dtcIndex;
    std::unordered_map<std::string, std::size_t> m_refusalIndex;
    std::vector<UnitIndex> m_units;
    std::map<std::string, ClearFinding> m_clears;
    std::array<PartialFinding, protocol::kPartialReasons> m_partials;
    std::uint64_t m_droppedFacts = 0;
};

} // namespace argus::analysis
