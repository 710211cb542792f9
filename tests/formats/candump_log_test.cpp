// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace argus;
using namespace argus::formats::test;

TEST_CASE("log form: a classic frame")
{
    const auto row = oneFrame("(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFF12");
    CHECK(row.ts == 1543509533000838000);
    CHECK(row.channel == "can0");
    CHECK(row.id == 0x0CF00400);
    CHECK(row.extended);
    CHECK_FALSE(row.fd);
    CHECK_FALSE(row.remote);
    CHECK_FALSE(row.error);
    CHECK_FALSE(row.transmitted);
    CHECK(row.data == Data {0xFF, 0xFF, 0xFF, 0x7D, 0xFF, 0xFF, 0xFF, 0x12});
}

TEST_CASE("log form: payloads of every length, in either case")
{
    const std::string digits = "0123456789abCDeF";
    Data expected;
    for (std::size_t length = 0; length <= 8; ++length) {
        CAPTURE(length);
        for (const char* end : {"", " R", " T", "\r", " R\r"}) {
            const auto row = oneFrame("(0000000001.000000) vcan0 7FF#" + digits.substr(0, 2 * length) + end);
            CHECK(row.channel == "vcan0");
            CHECK(row.data == expected);
            CHECK(row.transmitted == (end == std::string_view(" T")));
        }
        if (length < 8) {
            expected.push_back(Data {0x01, 0x23, 0x45, 0x67, 0x89, 0xAB, 0xCD, 0xEF}[length]);
        }
    }
}

TEST_CASE("log form: identifiers")
{
    CHECK(oneFrame("(1.000000) c 000#").id == 0);
    CHECK_FALSE(oneFrame("(1.000000) c 7Fe#").extended);
    CHECK(oneFrame("(1.000000) c 7Fe#").id == 0x7FE);
    // Eight digits are an extended id, whatever the value.
    CHECK(oneFrame("(1.000000) c 00000123#").extended);
    CHECK(oneFrame("(1.000000) c 00000123#").id == 0x123);
    // More than 11 bits cannot be a standard id; other counts of digits go by the rule of candump_line.h.
    CHECK(oneFrame("(1.000000) c 8FF#").extended);
    CHECK(oneFrame("(1.000000) c 12#01").id == 0x12);
    CHECK_FALSE(oneFrame("(1.000000) c 12#01").extended);
    CHECK(oneFrame("(1.000000) c 18FEF1#01").id == 0x18FEF1);
    CHECK(oneFrame("(1.000000) c 18FEF1#01").extended);
    // The kernel's mark of extended ids.
    CHECK(oneFrame("(1.000000) c 98FEF100#01").id == 0x18FEF100);
    CHECK(isUnreadable("(1.000000) c 58FEF100#01"));
    CHECK(isUnreadable("(1.000000) c 118FEF100#01"));
    CHECK(isUnreadable("(1.000000) c #01"));
    CHECK(isUnreadable("(1.000000) c 1G3#01"));
    CHECK(isUnreadable("(1.000000) c 18FEF10G#01"));
}

TEST_CASE("log form: error frames")
{
    const auto row = oneFrame("(1.000000) can0 20000004#0001000000000000");
    CHECK(row.error);
    CHECK_FALSE(row.extended);
    CHECK(row.id == 4);
    CHECK(row.data == Data {0, 1, 0, 0, 0, 0, 0, 0});
    const auto remote = oneFrame("(1.000000) can0 20000080#R");
    CHECK(remote.error);
    CHECK_FALSE(remote.remote);
}

TEST_CASE("log form: remote frames")
{
    const std::map<std::string, int> asksFor {{"R", 0}, {"R0", 0}, {"R8", 8}, {"r4", 4}, {"R8_9", 8}, {"R8_F", 8}};
    for (const auto& [content, requested] : asksFor) {
        CAPTURE(content);
        const auto row = oneFrame(std::string("(1.000000) can0 123#") + content);
        CHECK(row.remote);
        CHECK(row.id == 0x123);
        CHECK(row.data.empty());
        CHECK(row.requested == requested);
    }
    CHECK(oneFrame("(1.000000) can0 18DAF110#R T").transmitted);
    CHECK(isUnreadable("(1.000000) can0 123#R9"));
    CHECK(isUnreadable("(1.000000) can0 123#R8_8"));
    CHECK(isUnreadable("(1.000000) can0 123#R4_9"));
    CHECK(isUnreadable("(1.000000) can0 123#RR"));
}

TEST_CASE("log form: CAN FD")
{
    const auto row = oneFrame("(1.000000) can0 123##3112233445566778899AABBCC R");
    CHECK(row.fd);
    CHECK(row.bitrateSwitch);
    CHECK(row.errorStateIndicator);
    CHECK(row.data.size() == 12);
    CHECK(row.data.back() == 0xCC);
    const auto plain = oneFrame("(1.000000) can0 12345678##4");
    CHECK(plain.fd);
    CHECK_FALSE(plain.bitrateSwitch);
    CHECK(plain.data.empty());
    CHECK(oneFrame("(1.000000) can0 123##0" + std::string(128, 'A')).data == Data(64, 0xAA));
    CHECK(isUnreadable("(1.000000) can0 123##0" + std::string(130, 'A')));
    CHECK(isUnreadable("(1.000000) can0 123##"));
    CHECK(isUnreadable("(1.000000) can0 123##X11"));
    CHECK(isUnreadable("(1.000000) can0 123##0112"));
}

