// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/text.h"
#include "core/formats/frame_block.h"
#include "core/protocol/diagnostic_decoder.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::test {

/// Remembers what a decoder reports, as short texts that a test can compare.
struct Heard final : protocol::DiagnosticListener
{
    std::map<std::string, int> codes; ///< "7E8 59 P0301-00" -> occurrences, 0 when only named
    std::vector<std::string> vins; ///< "7E8 uds 22 F190 1HG..."
    std::vector<std::string> data; ///< "7E8 F187 ABC"
    std::vector<std::string> refusals; ///< "7E8 22 31"
    std::vector<std::string> cleared; ///< "7E8 uds FFFFFF"
    std::vector<std::string> partials; ///< reasons
    std::vector<std::string> records; ///< "snapshot P0301-00 1 AABB"
    std::map<std::string, int> units; ///< "7E8<7E0 uds" -> messages
    std::vector<std::uint64_t> offsets; ///< of messages that named a code

    void unitMessage(const protocol::Origin& origin, protocol::Protocol protocol) override
    {
        ++units[std::string(origin.ecu) + "<" + std::string(origin.request) + " " + std::string(toString(protocol))];
    }
    void troubleCode(const protocol::Origin& origin, const protocol::TroubleCode& code) override
    {
        codes[std::string(origin.ecu) + " " + std::string(code.service) + " " + code.code] += code.counts ? 1 : 0;
        offsets.push_back(origin.position.offset);
    }
    void codeData(const protocol::Origin&, const protocol::CodeData& record) override
    {
        records.push_back(std::string(record.kind) + " " + record.code + " " + std::to_string(record.record) + " "
                          + base::toHex(record.data));
    }
    void vin(const protocol::Origin& origin, std::string_view source, const std::string& vin) override
    {
        vins.push_back(std::string(origin.ecu) + " " + std::string(source) + " " + vin);
    }
    void supplierDatum(const protocol::Origin& origin, domain::SupplierDatum datum) override
    {
        data.push_back(std::string(origin.ecu) + " " + datum.key + " " + datum.value);
    }
    void unitName(const protocol::Origin&, const std::string&) override { }
    void negativeResponse(const protocol::Origin& origin, std::uint8_t service, std::uint8_t nrc) override
    {
        refusals.push_back(std::string(origin.ecu) + " " + base::hexNumber(service, 2) + " " + base::hexNumber(nrc, 2));
    }
    void codesCleared(const protocol::Origin& origin, protocol::Protocol protocol, std::uint32_t group) override
    {
        cleared.push_back(std::string(origin.ecu) + " " + std::string(toString(protocol)) + " "
                          + base::hexNumber(group, 6));
    }
    void partialMessage(const protocol::PartialMessage& message, std::string_view) override
    {
        partials.emplace_back(toString(message.reason));
    }
};

inline constexpr domain::RecordingTime kMs = 1'000'000;

/// A recording written frame by frame: "7E8", "0443010301AAAAAA"; ids of more than three digits are extended.
struct Recording
{
    formats::FrameBlock block;
    std::vector<std::string> channels {"can0"};
    domain::RecordingTime now = 0;
    domain::RecordingTime step = kMs;

    Recording& frame(std::string_view id, std::string_view hex, std::uint8_t flags = 0, std::uint16_t channel = 0)
    {
        const auto bytes = base::fromHex(hex).value_or(std::vector<std::uint8_t>());
        if (id.size() > 3) {
            flags |= formats::kExtendedId;
        }
        block.append(now, block.size() * 100, base::parseHex<std::uint32_t>(id).value_or(0), channel, flags, bytes);
        if (now != domain::kNoTime) {
            now += step;
        }
        return *this;
    }
    Heard decode() const
    {
        Heard heard;
        protocol::DiagnosticDecoder decoder(heard);
        decoder.frames(block, channels);
        decoder.finish();
        return heard;
    }
};

/// "AA BB" or "AABB" as bytes.
inline std::vector<std::uint8_t> bytes(std::string_view hex)
{
    std::string digits;
    for (const char c : hex) {
        if (c != ' ') {
            digits += c;
        }
    }
    return base::fromHex(digits).value_or(std::vector<std::uint8_t>());
}

} // namespace argus::test
