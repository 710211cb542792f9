// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_reader.h"
#include "tests/formats/captures.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;
using namespace std::string_literals;

namespace {

constexpr std::uint16_t kCan = 227;

Reading readPcapng(std::string_view bytes, ReadOptions options = {})
{
    return readWith(PcapngReader(), bytes, std::move(options));
}

std::string oneFrame()
{
    return socketCan(0x7E8, "\3\x7F\x22\x31"s);
}

/// The time of one packet whose interface has these options.
domain::RecordingTime timeOf(std::uint64_t units, const std::string& options)
{
    Capture capture;
    capture.section().interface(kCan, options).packet(0, units, oneFrame());
    const Reading reading = readPcapng(capture.text);
    return reading.rows.size() == 1 ? reading.rows[0].ts : 0;
}

} // namespace

TEST_CASE("sections of both byte orders with several interfaces")
{
    std::string file;
    for (const bool big : {false, true}) {
        Capture capture(big);
        capture.section();
        capture.interface(kCan, capture.option(2, "can0"));
        capture.interface(kCan);
        capture.interface(1, capture.option(2, "eth0"));
        capture.packet(0, 1600000000000001, oneFrame());
        capture.packet(1, 1600000000000002, oneFrame());
        capture.packet(2, 1600000000000003, std::string(60, '\0'));
        capture.block(0x1234, "what others invented");
        capture.block(4, "");
        file += capture.text;
    }
    const Reading reading = readPcapng(file);
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].ts == 1600000000000001000);
    CHECK(reading.rows[0].channel == "can0");
    CHECK(reading.rows[1].channel == "1");
    CHECK(reading.rows[2].channel == "can0");
    CHECK(reading.rows[3].id == 0x7E8);
    CHECK(reading.others.at(std::string(kPacketKind)) == 2);
    CHECK(reading.skipped.empty());
    CHECK(reading.rawBytes == file);
}

TEST_CASE("times by resolution and offset")
{
    const Capture part;
    CHECK(timeOf(5, "") == 5000);
    CHECK(timeOf(5, part.option(9, "\x09")) == 5);
    CHECK(timeOf(5, part.option(9, "\x00"s)) == 5000000000);
    CHECK(timeOf(5999, part.option(9, "\x0C")) == 5);
    CHECK(timeOf(3, part.option(9, "\x81")) == 1500000000);
    CHECK(timeOf((std::uint64_t {7} << 32) + (1U << 31), part.option(9, "\xA0")) == 7500000000);
    CHECK(timeOf(1, part.option(9, "\xFF")) == 0);
    CHECK(timeOf(5, part.option(14, Capture().number(100, 8).text)) == 100000005000);
    CHECK(timeOf(5000000, part.option(14, Capture().number(static_cast<std::uint64_t>(-2), 8).text)) == 3000000000);
    CHECK(timeOf(UINT64_MAX, part.option(9, "\x00"s)) == domain::kNoTime);
    CHECK(timeOf(1, part.option(14, Capture().number(std::uint64_t {1} << 63, 8).text)) == domain::kNoTime);
}

TEST_CASE("direction, simple and obsolete packets, drop counts")
{
    Capture capture;
    capture.section().interface(kCan);
    capture.packet(0, 1, oneFrame(), capture.option(2, "\2\0\0\0"s));
    capture.packet(0, 2, oneFrame(), capture.option(2, "\1\0\0\0"s));
    capture.block(3, capture.part().number(oneFrame().size(), 4).raw(oneFrame()).text);
    capture.block(2,
                  capture.part()
                      .number(0, 4)
                      .number(0, 4)
                      .number(7, 4)
                      .number(oneFrame().size(), 4)
                      .number(oneFrame().size(), 4)
                      .raw(oneFrame())
                      .raw(std::string((4 - oneFrame().size() % 4) % 4, '\0'))
                      .raw(capture.option(2, "\2\0\0\0"s))
                      .text);
    capture.block(5, capture.part().number(0, 12).raw(capture.option(5, capture.part().number(12, 8).text)).text);
    const Reading reading = readPcapng(capture.text);
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].transmitted);
    CHECK(!reading.rows[1].transmitted);
    CHECK(reading.rows[2].ts == domain::kNoTime);
    CHECK(reading.rows[3].ts == 7000);
    CHECK(reading.rows[3].transmitted);
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0] == "the recorder says that it lost 12 packets");
}

