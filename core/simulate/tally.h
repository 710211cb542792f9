// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/expectation.h"
#include "core/simulate/frame.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

namespace argus::simulate {

/// A control unit as the triage result names it.
struct EcuName
{
    Bus bus = Bus::Car;
    std::string address; ///< "7E8", "18DAF110", "SA 00"
    std::string request; ///< id of the requests to it; empty for J1939

    auto operator<=>(const EcuName&) const = default;
};

/// Counts what is written, by the counting rules of the triage result. Each function is called when the last frame of a
/// message has been written, never when it was planned, so that the counts hold wherever the recording ends.
class Tally
{
public:
    void countData(Bus bus, std::uint32_t id, bool extended, bool fd, std::uint64_t frames);
    void count(const Frame& frame);
    /// A line that no reader can take for a frame, with its line end.
    void skipped(std::string_view reason, std::uint64_t offset, std::uint64_t bytes);
    void gap(Micros start, Micros end);
    void incompleteMessage() { ++m_result.incompleteMessages; }

    /// One record of a UDS response: `raw` is three bytes, `counted` false for sub-functions that only list. A status
    /// that is absent (59 14, 59 03) changes nothing about `fault`.
    void udsRecord(const EcuName& ecu, std::uint32_t raw, std::optional<std::uint8_t> status, bool counted, Micros at);
    /// A code that an OBD response ("43", "47", "4A") names.
    void obdCode(const EcuName& ecu, std::string_view service, std::uint16_t raw, Micros at);
    /// An entry of a J1939 message ("DM1", "DM2").
    void j1939Entry(const EcuName& ecu, std::string_view message, const std::array<std::uint8_t, 4>& raw, Micros at);
    /// The control unit accepted a request to clear its codes.
    void cleared(const EcuName& ecu, std::string_view protocol);
    void negativeResponse(const EcuName& ecu, std::uint8_t service, std::uint8_t nrc);
    void session(const EcuName& ecu, std::uint8_t session);
    void vin(const EcuName& ecu, std::string_view source, std::string_view vin);
    void supplierDatum(const EcuName& ecu, std::string_view key, std::string_view value);
    /// A complete message from a control unit.
    void seen(const EcuName& ecu, std::string_view protocol);

    /// The expectation so far; totals of the file are the caller's to fill in.
    DriveExpectation result() const;

private:
    struct DtcKey
    {
        EcuName ecu;
        std::string protocol;
        std::string code;

        auto operator<=>(const DtcKey&) const = default;
    };
    struct EcuFacts
    {
        std::set<std::string, std::less<>> protocols;
        std::map<std::string, std::string> supplierData;
    };

    ExpectedDtc& dtc(const EcuName& ecu, std::string_view protocol, std::string code, std::string raw, Micros at);
    static void add(ExpectedDtc& dtc, std::string_view service);

    DriveExpectation m_result;
    std::array<std::uint64_t, kBusCount> m_channels {};
    std::map<std::pair<bool, std::uint32_t>, std::uint64_t> m_ids;
    std::map<DtcKey, ExpectedDtc> m_dtcs;
    std::map<EcuName, EcuFacts> m_ecus;
    std::map<std::tuple<EcuName, std::uint8_t, std::uint8_t>, std::uint64_t> m_negative;
    std::map<std::pair<EcuName, std::uint8_t>, std::uint64_t> m_sessions;
    std::map<std::pair<EcuName, std::string>, std::uint64_t> m_vinSources;
};

/// "P0301": the letter and digits of two bytes (SAE J2012).
std::string codeText(std::uint16_t raw);

} // namespace argus::simulate
