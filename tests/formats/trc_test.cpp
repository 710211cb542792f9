// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/fields.h"
#include "core/formats/trc/carbus_reader.h"
#include "core/formats/trc/peak_line.h"
#include "core/formats/trc/peak_reader.h"
#include "tests/formats/writing.h"

#include <cstring>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

Reading readPeak(const std::string& text, ReadOptions options = {})
{
    return readWith(PeakTrcReader(), text, std::move(options));
}

Reading readCarbus(const std::string& text)
{
    return readWith(CarbusTrcReader(), text);
}

std::string headerOf(const std::string& version, const std::string& columns = {})
{
    return ";$FILEVERSION=" + version + "\n;$STARTTIME=44548.6028595139\n"
        + (columns.empty() ? "" : ";$COLUMNS=" + columns + "\n") + ";\n;   some comment\n;---+--\n";
}

constexpr std::int64_t kStart = 1639837687062001000; // 2021-12-18 14:28:07.062, ten digits of a day

} // namespace

TEST_CASE("PEAK TRC 1.0")
{
    const Reading reading = readPeak(";##########\n;   C:\\x.trc\n"
                                     "     1)     17535  00000100  8  00 01 02 03 04 05 06 07 \r\n"
                                     "     2)     17540  FFFFFFFF  4  00 00 00 08 -- -- -- -- BUSHEAVY\r\n"
                                     "     3)     19295      0123  2  AA BB\r\n"
                                     "     4)     19296      0008  4  ERROR 00 19 08 08\r\n"
                                     "     5)     48937      0704  1  RTR");
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
    CHECK(reading.rows[0].ts == 17535 * kMillisecond);
    CHECK(reading.rows[0].id == 0x100);
    CHECK(reading.rows[0].extended);
    CHECK(reading.rows[0].data == Data {0, 1, 2, 3, 4, 5, 6, 7});
    CHECK(reading.rows[0].channel == "1");
    CHECK_FALSE(reading.rows[1].extended);
    CHECK(reading.rows[1].data == Data {0xAA, 0xBB});
    CHECK(reading.rows[2].error);
    CHECK(reading.rows[3].remote);
    CHECK(reading.rows[3].data.empty());
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"status", 1}});
}

TEST_CASE("PEAK TRC 1.1 to 1.3")
{
    const Reading first = readPeak(headerOf("1.1")
                                   + "     1)     17535.4  Tx     00000100  8  00 00 00 00 00 00 00 00 \n"
                                     "     2)     17540.3  Warng  FFFFFFFF  4  00 00 00 08  BUSHEAVY \n"
                                     "     3)     17541.3  Error      0008  4  00 19 08 08 \n"
                                     "     4)     48937.6  Rx         0704  1  RTR\n");
    REQUIRE(first.rows.size() == 3);
    CHECK(first.rows[0].ts == kStart + 17535400 * kMicrosecond);
    CHECK(first.rows[0].transmitted);
    CHECK(first.rows[1].error);
    CHECK(first.rows[2].remote);
    CHECK(first.rows[2].requested == 1);
    CHECK(first.others.at("status") == 1);
    CHECK(first.warnings == std::vector<std::string> {"the time zone is not in the file; times are counted as UTC"});
    const Reading second = readPeak(headerOf("1.2") + "     1)  1059.900 2  Rx  0300  2  00 11 \n");
    REQUIRE(second.rows.size() == 1);
    CHECK(second.rows[0].channel == "2");
    const Reading third = readPeak(headerOf("1.3")
                                   + "     1)     17535.400 1  Tx    00000100 -  8    00 00 00 00 00 00 00 00\n"
                                     "     2)     17540.300 1  Warng FFFFFFFF -  4    00 00 00 08 BUSHEAVY\n"
                                     "     3)     17541.300 2  Error     0008 -  4    00 19 08 08\n"
                                     "     4)     17541.300 2  Rx    18FECA00 -  20   00 01 02 03 04 05 06 07 08 09\n"
                                     "     5)     17541.400 2  Event user text\n");
    REQUIRE(third.rows.size() == 2);
    CHECK(third.rows[1].error);
    CHECK(third.rows[1].channel == "2");
    CHECK(third.others.at("status") == 1);
    CHECK(third.others.at("event") == 1);
    CHECK(third.others.at("J1939 transport") == 1);
}

