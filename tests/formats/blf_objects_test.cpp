// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/blf_files.h"

#include <doctest/doctest.h>

#include <optional>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;
using namespace std::string_literals;

namespace {

/// Keeps packets and markers beside the order in which records come.
class OrderSink final : public RecordSink
{
public:
    void frames(const FrameBlock& block, const std::vector<std::string>&) override
    {
        for (std::size_t i = 0; i < block.size(); ++i) {
            order += 'f';
            offsets.push_back(block.offset[i]);
        }
    }
    void packet(const Packet& packet, const std::vector<std::string>& channels) override
    {
        order += 'p';
        offsets.push_back(packet.offset);
        bytes.emplace_back(packet.bytes.begin(), packet.bytes.end());
        wire.push_back(packet.wireLength);
        channel = channels[packet.channel];
        sent = packet.transmitted;
    }
    void marker(const Marker& marker) override
    {
        order += 'm';
        offsets.push_back(marker.offset);
        text = std::string(marker.kind) + "|" + std::string(marker.text);
        time = marker.ts;
    }
    std::string order;
    std::vector<std::uint64_t> offsets;
    std::vector<std::string> bytes;
    std::vector<std::uint32_t> wire;
    std::string channel;
    bool sent = false;
    std::string text;
    domain::RecordingTime time = 0;
};

OrderSink readOrder(const std::string& file)
{
    OrderSink sink;
    const auto source = memorySource(bytesOf(file));
    CHECK(BlfReader().read(testContext(), *source, sink, {}).has_value());
    return sink;
}

domain::FrameRow only(const Reading& reading)
{
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
    return reading.rows[0];
}

std::string fdBody64(std::uint32_t flags, std::uint8_t length, std::string_view data, std::uint8_t further = 0)
{
    return number(3, 1) + number(9, 1) + number(length, 1) + zeros(1) + number(0x123, 4) + zeros(4) + number(flags, 4)
        + zeros(16) + zeros(2) + number(1, 1) + number(further, 1) + zeros(4) + std::string(data);
}

} // namespace

TEST_CASE("CAN messages of both types, standard and extended, sent, remote")
{
    for (const std::uint32_t type : {1U, 86U}) {
        const std::string more = type == 86 ? zeros(8) : "";
        auto row = only(readObject(blfObject(type, canBody(0x7E8, "\x01\x02\x03"s, 2) + more, 1234567891)));
        CHECK(row.id == 0x7E8);
        CHECK_FALSE(row.extended);
        CHECK(row.channel == "2");
        CHECK(row.ts == 1234567891);
        CHECK(row.data == Data {1, 2, 3});
        CHECK_FALSE(row.transmitted);
        CHECK(row.offset == 0);
        row = only(readObject(blfObject(type, canBody(0x98DAF110, "12345678", 1, 0x01) + more)));
        CHECK(row.id == 0x18DAF110);
        CHECK(row.extended);
        CHECK(row.transmitted);
        CHECK(row.data.size() == 8);
        row = only(readObject(blfObject(type, canBody(0x123, "12345678", 1, 0x80) + more)));
        CHECK(row.remote);
        CHECK(row.data.empty());
        CHECK(row.requested == 8);
    }
}

TEST_CASE("a code of more than eight bytes, and ids beyond 11 bits without their mark")
{
    std::string body = canBody(0x800, "12345678");
    body[3] = 15;
    const auto row = only(readObject(blfObject(1, body)));
    CHECK(row.data.size() == 8);
    CHECK(row.extended);
    CHECK(row.id == 0x800);
}

TEST_CASE("times in units of 10 us and of ns, with and without a start, and beyond what 64 bits hold")
{
    CHECK(only(readObject(blfObject(1, canBody(1, "1"), 7, 1))).ts == 70000);
    CHECK(only(readObject(blfObject(1, canBody(1, "1"), 7, 2))).ts == 7);
    CHECK(only(readObject(blfObject(1, canBody(1, "1"), UINT64_MAX, 2))).ts == domain::kNoTime);
    CHECK(only(readObject(blfObject(1, canBody(1, "1"), UINT64_MAX / 2, 1))).ts == domain::kNoTime);
    const BlfHead dated {0, 1, {2024, 12, 2, 31, 14, 9, 40, 222}};
    Reading reading = readBlf(blfFile(stored(canObject(1, "1", 1000)), dated));
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].ts == 1735654180222001000);
    CHECK(warns(reading, "UTC"));
    const BlfHead odd {0, 1, {2024, 13, 2, 31, 14, 9, 40, 222}};
    reading = readBlf(blfFile(stored(canObject(1, "1", 1000)), odd));
    CHECK(reading.rows[0].ts == 1000);
    CHECK(warns(reading, "no date"));
}

