// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/obd_csv_reader.h"
#include "tests/formats/record_reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

constexpr std::int64_t kNoon = 12 * 3600 * 1'000'000'000LL;
const std::string kWide = "time,\"[BMS] Cell #1 (V)\",\"Speed, GPS (km/h)\",Gear,\n12:00:00.250,3.5,,P,\n"
                          "12:00:01.000,,80,,\r\n12:00:02,3.25,-,D,\n";
const std::string kLong = "SECONDS;PID;VALUE;UNITS;LATITUDE;LONGTITUDE\n\"0.5\";\"Vehicle speed\";\"0\";\"km/h\";0;0\n"
                          "1,5;Engine speed;812,25;rpm;0;0\n2;Vehicle speed;36;km/h;0;0\n";

} // namespace

TEST_CASE("a column for each signal")
{
    CHECK(formatOf(kWide) == "obd_csv");
    const RecordReading reading = readRecords(ObdCsvReader(), kWide);
    REQUIRE(reading.groups.size() == 1);
    REQUIRE(reading.groups[0].signals.size() == 3);
    CHECK(reading.groups[0].signals[0].name == "[BMS] Cell #1");
    CHECK(reading.groups[0].signals[0].unit == "V");
    CHECK(reading.groups[0].signals[1].name == "Speed, GPS");
    CHECK(reading.groups[0].signals[1].unit == "km/h");
    const auto& cell = reading.values.at({0, 0});
    REQUIRE(cell.size() == 2);
    CHECK(cell[0] == std::pair<domain::RecordingTime, double> {kNoon + 250'000'000, 3.5});
    CHECK(cell[1].second == 3.25);
    CHECK(reading.values.at({0, 1}).size() == 1);
    CHECK(reading.texts.at({0, 2}) == std::vector<std::string> {"P", "", "D"});
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.size() == 1); // no date
}

