// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats::test;

TEST_CASE("console form: with and without time")
{
    const auto row = oneFrame(" (000.005001)  can0  18FEDF00   [8]  8A A0 28 7D 7D FF FF F5");
    CHECK(row.ts == 5001000);
    CHECK(row.channel == "can0");
    CHECK(row.id == 0x18FEDF00);
    CHECK(row.extended);
    CHECK(row.data == Data {0x8A, 0xA0, 0x28, 0x7D, 0x7D, 0xFF, 0xFF, 0xF5});
    CHECK_FALSE(row.fd);

    const auto timeless = oneFrame("  vcan0       123   [2]  11 22");
    CHECK(timeless.ts == domain::kNoTime);
    CHECK(timeless.channel == "vcan0");
    CHECK(timeless.id == 0x123);
    CHECK_FALSE(timeless.extended);
    CHECK(timeless.data == Data {0x11, 0x22});
    CHECK(oneFrame("  can0  123   [0] ").channel == "can0");
}

TEST_CASE("console form: dates are counted as UTC and remarked")
{
    CHECK(oneFrame(" (2021-06-01 12:00:00.123456)  can0  123   [1]  11").ts == 1622548800123456000);
    CHECK(oneFrame(" (1969-12-31 23:59:59.000000)  can0  123   [1]  11").ts == -1000000000);
    const auto reading = readCandump(" (2021-06-01 12:00:00.123456)  can0  123   [1]  11\n");
    CHECK(reading.warnings.size() == 1);
    CHECK(isUnreadable(" (2021-02-30 12:00:00.123456)  can0  123   [1]  11"));
    CHECK(isUnreadable(" (2021-06-01 25:00:00.123456)  can0  123   [1]  11"));
    CHECK(isUnreadable(" (2021-06-01 1-:00:00.123456)  can0  123   [1]  11"));
}

TEST_CASE("console form: CAN FD, raw DLC, remote and error frames")
{
    const auto fd = oneFrame("  can0  123  [12]  00 01 02 03 04 05 06 07 08 09 0A 0B");
    CHECK(fd.fd);
    CHECK(fd.data.size() == 12);
    CHECK(oneFrame("  can0  123  [08]  00 01 02 03 04 05 06 07").fd);
    CHECK_FALSE(oneFrame("  can0  123   {E}  00 01 02 03 04 05 06 07").fd);
    CHECK(oneFrame("  can0  123   {2}  00 01").data.size() == 2);

    const auto remote = oneFrame(" (1.5)  can0  123   [4]  remote request");
    CHECK(remote.remote);
    CHECK(remote.data.empty());
    CHECK(remote.requested == 4);

    const auto error = oneFrame("  can0  20000004   [8]  00 01 00 00 00 00 00 00   ERRORFRAME");
    CHECK(error.error);
    CHECK(error.id == 4);
    CHECK(error.data.size() == 8);
    CHECK(isUnreadable("  can0  123   [1]  00   ERRORFRAME"));
}

TEST_CASE("console form: ASCII column, binary and swapped views")
{
    CHECK(oneFrame("  can0  123   [3]  41 20 27                     'A ''").data == Data {0x41, 0x20, 0x27});
    CHECK(oneFrame("  can0  123   [2]  10101010 00001111").data == Data {0xAA, 0x0F});
    CHECK(oneFrame("  can0  123   [3]  33`22`11").data == Data {0x11, 0x22, 0x33});
    CHECK(oneFrame("  can0  123   [3]  33`22`11                  `...`").data == Data {0x11, 0x22, 0x33});
    CHECK(isUnreadable("  can0  123   [2]  10101010 00001112"));
}

