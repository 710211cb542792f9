// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcap_reader.h"
#include "tests/formats/captures.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;
using namespace std::string_literals;

namespace {

constexpr std::uint32_t kCan = 227;
constexpr std::uint32_t kCooked = 113;

Reading readPcap(std::string_view bytes, ReadOptions options = {})
{
    return readWith(PcapReader(), bytes, std::move(options));
}

/// A capture of `count` ordinary frames, a millisecond apart.
Capture ordinary(int count, std::uint32_t from = 0)
{
    Capture capture;
    capture.pcap(kCan);
    for (std::uint32_t i = from; i < from + static_cast<std::uint32_t>(count); ++i) {
        capture.pcapPacket(1600000000 + i / 1000, i % 1000 * 1000, socketCan(0x100 + i % 16, "\1\2\3\4\5\6\7\10"s));
    }
    return capture;
}

std::uint64_t skippedBytes(const Reading& reading)
{
    std::uint64_t bytes = 0;
    for (const auto& entry : reading.skipped) {
        bytes += entry.bytes;
    }
    return bytes;
}

} // namespace

TEST_CASE("pcap is read in both byte orders and both resolutions")
{
    for (const bool big : {false, true}) {
        for (const bool nano : {false, true}) {
            Capture capture(big);
            capture.pcap(kCan, nano ? 0xA1B23C4D : 0xA1B2C3D4);
            capture.pcapPacket(1543509533, 838, socketCan(0x7E8, "\3\x7F\x22\x31"s));
            const Reading reading = readPcap(capture.text);
            REQUIRE(reading.rows.size() == 1);
            CHECK(reading.rows[0].ts == 1543509533000000000 + (nano ? 838 : 838000));
            CHECK(reading.rows[0].id == 0x7E8);
            CHECK(reading.rows[0].offset == 24);
            CHECK(reading.rows[0].channel == "0");
            CHECK(reading.rows[0].data == Data {3, 0x7F, 0x22, 0x31});
            CHECK(reading.skipped.empty());
            CHECK(reading.warnings.empty());
            CHECK(reading.rawBytes == capture.text);
        }
    }
}

TEST_CASE("captures of the changed libpcap, whose headers of packets are longer, in both byte orders")
{
    for (const bool big : {false, true}) {
        Capture capture(big);
        capture.pcap(kCan, 0xA1B2CD34);
        for (std::uint32_t i = 0; i < 20; ++i) {
            capture.modifiedPacket(1600000000 + i, 838, socketCan(0x100 + i, "\3\x7F\x22\x31"s));
        }
        const Reading reading = readPcap(capture.text);
        REQUIRE(reading.rows.size() == 20);
        CHECK(reading.rows[0].ts == 1600000000000838000);
        CHECK(reading.rows[1].offset == 24 + 24 + 12);
        CHECK(reading.rows[19].id == 0x113);
        CHECK(reading.rows[19].data == Data {3, 0x7F, 0x22, 0x31});
        CHECK(reading.skipped.empty());
        CHECK(reading.warnings.empty());

        // Behind damage, and from the middle on.
        std::string damaged = capture.text;
        damaged.replace(24 + 36 * 5 + 8, 4, "\xFF\xFF\xFF\xFF");
        const Reading behind = readPcap(damaged);
        CHECK(behind.rows.size() == 19);
        CHECK(skippedBytes(behind) == 36);
        const Reading cut = readPcap(std::string_view(capture.text).substr(0, capture.text.size() - 14));
        CHECK(cut.rows.size() == 19);
        CHECK(skippedBytes(cut) == 22);
        ReadOptions middle;
        middle.begin = 24 + 36 * 7;
        CHECK(readPcap(capture.text, middle).rows.at(0).id == 0x107);
    }
}

