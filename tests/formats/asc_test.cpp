// SPDX-License-Identifier: Apache-2.0
#include "core/formats/asc/asc_header.h"
#include "core/formats/asc/asc_reader.h"
#include "core/formats/text/fields.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

const std::string kHeader = "date Sat Sep 30 15:06:13.191 2017\nbase hex  timestamps absolute\n"
                            "internal events logged\n// version 9.0.0\n"
                            "Begin Triggerblock Sat Sep 30 15:06:13.191 2017\n"
                            "   0.000000 Start of measurement\n";
constexpr std::int64_t kStart = 1506783973191000000;

Reading readAsc(const std::string& text, ReadOptions options = {})
{
    return readWith(AscReader(), text, std::move(options));
}

/// The one frame of a line without header; an empty row otherwise.
domain::FrameRow oneAscFrame(const std::string& line, const std::string& header = {})
{
    const Reading reading = readAsc(header + line + "\n");
    return reading.rows.size() == 1 && reading.skipped.empty() ? reading.rows[0] : domain::FrameRow {};
}

/// The kind under which a line is counted; empty when it is anything else than one other record.
std::string kindOf(const std::string& line)
{
    const Reading reading = readAsc(line + "\n");
    const bool one = reading.rows.empty() && reading.skipped.empty() && reading.others.size() == 1;
    return one && reading.others.begin()->second == 1 ? reading.others.begin()->first : std::string();
}

bool isUnreadableAsc(const std::string& line)
{
    const Reading reading = readAsc(line + "\n   1.0 1  64 Rx d 0\n");
    return reading.rows.size() == 1 && reading.others.empty() && reading.skipped.size() == 1
        && reading.skipped[0] == domain::Skipped {"unreadable line", 1, line.size() + 1, 0};
}

} // namespace

TEST_CASE("classic frames of an ASC recording")
{
    const Reading reading = readAsc(kHeader
                                    + "   0.019968 1  64              Rx   d 4 64 00 00 00  Length = 0 ID = 100\r\n"
                                      "   2.5 12  18EBFF00x       Tx   d 8 01 A0 0f a6 60 3B D1 40\n"
                                      "   2.6 12  18EBFF00x       Tx   d 0\n"
                                      "   2.7 2  3FF Rx d D 55 AA 01 02 03 04 05 06  Length = 1\n"
                                      "End TriggerBlock\n");
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.skipped.empty());
    CHECK(reading.rows[0].ts == kStart + 19968000);
    CHECK(reading.rows[0].channel == "1");
    CHECK(reading.rows[0].id == 0x64);
    CHECK_FALSE(reading.rows[0].extended);
    CHECK_FALSE(reading.rows[0].transmitted);
    CHECK(reading.rows[0].data == Data {0x64, 0, 0, 0});
    CHECK(reading.rows[1].channel == "12");
    CHECK(reading.rows[1].id == 0x18EBFF00);
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.rows[1].data == Data {0x01, 0xA0, 0x0F, 0xA6, 0x60, 0x3B, 0xD1, 0x40});
    CHECK(reading.rows[2].data.empty());
    CHECK(reading.rows[3].data.size() == 8);
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"measurement event", 1}});
    CHECK(reading.warnings == std::vector<std::string> {"the time zone is not in the file; times are counted as UTC"});
}

TEST_CASE("a decimal base changes identifiers and bytes, not the data length code")
{
    const std::string header = "base dec  timestamps absolute\n";
    const auto row = oneAscFrame("   1.0 1  418119424x       Rx   d 3 255 0 17", header);
    CHECK(row.id == 418119424);
    CHECK(row.extended);
    CHECK(row.data == Data {255, 0, 17});
    CHECK(oneAscFrame("   1.0 1  100 Rx   d F 1 2 3 4 5 6 7 8", header).data.size() == 8);
    CHECK(oneAscFrame("   1.0 1  100 Rx   d 1 256", header).channel.empty());
    CHECK(oneAscFrame("   1.0 1  1F Rx   d 1 25", header).channel.empty());
    const auto fd = oneAscFrame("   1.0 CANFD   1 Rx  300  1 0 8  8 17 1 2 3 4 5 6 255 102203 133 303000 e0", header);
    CHECK(fd.id == 300);
    CHECK(fd.data == Data {17, 1, 2, 3, 4, 5, 6, 255});
    CHECK(fd.fd);
}