TEST_CASE("console form: the column of candump -x")
{
    const auto row = oneFrame("  can0  TX B E  123  [02]  11 22");
    CHECK(row.transmitted);
    CHECK(row.fd);
    CHECK(row.bitrateSwitch);
    CHECK(row.errorStateIndicator);
    CHECK(row.channel == "can0");
    CHECK_FALSE(oneFrame(" (1.5)  can0  RX - -  123   [1]  11").transmitted);
    CHECK(oneFrame(" (1.5)  can0  RX - -  123   [1]  11").id == 0x123);
    CHECK(isUnreadable("  can0  TX ? -  123   [1]  11"));
}

TEST_CASE("console form: loggers that follow it")
{
    const auto received = oneFrame("(683.70) RX0 7E0 [8] 03 22 F4 00 00 00 00 00\r");
    CHECK(received.ts == 683700000000);
    CHECK(received.channel == "RX0");
    CHECK(received.id == 0x7E0);
    CHECK_FALSE(received.transmitted);
    CHECK(received.data.size() == 8);
    const auto sent = oneFrame("(683.71) TX0 17FC007C [1] 03\r");
    CHECK(sent.channel == "TX0");
    CHECK(sent.transmitted);
    CHECK(sent.extended);
    CHECK_FALSE(oneFrame("(1.5) TXA 123 [1] 03").transmitted);
}

TEST_CASE("console form: the length must fit the bytes")
{
    CHECK(isUnreadable("  can0  123   [8]  00 01 02"));
    CHECK(isUnreadable("  can0  123   [2]  00 01 02"));
    CHECK(isUnreadable("  can0  123   [1]  0"));
    CHECK(isUnreadable("  can0  123   [1]  001"));
    CHECK(isUnreadable("  can0  123   [65]  00"));
    CHECK(isUnreadable("  can0  123   [-1]"));
    CHECK(isUnreadable("  can0  123   []"));
    CHECK(isUnreadable("  can0  123   [99999999999999999999]"));
    CHECK(isUnreadable("  can0  123   8  00"));
    CHECK(isUnreadable("  can0  XYZ   [1]  00"));
    CHECK(isUnreadable("  can0"));
    CHECK(isUnreadable("(1.5) can0 123"));
}

TEST_CASE("lost frames are a warning, not a record")
{
    const auto reading = readCandump("DROPCOUNT: dropped 7 CAN frames on 'can0' socket (total drops 7)\n"
                                     "(1.000000) can0 123#00\n"
                                     "DROPCOUNT: dropped 1 CAN frame on 'can0' socket (total drops 8)\n");
    CHECK(reading.rows.size() == 1);
    CHECK(reading.skipped.empty());
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].find("lost 8 frames") != std::string::npos);
}

TEST_CASE("blank lines, comments, terminal headers and error details are no records")
{
    const auto reading = readCandump("\xEF\xBB\xBF# a comment\n\n   \t \r\n; another\n// third\n"
                                     "=~=~=~=~=~= PuTTY log 2025.05.22 15:02:22 =~=~=~=~=~=\r\n"
                                     "Script started on 2024-01-01\n"
                                     "  can0  20000004   [8]  00 01 00 00 00 00 00 00   ERRORFRAME\n"
                                     "\tcontroller-problem{rx-overflow}\n"
                                     "\terror-counter-tx-rx{{96}{0}}\n");
    CHECK(reading.rows.size() == 1);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
    // A frame that is indented with a tab is no such detail.
    CHECK(oneFrame("\tcan-0  123   [1]  11").channel == "can-0");
}

TEST_CASE("forms may change from line to line")
{
    const auto reading = readCandump("(1.000000) can0 123#00\n (1.000001)  can0  124   [1]  01\n"
                                     "\xEF\xBB\xBF(1.000000) can0 125#00\n(1.000002) can0 126##100\n");
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].id == 0x123);
    CHECK(reading.rows[1].id == 0x124);
    CHECK(reading.rows[2].id == 0x126);
    // A byte order mark belongs to the start of a file only.
    REQUIRE(reading.skipped.size() == 1);
    CHECK(readCandump("\xEF\xBB\xBF(1.000000) can0 125#00\n").rows.size() == 1);
}