TEST_CASE("a row for each value")
{
    CHECK(formatOf(kLong) == "obd_csv");
    const RecordReading reading = readRecords(ObdCsvReader(), kLong);
    REQUIRE(reading.groups.size() == 2);
    CHECK(reading.groups[0].name == "Vehicle speed");
    CHECK(reading.groups[1].signals[0].unit == "rpm");
    CHECK(reading.values.at({0, 0})
          == std::vector<std::pair<domain::RecordingTime, double>> {{500'000'000, 0}, {2'000'000'000, 36}});
    CHECK(reading.values.at({1, 0}) == std::vector<std::pair<domain::RecordingTime, double>> {{1'500'000'000, 812.25}});
    CHECK(reading.skipped.empty());
}

TEST_CASE("Torque: two times, a unit without blank, headers that come again")
{
    const std::string header = "GPS Time,Device Time,Longitude,Engine RPM(rpm),Speed (OBD)(km/h)\n";
    const std::string text = header + "Sat Dec 14 12:00:00 GMT 2024,14-Dec-2024 12:00:00.500,8.5,800,-\n" + header
        + "Sat Dec 14 12:00:01 GMT 2024,14-Dec-2024 12:00:01.500,8.5,810.5,12\n";
    CHECK(formatOf(text) == "obd_csv");
    const RecordReading reading = readRecords(ObdCsvReader(), text);
    REQUIRE(reading.groups.at(0).signals.size() == 4);
    CHECK(reading.groups[0].signals[2].name == "Engine RPM");
    CHECK(reading.groups[0].signals[3].name == "Speed (OBD)");
    CHECK(reading.values.at({0, 2}).at(0).first == 1'734'177'600'500'000'000);
    CHECK(reading.values.at({0, 2}).size() == 2);
    CHECK(reading.values.at({0, 3}).size() == 1);
    CHECK(reading.skipped.empty());
}

TEST_CASE("numbers and units of time")
{
    const RecordReading milli = readRecords(ObdCsvReader(), "Time (ms);Speed [km/h]\n10;1,5\n20;x\n30;2.5\n");
    CHECK(milli.values.at({0, 0})
          == std::vector<std::pair<domain::RecordingTime, double>> {{10'000'000, 1.5}, {30'000'000, 2.5}});
    REQUIRE(milli.warnings.size() == 1);
    CHECK(milli.warnings[0].find("1 values") == 0);
    const std::string plain = "# a tool\ntime,rpm\n0.5,800\n1.0,810\n";
    CHECK(formatOf(plain) == "obd_csv");
    CHECK(readRecords(ObdCsvReader(), plain).values.at({0, 0}).size() == 2);
}

TEST_CASE("a table that names an id and a DLC says that its frames could not be read")
{
    const std::string text = "time,ID,DLC,rpm\n0.5,1,8,800\n1.0,1,8,810\n";
    CHECK(formatOf(text) == "obd_csv");
    const RecordReading reading = readRecords(ObdCsvReader(), text);
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].find("DLC") != std::string::npos);
}

TEST_CASE("dates with slashes: the day first where a number says so, and a warning where none does")
{
    const RecordReading day
        = readRecords(ObdCsvReader(), "time,rpm (1/min)\n12/01/2021 10:00:00,1\n13/01/2021 10:00:00,2\n");
    CHECK(day.values.at({0, 0}).size() == 2);
    CHECK(day.values.at({0, 0})[1].first - day.values.at({0, 0})[0].first == 86'400'000'000'000);
    CHECK(day.warnings.size() == 1);
    const RecordReading unclear
        = readRecords(ObdCsvReader(), "time,rpm (1/min)\n11/01/2021 10:00:00,1\n12/01/2021 10:00:00,2\n");
    REQUIRE(unclear.warnings.size() == 2);
    CHECK(unclear.warnings[0].find("month/day/year") != std::string::npos);
}

TEST_CASE("rows that are damaged or cut")
{
    const RecordReading reading
        = readRecords(ObdCsvReader(), kWide + "12:61:00,1,2,3,\ngarbage\n12:00:03,3.5,,P,\n12:0");
    REQUIRE(reading.skipped.size() == 2);
    CHECK(reading.skipped[0].count == 2);
    CHECK(reading.skipped[0].firstOffset == kWide.size());
    CHECK(reading.skipped[1].reason == "cut at the end of the file");
    CHECK(reading.values.at({0, 0}).size() == 3);
    const RecordReading longer = readRecords(ObdCsvReader(), kLong + "3;;5;km/h;0;0\n4\n");
    CHECK(longer.skipped.at(0).count == 2);
}

TEST_CASE("tables of numbers that are no measurement are refused")
{
    for (const char* text :
         {"date,revenue,cost\n2024-01-01,100,20\n2024-01-02,90,10\n", "time,name\n1.5,Anna\n2.5,Bert\n",
          "timestamp,level,text\n1.5,info,started\n2.5,error,stopped\n", "time,rpm\n",
          "time,a,b\n5,1,2\n3,1,2\n1,1,2\n0.5,1,2\n", "1,2\n3,4\n"}) {
        CAPTURE(std::string(text));
        CHECK(formatOf(text).find("no recording") != std::string::npos);
    }
    // Frames go to the reader of frames.
    CHECK(formatOf("time,id,dlc,data\n0.1,12A,1,00\n0.2,12A,1,00\n") == "csv");
}

TEST_CASE("a hostile table costs no more than its bytes")
{
    std::string text = "time";
    for (int i = 0; i < 3000; ++i) {
        text += ",s" + std::to_string(i) + " (V)";
    }
    text += "\n1" + std::string(3000, ',') + "5\n";
    for (int i = 0; i < 50'000; ++i) {
        text += "1,1\n";
    }
    const RecordReading reading = readRecords(ObdCsvReader(), text);
    CHECK_FALSE(reading.failed);
    std::string names = "time,pid,value\n";
    for (int i = 0; i < 5000; ++i) {
        names += "1,p" + std::to_string(i) + ",5\n";
    }
    const RecordReading many = readRecords(ObdCsvReader(), names);
    CHECK(many.groups.size() == 4096);
    CHECK(many.skipped.at(0).count == 904);
}

TEST_CASE("tables in random pieces break nothing and do not depend on chunks")
{
    std::mt19937_64 random(9);
    static constexpr std::string_view kAlphabet = "0123456789.,;:\"\n\r -eEnaPID";
    for (int round = 0; round < 300; ++round) {
        std::string text = random() % 2 == 0 ? kWide : kLong;
        const std::size_t kept = text.find('\n') + 1;
        for (std::size_t i = random() % 30; i > 0; --i) {
            text[kept + random() % (text.size() - kept)] = kAlphabet[random() % kAlphabet.size()];
        }
        text.resize(kept + random() % (text.size() - kept + 1));
        RecordReading whole = readRecords(ObdCsvReader(), text);
        RecordReading pieces = readRecords(ObdCsvReader(1 + random() % 50), text);
        REQUIRE_FALSE(whole.failed);
        REQUIRE(whole.rawBytes == text);
        REQUIRE(whole == pieces);
    }
}