TEST_CASE("relative stamps add up over all records, across chunks and whatever part is read")
{
    std::string text = "date Sat Sep 30 15:06:13.191 2017\nbase hex  timestamps relative\n";
    for (int i = 0; i < 50; ++i) {
        text += "   0.001000 1  64 Rx d 1 11\n   0.002000 1  Statistic: D 0\n   0.003 1  64 Rx d 2 11\n"
                "   0.004000 CANFD 2 Rx 300 0 0 1 1 22 0 0 3000 0\n";
    }
    const Reading reading = readAsc(text);
    REQUIRE(reading.rows.size() == 100);
    CHECK(reading.rows[0].ts == kStart + 1000000);
    CHECK(reading.rows[1].ts == kStart + 10 * kMillisecond); // the cut line counts too
    CHECK(reading.rows[99].ts == kStart + 500 * kMillisecond);
    CHECK(reading.skipped[0].count == 50);
    for (const std::size_t chunk : {1, 10, 100, 1000}) {
        CHECK(sameReading(reading, readWith(AscReader(chunk), text)));
    }
    ReadOptions options;
    options.begin = text.size() / 2;
    CHECK(readAsc(text, options).rows.back().ts == reading.rows.back().ts);
}

TEST_CASE("what times count from")
{
    const std::string frame = "   1.0 1  64 Rx d 0\n";
    const auto timeOf = [&frame](const std::string& header) { return readAsc(header + frame).rows.at(0).ts; };
    const std::string trigger = "Begin Triggerblock Sat Sep 30 15:00:00.000 2017\n";
    constexpr std::int64_t kTrigger = 1506783600 * kSecond;
    CHECK(timeOf("") == kSecond);
    CHECK(timeOf("date Sat Sep 30 15:00:00 2017\n") == kTrigger + kSecond);
    CHECK(timeOf(trigger) == kTrigger + kSecond);
    // A block within a measurement: stamps count from the measurement.
    CHECK(timeOf("date Sat Sep 30 14:59:59 2017\n" + trigger) == kTrigger);
    // A date line of the time of writing.
    CHECK(timeOf("date Fri Nov 20 21:03:26.396 2026\n" + trigger) == kTrigger + kSecond);
    CHECK(timeOf("date Sat Sep 30 14:59:59 2017\n" + trigger + "   0.000000 Start of measurement\n")
          == kTrigger + kSecond);
    CHECK(timeOf("date nonsense\n") == kSecond);
    CHECK(readAsc("date nonsense\n" + frame).warnings
          == std::vector<std::string> {"a date in the file could not be understood"});
}

TEST_CASE("joined recordings count each from its own date, in its own base")
{
    const std::string frame = "   1.0 1  10 Rx d 1 20\n";
    const std::string text = "date Sat Sep 30 15:00:00 2017\nbase hex  timestamps absolute\n" + frame + frame
        + "date Sun Oct 1 15:00:00 2017\nbase dec  timestamps relative\n" + frame + frame;
    const Reading reading = readAsc(text);
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[1].ts == 1506783601 * kSecond);
    CHECK(reading.rows[1].id == 0x10);
    CHECK(reading.rows[3].ts == 1506870002 * kSecond);
    CHECK(reading.rows[3].id == 10);
    CHECK(reading.rows[3].data == Data {20});
    for (std::size_t chunk = 1; chunk < 250; chunk += 3) {
        ReadOptions options;
        options.helpers = chunk % 2;
        CHECK(sameReading(reading, readWith(AscReader(chunk), text, options)));
    }
}

TEST_CASE("dates in English and German, with 12 and 24 hours")
{
    const auto expected = calendarTime(2014, 5, 27, "16:09:35.25");
    for (const char* text :
         {"Tue May 27 04:09:35.250 pm 2014", "Die Mai 27 16:09:35.25 2014", "Tue May 27 04:09:35.250 PM 2014",
          "Di Mai 27 04:09:35.250 nachm. 2014", "Tue May 27 16:09:35.250 pm 2014", "Mar May 27 16:09:35.250 2014"}) {
        CAPTURE(text);
        CHECK(parseAscDate(text) == expected);
    }
    CHECK(parseAscDate("Fri Dez 1 12:00:01 am 2017") == calendarTime(2017, 12, 1, "0:00:01"));
    CHECK(parseAscDate("Fre M\xC3\xA4r 3 12:00:01 pm 2017") == calendarTime(2017, 3, 3, "12:00:01"));
    CHECK(parseAscDate("Mit Okt 4 2017") == calendarTime(2017, 10, 4, "0:00"));
    CHECK_FALSE(parseAscDate(""));
    CHECK_FALSE(parseAscDate("Sat Sep 31 15:06:13 2017"));
    CHECK_FALSE(parseAscDate("Sat Sep 30 25:06:13 2017"));
    CHECK_FALSE(parseAscDate("1 2 3 4 5 6 7 8 9 10 11 12 Sep 30 2017"));
}

