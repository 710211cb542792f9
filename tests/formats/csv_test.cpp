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

TEST_CASE("a name that says which id wins over a bare one, which may number the rows")
{
    for (const char* header : {"id,timestamp,can_id,dlc,data\n1,0.5,123,2,1122\n2,0.6,18DAF110,2,0241\n",
                               "ID,Time,Message ID,DLC,Data\n1,0.5,123,2,1122\n2,0.6,18DAF110,2,0241\n",
                               "ID;Time;CAN Identifier;DLC;data_field\n1;0.5;123;2;1122\n2;0.6;18DAF110;2;0241\n",
                               "Address,Time,Frame ID,DLC,Payload_Hex\n1,0.5,123,2,1122\n2,0.6,18DAF110,2,0241\n"}) {
        CAPTURE(std::string(header));
        const Reading reading = readTable(header);
        REQUIRE(reading.rows.size() == 2);
        CHECK(reading.rows[0].id == 0x123);
        CHECK(reading.rows[1].id == 0x18DAF110);
        CHECK(reading.rows[1].data == Data {0x02, 0x41});
        CHECK(reading.rows[1].ts == 600'000'000);
    }
}

TEST_CASE("ids too long for hexadecimal make all ids of the table decimal")
{
    const Reading only = readTable("Time,ID,DLC,D0,D1\n0.3,417001744,2,17,134\n0.4,418119424,2,17,34\n");
    REQUIRE(only.rows.size() == 2);
    CHECK(only.rows[0].id == 0x18DAF110);
    CHECK(only.rows[0].extended);
    CHECK(only.rows[0].data == Data {17, 134});
    CHECK(only.skipped.empty());
    CHECK(only.warnings.size() == 1);
    const Reading mixed = readTable("Time,ID,DLC,D0,D1\n0.1,291,2,17,200\n0.2,291,2,17,34\n0.3,417001744,2,17,34\n");
    REQUIRE(mixed.rows.size() == 3);
    CHECK(mixed.rows[0].id == 0x123);
    CHECK_FALSE(mixed.rows[0].extended);
    CHECK(mixed.rows[2].id == 0x18DAF110);
    CHECK(mixed.skipped.empty());
    // The only long id stands behind the rows that settle everything else.
    std::string late = "Time,ID,DLC,D0\n";
    for (int i = 0; i < 1000; ++i) {
        late += std::to_string(i) + ".5,291,1,1\n";
    }
    const Reading far = readTable(late + "1000.5,417001744,1,1\n");
    REQUIRE(far.rows.size() == 1001);
    CHECK(far.rows[0].id == 0x123);
    CHECK(far.rows[1000].id == 0x18DAF110);
    // A letter anywhere proves the other base: then the long number is damage.
    const Reading hex = readTable("Time,ID,DLC,D0\n0.1,291,1,1\n0.2,7E8,1,1\n0.3,417001744,1,1\n");
    REQUIRE(hex.rows.size() == 2);
    CHECK(hex.rows[0].id == 0x291);
    CHECK(hex.skipped.size() == 1);
}