TEST_CASE("kinds of SocketCAN frames")
{
    Capture capture;
    capture.pcap(kCan);
    const std::string eight = "\1\2\3\4\5\6\7\10"s;
    capture.pcapPacket(1, 0, socketCan(0x80000000 | 0x18DAF110, eight)); // extended
    capture.pcapPacket(2, 0, socketCan(0x40000000 | 0x123, eight.substr(0, 3))); // remote
    capture.pcapPacket(3, 0, socketCan(0x20000000 | 0x004, eight)); // error
    capture.pcapPacket(4, 0, socketCan(0x123, std::string(12, 'x'), 4 | 1)); // FD with bit-rate switch
    capture.pcapPacket(5, 0, socketCan(0x123, eight, 0x55)); // garbage where FD flags are: classic
    capture.pcapPacket(6, 0, socketCan(0x123, std::string(16, 'x'))); // too long for classic
    capture.pcapPacket(7, 0, "\0\0\1\x23\x80\0\0\0\0\0\0\0\0\0\0\0"s); // CAN XL
    capture.pcapPacket(8, 0, socketCan(0x123, eight).substr(0, 12)); // cut
    capture.pcapPacket(9, 0, "\0\0\1\x23\x7F\0\0\0"s + eight); // no such length
    const Reading reading = readPcap(capture.text);
    REQUIRE(reading.rows.size() == 6);
    CHECK((reading.rows[0].extended && reading.rows[0].id == 0x18DAF110));
    CHECK((reading.rows[1].remote && reading.rows[1].data.empty() && reading.rows[1].requested == 3));
    CHECK((reading.rows[2].error && !reading.rows[2].extended));
    CHECK((reading.rows[3].fd && reading.rows[3].bitrateSwitch && reading.rows[3].data.size() == 12));
    CHECK((!reading.rows[4].fd && !reading.rows[4].bitrateSwitch));
    CHECK((reading.rows[5].fd && reading.rows[5].data.size() == 16));
    CHECK(reading.others.at("CAN XL frame") == 1);
    CHECK(reading.skipped.size() == 2);
}

TEST_CASE("ids that break the rules in the order of the link type are read in the other one")
{
    Capture capture;
    capture.pcap(kCan);
    capture.pcapPacket(1, 0, socketCan(0x241, "\1"s, 0, /*littleId=*/true));
    capture.pcapPacket(2, 0, socketCan(0x80000000 | 0x18DAF110, "\1"s, 0, /*littleId=*/true));
    const Reading reading = readPcap(capture.text);
    REQUIRE(reading.rows.size() == 2);
    CHECK((reading.rows[0].id == 0x241 && !reading.rows[0].extended));
    CHECK((reading.rows[1].id == 0x18DAF110 && reading.rows[1].extended));
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].find("little-endian") != std::string::npos);
}

TEST_CASE("Linux cooked captures hold ids in the order of the machine that wrote them")
{
    for (const bool big : {false, true}) {
        Capture capture(big);
        capture.pcap(kCooked);
        capture.pcapPacket(1, 0, cookedCan(0x000C, socketCan(0x7E0, "\2\1\0"s, 0, !big)));
        capture.pcapPacket(2, 0, cookedCan(0x000D, socketCan(0x123, std::string(12, 'x'), 1, !big), /*outgoing*/ 4));
        capture.pcapPacket(3, 0, cookedCan(0x0806, "arp"));
        const Reading reading = readPcap(capture.text);
        REQUIRE(reading.rows.size() == 2);
        CHECK((reading.rows[0].id == 0x7E0 && !reading.rows[0].fd && !reading.rows[0].transmitted));
        CHECK((reading.rows[1].id == 0x123 && reading.rows[1].fd && reading.rows[1].transmitted));
        CHECK(reading.others.at("cooked packet of another protocol") == 1);
        CHECK(reading.warnings.empty());
    }
}

TEST_CASE("a capture of all interfaces has a channel for each")
{
    Capture capture;
    capture.pcap(276);
    for (const std::uint32_t interface : {3, 4, 3}) {
        capture.pcapPacket(1, 0,
                           Capture(true)
                                   .number(0x000C, 2)
                                   .number(0, 2)
                                   .number(interface, 4)
                                   .number(280, 2)
                                   .number(1, 1)
                                   .number(0, 9)
                                   .text
                               + socketCan(0x7E0, "\2\1\0"s, 0, true));
    }
    const Reading reading = readPcap(capture.text);
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.channels == std::vector<std::string> {"0:3", "0:4"});
    CHECK(reading.rows[2].channel == "0:3");
}