TEST_CASE("remote and error frames")
{
    const auto remote = oneAscFrame("   2.520002 3 200 Tx r Length = 1704000 BitCount = 145 ID = 88888888x");
    CHECK(remote.remote);
    CHECK(remote.id == 0x200);
    CHECK(remote.transmitted);
    CHECK(remote.channel == "3");
    CHECK(remote.requested == 0);
    CHECK(oneAscFrame("   2.5 4 300x Rx r 8").remote);
    CHECK(oneAscFrame("   2.5 4 300x Rx r 8").requested == 8);
    CHECK(oneAscFrame("   2.5 4 300x Rx r 2 Length = 1704000 BitCount = 145 ID = 768x").requested == 2);
    for (const char* line :
         {"   2.501000 1 ErrorFrame", "   2.501010 1  ErrorFrame ECC: 10100010",
          "   2.5 1 ErrorFrame Flags = 0xe CodeExt = 0x20a2 Code = 0x82 ID = 0 DLC = 0 Position = 5 Length = 11300",
          "   2.5 CANFD   1 Tx ErrorFrame Not Acknowledge error, dominant error flag fffe c7 31ca Arb. 556 44 0 0 f 64",
          "   2.5 CANFD 1 ErrorFrame"}) {
        CAPTURE(line);
        const auto row = oneAscFrame(line);
        CHECK(row.error);
        CHECK(row.channel == "1");
        CHECK(row.data.empty());
        CHECK_FALSE(row.fd);
    }
}

TEST_CASE("CAN FD lines: names, lengths, flags")
{
    const std::string tail = " 102203 133 303000 e0006659 46500250 4b140250 20011736 2001040d";
    const auto plain = oneAscFrame("  30.0 CANFD   1 Rx        300      1 0 8  8 11 c2 03 04 05 06 07 08" + tail);
    CHECK(plain.fd);
    CHECK(plain.bitrateSwitch);
    CHECK_FALSE(plain.errorStateIndicator);
    CHECK(plain.data == Data {0x11, 0xC2, 3, 4, 5, 6, 7, 8});
    const auto named = oneAscFrame("  30.0 CANFD  11 Tx  1C4D80A7x  Generic_Name_12  0 1 2  2 01 02" + tail);
    CHECK(named.channel == "11");
    CHECK(named.extended);
    CHECK(named.transmitted);
    CHECK(named.errorStateIndicator);
    CHECK(named.data == Data {1, 2});
    std::string longLine = "  30.5 CANFD   4 Rx        4EE    0 1 f 64";
    for (int i = 0; i < 64; ++i) {
        longLine += " A1";
    }
    CHECK(oneAscFrame(longLine + " 1331984 11 0 46500250").data.size() == 64);
    CHECK(oneAscFrame(longLine + " 1331984 11 0 46500250").fd); // too long for anything else
    CHECK(oneAscFrame(longLine).fd);
    const auto classic = oneAscFrame("  30.0 CANFD   1 Rx  300  0 0 2  2 01 02 140000 73 200040 7a60");
    CHECK_FALSE(classic.fd);
    CHECK(classic.data == Data {1, 2});
    const auto remote = oneAscFrame("  30.3 CANFD   3 Tx     50005x   0 0 5 0 140000 73 200050 7a60 46500250");
    CHECK(remote.remote);
    CHECK_FALSE(remote.fd);
    CHECK(remote.requested == 5);
    CHECK(isUnreadableAsc("  30.0 CANFD   1 Rx        300      1 0 8  8 11 c2 03"));
    CHECK(isUnreadableAsc("  30.0 CANFD   1 Rx        300      1 0 8  65 11 c2 03"));
    CHECK(isUnreadableAsc("  30.0 CANFD   1 Rx        300"));
    CHECK(isUnreadableAsc("  30.0 CANFD   Rx   300 1 0 1 1 11"));
}

TEST_CASE("names in the place of identifiers are resolved by the end of the line")
{
    const auto named = oneAscFrame("  1.0 1  EngineData      Rx   d 2 01 02  Length = 0 BitCount = 0 ID = 418119424x");
    CHECK(named.id == 418119424);
    CHECK(named.extended);
    CHECK(named.data == Data {1, 2});
    CHECK(oneAscFrame("  1.0 1  Decade  Rx   r  Length = 0 BitCount = 0 ID = 100").id == 100);
    CHECK(oneAscFrame("  1.0 1  FEED  Rx   d 0  Length = 0 BitCount = 0 ID = 100").id == 100);
    CHECK(oneAscFrame("  1.0 1  FEED  Rx   d 0").id == 0xFEED);
    CHECK(isUnreadableAsc("  1.0 1  EngineData      Rx   d 2 01 02"));
}

