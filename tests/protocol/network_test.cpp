// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/packets.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus;
using namespace argus::test;

namespace {

const Bytes kRequest = doipDiagnostic(0x0E80, 0x103A, "190208");
const Bytes kReport = doipDiagnostic(0x103A, 0x0E80, "590208F0004908F0031608");

Bytes announcement(std::string_view vin)
{
    return doip(0x0004, Bytes(vin.begin(), vin.end()) + big(0x1000, 2) + Bytes(12, 2) + Bytes {0});
}

bool heardTheReport(const Network& network)
{
    return network.heard.codes
        == std::map<std::string, int> {{"DoIP 103A 59 U3000-49", 1}, {"DoIP 103A 59 U3003-16", 1}}
    && network.heard.units == std::map<std::string, int> {{"DoIP 103A<DoIP 0E80 uds", 1}};
}

Bytes someIp(std::uint16_t service, std::uint16_t method, const Bytes& body, std::uint8_t type = 0)
{
    return big(service, 2) + big(method, 2) + big(8 + body.size(), 4) + big(1, 4) + Bytes {1, 1, type, 0} + body;
}

} // namespace

TEST_CASE("a vehicle announces its VIN over DoIP")
{
    Network network;
    network.udp(announcement("WDD0000000TEST001")).udp(announcement(std::string(17, '\xFF')));
    REQUIRE(network.heard.vins.size() == 1);
    CHECK(network.heard.vins[0] == "DoIP 1000 doip WDD0000000TEST001");
    CHECK(network.count("DoIP vehicle announcement") == 2);
    CHECK(network.heard.data[0] == "DoIP 1000 EID 020202020202");
}

TEST_CASE("codes read over DoIP")
{
    Network network;
    network.ask(doip(5, big(0x0E80, 2) + Bytes(5, 0)));
    network.answer(doip(6, big(0x0E80, 2) + big(0x1000, 2) + Bytes {0x10, 0, 0, 0, 0}));
    network.ask(kRequest).answer(doip(0x8002, big(0x103A, 2) + big(0x0E80, 2) + Bytes {0})).answer(kReport);
    network.decoder.finish();
    CHECK(heardTheReport(network));
    CHECK(network.heard.offsets[0] == 400); // of the packet that the message begins in
    CHECK(network.count("DoIP diagnostic message") == 2);
    CHECK(network.count("DoIP diagnostic message acknowledgement") == 1);
    CHECK(network.count("DoIP routing activation response") == 1);
    CHECK(network.heard.partials.empty());
    CHECK(network.decoder.warnings().empty());
}

TEST_CASE("what looks like an answer of the tester is none of a control unit")
{
    Network network;
    network.ask(doip(5, big(0x0E80, 2) + Bytes(5, 0)));
    network.ask(doipDiagnostic(0x0E80, 0x103A, "590208F0004908"));
    CHECK(network.heard.codes.empty());
}

TEST_CASE("a message in any number of segments, in any order, sent more than once")
{
    const bool good = rc::check([] {
        Network network;
        network.ask(kRequest);
        const Bytes stream = kReport + doip(7, {}) + kReport;
        struct Part
        {
            std::size_t from;
            std::size_t size;
        };
        std::vector<Part> parts;
        for (std::size_t at = 0; at < stream.size();) {
            const auto size = *rc::gen::inRange<std::size_t>(1, 30);
            parts.push_back({at, std::min(size, stream.size() - at)});
            at += size;
        }
        // Neighbours change places, and some parts come again, longer than before.
        const std::size_t count = parts.size();
        for (std::size_t i = 1; i + 1 < count; ++i) {
            if (*rc::gen::arbitrary<bool>()) {
                std::swap(parts[i], parts[i + 1]);
            }
            if (*rc::gen::inRange(0, 4) == 0) {
                const Part again = parts[i];
                parts.push_back({again.from, std::min(again.size + 5, stream.size() - again.from)});
            }
        }
        const std::uint32_t start = 0xFFFFFFF0;
        network.answerAt(start - 1, {}, kSyn);
        for (const Part& part : parts) {
            const auto from = stream.begin() + static_cast<std::ptrdiff_t>(part.from);
            network.answerAt(start + static_cast<std::uint32_t>(part.from),
                             Bytes(from, from + static_cast<std::ptrdiff_t>(part.size)));
        }
        network.decoder.finish();
        RC_ASSERT(network.heard.codes["DoIP 103A 59 U3000-49"] == 2);
        RC_ASSERT(network.count("DoIP alive check request") == 1U);
        RC_ASSERT(network.heard.partials.empty());
        RC_ASSERT(network.decoder.bufferedBytes() == 0U);
    });
    CHECK(good);
}

