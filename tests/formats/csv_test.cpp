// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_layout.h"
#include "core/formats/csv/csv_reader.h"
#include "core/formats/csv/csv_row.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// Reads a table with the reader that recognises it; the format in `format`.
Reading readTable(const std::string& text, std::string& format)
{
    const auto source = memorySource(bytesOf(text));
    const auto reader = recognise(*source, "table.txt");
    format = reader ? std::string((*reader)->format()) : reader.error().message;
    return reader ? readWith(**reader, text) : Reading {};
}

Reading readTable(const std::string& text)
{
    std::string format;
    Reading reading = readTable(text, format);
    CHECK((format == "csv" || format == "gvret_csv"));
    return reading;
}

std::string formatOf(const std::string& text)
{
    std::string format;
    readTable(text, format);
    return format;
}

const std::string kGvret = "Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n";

} // namespace

TEST_CASE("the table of SavvyCAN")
{
    std::string format;
    const Reading reading = readTable(kGvret
                                          + "166064000,0000021A,false,Rx,0,8,FE,36,12,FE,69,05,07,AD,\n"
                                            "-5,18FEF100,true,Tx,1,2,00,37,00,00,00,00,00,00,\r\n"
                                            "166064001,000007E8,false,Rx,0,0,,,,,,,,\n",
                                      format);
    CHECK(format == "gvret_csv");
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].ts == 166'064'000'000);
    CHECK(reading.rows[0].id == 0x21A);
    CHECK_FALSE(reading.rows[0].extended);
    CHECK(reading.rows[0].channel == "0");
    CHECK(reading.rows[0].data == Data {0xFE, 0x36, 0x12, 0xFE, 0x69, 0x05, 0x07, 0xAD});
    CHECK(reading.rows[0].offset == kGvret.size());
    CHECK(reading.rows[1].ts == -5'000);
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.rows[1].channel == "1");
    CHECK(reading.rows[1].data == Data {0x00, 0x37});
    CHECK(reading.rows[2].data.empty());
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
    CHECK(formatOf(kGvret) == "gvret_csv"); // an empty recording
    CHECK(formatOf("Time Stamp,ID,Extended,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n5,21A,0,0,1,f,0,0,0,0,0,0,0\n")
          == "gvret_csv");
}

TEST_CASE("ids that a spreadsheet damaged are skipped with a reason of their own, other damage with its place")
{
    const std::string good = "2124386,242,0,0,1,5,d1,f3,ff,ff,ff,0,0,0\n";
    const std::string text = kGvret + good + good + good + good + "2124386,2.00E+06,0,0,1,8,0,38,64,32,1f,0,1f,26\n"
        + "2124386,242,0,0,1,8,0,38\n" + "2124386,242,0,0,1,3,0,38,XX,0,0,0,0,0\n" + "garbage\n" + good
        + "2124386,242,0,0,1,8,0";
    const Reading reading = readTable(text);
    CHECK(reading.rows.size() == 5);
    REQUIRE(reading.skipped.size() == 3);
    CHECK(reading.skipped[0].reason == "id damaged by a spreadsheet");
    CHECK(reading.skipped[0].count == 1);
    CHECK(reading.skipped[0].firstOffset == kGvret.size() + 4 * good.size());
    CHECK(reading.skipped[1].reason == "unreadable line");
    CHECK(reading.skipped[1].count == 3);
    CHECK(reading.skipped[2].reason == "cut at the end of the file");
    CHECK(reading.warnings.size() == 2);
}

TEST_CASE("stamps that would overload any bus are milliseconds")
{
    std::string fast = kGvret;
    std::string slow = kGvret;
    for (int i = 0; i < 200; ++i) {
        fast += std::to_string(5'000'000 + i / 2) + ",123,false,Rx,0,1,11,,,,,,,\n";
        slow += std::to_string(5'000'000 + i * 300) + ",123,false,Rx,0,1,11,,,,,,,\n";
    }
    const Reading milli = readTable(fast);
    CHECK(milli.rows.front().ts == 5'000'000'000'000);
    REQUIRE(milli.warnings.size() == 1);
    CHECK(milli.warnings[0].find("milliseconds") != std::string::npos);
    const Reading micro = readTable(slow);
    CHECK(micro.rows.front().ts == 5'000'000'000);
    CHECK(micro.warnings.empty());
}

TEST_CASE("an id and data are enough, where they look like frames")
{
    const Reading reading = readTable("ID,Data Bytes\n0000021A,FE 36 12 FE 69 05 07 AD \n00000228,40 C0 30 F8 \n");
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].id == 0x21A);
    CHECK_FALSE(reading.rows[0].extended);
    CHECK(reading.rows[0].ts == domain::kNoTime);
    CHECK(reading.rows[1].data == Data {0x40, 0xC0, 0x30, 0xF8});
    CHECK(formatOf("id,data\n1,23\n2,42\n").find("no recording") != std::string::npos);
    CHECK(formatOf("id,message\n101,engine started\n102,engine stopped\n").find("no recording") != std::string::npos);
}