TEST_CASE("log form: more than eight bytes can only be CAN FD")
{
    const auto row = oneFrame("(1.000000) can0 123#112233445566778899");
    CHECK(row.fd);
    CHECK(row.data.size() == 9);
    CHECK(isUnreadable("(1.000000) can0 123#" + std::string(130, 'A')));
}

TEST_CASE("log form: separators and raw DLC")
{
    CHECK(oneFrame("(1.000000) can0 123#11.22.33").data == Data {0x11, 0x22, 0x33});
    CHECK(oneFrame("(1.000000) can0 123##1.11.22").data == Data {0x11, 0x22});
    const auto row = oneFrame("(1.000000) can0 123#1122334455667788_E");
    CHECK(row.data.size() == 8);
    CHECK_FALSE(row.fd);
    CHECK(isUnreadable("(1.000000) can0 123#1122334455667788_8"));
    CHECK(isUnreadable("(1.000000) can0 123#11_9"));
    CHECK(isUnreadable("(1.000000) can0 123#1.122"));
    CHECK(isUnreadable("(1.000000) can0 123#11..22"));
    CHECK(isUnreadable("(1.000000) can0 123#123"));
    CHECK(isUnreadable("(1.000000) can0 123#11GG"));
}

TEST_CASE("raw data length codes of classic frames are counted, since they are not kept")
{
    const Reading reading = readCandump("(1.0) can0 123#1122334455667788_F\n(1.1) can0 123#R8_9\n"
                                        "(1.2) can0 123#1122334455667788\n"
                                        "  can0  123   {E}  00 01 02 03 04 05 06 07\n"
                                        "  can0  123   {8}  00 01 02 03 04 05 06 07\n");
    CHECK(reading.rows.size() == 5);
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].starts_with("3 classic frames have"));
    CHECK(readCandump("(1.0) can0 123#1122334455667788\n").warnings.empty());
}

TEST_CASE("log form: stamps")
{
    CHECK(oneFrame("(166.000000) can0 123#").ts == 166000000000);
    CHECK(oneFrame("(1543509533.123456789) can0 123#").ts == 1543509533123456789);
    CHECK(oneFrame("(5) can0 123#").ts == 5000000000);
    CHECK(oneFrame("(5.) can0 123#").ts == 5000000000);
    CHECK(oneFrame("(683.70) can0 123#").ts == 683700000000);
    CHECK(oneFrame("(1.0000000019) can0 123#").ts == 1000000001);
    CHECK(oneFrame("(-0.000123) can0 123#").ts == -123000);
    CHECK(oneFrame("(-12.5) can0 123#").ts == -12500000000);
    CHECK(oneFrame("(9223372035.999999999) can0 123#").ts == 9223372035999999999);
    CHECK(oneFrame("can0 123#11").ts == domain::kNoTime);
    for (const char* time : {"9223372036.000000", "99999999999999999999.0", "1.00000x", "", ".", "1.2.3", "--1.0",
                             "12345678x0.000000", "1:2", "+1.0"}) {
        CAPTURE(time);
        CHECK(isUnreadable("(" + std::string(time) + ") can0 123#11"));
    }
    CHECK(isUnreadable("1.000000) can0 123#11"));
    CHECK(isUnreadable("(1.000000 can0 123#11"));
    CHECK(isUnreadable("(1.000000)can0 123#11"));
}

TEST_CASE("log form: seconds that change within a file are not mixed up")
{
    const auto reading = readCandump("(1543509533.999999) can0 123#\n(1543509534.000000) can0 123#\n"
                                     "(1543509534.000001) can0 123#\n(1543509633.000001) can0 123#\n");
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].ts == 1543509533999999000);
    CHECK(reading.rows[1].ts == 1543509534000000000);
    CHECK(reading.rows[2].ts == 1543509534000001000);
    CHECK(reading.rows[3].ts == 1543509633000001000);
}

TEST_CASE("log form: channels are numbered as they are met")
{
    const auto reading = readCandump("(1.000000)  can1 123#00\n(1.000000) vcan0 123#01\n(1.000000)  can1 123#02\n"
                                     "(1.000000) a-very-long-channel-name 123#03\n(1.000000)  can1 123#04\n"
                                     "(1.000000) fifteen-letters 123#05\n(1.000000) fifteen-letters 123#06\n"
                                     "(1.000000) sixteen--letters 123#07\n(1.000000) sixteen--letters 123#08\n");
    CHECK(reading.skipped.empty());
    CHECK(reading.channels
          == std::vector<std::string> {"can1", "vcan0", "a-very-long-channel-name", "fifteen-letters",
                                       "sixteen--letters"});
    REQUIRE(reading.rows.size() == 9);
    CHECK(reading.rows[2].channel == "can1");
    CHECK(reading.rows[4].channel == "can1");
    CHECK(reading.rows[6].channel == "fifteen-letters");
    CHECK(reading.rows[8].channel == "sixteen--letters");
    CHECK(isUnreadable("(1.000000) " + std::string(65, 'c') + " 123#00"));
}

TEST_CASE("CAN XL frames are counted and not taken for CAN")
{
    const auto reading = readCandump("(1.000000) can0 00242#81:00:12345678#11223344\n"
                                     "  can0  242   [0004] (00|81:00:12345678) 11 22 33 44\n"
                                     "(1.000000) can0 123#00\n");
    CHECK(reading.rows.size() == 1);
    CHECK(reading.skipped.empty());
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"CAN XL", 2}});
    CHECK(isUnreadable("(1.000000) can0 00242#81:00:1234567#11"));
    CHECK(isUnreadable("(1.000000) can0 00242#81:00:12345678#1"));
}