TEST_CASE("a segment that was not recorded costs the messages in it only")
{
    Network network;
    network.ask(kRequest);
    network.answer(kReport);
    network.entitySequence += 10; // lost: the beginning of a message
    network.answer(Bytes(20, 0x55) + kReport);
    SUBCASE("and the other side acknowledges it")
    {
        network.packet(ipv4(6, kTester, kEntity,
                            tcpBytes(Network::kClientPort, formats::kDoipPort, 1, {}, kAck, network.entitySequence)));
    }
    SUBCASE("and the connection is reset")
    {
        network.answerAt(network.entitySequence, {}, kReset);
    }
    SUBCASE("and a while later more comes")
    {
        network.now += 3000 * kMs;
        network.answer(doip(7, {}));
    }
    CHECK(network.heard.codes["DoIP 103A 59 U3000-49"] == 2);
    network.decoder.finish();
    CHECK(network.heard.codes["DoIP 103A 59 U3000-49"] == 2);
    REQUIRE(network.decoder.warnings().size() == 1);
    CHECK(network.decoder.warnings()[0].find(": 20") != std::string::npos);
}

TEST_CASE("recordings that begin within a message, and end within one")
{
    Network network;
    const Bytes tail(kReport.begin() + 5, kReport.end());
    network.answer(tail + kReport + Bytes(kReport.begin(), kReport.end() - 3));
    network.decoder.finish();
    CHECK(network.heard.codes["DoIP 103A 59 U3000-49"] == 1);
    CHECK(network.heard.partials == std::vector<std::string> {"end of the recording"});
}

TEST_CASE("a new connection between the same ports")
{
    Network network;
    network.answerAt(999, {}, kSyn).answerAt(1000, Bytes(kReport.begin(), kReport.end() - 3));
    network.answerAt(500000000, {}, kSyn).answerAt(500000001, kReport);
    network.decoder.finish();
    CHECK(network.heard.codes["DoIP 103A 59 U3000-49"] == 1);
    CHECK(network.heard.partials.size() == 1);
}

TEST_CASE("other ports, IPv6, VLAN tags and raw IP")
{
    for (const bool v6 : {false, true}) {
        const auto ip = [v6](const Bytes& payload) { return v6 ? ipv6(6, 1, 2, payload) : ipv4(6, 1, 2, payload); };
        const std::uint16_t type = v6 ? 0x86DD : 0x0800;
        Network network;
        network.packet(ethernet(0x8100, big(5, 2) + big(type, 2) + ip(tcpBytes(4711, 50000, 1, kRequest))),
                       formats::LinkLayer::Ethernet);
        network.packet(
            ethernet(type, ip(tcpBytes(4711, 50000, 1 + static_cast<std::uint32_t>(kRequest.size()), kReport))),
            formats::LinkLayer::Ethernet);
        network.decoder.finish();
        CHECK(heardTheReport(network));
    }
}

