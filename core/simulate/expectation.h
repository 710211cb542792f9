// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace argus::simulate {

/// One trouble code of one control unit in one protocol, as the triage result must list it.
struct ExpectedDtc
{
    std::string code; ///< "P0301-00", "P0301", "SPN 190 FMI 2"
    std::string raw; ///< hex: UDS three bytes, OBD two, J1939 four
    std::string protocol; ///< "uds", "obd", "j1939"
    std::string ecu; ///< "7E8", "18DAF110", "SA 00"
    std::string channel;
    std::map<std::string, std::uint64_t> services; ///< {"59": 3}
    std::uint64_t occurrences = 0; ///< the sum of services
    bool fault = true;
    bool cleared = false; ///< its control unit accepted a clear request after the last sighting
    std::int64_t firstTs = 0; ///< us; of the first frame of the first message that reports it
    std::int64_t lastTs = 0; ///< us; of the first frame of the last message that reports it
};

/// A control unit that took part in a diagnosis.
struct ExpectedEcu
{
    std::string channel;
    std::string address;
    std::string request; ///< id of the requests to it; empty for J1939
    std::vector<std::string> protocols; ///< sorted
    std::map<std::string, std::string> supplierData; ///< {"F187": "..."}
};

/// A refusal, by control unit, service and code. 78 (response pending) is listed like the others.
struct ExpectedNegativeResponse
{
    std::string ecu;
    std::string channel;
    std::string service; ///< "22"
    std::string nrc; ///< "31"
    std::uint64_t count = 0;
};

/// Diagnostic sessions that a control unit entered (10 answered by 50).
struct ExpectedSession
{
    std::string ecu;
    std::string channel;
    std::string session; ///< "01", "03"
    std::uint64_t count = 0;
};

/// Where a VIN was answered.
struct ExpectedVinSource
{
    std::string source; ///< "uds 22 F190", "obd 09 02", "j1939 65260"
    std::string ecu;
    std::string channel;
    std::uint64_t count = 0;
};

struct ExpectedSkip
{
    std::string reason;
    std::uint64_t count = 0;
    std::uint64_t bytes = 0; ///< with the line ends
    std::uint64_t firstOffset = 0;
};

/// A pause in which nothing was recorded.
struct ExpectedGap
{
    std::int64_t startTs = 0; ///< us; the last frame before it
    std::int64_t endTs = 0; ///< us; the first frame after it
};

/// Everything a reader must find in a synthetic drive: kept by the generator while it writes, from what it wrote, by
/// the counting rules of the triage result. No reader or decoder of this program has a part in it.
struct DriveExpectation
{
    std::uint64_t seed = 0;
    std::uint64_t bytes = 0;
    std::uint64_t frames = 0; ///< of all kinds
    std::uint64_t dataFrames = 0;
    std::uint64_t remoteFrames = 0;
    std::uint64_t errorFrames = 0;
    std::uint64_t fdFrames = 0;
    std::map<std::string, std::uint64_t> channels; ///< frames by channel
    std::map<std::string, std::uint64_t> ids; ///< frames by id, error frames not counted
    std::int64_t firstTs = 0; ///< us; stamps never fall, so these are also the least and the greatest
    std::int64_t lastTs = 0;
    std::vector<ExpectedSkip> skipped;
    std::string vin; ///< of the vehicle; empty when no message gave it
    std::vector<ExpectedVinSource> vinSources;
    std::vector<ExpectedEcu> ecus; ///< by channel and address
    std::vector<ExpectedDtc> dtcs; ///< by channel, control unit, protocol and code
    std::vector<ExpectedNegativeResponse> negativeResponses;
    std::vector<ExpectedSession> sessions;
    std::vector<ExpectedGap> gaps; ///< the first 1000
    std::uint64_t gapCount = 0;
    std::uint64_t incompleteMessages = 0; ///< multi-frame messages whose end was left out on purpose
    bool cutTail = false; ///< the recording ends in the middle of a line
};

/// The expectation as JSON with the keys of the inspection and the triage result; always marked `"synthetic": true`.
std::string toJson(const DriveExpectation& expectation);

} // namespace argus::simulate
