// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Messages of UDS (ISO 14229-1) as values. The payload is what a transport (ISO-TP, DoIP) delivered whole; nothing
/// here knows where it came from.
namespace argus::protocol {

using Payload = std::span<const std::uint8_t>;

/// Diagnostic protocols that are told apart in results.
enum class Protocol : std::uint8_t
{
    Uds,
    Obd,
    Kwp2000,
    J1939
};

/// "uds", "obd", "kwp2000", "j1939": as in Dtc::protocol.
std::string_view toString(Protocol protocol);

enum class MessageKind : std::uint8_t
{
    Request,
    Positive,
    Negative
};

/// The first bytes of a diagnostic message, read. UDS, OBD and KWP2000 share their form.
struct MessageHead
{
    MessageKind kind = MessageKind::Request;
    Protocol protocol = Protocol::Uds;
    std::uint8_t service = 0; ///< identifier of the request, also for responses
    std::uint8_t nrc = 0; ///< of a negative response
};

/// Reads the head. Nothing when the first byte belongs to no service that the standards define, or a negative response
/// is not exactly three bytes long with a known service and code.
std::optional<MessageHead> decodeHead(Payload payload);

/// One record of a ReadDTCInformation response.
struct DtcRecord
{
    std::uint32_t code = 0; ///< three bytes
    std::optional<std::uint8_t> status;
};

/// A snapshot or extended-data record; its layout is the manufacturer's.
struct DtcData
{
    bool extended = false; ///< extended data instead of a snapshot
    std::uint8_t record = 0;
    std::uint32_t code = 0;
    Payload data; ///< after the record number; a view into the payload
};

/// A positive response to ReadDTCInformation (59).
struct DtcReport
{
    std::uint8_t subFunction = 0;
    bool counts = false; ///< each record is one occurrence; otherwise the codes are only named
    std::optional<std::uint8_t> availabilityMask;
    std::optional<std::uint16_t> codeCount; ///< of the sub-functions that only count
    std::vector<DtcRecord> records;
    std::vector<DtcData> data;
};

/// Reads a positive response to ReadDTCInformation, all sub-functions of ISO 14229-1 (and the withdrawn ones before
/// it). Nothing unless its length fits its records exactly.
std::optional<DtcReport> decodeDtcReport(Payload payload);

/// One data identifier of a ReadDataByIdentifier response with its value; a view into the payload.
struct DidValue
{
    std::uint16_t did = 0;
    Payload value;
};

/// Splits a positive response to ReadDataByIdentifier (62 ...). Lengths stand nowhere in it, so the identifiers of the
/// request are needed to split a response with several; without them the response is taken to hold one.
std::vector<DidValue> decodeDidResponse(Payload payload, std::span<const std::uint16_t> requested = {});

/// The identifiers of a ReadDataByIdentifier request (22 ...); empty for anything else.
std::vector<std::uint16_t> requestedDids(Payload request);

/// The group of a clear request (14 + three bytes; OBD 04 and KWP2000 stand for all). 0xFFFFFF is everything.
std::optional<std::uint32_t> clearedGroup(Payload request);
inline constexpr std::uint32_t kAllGroups = 0xFFFFFF;

/// A value as people read it: text without padding where it is printable, else upper-case hex.
std::string valueText(Payload value);

/// The VIN in a payload: domain::vinFromPayload, else 17 characters before other bytes, else (test benches, old
/// vehicles) the letters and digits that are left after length byte and padding, 5 to 64. Nothing when that is no text.
std::optional<std::string> vinText(Payload payload);

} // namespace argus::protocol