TEST_CASE("IP fragments are put together in any order")
{
    const Bytes whole = udpBytes(formats::kDoipPort, formats::kDoipPort, announcement("WDD0000000TEST001"));
    const auto part = [&whole](std::size_t from, std::size_t to) {
        return Bytes(whole.begin() + static_cast<std::ptrdiff_t>(from),
                     whole.begin() + static_cast<std::ptrdiff_t>(to));
    };
    const Bytes first = ipv4(17, 1, 2, part(0, 16), 0x2000);
    const Bytes middle = ipv4(17, 1, 2, part(16, 32), 0x2000 | 2);
    const Bytes last = ipv4(17, 1, 2, part(32, whole.size()), 4);
    for (const auto& order : std::vector<std::vector<Bytes>> {
             {first, middle, last}, {last, middle, first}, {middle, middle, last, first}, {first, last, middle}}) {
        Network network;
        for (const Bytes& fragment : order) {
            network.packet(fragment);
        }
        network.decoder.finish();
        CHECK(network.heard.vins.size() == 1);
        CHECK(network.decoder.warnings().empty());
    }
    Network network;
    network.packet(first).packet(last).decoder.finish();
    CHECK(network.heard.vins.empty());
    CHECK(network.decoder.warnings().size() == 1);
}

TEST_CASE("SOME/IP messages and what service discovery says")
{
    const auto entry = [](std::uint8_t type, std::uint16_t service, std::uint32_t life) {
        return Bytes {type, 0, 0, 0} + big(service, 2) + big(1, 2) + Bytes {1} + big(life, 3) + big(0, 4);
    };
    const Bytes entries = entry(1, 0x7B, 3) + entry(0, 0x1C8, 3) + entry(1, 0x7B, 0) + entry(6, 0x7B, 3);
    Network network;
    network.udp(someIp(0xFFFF, 0x8100, Bytes {0xC0, 0, 0, 0} + big(entries.size(), 4) + entries + big(0, 4), 2), 30490,
                30490);
    network.udp(someIp(0x7B, 0x8005, {1, 2}, 2) + someIp(0x7B, 1, {}, 0x81), 30000, 30001);
    network.packet(ipv4(6, 1, 2, tcpBytes(30000, 30001, 1, someIp(0x1C8, 1, {1}))));
    network.decoder.finish();
    CHECK(network.count("SOME/IP service discovery") == 1);
    CHECK(network.count("SOME/IP offer of service 007B") == 1);
    CHECK(network.count("SOME/IP end of the offer of service 007B") == 1);
    CHECK(network.count("SOME/IP search for service 01C8") == 1);
    CHECK(network.count("SOME/IP subscription to service 007B") == 1);
    CHECK(network.count("SOME/IP message of service 007B") == 1);
    CHECK(network.count("SOME/IP error of service 007B") == 1);
    CHECK(network.count("SOME/IP message of service 01C8") == 1);
}

TEST_CASE("memory stays bounded")
{
    Network network;
    // Each connection begins a long message and then leaves gaps.
    const Bytes begin = Bytes {2, 0xFD, 0x80, 1, 0, 0, 0xF0, 0} + Bytes(1000, 1);
    const Bytes more(1400, 7);
    for (std::uint32_t flow = 0; flow < 6000; ++flow) {
        const auto port = static_cast<std::uint16_t>(20000 + flow);
        network.packet(ipv4(6, kTester, kEntity, tcpBytes(port, formats::kDoipPort, 1, begin)));
        for (std::uint32_t i = 0; i < 8; ++i) {
            network.packet(ipv4(6, kTester, kEntity, tcpBytes(port, formats::kDoipPort, 5000 + i * 3000, more)));
        }
        REQUIRE(network.decoder.bufferedBytes() <= protocol::NetworkDecoder::kMaxBuffered);
        REQUIRE(network.decoder.openFlows() <= protocol::FlowTable::kMaxFlows);
    }
    network.decoder.finish();
    CHECK(network.decoder.openFlows() == 0);
    CHECK(network.decoder.bufferedBytes() == 0);
    CHECK(network.heard.partials.size() == 6000);
}