TEST_CASE("CAN frames that Wireshark exported of another file")
{
    Capture capture;
    capture.section().interface(252);
    const std::string name = "\0\x0C\0\x10"s + "can-hostendian\0\0"s + "\0\0\0\0"s;
    capture.packet(0, 1, name + socketCan(0x80000000 | 0x18DA3AF1, "\3\x19\2\x08"s, 0, true));
    capture.packet(0, 2, "\0\x0C\0\4dns\0\0\0\0\0query"s);
    capture.packet(0, 3, "\0\x0C\xFF\xFF"s);
    const Reading reading = readPcapng(capture.text);
    REQUIRE(reading.rows.size() == 1);
    CHECK((reading.rows[0].id == 0x18DA3AF1 && reading.rows[0].extended));
    CHECK(reading.others.at("exported PDU") == 1);
    CHECK(reading.skipped.size() == 1);
}

TEST_CASE("frames and packets keep the order of the file")
{
    struct Order final : RecordSink
    {
        void frames(const FrameBlock& block, const std::vector<std::string>&) override
        {
            for (const std::uint64_t offset : block.offset) {
                isInOrder = isInOrder && offset > last;
                last = offset;
                ++count;
            }
        }
        void packet(const Packet& packet, const std::vector<std::string>&) override
        {
            isInOrder = isInOrder && packet.offset > last;
            last = packet.offset;
            ++count;
        }
        std::uint64_t last = 0;
        std::uint64_t count = 0;
        bool isInOrder = true;
    };
    Capture capture;
    capture.section().interface(kCan).interface(1);
    std::uint64_t written = 0;
    for (const int run : {1, 2, 300, 5, 1, 9000, 3}) {
        for (int i = 0; i < run; ++i, ++written) {
            capture.packet(0, written, oneFrame());
        }
        capture.packet(1, written++, std::string(60, 'x'));
    }
    Order sink;
    const auto source = memorySource(bytesOf(capture.text));
    REQUIRE(PcapngReader().read(testContext(), *source, sink, {}).has_value());
    CHECK(sink.isInOrder);
    CHECK(sink.count == written);
}

TEST_CASE("the check sequence of Ethernet packets is no part of them")
{
    struct Sizes final : RecordSink
    {
        void frames(const FrameBlock&, const std::vector<std::string>&) override { }
        void packet(const Packet& packet, const std::vector<std::string>&) override { size = packet.bytes.size(); }
        std::size_t size = 0;
    };
    Capture capture;
    capture.section().interface(1, capture.option(13, "\4"));
    capture.packet(0, 1, std::string(64, 'x'));
    Sizes sink;
    const auto source = memorySource(bytesOf(capture.text));
    REQUIRE(PcapngReader().read(testContext(), *source, sink, {}).has_value());
    CHECK(sink.size == 60);
}

TEST_CASE("blocks that are damaged or cut")
{
    Capture capture;
    capture.section().interface(kCan);
    const std::size_t first = capture.text.size();
    for (int i = 0; i < 50; ++i) {
        capture.packet(0, static_cast<std::uint64_t>(i), oneFrame());
    }
    const std::size_t size = (capture.text.size() - first) / 50;
    SUBCASE("cut anywhere")
    {
        for (std::size_t end = first; end < first + 3 * size; ++end) {
            const Reading reading = readPcapng(capture.text.substr(0, end));
            CHECK(reading.rows.size() == (end - first) / size);
            CHECK(reading.skipped.size() == ((end - first) % size == 0 ? 0 : 1));
        }
    }
    SUBCASE("a wrong length before and behind the block")
    {
        for (const std::size_t at : {first + 10 * size + 4, first + 11 * size - 4, first + 10 * size + 7}) {
            std::string bad = capture.text;
            bad[at] = '\x40';
            const Reading reading = readPcapng(bad);
            CHECK(reading.rows.size() == 49);
            REQUIRE(reading.skipped.size() == 1);
            CHECK(reading.skipped[0].bytes == size);
            CHECK(reading.warnings.size() == 1);
        }
    }
    SUBCASE("lengths within a block")
    {
        std::string bad = capture.text;
        bad[first + 10 * size + 21] = '\x40'; // more bytes captured than the block has
        bad[first + 20 * size + 8] = '\x40'; // no such interface
        const Reading reading = readPcapng(bad);
        CHECK(reading.rows.size() == 48);
        CHECK(reading.skipped.size() == 2);
    }
    SUBCASE("missing bytes")
    {
        std::string bad = capture.text;
        bad.erase(first + 10 * size + 5, 101);
        const Reading reading = readPcapng(bad);
        CHECK(reading.rows.size() >= 46);
        CHECK(reading.rows.back().ts == 49000);
    }
    SUBCASE("read in small pieces, and in part")
    {
        CHECK(sameReading(readPcapng(capture.text), readWith(PcapngReader(1), capture.text)));
        ReadOptions part;
        part.begin = first + 10 * size;
        part.end = first + 20 * size;
        CHECK(readPcapng(capture.text, part).rows.size() == 10);
    }
}