TEST_CASE("network packets are handed on, other link types are counted by name")
{
    const std::string ip = "\x45\0\0\x14\0\0\0\0\x40\1\0\0\1\2\3\4\5\6\7\10"s;
    for (const auto& [link, bytes] :
         std::vector<std::pair<std::uint32_t, std::string>> {{1, std::string(12, 'm') + "\x08\0"s + ip},
                                                             {101, ip},
                                                             {0, "\2\0\0\0"s + ip},
                                                             {108, "\0\0\0\2"s + ip},
                                                             {113, cookedCan(0x0800, ip)}}) {
        Capture capture;
        capture.pcap(link).pcapPacket(1, 0, bytes);
        CHECK(readPcap(capture.text).others.at(std::string(kPacketKind)) == 1);
    }
    Capture usb;
    usb.pcap(220).pcapPacket(1, 0, "xxxx").pcapPacket(2, 0, "xxxx");
    CHECK(readPcap(usb.text).others.at("USB packet") == 2);
}

TEST_CASE("a capture that is cut keeps what is whole")
{
    const std::string whole = ordinary(3).text;
    for (std::size_t size = 24; size < whole.size(); ++size) {
        const Reading reading = readPcap(whole.substr(0, size));
        CHECK(reading.rows.size() == (size - 24) / 32);
        const std::size_t rest = (size - 24) % 32;
        CHECK(skippedBytes(reading) == rest);
        if (rest > 0) {
            CHECK(reading.skipped[0].reason == "cut at the end of the file");
            CHECK(reading.warnings.size() == 1);
        }
    }
    CHECK(readPcap("").rows.empty());
    CHECK(readPcap(whole.substr(0, 10)).skipped.size() == 1);
}

TEST_CASE("reading goes on behind damage")
{
    const std::string whole = ordinary(100).text;
    SUBCASE("a length that leads past other packets")
    {
        std::string bad = whole;
        bad[24 + 32 * 50 + 8] = 100; // of the packet with number 50
        const Reading reading = readPcap(bad);
        CHECK(reading.rows.size() == 99);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0].firstOffset == 24 + 32 * 50);
        CHECK(reading.skipped[0].bytes == 32);
    }
    SUBCASE("a length that no packet has")
    {
        std::string bad = whole;
        bad[24 + 32 * 50 + 11] = '\x7F';
        CHECK(readPcap(bad).rows.size() == 99);
    }
    SUBCASE("a hole of zeros, and one of other bytes")
    {
        for (const char fill : {'\0', '\xFF', 'a'}) {
            std::string bad = whole;
            bad.replace(24 + 32 * 20 + 5, 1000, 1000, fill);
            const Reading reading = readPcap(bad);
            CHECK(reading.rows.size() >= 20 + 47);
            CHECK(reading.rows.size() <= 20 + 48);
            CHECK(reading.rows.back().ts == 1600000000099000000);
        }
    }
    SUBCASE("bytes that are missing")
    {
        std::string bad = whole;
        bad.erase(24 + 32 * 20 + 5, 777);
        const Reading reading = readPcap(bad);
        CHECK(reading.rows.size() >= 20 + 54);
        CHECK(reading.rows.back().ts == 1600000000099000000);
        CHECK(24 + reading.rows.size() * 32 + skippedBytes(reading) == bad.size());
    }
    SUBCASE("garbage at the end")
    {
        const Reading reading = readPcap(whole + std::string(1000, '\xEE'));
        CHECK(reading.rows.size() == 100);
        CHECK(skippedBytes(reading) == 1000);
    }
}

TEST_CASE("results do not depend on how much is read at a time, and parts can be read")
{
    const std::string whole = ordinary(5000).text;
    const Reading all = readPcap(whole);
    CHECK(all.rows.size() == 5000);
    for (const std::size_t chunk : {1UL, 100UL, 4097UL}) {
        CHECK(sameReading(all, readWith(PcapReader(chunk), whole)));
    }
    ReadOptions part;
    part.begin = 24 + 32 * 1000 - 5;
    part.end = 24 + 32 * 2000;
    const Reading some = readPcap(whole, part);
    REQUIRE(some.rows.size() == 1000);
    CHECK(some.rows[0].offset == 24 + 32 * 1000);
    CHECK(some.skipped.empty());
}

TEST_CASE("captures are recognised by content")
{
    const std::string pcap = ordinary(1).text;
    const auto source = memorySource(bytesOf(pcap));
    const auto reader = recognise(*source, "x.bin");
    REQUIRE(reader.has_value());
    CHECK((*reader)->format() == "pcap");
}