TEST_CASE("the table of python-can")
{
    const std::string header = "timestamp,arbitration_id,extended,remote,error,dlc,data\n";
    const Reading reading = readTable(header
                                      + "1700000000.25,0xdadada,1,0,0,6,WzQ8/y0B\n"
                                        "1700000000.5,0x123,0,1,0,4,\n"
                                        "1700000000.75,0x0,0,0,1,0,\n");
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].ts == 1'700'000'000'250'000'000);
    CHECK(reading.rows[0].id == 0xDADADA);
    CHECK(reading.rows[0].extended);
    CHECK(reading.rows[0].data == Data {0x5B, 0x34, 0x3C, 0xFF, 0x2D, 0x01});
    CHECK(reading.rows[1].remote);
    CHECK(reading.rows[1].requested == 4);
    CHECK(reading.rows[2].error);
    CHECK(formatOf(header) == "csv");
    const Reading hex = readTable(header + "1.5,0x123,0,0,0,4,0x11223344\n1.6,0x123,0,0,0,2,1122\n");
    REQUIRE(hex.rows.size() == 2);
    CHECK(hex.rows[0].data == Data {0x11, 0x22, 0x33, 0x44});
}

TEST_CASE("tables of loggers: semicolons, data in one cell, CAN FD")
{
    const Reading edge = readTable("TimestampEpoch;BusChannel;ID;IDE;DLC;DataLength;Dir;EDL;BRS;ESI;RTR;DataBytes\n"
                                   "1587047575.5;1;DF;0;8;8;0;0;0;0;0;0102030405060708\n"
                                   "1587047575.6;2;18FEF100;1;9;12;1;1;1;0;0;0102030405060708090A0B0C\n");
    REQUIRE(edge.rows.size() == 2);
    CHECK(edge.rows[0].ts == 1'587'047'575'500'000'000);
    CHECK(edge.rows[0].id == 0xDF);
    CHECK(edge.rows[0].channel == "1");
    CHECK_FALSE(edge.rows[0].transmitted);
    CHECK(edge.rows[1].fd);
    CHECK(edge.rows[1].bitrateSwitch);
    CHECK(edge.rows[1].transmitted);
    CHECK(edge.rows[1].data.size() == 12);

    const Reading old = readTable("# Logger type: CL2000\n# Separator \";\"\n\nTimestamp;Type;ID;Data\n"
                                  "0.25;0;7E8;0441\n0.5;1;00000012;FF\n");
    REQUIRE(old.rows.size() == 2);
    CHECK_FALSE(old.rows[0].extended);
    CHECK(old.rows[1].extended);

    const Reading decimal = readTable("Time;ID;DLC;Data\n0,25;7E8;2;04 41\n");
    REQUIRE(decimal.rows.size() == 1);
    CHECK(decimal.rows[0].ts == 250'000'000);
}

TEST_CASE("Vehicle Spy: a table behind other lines, a column for each byte, ends of data that are empty")
{
    const std::string text
        = "Vehicle Spy capture\nStart,3/12/2014 10:33:22 AM\n"
          "Line,Abs Time(Sec),Rel Time (Sec),Status,Er,Tx,Description,Network,Node,Arb ID,Remote,Xtd,B1,B2,B3,B4,B5,B6,"
          "B7,B8,Value,Trigger,Signals\n"
          "2,2550.368293675,0.003818174999651092,67371008,F,F,HS CAN $119,HS CAN,,119,F,F,00,00,0D,,,,,,,,\n"
          "3,2550.5,0.1,67371008,F,T,x,HS CAN,,18FEF100,F,T,01,02,03,04,05,06,07,08,,,\n";
    const Reading reading = readTable(text);
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].ts == 2'550'368'293'675);
    CHECK(reading.rows[0].channel == "HS CAN");
    CHECK(reading.rows[0].data == Data {0x00, 0x00, 0x0D});
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.skipped.empty());
}

TEST_CASE("Kvaser: flags as numbers")
{
    const Reading reading = readTable("Time,Channel,ID,Flags,DLC,D0,D1,D2,D3,D4,D5,D6,D7,Counter,AbsTime\n"
                                      "0.5,1,291,2,2,16,255,,,,,,,1,2020-01-01 00:00:00\n"
                                      "0.6,1,2019,6,1,200,,,,,,,,2,2020-01-01 00:00:00\n"
                                      "0.7,2,2019,1,8,,,,,,,,,3,2020-01-01 00:00:00\n"
                                      "0.8,2,2019,32,0,,,,,,,,,4,2020-01-01 00:00:00\n");
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].id == 291);
    CHECK(reading.rows[0].data == Data {16, 255});
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].data == Data {200});
    CHECK(reading.rows[2].remote);
    CHECK(reading.rows[3].error);
    CHECK(reading.warnings.size() == 1);
}

