// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/protocol/message.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace argus::protocol {

/// The control unit that said something, and the message that it was said in. Views live for the time of the call.
struct Origin
{
    std::uint16_t channel = 0;
    std::string_view channelName;
    std::string_view ecu; ///< as Ecu::address
    std::string_view request; ///< as Ecu::requestAddress
    Position position; ///< of the first frame
    std::string_view frameId;
    Payload payload; ///< the whole message
};

/// A message names a trouble code.
struct TroubleCode
{
    Protocol protocol = Protocol::Uds;
    std::string_view service; ///< key of Dtc::services: "59", "43", "DM1", ...
    bool counts = true; ///< one occurrence; otherwise the code is only named
    std::string code;
    std::string raw; ///< hex
    std::optional<bool> fault; ///< nothing: the message has no status
    std::optional<domain::DtcStatus> status;
    std::optional<std::int64_t> spn;
    std::optional<std::int64_t> fmi;
    std::optional<std::int64_t> oc;
    std::optional<domain::Lamps> lamps;
    std::string_view remark; ///< empty: none
};

/// A snapshot or extended-data record of a code.
struct CodeData
{
    Protocol protocol = Protocol::Uds;
    std::string_view kind; ///< as Snapshot::kind
    std::string code;
    std::int64_t record = 0;
    Payload data;
};

/// Receives what the decoder understands, in the order of the recording, on the thread of the decoder. Every fact comes
/// from a control unit's own message; requests only serve to understand the answers.
class DiagnosticListener
{
public:
    virtual ~DiagnosticListener() = default;
    /// A complete message of a control unit; comes before the facts in it.
    virtual void unitMessage(const Origin& origin, Protocol protocol) = 0;
    virtual void troubleCode(const Origin& origin, const TroubleCode& code) = 0;
    virtual void codeData(const Origin& origin, const CodeData& data) = 0;
    /// `source` as VinCandidate::source.
    virtual void vin(const Origin& origin, std::string_view source, const std::string& vin) = 0;
    virtual void supplierDatum(const Origin& origin, domain::SupplierDatum datum) = 0;
    /// The control unit's own name.
    virtual void unitName(const Origin& origin, const std::string& name) = 0;
    /// Also for "response pending" (78), which is no failure.
    virtual void negativeResponse(const Origin& origin, std::uint8_t service, std::uint8_t nrc) = 0;
    /// The control unit accepted a clear request for its codes of `protocol`. `group` as clearedGroup().
    virtual void codesCleared(const Origin& origin, Protocol protocol, std::uint32_t group) = 0;
    /// A message of a diagnostic id began and did not end.
    virtual void partialMessage(const PartialMessage& message, std::string_view channelName) = 0;
};

} // namespace argus::protocol