TEST_CASE("records that are no CAN frames are counted by kind")
{
    CHECK(kindOf("   0.0 Start of measurement") == "measurement event");
    CHECK(kindOf("   0.0 log trigger event") == "measurement event");
    CHECK(kindOf("   0.015991 CAN 1 Status:chip status error active") == "status");
    CHECK(kindOf("   1.0 1  Statistic: D 0 R 0 XD 0 XR 0 E 0 O 0 B 0.00%") == "statistic");
    CHECK(kindOf("   3.3 1  J1939TP FEE3p  6  0  0  -  Rx  d 23 A0 0F A6") == "J1939 transport");
    CHECK(kindOf("   3.3 1  OverloadFrame") == "overload frame");
    CHECK(kindOf("   3.3 SV: 2 0 1 ::Engine::Speed = 1200") == "system variable");
    CHECK(kindOf("   3.3 EnvSpeed := 12") == "environment variable");
    CHECK(kindOf("   1.59 Comment: 105 testComment") == "comment");
    CHECK(kindOf("   2.2 0 16777215 0 1 GMGroup: Group GMMarker: [1] GMDescription: x") == "marker");
    CHECK(kindOf("   0.04 Fr * StartCycleEvent NM Vector: 2 00 00") == "FlexRay");
    CHECK(kindOf("   0.02 Li 22           CSInfo    Using classic checksum") == "LIN");
    CHECK(kindOf("   2.02 L2              SyncError  208") == "LIN");
    CHECK(kindOf("   1.4 M1 Register: 1 8A 0172") == "MOST");
    CHECK(kindOf("   0.0  ETH 2 Tx  3c:FFFFFFFFFFFF") == "Ethernet");
    CHECK(kindOf("   0.0 CANXL 1 Rx CBFF 244016 125 123 8 8 01 02 03 04 05 06 07 08") == "CAN XL");
    CHECK(kindOf("   2.0 GPS-Device: 1    La: 48.8") == "GPS");
    CHECK(kindOf("   2.0 TFS: [1] begin") == "test event");
    CHECK(kindOf("   2.0 1  64  TxRq   d 1 00") == "transmit request");
    CHECK(kindOf("   2.0 CANFD 1 TxRq 300 0 0 1 1 00") == "transmit request");
    CHECK(kindOf("   2.0 Somebody wrote this") == "other event");
}

TEST_CASE("lines that should be frames and are not are skipped")
{
    for (const char* line :
         {"   1.0", "   1.0 1", "   1.0 1  64", "   1.0 1  64 Rx", "   1.0 1  64 Rx d", "   1.0 1  64 Rx d 2 00",
          "   1.0 1  64 Rx d 2 00 0", "   1.0 1  64 Rx d 1 0G", "   1.0 1  20000000x Rx d 0", "   1.0 1  64 Rx x 1 00",
          "   1.0 1  64 Rx d 10 00", "   1.x 1  64 Rx d 0", "   1.0 1  18F00F52x", "garbage", "base oct",
          "   99999999999.0 1  64 Rx d 0", "   -1000000000.0 1  64 Rx d 0"}) {
        CAPTURE(line);
        CHECK(isUnreadableAsc(line));
    }
    const Reading cut = readAsc("   1.0 1  64 Rx d 0\n   2.0 1  18F00F52");
    CHECK(cut.rows.size() == 1);
    REQUIRE(cut.skipped.size() == 1);
    CHECK(cut.skipped[0].reason == "cut at the end of the file");
    CHECK(readAsc("\xEF\xBB\xBF// version 1\n\n\t\nEnd TriggerBlock\nno internal events logged\n").skipped.empty());
}

TEST_CASE("a part of an ASC recording has the rows that the whole has there")
{
    std::string text = kHeader;
    for (int i = 0; i < 30; ++i) {
        text += "   0.019968 1  64              Rx   d 4 64 00 00 00\n";
    }
    const Reading whole = readAsc(text);
    ReadOptions options;
    options.begin = whole.rows[10].offset;
    options.end = whole.rows[20].offset;
    const Reading part = readAsc(text, options);
    REQUIRE(part.rows.size() == 10);
    CHECK(part.rows[0].offset == whole.rows[10].offset);
    CHECK(part.rows[9].ts == whole.rows[19].ts);
}