TEST_CASE("tables of cabana, of intrusion data sets, and our own")
{
    const Reading cabana = readTable("time,addr,bus,data\n0.5,0x1a0,0,0x00ff\n0.6,0x7e8,2,0x0441\n");
    REQUIRE(cabana.rows.size() == 2);
    CHECK(cabana.rows[0].id == 0x1A0);
    CHECK(cabana.rows[1].channel == "2");
    CHECK(cabana.rows[1].data == Data {0x04, 0x41});

    const Reading set = readTable("1478198376.389427,0316,8,05,21,68,09,21,21,00,6f,R\n"
                                  "1478198376.389636,018f,2,fe,5b,T\n");
    REQUIRE(set.rows.size() == 2);
    CHECK(set.rows[0].id == 0x316);
    CHECK(set.rows[0].offset == 0);
    CHECK(set.rows[1].data == Data {0xFE, 0x5B});

    const Reading own = readTable("number,offset,ts,channel,id,kind,length,data,note\n"
                                  "0,0,1.500000,can0,00000012,data,2,0102,\n"
                                  "1,9,1.600000,can0,7E8,fd,1,01,\"UDS, positive\"\n"
                                  "2,9,,can1,7E8,remote,0,,\n"
                                  "3,9,1.7,can1,004,error,8,0000000000000000,\n");
    REQUIRE(own.rows.size() == 4);
    CHECK(own.rows[0].extended);
    CHECK(own.rows[1].fd);
    CHECK(own.rows[2].remote);
    CHECK(own.rows[2].ts == domain::kNoTime);
    CHECK(own.rows[3].error);
    CHECK(own.channels == std::vector<std::string> {"can0", "can1"});
}

