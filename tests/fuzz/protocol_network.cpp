// SPDX-License-Identifier: Apache-2.0
// Bytes as packets of a network, through decoding and analysis: nothing may crash, state and findings stay bounded, and
// findings survive the store.
#include "core/analysis/file_analyzer.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using namespace argus;

namespace {

void require(bool condition, const char* what)
{
    if (!condition) {
        std::fprintf(stderr, "broken: %s\n", what);
        std::abort();
    }
}

using Bytes = std::vector<std::uint8_t>;

void put(Bytes& out, std::size_t value, int size)
{
    for (int i = size - 1; i >= 0; --i) {
        out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    }
}

/// A packet with a good header around the bytes of the input, so that most of them reach a decoder. `kind` chooses.
Bytes packetOf(unsigned kind, std::uint8_t sequence, std::span<const std::uint8_t> payload)
{
    Bytes inner;
    const bool isTcp = (kind & 1) != 0;
    const bool isAnswer = (kind & 2) != 0;
    put(inner, isAnswer ? 13400 : 50000, 2);
    put(inner, isAnswer ? 50000 : (kind & 4) != 0 ? 30490 : 13400, 2);
    if (isTcp) {
        put(inner, sequence * 8U, 4);
        put(inner, sequence * 4U, 4);
        put(inner, 0x5000 | (kind & 0x16), 2);
        put(inner, 0, 6);
    } else {
        put(inner, 8 + payload.size(), 2);
        put(inner, 0, 2);
    }
    inner.insert(inner.end(), payload.begin(), payload.end());
    Bytes out {0x45, 0};
    put(out, 20 + inner.size(), 2);
    put(out, 1, 2);
    put(out, (kind & 0x80) != 0 ? (sequence & 0x1FU) | ((kind & 8) << 10) : 0U, 2);
    put(out, 0x4000U | (isTcp ? 6U : 17U), 2);
    put(out, 0, 2);
    put(out, isAnswer ? 1 : 2, 4);
    put(out, isAnswer ? 2 : 1, 4);
    out.insert(out.end(), inner.begin(), inner.end());
    return out;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::vector<std::string> channels {"eth0", "eth1"};
    analysis::FileAnalyzer analyzer;
    std::uint64_t count = 0;
    // One packet: a byte for its kind, one for its sequence number, one for the length, then the bytes.
    for (std::size_t at = 0; at + 3 <= size;) {
        const unsigned kind = data[at];
        const std::size_t length = std::min<std::size_t>(data[at + 2], size - at - 3);
        const std::span<const std::uint8_t> payload(data + at + 3, length);
        const Bytes made = packetOf(kind, data[at + 1], payload);
        formats::Packet packet;
        packet.ts = kind == 0xFF ? domain::kNoTime : static_cast<domain::RecordingTime>(count) * 300'000'000;
        packet.offset = at;
        packet.channel = static_cast<std::uint16_t>(kind >> 6 & 1);
        packet.link = (kind & 0x20) != 0 ? formats::LinkLayer::Ethernet : formats::LinkLayer::Ip;
        packet.bytes = packet.link == formats::LinkLayer::Ethernet ? payload : std::span<const std::uint8_t>(made);
        packet.wireLength = static_cast<std::uint32_t>(packet.bytes.size());
        analyzer.packet(packet, channels);
        ++count;
        at += 3 + length;
    }
    formats::ReadSummary summary;
    summary.channels = channels;
    const analysis::FileFindings found = analyzer.finish(summary);
    require(found.records == count, "every packet is counted");
    require(found.messages.size() <= protocol::MessageCounts::kMaxKinds + 1, "kinds of messages are bounded");
    require(found.otherRecords.size() <= analysis::kMaxRecordKinds, "kinds of packets are bounded");
    require(found.dtcs.size() <= analysis::kMaxDtcs && found.ecus.size() <= analysis::kMaxEcus, "findings are bounded");
    for (const domain::Dtc& dtc : found.dtcs) {
        require(std::ranges::any_of(found.ecus, [&](const domain::Ecu& ecu) { return ecu.address == dtc.ecu; }),
                "each code has its control unit");
    }
    const std::string json = toJson(found);
    const auto back = analysis::findingsFromJson(json);
    require(back.has_value() && toJson(*back) == json, "findings survive the store");
    return 0;
}
