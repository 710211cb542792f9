// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/diagnosis/diagnose.h"
#include "core/diagnosis/explain.h"
#include "core/domain/triage.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Builds small cases for the rules' tests.
namespace argus::diagnosis::cases {

inline domain::Evidence proof(const std::string& about)
{
    return {"drive.log", std::hash<std::string> {}(about) % 1'000'000, 5'000'000'000, "7E8", about};
}

/// A UDS code; status 2F is present and confirmed.
inline domain::Dtc code(const std::string& name, const std::string& ecu = "7E8",
                        std::optional<std::uint8_t> status = 0x2F)
{
    domain::Dtc dtc;
    dtc.code = name;
    dtc.protocol = "uds";
    dtc.services = {{"59", 1}};
    dtc.ecu = ecu;
    dtc.channel = "can0";
    dtc.occurrences = 1;
    dtc.firstSeen = dtc.lastSeen = {"drive.log", 5'000'000'000};
    if (status) {
        dtc.status = domain::DtcStatus {*status, {}};
        dtc.fault = (*status & 0x8D) != 0;
    }
    dtc.evidence = {proof(name + ecu)};
    return dtc;
}

inline domain::Dtc spn(std::int64_t number, std::int64_t fmi, const std::string& ecu = "SA 00")
{
    domain::Dtc dtc = code("SPN " + std::to_string(number) + " FMI " + std::to_string(fmi), ecu, std::nullopt);
    dtc.protocol = "j1939";
    dtc.services = {{"DM1", 4}};
    dtc.spn = number;
    dtc.fmi = fmi;
    dtc.oc = 1;
    return dtc;
}

/// A case of one file with the given codes and the control units that they come from.
inline domain::Triage with(std::vector<domain::Dtc> codes)
{
    domain::Triage triage;
    triage.batch.id = *domain::BatchId::parse("0193a1b2-c3d4-7e5f-8a6b-1c2d3e4f5a6b");
    triage.batch.status = domain::BatchStatus::Diagnosing;
    domain::TriageFile file;
    file.name = "drive.log";
    file.status = domain::FileStatus::Completed;
    file.frames = 1000;
    file.firstTs = 0;
    file.lastTs = 60'000'000'000;
    triage.files = {file};
    for (const domain::Dtc& dtc : codes) {
        const bool known = std::ranges::any_of(triage.ecus, [&dtc](const auto& ecu) { return ecu.address == dtc.ecu; });
        if (!known) {
            domain::Ecu ecu;
            ecu.channel = dtc.channel;
            ecu.address = dtc.ecu;
            ecu.messages = 5;
            ecu.faultCount = 1;
            ecu.protocols = {dtc.protocol};
            triage.ecus.push_back(ecu);
        }
    }
    triage.dtcs = std::move(codes);
    explain(triage);
    return triage;
}

/// The first statement whose text holds `part`.
inline std::optional<domain::Statement> find(const domain::Diagnosis& diagnosis, std::string_view part)
{
    for (const domain::Statement& statement : diagnosis.statements) {
        if (statement.text.find(part) != std::string::npos) {
            return statement;
        }
    }
    return std::nullopt;
}

inline bool hasAction(const domain::Diagnosis& diagnosis, std::string_view part)
{
    return std::ranges::any_of(diagnosis.actions,
                               [part](const std::string& action) { return action.find(part) != std::string::npos; });
}

} // namespace argus::diagnosis::cases