TEST_CASE("times in every form")
{
    const auto first = [](const std::string& header, const std::string& time) {
        const Reading reading = readTable(header + ",ID,LEN,Data\n" + time + ",123,1,11\n");
        return reading.rows.empty() ? -1 : reading.rows[0].ts;
    };
    CHECK(first("Time", "1.5") == 1'500'000'000);
    CHECK(first("Time [ms]", "1.5") == 1'500'000);
    CHECK(first("time_us", "15") == 15'000);
    CHECK(first("Timestamp (ns)", "15") == 15);
    CHECK(first("time", "-0.25") == -250'000'000);
    CHECK(first("time", "1.5e3") == 1'500'000'000'000);
    CHECK(first("time", "1700000000123") == 1'700'000'000'123'000'000);
    CHECK(first("time", "1700000000123456") == 1'700'000'000'123'456'000);
    CHECK(first("time", "12:50:11.652") == 46'211'652'000'000);
    CHECK(first("time", "2024-12-14 12:50:11.5") == 1'734'180'611'500'000'000);
    CHECK(first("time", "2024-12-14T12:50:11.5Z") == 1'734'180'611'500'000'000);
    CHECK(first("time", "2024-12-14T13:50:11.5+01:00") == 1'734'180'611'500'000'000);
    CHECK(first("time", "14.12.2024 12:50:11.5") == 1'734'180'611'500'000'000);
    CHECK(first("time", "14-Dec-2024 12:50:11.5") == 1'734'180'611'500'000'000);
    CHECK_FALSE(parseCsvStamp("12/14/2024 0:50:11.5 PM", {}));
    CHECK(first("time", "12/14/2024 12:50:11.5 PM") == 1'734'180'611'500'000'000);
    CHECK(first("time", "14/12/2024 12:50:11.5") == 1'734'180'611'500'000'000);
    CHECK(first("time", "12:50:11:652") == 46'211'652'000'000);
    const Reading dated = readTable("Date,Time,ID,LEN,Data\n2024-12-14,12:50:11.5,123,1,11\n");
    REQUIRE(dated.rows.size() == 1);
    CHECK(dated.rows[0].ts == 1'734'180'611'500'000'000);
    CHECK(dated.warnings.size() == 1);
}

TEST_CASE("numbers without letters: decimal where hexadecimal cannot be")
{
    const Reading decimal = readTable("time,id,dlc,data\n0.1,2015,3,\"1, 20, 200\"\n0.2,1024,1,7\n");
    REQUIRE(decimal.rows.size() == 2);
    CHECK(decimal.rows[0].id == 2015);
    CHECK(decimal.rows[0].data == Data {1, 20, 200});
    const Reading hex = readTable("time,id,dlc,data\n0.1,100,2,10 20\n0.2,200,1,7\n");
    REQUIRE(hex.rows.size() == 2);
    CHECK(hex.rows[0].id == 0x100);
    CHECK(hex.rows[0].data == Data {0x10, 0x20});
    const Reading named = readTable("time,id (dec),dlc,data (hex)\n0.1,100,2,10 20\n");
    REQUIRE(named.rows.size() == 1);
    CHECK(named.rows[0].id == 100);
}

TEST_CASE("a data length code above 8")
{
    const std::string header = "time,id,dlc,data\n";
    const std::string twelve = "000102030405060708090A0B";
    CHECK(readTable(header + "0.1,12A,9," + twelve + "\n").rows.at(0).data.size() == 12);
    CHECK(readTable(header + "0.1,12A,12," + twelve + "\n").rows.at(0).data.size() == 12);
    CHECK(readTable(header + "0.1,12A,15," + twelve.substr(0, 16) + "\n").rows.at(0).data.size() == 8);
}

TEST_CASE("tables that are no recordings are refused")
{
    for (const char* text : {"name,age\nAnna,30\nBert,31\n", "date,revenue,cost\n2024-01-01,100,20\n2024-01-02,90,10\n",
                             "id,name,email\n1,Anna,a@example.org\n2,Bert,b@example.org\n", "a;b;c\n1;2;3\n",
                             "time,id,data\nnow,engine,hot\nlater,gear,cold\n", "ID,Data\n", ",,,,\n,,,\n",
                             "timestamp,user,id,message\n1.5,root,77,started\n1.6,root,78,stopped\n"}) {
        CAPTURE(std::string(text));
        CHECK(formatOf(text).find("no recording") != std::string::npos);
    }
}

TEST_CASE("single cells")
{
    std::array<std::uint8_t, kMaxFrameData> bytes {};
    CHECK(parseCsvBytes("FE 36-12:00", false, bytes) == 4);
    CHECK(parseCsvBytes("[254, 54]", true, bytes) == 2);
    CHECK(bytes[0] == 254);
    CHECK(parseCsvBytes("0xFE36", false, bytes) == 2);
    CHECK(parseCsvBytes("", false, bytes) == 0);
    CHECK_FALSE(parseCsvBytes("FE3", false, bytes));
    CHECK_FALSE(parseCsvBytes(std::string(130, 'A'), false, bytes));
    CHECK_FALSE(parseCsvBytes("256", true, bytes));
    CHECK(parseBase64("AQID", bytes) == 3);
    CHECK(parseBase64("AQ==", bytes) == 1);
    CHECK_FALSE(parseBase64("A", bytes));
    CHECK_FALSE(parseBase64("A Q", bytes));
    CHECK(isDamagedId("2.00E+06"));
    CHECK_FALSE(isDamagedId("2E6"));
    CHECK(parseCsvId("18FEF100x", false)->marked);
    CHECK(parseCsvId("98FEF100", false)->id == 0x18FEF100);
    CHECK_FALSE(parseCsvId("38FEF100", false));
    CHECK_FALSE(parseCsvId("", false));
}

TEST_CASE("results do not depend on helpers and chunks, and random text breaks nothing")
{
    std::mt19937_64 random(11);
    std::string text = kGvret;
    for (int i = 0; i < 3000; ++i) {
        text += std::to_string(i * 500) + ",00000" + std::to_string(100 + random() % 600) + ",false,Rx,"
            + std::to_string(random() % 3) + ",2,FE,36,,,,,,,\n";
        if (random() % 50 == 0) {
            text += "5,2.00E+06,0,0\n\"x,\n";
        }
    }
    const CsvReader gvret(CsvReader::Dialect::Gvret);
    const Reading expected = readWith(gvret, text);
    CHECK(expected.rows.size() == 3000);
    CHECK(expected.rawBytes == text);
    for (const unsigned helpers : {0U, 1U, 3U}) {
        ReadOptions options;
        options.helpers = helpers;
        CHECK(sameReading(expected, readWith(CsvReader(CsvReader::Dialect::Gvret, 997), text, options)));
    }
    static constexpr std::string_view kAlphabet = ",;\t\"0123456789ABCDEFabcdefx .:-+E\n\r\n";
    for (int round = 0; round < 300; ++round) {
        std::string noise = random() % 2 == 0 ? kGvret : "time,id,dlc,data\n0.1,12A,1,00\n";
        for (std::size_t i = random() % 2000; i > 0; --i) {
            noise += random() % 40 == 0 ? static_cast<char>(random()) : kAlphabet[random() % kAlphabet.size()];
        }
        for (const auto dialect : {CsvReader::Dialect::Gvret, CsvReader::Dialect::Other}) {
            const Reading whole = readWith(CsvReader(dialect), noise);
            REQUIRE_FALSE(whole.failed);
            REQUIRE(sameReading(whole, readWith(CsvReader(dialect, 1 + random() % 60), noise)));
        }
    }
}