TEST_CASE("twelve-hour clocks with hours of one digit")
{
    const Reading dated
        = readTable("Time,ID,DLC,D0\n10/27/2021 9:59:59.5 AM,123,1,11\n10/27/2021 11:00:00.5 AM,123,1,11\n"
                    "10/27/2021 12:00:00.5 PM,123,1,11\n10/27/2021 3:05:06.5 PM,123,1,11\n"
                    "10/28/2021 12:00:00.5 am,123,1,11\n");
    constexpr std::int64_t kDay = 1'635'292'800'000'000'000; // 2021-10-27
    constexpr std::int64_t kHour = 3600'000'000'000;
    REQUIRE(dated.rows.size() == 5);
    CHECK(dated.rows[0].ts == kDay + 10 * kHour - 500'000'000);
    CHECK(dated.rows[1].ts == kDay + 11 * kHour + 500'000'000);
    CHECK(dated.rows[2].ts == kDay + 12 * kHour + 500'000'000);
    CHECK(dated.rows[3].ts == kDay + 15 * kHour + 306'500'000'000);
    CHECK(dated.rows[4].ts == kDay + 24 * kHour + 500'000'000);
    CHECK(dated.skipped.empty());
    CHECK(dated.warnings.size() == 1); // no time zone
    CHECK(parseCsvStamp("3:05:06.5 PM", {})->ts == 15 * kHour + 306'500'000'000);
    CHECK(parseCsvStamp("3:05 PM", {})->ts == 15 * kHour + 300'000'000'000);
    CHECK(parseCsvStamp("12:05:06 AM", {})->ts == 306'000'000'000);
    CHECK(parseCsvStamp("3:05:06:500 PM", {})->ts == 15 * kHour + 306'500'000'000);
}

TEST_CASE("GVRET columns with decimals count seconds")
{
    const std::string rest = ",0000021A,false,Rx,0,2,FE,36,,,,,,\n";
    const Reading seconds = readTable(kGvret + "166.064000" + rest + "166.164100" + rest + "1632426782.5" + rest);
    REQUIRE(seconds.rows.size() == 3);
    CHECK(seconds.rows[0].ts == 166'064'000'000);
    CHECK(seconds.rows[1].ts == 166'164'100'000);
    CHECK(seconds.rows[2].ts == 1'632'426'782'500'000'000);
    CHECK(seconds.warnings.empty());
    const Reading mixed = readTable(kGvret + "1.5" + rest + "2" + rest + "2.5" + rest);
    REQUIRE(mixed.rows.size() == 3);
    CHECK(mixed.rows[1].ts == 2'000'000'000);
    REQUIRE(mixed.warnings.size() == 1);
    CHECK(mixed.warnings[0].find("seconds") != std::string::npos);
    // Scripts that hold stamps as floating point numbers write whole ones so.
    CHECK(readTable(kGvret + "1500.0" + rest + "2500.0" + rest).rows.at(0).ts == 1'500'000);
}

TEST_CASE("columns by more of their names")
{
    for (const char* header :
         {"CAN Identifier,DLC,[0],[1]", "Identifier,DLC,Data[0],Data[1]", "Message Identifier,DLC,Byte 0,Byte 1",
          "CAN ID,Data Length Code,payload[0],payload[1]"}) {
        CAPTURE(std::string(header));
        const Reading reading = readTable("Time," + std::string(header) + "\n0.5,123,2,11,22\n0.6,456,2,33,4F\n");
        REQUIRE(reading.rows.size() == 2);
        CHECK(reading.rows[0].id == 0x123);
        CHECK(reading.rows[1].data == Data {0x33, 0x4F});
    }
    for (const char* name : {"Data Field", "data_field", "payload_hex", "Message Data", "raw", "Frame Data"}) {
        CAPTURE(std::string(name));
        const Reading reading = readTable("Time,CAN Identifier,DLC," + std::string(name) + "\n0.5,123,2,11 4F\n");
        REQUIRE(reading.rows.size() == 1);
        CHECK(reading.rows[0].data == Data {0x11, 0x4F});
    }
}

TEST_CASE("times by more of their names, times since the row before, and none at all")
{
    const std::string rest = ",123,1,11\n";
    const auto read = [&rest](const std::string& name, const std::string& first, const std::string& second) {
        return readTable(name + ",ID,DLC,D0\n" + first + rest + second + rest);
    };
    for (const char* name : {"Seconds", "Elapsed", "Elapsed Time", "elapsed_time_s", "Time (s)"}) {
        CAPTURE(std::string(name));
        const Reading reading = read(name, "1000.5", "1001.25");
        REQUIRE(reading.rows.size() == 2);
        CHECK(reading.rows[0].ts == 1'000'500'000'000);
        CHECK(reading.rows[1].ts == 1'001'250'000'000);
        CHECK(reading.warnings.empty());
    }
    CHECK(read("Milliseconds", "1000", "1001").rows.at(1).ts == 1'001'000'000);
    CHECK(read("Elapsed [us]", "1000", "1001").rows.at(1).ts == 1'001'000);

    const Reading deltas = read("Time Delta", "0.5", "0.25");
    REQUIRE(deltas.rows.size() == 2);
    CHECK(deltas.rows[0].ts == 500'000'000);
    CHECK(deltas.rows[1].ts == 750'000'000);
    REQUIRE(deltas.warnings.size() == 1);
    CHECK(deltas.warnings[0].find("row before") != std::string::npos);
    std::string many = "Delta Time (ms),ID,DLC,D0\n";
    for (int i = 0; i < 300; ++i) {
        many += "10,123,1,11\n";
    }
    CHECK(readTable(many).rows.back().ts == 3'000'000'000);
    CHECK(sameReading(readTable(many), readWith(CsvReader(CsvReader::Dialect::Other, 64), many)));
    // Where there is a time of its own, the difference is not needed.
    CHECK(readTable("Time,Time Delta,ID,DLC,D0\n5.5,0.1,123,1,11\n").rows.at(0).ts == 5'500'000'000);

    for (const char* text : {"ID,DLC,D0\n123,1,11\n124,1,11\n", "Time,ID,DLC,D0\nearly,123,1,11\nlate,124,1,11\n"}) {
        CAPTURE(std::string(text));
        const Reading none = readTable(text);
        REQUIRE(none.rows.size() == 2);
        CHECK(none.rows[0].ts == domain::kNoTime);
        REQUIRE(none.warnings.size() == 1);
        CHECK(none.warnings[0].find("no time") != std::string::npos);
    }
}

TEST_CASE("lists as programs print them are decimal")
{
    const std::string header = "time,id,dlc,data\n";
    const Reading list = readTable(header + "0.1,7E8,3,\"[32, 94, 45]\"\n0.2,7E8,1,[20]\n");
    REQUIRE(list.rows.size() == 2);
    CHECK(list.rows[0].data == Data {32, 94, 45});
    CHECK(list.rows[1].data == Data {20});
    CHECK(readTable(header + "0.1,7E8,2,\"[32, 9F]\"\n").rows.at(0).data == Data {0x32, 0x9F});
    CHECK(readTable(header + "0.1,7E8,2,\"[32, 05]\"\n").rows.at(0).data == Data {0x32, 0x05});
    CHECK(readTable(header + "0.1,7E8,2,\"[0x32, 0x05]\"\n").rows.at(0).data == Data {0x32, 0x05});
}

TEST_CASE("a column with the kind of frame may say which ids are extended")
{
    for (const auto& [header, yes, no] : {std::array<const char*, 3> {"Frame Type", "Ext", "Std"},
                                          {"Type", "Extended Data", "Standard Data"},
                                          {"Frame Format", "Extended", "Standard"},
                                          {"frame type", "CAN FD Extended", "CAN FD Base"},
                                          {"Kind", "EFF", "SFF"}}) {
        CAPTURE(std::string(header));
        const Reading reading = readTable("Timestamp,CAN ID," + std::string(header) + ",DLC,Data\n0.1,100," + yes
                                          + ",2,1122\n0.2,100," + no + ",2,1122\n");
        REQUIRE(reading.rows.size() == 2);
        CHECK(reading.rows[0].extended);
        CHECK_FALSE(reading.rows[1].extended);
        CHECK(reading.rows[0].fd == (std::string_view(yes).find("FD") != std::string_view::npos));
    }
    const Reading kinds = readTable("Time,ID,Type,DLC,Data\n0.1,100,Extended Remote,2,\n0.2,100,Error Frame,0,\n"
                                    "0.3,100,Context,1,11\n");
    REQUIRE(kinds.rows.size() == 3);
    CHECK(kinds.rows[0].remote);
    CHECK(kinds.rows[0].extended);
    CHECK(kinds.rows[1].error);
    CHECK_FALSE(kinds.rows[2].extended);
}

TEST_CASE("dates with slashes that do not tell day from month are said to be read as month/day")
{
    const auto warnings = [](const std::string& first, const std::string& second) {
        const Reading reading
            = readTable("Time,ID,DLC,D0\n" + first + " 10:00:00,123,1,11\n" + second + " 10:00:00,123,1,11\n");
        CHECK(reading.rows.size() == 2);
        return reading.warnings;
    };
    const auto unclear = warnings("11/01/2021", "12/01/2021");
    REQUIRE(unclear.size() == 2);
    CHECK(unclear[0].find("month/day/year") != std::string::npos);
    CHECK(warnings("11/01/2021", "11/13/2021").size() == 1);
    CHECK(warnings("11/01/2021", "13/01/2021").size() == 1);
    CHECK(warnings("2021/11/01", "2021/11/02").size() == 1);
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
