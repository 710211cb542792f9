// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/frame_note.h"

#include "core/base/text.h"
#include "core/protocol/j1939.h"
#include "core/protocol/uds_names.h"

#include <array>

namespace argus::protocol {

namespace {

constexpr std::uint8_t kNegativeResponse = 0x7F;
constexpr std::uint8_t kPositiveOffset = 0x40;

/// 11-bit ids 700 to 7FF, 29-bit normal fixed and mixed addressing (ISO 15765-2, ISO 15765-4).
bool isDiagnosticId(std::uint32_t id, bool extended)
{
    if (!extended) {
        return id >= 0x700 && id <= 0x7FF;
    }
    const std::uint32_t format = id >> 16 & 0x1FFF;
    return format == 0x18DA || format == 0x18DB || format == 0x18CE || format == 0x18CD;
}

std::string named(std::uint8_t service)
{
    const std::string_view name = serviceName(service);
    return base::hexNumber(service, 2) + (name.empty() ? std::string() : " " + std::string(name));
}

/// The service at the start of a message's payload.
std::string describePayload(std::span<const std::uint8_t> payload)
{
    if (payload.empty()) {
        return {};
    }
    const std::uint8_t first = payload[0];
    if (first == kNegativeResponse && payload.size() >= 3) {
        return "refused " + named(payload[1]) + ": " + base::hexNumber(payload[2], 2) + " "
            + std::string(nrcName(payload[2]));
    }
    if (isRequestService(first)) {
        return "request " + named(first);
    }
    if (first >= kPositiveOffset && isRequestService(static_cast<std::uint8_t>(first - kPositiveOffset))) {
        return "response " + named(static_cast<std::uint8_t>(first - kPositiveOffset));
    }
    return {};
}

std::string describeSingle(std::span<const std::uint8_t> data)
{
    // A length of 0 stands for the escape of CAN FD: the length follows in the next byte.
    const bool escaped = (data[0] & 0x0F) == 0;
    const std::size_t head = escaped ? 2 : 1;
    if (data.size() <= head) {
        return {};
    }
    const std::size_t length = escaped ? data[1] : data[0] & 0x0FU;
    return length == 0 || length > data.size() - head ? std::string() : describePayload(data.subspan(head, length));
}

std::string describeIsoTp(std::span<const std::uint8_t> data)
{
    if (data.empty()) {
        return {};
    }
    switch (data[0] >> 4) {
    case 0:
        return describeSingle(data);
    case 1: {
        if (data.size() < 3) {
            return {};
        }
        const unsigned length = (data[0] & 0x0FU) << 8 | data[1];
        const std::string what = describePayload(data.subspan(2));
        return "first frame of " + std::to_string(length) + " bytes" + (what.empty() ? "" : ", " + what);
    }
    case 2:
        return "consecutive frame " + std::to_string(data[0] & 0x0F);
    case 3: {
        constexpr std::array<const char*, 3> kStates {"continue", "wait", "overflow"};
        const unsigned state = data[0] & 0x0F;
        return state < kStates.size() ? std::string("flow control: ") + kStates[state] : std::string();
    }
    default:
        return {};
    }
}

std::string describeTransport(std::span<const std::uint8_t> data)
{
    if (data.size() < 8) {
        return {};
    }
    const std::uint32_t group = data[5] | data[6] << 8 | (data[7] & 3) << 16;
    const std::string about = " PGN " + std::to_string(group);
    const std::string size = std::to_string(data[1] | data[2] << 8) + " bytes";
    switch (data[0]) {
    case 16:
        return "request to send" + about + ", " + size;
    case 17:
        return "clear to send" + about;
    case 19:
        return "end of message" + about;
    case 32:
        return "announces" + about + ", " + size;
    case 255:
        return "aborts" + about;
    default:
        return {};
    }
}

std::string describeJ1939(std::uint32_t id, std::span<const std::uint8_t> data)
{
    const j1939::Id parts = j1939::splitId(id);
    std::string what;
    switch (parts.pgn) {
    case j1939::kPgnTransferControl:
        what = describeTransport(data);
        break;
    case j1939::kPgnTransferData:
        what = data.empty() ? std::string() : "packet " + std::to_string(data[0]);
        break;
    case j1939::kPgnRequest:
        what = data.size() < 3 ? std::string()
                               : "requests PGN " + std::to_string(data[0] | data[1] << 8 | data[2] << 16);
        break;
    case j1939::kPgnAddressClaim:
        what = "claims its address";
        break;
    case j1939::kPgnDm1:
        what = "DM1 active trouble codes";
        break;
    case j1939::kPgnDm2:
        what = "DM2 previously active trouble codes";
        break;
    case j1939::kPgnVin:
        what = "vehicle identification";
        break;
    default:
        break;
    }
    return what.empty() ? what : "SA " + base::hexNumber(parts.source, 2) + " " + what;
}

} // namespace

std::string describeFrame(std::uint32_t id, bool extended, std::span<const std::uint8_t> data)
{
    if (isDiagnosticId(id, extended)) {
        return describeIsoTp(data);
    }
    return extended ? describeJ1939(id, data) : std::string();
}

} // namespace argus::protocol