TEST_CASE("PEAK TRC 2.0 and 2.1 in the columns that the file has")
{
    const Reading zero = readPeak(headerOf("2.0", "N,O,T,I,d,l,D")
                                  + "      1     17535.400 DT 00000100 Tx 8  00 00 00 00 00 00 00 00\n"
                                    "      2     17540.300 ST          Rx    00 00 00 08\n"
                                    "      3     17541.300 EC          Rx    00 08\n"
                                    "      4     48937.600 RR     0704 Rx 1\n");
    CHECK(zero.rows.size() == 2);
    CHECK(zero.rows[1].remote);
    CHECK(zero.rows[1].requested == 1);
    CHECK(zero.others == std::map<std::string, std::uint64_t> {{"error counter", 1}, {"status", 1}});
    CHECK(zero.skipped.empty());

    const Reading one = readPeak(headerOf("2.1", "N,O,T,B,I,d,R,L,D")
                                 + "      1     17535.401 DT 1  00000100 Tx -  8    00 00 00 00 00 00 00 00\n"
                                   "      2     17540.300 ST 1         - Rx -  4    00 00 00 08\n"
                                   "      3     17540.300 ER 2         - Rx -  5    04 00 02 00 00\n"
                                   "      4     17540.300 EV 2  somebody wrote this\n"
                                   "      5     17540.300 FB 3      0123 Rx -  9    "
                                   "00 01 02 03 04 05 06 07 08 09 0A 0B\n"
                                   "      6     17540.300 FE 3      0123 Tx -  1    00\n"
                                   "      7     17540.300 BI 3      0123 Rx -  0\n"
                                   "      8     17540.300 FD 3  CF00300 Rx -  0    \n"
                                   "      9     17540.300 RR 3      0123 Rx -  8\n"
                                   "     10     17540.300 XL 3      0123 Rx -  8\n"
                                   "     11     17540.300 DT -      0123 Rx -  12   00 01 02 03 04 05 06 07\n");
    CHECK(one.skipped.empty());
    REQUIRE(one.rows.size() == 8);
    CHECK(one.rows[0].ts == kStart + 17535401 * kMicrosecond);
    CHECK(one.rows[1].error);
    CHECK(one.rows[1].channel == "2");
    CHECK(one.rows[2].fd);
    CHECK(one.rows[2].bitrateSwitch);
    CHECK_FALSE(one.rows[2].errorStateIndicator);
    CHECK(one.rows[2].data.size() == 12);
    CHECK(one.rows[3].errorStateIndicator);
    CHECK(one.rows[3].transmitted);
    CHECK(one.rows[4].errorStateIndicator);
    CHECK_FALSE(one.rows[4].bitrateSwitch);
    CHECK(one.rows[5].extended);
    CHECK(one.rows[5].id == 0xCF00300);
    CHECK(one.rows[6].remote);
    CHECK(one.rows[7].data.size() == 8);
    CHECK(one.rows[7].channel == "1");
    CHECK(one.others.at("other record") == 1);

    const Reading bare = readPeak(headerOf("2.1", "O,T,B,I,d,l,D")
                                  + "     17535.4 FD 7  0100 Tx 9  1 \n"
                                    "     17535.4 FD 7  0100 Tx 3  01 02 03\n");
    REQUIRE(bare.rows.size() == 1);
    CHECK(bare.rows[0].channel == "7");
    CHECK(bare.rows[0].data == Data {1, 2, 3});
    CHECK(bare.skipped.size() == 1);
}