TEST_CASE("headers of versions 2 and 3 and longer ones; unknown versions are accounted for")
{
    const auto withHeader = [](std::uint16_t version, std::size_t size) {
        std::string object = canObject(0x55, "ab", 99);
        object.insert(32, size - 32, '\0');
        return object.replace(4, 8, number(size, 2) + number(version, 2) + number(object.size(), 4));
    };
    for (const auto& [version, size] : {std::pair<std::uint16_t, std::size_t> {1, 40}, {2, 40}, {3, 32}}) {
        const auto row = only(readObject(withHeader(version, size)));
        CHECK(row.id == 0x55);
        CHECK(row.ts == 99);
    }
    const Reading reading = readObject(withHeader(7, 32));
    CHECK(reading.rows.empty());
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].reason == "object with an unknown header version");
    CHECK(reading.skipped[0].bytes == 48);
}

TEST_CASE("CAN FD messages of the older type")
{
    const std::string body = number(2, 2) + number(1, 1) + number(9, 1) + number(0x321, 4) + zeros(4) + zeros(1)
        + number(7, 1) + number(12, 1) + zeros(5) + "abcdefghijkl" + zeros(52);
    const auto row = only(readObject(blfObject(100, body)));
    CHECK(row.fd);
    CHECK(row.bitrateSwitch);
    CHECK(row.errorStateIndicator);
    CHECK(row.transmitted);
    CHECK(row.channel == "2");
    CHECK(row.data == Data {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'});
}

TEST_CASE("CAN FD messages of the newer type: classic ones, cut data, further data")
{
    auto row = only(readObject(blfObject(101, fdBody64(0x7000, 12, "abcdefghijkl"))));
    CHECK(row.fd);
    CHECK(row.bitrateSwitch);
    CHECK(row.errorStateIndicator);
    CHECK(row.transmitted);
    CHECK(row.channel == "3");
    CHECK(row.data.size() == 12);
    row = only(readObject(blfObject(101, fdBody64(0, 2, "ab"))));
    CHECK_FALSE(row.fd);
    row = only(readObject(blfObject(101, fdBody64(0x10, 8, ""))));
    CHECK(row.remote);
    CHECK(row.data.empty());
    CHECK(row.requested == 8);
    row = only(readObject(blfObject(101, fdBody64(0x1000, 64, "abcd"))));
    REQUIRE(row.data.size() == 64); // more are valid than were stored: the rest is zero
    CHECK(row.data[3] == 'd');
    CHECK(row.data[4] == 0);
    row = only(readObject(blfObject(101, fdBody64(0x1000, 8, "abcdXXXX", 32 + 40 + 4))));
    CHECK(row.data == Data {'a', 'b', 'c', 'd', 0, 0, 0, 0});
    row = only(readObject(blfObject(101, fdBody64(0x1000, 200, std::string(200, 'x')))));
    CHECK(row.data.size() == 64);
}

TEST_CASE("error frames of all three types")
{
    auto row = only(readObject(blfObject(2, number(4, 2) + zeros(6))));
    CHECK(row.error);
    CHECK(row.channel == "4");
    row = only(readObject(blfObject(73,
                                    number(5, 2) + zeros(2) + zeros(4) + zeros(2) + number(3, 1) + zeros(1) + zeros(4)
                                        + number(0x80000123, 4) + zeros(4) + "abcdefgh")));
    CHECK(row.error);
    CHECK(row.extended);
    CHECK(row.id == 0x123);
    CHECK(row.data == Data {'a', 'b', 'c'});
    row = only(readObject(blfObject(104,
                                    number(6, 1) + zeros(1) + number(2, 1) + zeros(5) + number(1, 2) + zeros(2)
                                        + number(0x10, 4) + zeros(28) + "ab")));
    CHECK(row.error);
    CHECK(row.fd);
    CHECK(row.channel == "6");
    CHECK(row.data == Data {'a', 'b'});
}

TEST_CASE("objects that are too short for their type are accounted for")
{
    for (const std::uint32_t type : {1U, 2U, 65U, 71U, 73U, 86U, 92U, 96U, 100U, 101U, 104U, 120U, 121U}) {
        CAPTURE(type);
        const Reading reading = readObject(blfObject(type, "ab"));
        CHECK(reading.rows.empty());
        CHECK(reading.others.empty());
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0].reason == "unreadable object");
        CHECK(reading.skipped[0].count == 1);
        CHECK(reading.skipped[0].bytes == 34);
    }
}

TEST_CASE("everything else is counted by the name of its type")
{
    const std::string objects = blfObject(57, zeros(100)) + blfObject(57, zeros(100)) + blfObject(115, zeros(24))
        + blfObject(4, zeros(8)) + blfObject(200, zeros(8)) + blfObject(0xFFFFFFFF, zeros(8)) + blfObject(91, zeros(8));
    const Reading reading = readBlf(blfFile(stored(objects), {0, 6, std::vector<std::uint16_t>(8, 0)}));
    CHECK(reading.others
          == std::map<std::string, std::uint64_t> {{"LIN_MESSAGE2", 2},
                                                   {"RESTORE_POINTS", 1},
                                                   {"CAN_STATISTIC", 1},
                                                   {"OVERRUN_ERROR", 1},
                                                   {"unknown object type", 2}});
    CHECK(reading.skipped.empty());
    CHECK(warns(reading, "unknown type (4294967295)"));
    CHECK(warns(reading, "the recorder lost data (1 "));
    CHECK(reading.warnings.size() == 2);
}