TEST_CASE("a list of columns that cannot be is said to be so, and the version's is used")
{
    for (const char* columns : {"N,O,T", "N,O,T,I,d,D", "N,O,T,I,d,l,L,D", "D,l,I,O", "?", "N,,O,I,l,D",
                                "N,O,T,I,d,l,D,a,b,c,e,f,g", "O,I,l,T,D", "N,O,II,l,D"}) {
        CAPTURE(columns);
        const Reading reading = readPeak(headerOf("2.0", columns) + "      1     1.0 DT 0100 Tx 1  00\n");
        CHECK(reading.rows.size() == 1);
        CHECK(reading.warnings.size() == 2);
    }
    // Columns in another order, and ones that are not known.
    const Reading other = readPeak(headerOf("2.1", "N,T,Q,O,B,d,l,D,I") + "  1 DT what 1.0 3 Tx 2 AA BB 0123 more\n");
    REQUIRE(other.rows.size() == 1);
    CHECK(other.rows[0].id == 0x123);
    CHECK(other.rows[0].data == Data {0xAA, 0xBB});
}

TEST_CASE("a part of a PEAK recording has the rows that the whole has there")
{
    std::string text = headerOf("2.1", "N,O,T,B,I,d,R,L,D");
    for (int i = 0; i < 30; ++i) {
        text += "      1     17535.401 DT 1  00000100 Tx -  8    00 00 00 00 00 00 00 00\n";
    }
    const Reading whole = readPeak(text);
    ReadOptions options;
    options.begin = whole.rows[10].offset;
    options.end = whole.rows[20].offset;
    const Reading part = readPeak(text, options);
    REQUIRE(part.rows.size() == 10);
    CHECK(part.rows[0].offset == whole.rows[10].offset);
    CHECK(part.rows[9].ts == whole.rows[19].ts);
    CHECK(part.warnings == whole.warnings);
}

TEST_CASE("broken PEAK records are skipped")
{
    const std::string header = headerOf("2.1", "N,O,T,B,I,d,R,L,D");
    for (const char* line :
         {"      1     1.0 DT 1  00000100 Tx -  2    00", "      1     1.0 DT 1  00000100 Tx -  2    00 0",
          "      1     1.0 DT 1  20000000 Tx -  0", "      1     1.x DT 1  0100 Tx -  0", "      1",
          "      1     1.0 DT", "      1     1.0 dt 1 0100 Tx - 0", "      1)    1.0 DT 1 0100 Tx - 0",
          "      1     1.0 DT 1 0100 Xx - 0", "      1     1.0 DT x 0100 Rx - 0", "      1     1.0 FD 1 0100 Rx - 99",
          "      1     1.0 DT 1 0100 Rx - 9999", "garbage"}) {
        CAPTURE(line);
        const Reading reading = readPeak(header + line + "\n      2     1.0 DT 1  0100 Tx -  0\n");
        CHECK(reading.rows.size() == 1);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0] == domain::Skipped {"unreadable line", 1, std::strlen(line) + 1, header.size()});
    }
}

TEST_CASE("days since 1899")
{
    CHECK(parsePeakDays("25569") == 0);
    CHECK(parsePeakDays("25569.5") == 43200 * kSecond);
    CHECK(parsePeakDays("44548.6028595139") == kStart);
    CHECK(parsePeakDays("25569.000000000011574074") == kMicrosecond);
    CHECK(parsePeakDays("25569.00000000000001157407") == 0);
    CHECK(parsePeakDays("44348.48877412037") == 1622547830084 * kMillisecond);
    CHECK(parsePeakDays("0") == -25569 * (86400 * kSecond));
    for (const char* text : {"", ".5", "1.", "-1", "1e5", "44548,5", "150001", "999999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parsePeakDays(text));
    }
    CHECK(readPeak(";$FILEVERSION=1.1\n;$STARTTIME=x\n").warnings
          == std::vector<std::string> {"the start time in the file could not be understood"});
}

TEST_CASE("joined PEAK recordings count each from its own start, in its own columns")
{
    std::string text;
    for (const char* columns : {"N,O,T,B,I,d,R,L,D", "N,O,T,I,d,l,D"}) {
        text += headerOf("2.1", columns);
        for (int i = 0; i < 20; ++i) {
            text += std::string("      1     1.0 DT ") + (columns[6] == 'B' ? "4  00000100 Tx -" : "00000100 Tx")
                + "  1  2A\n";
        }
    }
    text += ";$FILEVERSION=1.1\n      1)     2.0  Rx  0100  1  2A\n";
    const Reading reading = readPeak(text);
    CHECK(reading.skipped.empty());
    REQUIRE(reading.rows.size() == 41);
    CHECK(reading.rows[19].channel == "4");
    CHECK(reading.rows[20].channel == "1");
    CHECK(reading.rows[39].ts == kStart + kMillisecond);
    CHECK(reading.rows[40].ts == 2 * kMillisecond);
    checkChunks(text, [](std::size_t chunk) { return PeakTrcReader(chunk); });
}

TEST_CASE("CAR BUS Analyzer: lines that end with a carriage return")
{
    const std::string text = "@ TEXT @ 3 @ 64 @ 0 @ 5 @ 20672 @ 00:00:20.672 @\r# $LocalTime=17:42:06.357\r"
                             "59,316000\t1\t00000004\t30B\t8\t10 2E 02 00 08 00 00 14\t00000000\t .      \t\r"
                             "59,320000\t2\t00000005\t1B000067\t3\t67 00 04               \t00000000\tg       \t\r"
                             "0,5\t1\t0004\t123\t0\t                       \t00000000\t        \t\r"
                             "0,6\t1\t0004\t123\t4\t                       \t00000000\t        \t\r"
                             "0,7\t1\t00000006\t123\t2\t00 00\t00000000\t        \t\r"
                             "0,8\t1\t00000004\t123\t2\t00\t00000000\t        \t\r";
    const Reading reading = readCarbus(text);
    REQUIRE(reading.rows.size() == 5);
    CHECK(reading.rows[0].ts == 59316 * kMillisecond);
    CHECK(reading.rows[0].id == 0x30B);
    CHECK_FALSE(reading.rows[0].extended);
    CHECK(reading.rows[0].data == Data {0x10, 0x2E, 2, 0, 8, 0, 0, 0x14});
    CHECK(reading.rows[1].channel == "2");
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].data == Data {0x67, 0, 4});
    CHECK(reading.rows[2].ts == 5 * kMicrosecond);
    CHECK(reading.rows[2].data.empty());
    CHECK_FALSE(reading.rows[2].remote);
    CHECK(reading.rows[3].remote);
    CHECK(reading.rows[4].remote);
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].count == 1);
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].find("start again 1 time") != std::string::npos);
    checkChunks(text, [](std::size_t chunk) { return CarbusTrcReader(chunk); });
    std::string converted = text;
    std::replace(converted.begin(), converted.end(), '\r', '\n');
    CHECK(readCarbus(converted).rows.size() == 5);
}

TEST_CASE("CAR BUS Analyzer: version 2 counts milliseconds; without header they are decimals")
{
    const std::string line = "46,016\t1\t0004\t45A\t1\t5A\t00000000\tZ       \t\r";
    CHECK(readCarbus("@ TEXT @ 2 @ 64 @ 0 @ 1 @ 1 @ 00:00:00.001 @\r" + line).rows.at(0).ts == 46016 * kMillisecond);
    CHECK(readCarbus("@ TEXT @ 3 @ 64 @ 0 @ 1 @ 1 @ 00:00:00.001 @\r" + line).rows.at(0).ts
          == 46 * kSecond + 16 * kMicrosecond);
    CHECK(readCarbus(line).rows.at(0).ts == 46016 * kMillisecond);
    for (const char* bad : {"46,016\t1\t0004\t45A\t1\t5\t0\r", "46\t1\t0004\t45A\t0\t\r", "46,016\tx\t0004\t45A\t0\t\r",
                            "46,016\t1\t0004\t20000000\t0\t\r", "46,016\t1\t0004\t45A\t9\t00\r", "46,016\t1\r",
                            "@ NONE @ 2\r", "46,9999999999\t1\t0004\t45A\t0\t\r"}) {
        CAPTURE(bad);
        const Reading reading = readCarbus(line + bad + line);
        CHECK(reading.rows.size() == 2);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0].firstOffset == line.size());
    }
}