TEST_CASE("Ethernet frames become packets")
{
    const std::string source = "\x01\x02\x03\x04\x05\x06";
    const std::string target = "\x11\x12\x13\x14\x15\x16";
    const std::string plain = source + number(2, 2) + target + number(1, 2) + number(0x0800, 2) + zeros(4)
        + number(4, 2) + zeros(8) + "data";
    OrderSink sink = readOrder(blfFile(stored(blfObject(71, plain))));
    REQUIRE(sink.bytes.size() == 1);
    CHECK(sink.bytes[0] == target + source + "\x08\0data"s);
    CHECK(sink.wire[0] == 18);
    CHECK(sink.channel == "Ethernet 2");
    CHECK(sink.sent);
    const std::string tagged = source + number(2, 2) + target + number(0, 2) + number(0x0800, 2) + number(0x8100, 2)
        + number(0x0064, 2) + number(100, 2) + zeros(8) + "data";
    sink = readOrder(blfFile(stored(blfObject(71, tagged))));
    CHECK(sink.bytes[0] == target + source + "\x81\0\0\x64\x08\0data"s);
    CHECK(sink.wire[0] == 118);
    for (const std::uint32_t type : {120U, 121U}) {
        const std::string whole = number(30, 2) + zeros(2) + number(3, 2) + zeros(14) + number(0, 2) + number(5, 2)
            + zeros(8) + "frame and more";
        sink = readOrder(blfFile(stored(blfObject(type, whole))));
        CHECK(sink.bytes[0] == "frame");
        CHECK(sink.channel == "Ethernet 3");
        CHECK_FALSE(sink.sent);
    }
}

TEST_CASE("comments and markers, with text that is safe to print")
{
    OrderSink sink = readOrder(blfFile(stored(blfObject(92, number(1, 4) + number(6, 4) + zeros(8) + "rattle!!", 17))));
    CHECK(sink.text == "comment|rattle");
    CHECK(sink.time == 17);
    sink = readOrder(
        blfFile(stored(blfObject(96, zeros(16) + number(1, 4) + number(2, 4) + number(3, 4) + zeros(12) + "GNNDDD"))));
    CHECK(sink.text == "marker|G: NN: DDD");
    sink = readOrder(blfFile(stored(blfObject(
        96, zeros(16) + number(0xFFFFFFFF, 4) + number(0xFFFFFFFF, 4) + number(3, 4) + zeros(12) + "all of it"))));
    CHECK(sink.text == "marker|all of it");
    sink = readOrder(blfFile(stored(blfObject(65, number(1, 4) + zeros(4) + number(99, 4) + zeros(4) + "a\xFF\n;b"))));
    CHECK(sink.text == "database|a\\xFF\\x0A;b");
    sink = readOrder(blfFile(stored(blfObject(65, number(77, 4) + zeros(4) + number(1, 4) + zeros(4) + "x"))));
    CHECK(sink.text == "application text|x");
}

TEST_CASE("records come in the order of the file, whatever they are")
{
    const std::string frame = canObject(1);
    const std::string packet = blfObject(120, zeros(22) + number(2, 2) + zeros(8) + "ab");
    const std::string comment = blfObject(92, zeros(4) + number(1, 4) + zeros(8) + "c");
    std::string content;
    std::string expected;
    for (int i = 0; i < 5000; ++i) {
        content += frame;
        expected += 'f';
    }
    for (int i = 0; i < 40; ++i) {
        content += packet + frame + comment + comment + frame + frame;
        expected += "pfmmff";
    }
    content += packet;
    expected += 'p';
    const OrderSink sink = readOrder(blfFile(packed(content)));
    CHECK(sink.order == expected);
    CHECK(std::is_sorted(sink.offsets.begin(), sink.offsets.end()));
}

TEST_CASE("many channels share a name in the end, and memory does not grow with them")
{
    std::string content;
    for (std::uint32_t channel = 0; channel < 5000; ++channel) {
        content += blfObject(1, canBody(1, "", static_cast<std::uint16_t>(channel)));
    }
    const Reading reading = readBlf(blfFile(packed(content), {0, 5000, std::vector<std::uint16_t>(8, 0)}));
    CHECK(reading.rows.size() == 5000);
    CHECK(reading.channels.size() <= 1025);
    CHECK(reading.rows[1000].channel == "1000");
    CHECK(reading.rows[4999].channel == "other");
    CHECK(warns(reading, "more than 1024 channels"));
}
