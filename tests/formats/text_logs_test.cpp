// SPDX-License-Identifier: Apache-2.0
// CRTD, BUSMASTER and Microchip logs.
#include "core/formats/busmaster/busmaster_reader.h"
#include "core/formats/crtd/crtd_reader.h"
#include "core/formats/microchip/microchip_reader.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

std::string formatOf(const std::string& text)
{
    const auto source = memorySource(bytesOf(text));
    const auto reader = recognise(*source, "recording.log");
    return reader ? std::string((*reader)->format()) : reader.error().message;
}

const std::string kCrtd = "1632426775.935928 CXX OVMS CRTD\n"
                          "1632426775.935928 CVR 3.0\n"
                          "1632426782.045940 1R11 679 00\n"
                          "1632426782.096037 2T29 18DAF110 04 00 3c\r\n"
                          "1632426783.000000 R11 0000021A FE 36 \n"
                          "1632426783.500000 1CEV vehicle.on\n"
                          "1632426783.500000 2CER bus error\n";

std::string busmaster(const std::string& mode, const std::string& base, const std::string& rows,
                      const std::string& columns = "<Time><Tx/Rx><Channel><CAN ID><Type><DLC><DataBytes>")
{
    return "***BUSMASTER Ver 2.4.0***\n***PROTOCOL CAN***\n***[START LOGGING SESSION]***\n"
           "***START DATE AND TIME 23:9:2015 22:17:28:928***\n***"
        + base + "***\n***" + mode + "***\n***" + columns + "***\n" + rows
        + "***END DATE AND TIME 23:9:2015 22:20:00:1***\n***[STOP LOGGING SESSION]***\n";
}

constexpr std::int64_t kMidnight = 1'442'966'400'000'000'000; // 23 September 2015
constexpr std::int64_t kSecond = 1'000'000'000;

const std::string kMicrochip = "//---------------------------------\nMicrochip Technology Inc.\nCAN BUS Analyzer\n"
                               "Logging Started: 23/9/2015 22:17:43\n//---------------------------------\n"
                               "166064;RX;0x0000021A;2;0xFE;0x36;\n166064.5;TX;0x18FEF100;1;0x00;\r\n"
                               "166065;RX;0x12x;0;\n";

} // namespace

TEST_CASE("CRTD")
{
    CHECK(formatOf(kCrtd) == "crtd");
    const Reading reading = readWith(CrtdReader(), kCrtd);
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].ts == 1'632'426'782'045'940'000);
    CHECK(reading.rows[0].channel == "1");
    CHECK(reading.rows[0].id == 0x679);
    CHECK(reading.rows[1].channel == "2");
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.rows[1].data == Data {0x04, 0x00, 0x3C});
    CHECK(reading.rows[2].id == 0x21A);
    CHECK_FALSE(reading.rows[2].extended);
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"error report", 1}, {"event", 1}});
    CHECK(reading.skipped.empty());
}

TEST_CASE("damage in CRTD")
{
    for (const char* line : {"x R11 679 00", "1.5 R12 679 00", "1.5 R11 6G9 00", "1.5 R11 679 0", "1.5 R11",
                             "1.5 R29 38DAF110 00", "1.5", "1.5 1R11 679 00 0G"}) {
        CAPTURE(std::string(line));
        const Reading reading = readWith(CrtdReader(), kCrtd + line + "\n" + kCrtd);
        CHECK(reading.rows.size() == 6);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0].firstOffset == kCrtd.size());
    }
    const Reading cut = readWith(CrtdReader(), kCrtd + "1632426782.045940 1R1");
    CHECK(cut.skipped.at(0).reason == "cut at the end of the file");
}

TEST_CASE("BUSMASTER in system mode: times of day on the day of the start")
{
    const std::string text = busmaster("SYSTEM MODE", "HEX",
                                       "22:20:14:992 Rx 0 0000021A s 2 FE 36 \n22:20:15:2 Tx 1 0x18FEF100 x 0 \n"
                                       "22:20:16:0105 Rx 0 7E8 sr 8 \n");
    CHECK(formatOf(text) == "busmaster");
    const Reading reading = readWith(BusmasterReader(), text);
    REQUIRE(reading.rows.size() == 3);
    const std::int64_t clock = kMidnight + (22 * 3600 + 20 * 60) * kSecond;
    CHECK(reading.rows[0].ts == clock + 14'992'000'000);
    CHECK(reading.rows[0].channel == "0");
    CHECK(reading.rows[0].data == Data {0xFE, 0x36});
    CHECK(reading.rows[1].ts == clock + 15'002'000'000);
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.rows[2].ts == clock + 16'010'500'000);
    CHECK(reading.rows[2].remote);
    CHECK(reading.rows[2].requested == 8);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.size() == 1);
}

TEST_CASE("BUSMASTER in its other modes")
{
    const std::int64_t start = kMidnight + (22 * 3600 + 17 * 60 + 28) * kSecond + 928'000'000;
    const std::string rows = "0:0:1:0 Rx 1 291 s 2 254 10\n0:0:2:0 Rx 1 291 s 1 7\n";
    const Reading absolute = readWith(BusmasterReader(), busmaster("ABSOLUTE MODE", "DEC", rows));
    REQUIRE(absolute.rows.size() == 2);
    CHECK(absolute.rows[0].id == 291);
    CHECK(absolute.rows[0].data == Data {254, 10});
    CHECK(absolute.rows[1].ts == start + 2 * kSecond);
    const Reading relative = readWith(BusmasterReader(), busmaster("RELATIVE MODE", "DEC", rows));
    REQUIRE(relative.rows.size() == 2);
    CHECK(relative.rows[0].ts == start + kSecond);
    CHECK(relative.rows[1].ts == start + 3 * kSecond);
    // A second session starts anew; small chunks see the same.
    const std::string two = busmaster("RELATIVE MODE", "DEC", rows) + busmaster("RELATIVE MODE", "DEC", rows);
    const Reading sessions = readWith(BusmasterReader(), two);
    REQUIRE(sessions.rows.size() == 4);
    CHECK(sessions.rows[2].ts == start + kSecond);
    for (const std::size_t chunk : {1, 50, 333}) {
        ReadOptions options;
        options.helpers = 2;
        CHECK(sameReading(sessions, readWith(BusmasterReader(chunk), two, options)));
    }
    const Reading mixed = readWith(BusmasterReader(), two + busmaster("SYSTEM MODE", "HEX", rows));
    CHECK(mixed.warnings.size() == 2);
    // Steps that no session has do not run over.
    std::string jumps;
    for (int i = 0; i < 100; ++i) {
        jumps += "99999:0:1:0 Rx 1 291 s 1 7\n";
    }
    CHECK(readWith(BusmasterReader(), busmaster("RELATIVE MODE", "DEC", jumps)).rows.back().ts > 0);
}

TEST_CASE("BUSMASTER for J1939 names other columns")
{
    std::string text
        = busmaster("SYSTEM MODE", "HEX",
                    "11:25:27:0031 1 0x18FEF100 0xFEF1 BROADCAST 00 FF 6 Rx 2 01 02\n"
                    "11:25:27:0041 1 0x18ECFF00 0xFECA BAM 00 FF 6 Rx 12 01 02 03 04 05 06 07 08 09 0A 0B 0C\n",
                    "<Time><Channel><CAN ID><PGN><Type><Source Node><Destination Node><Priority><Tx/Rx><DLC>"
                    "<DataBytes>");
    text.replace(text.find("PROTOCOL CAN"), 12, "PROTOCOL J1939");
    const Reading reading = readWith(BusmasterReader(), text);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].id == 0x18FEF100);
    CHECK(reading.rows[0].extended);
    CHECK(reading.rows[0].data == Data {1, 2});
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"J1939 message", 1}});
}

TEST_CASE("damage in BUSMASTER logs")
{
    const std::string good = "22:20:14:992 Rx 0 0000021A s 2 FE 36 \n";
    for (const char* line :
         {"22:20:14 Rx 0 21A s 2 FE 36", "22:20:14:992 Rx 0 21A s 2 FE", "22:20:14:992 Rx 0 21A q 1 FE",
          "22:20:14:992 Rx 0 21A s 65", "22:20:14:992 Rx 0 21A s 1 FE FE", "garbage", "22:61:14:992 Rx 0 21A s 1 FE",
          "22:20:14:99200 Rx 0 21A s 1 FE"}) {
        CAPTURE(std::string(line));
        const Reading reading = readWith(BusmasterReader(), busmaster("SYSTEM MODE", "HEX", good + line + "\n" + good));
        CHECK(reading.rows.size() == 2);
        CHECK(reading.skipped.size() == 1);
    }
}

TEST_CASE("Microchip's analyser")
{
    CHECK(formatOf(kMicrochip) == "microchip");
    const Reading reading = readWith(MicrochipReader(), kMicrochip);
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].ts == 166'064'000'000);
    CHECK(reading.rows[0].channel == "1");
    CHECK(reading.rows[0].id == 0x21A);
    CHECK_FALSE(reading.rows[0].extended);
    CHECK(reading.rows[0].data == Data {0xFE, 0x36});
    CHECK(reading.rows[1].ts == 166'064'500'000);
    CHECK(reading.rows[1].extended);
    CHECK(reading.rows[1].transmitted);
    CHECK(reading.rows[2].extended);
    CHECK(reading.skipped.empty());
    for (const char* line :
         {"x;RX;0x21A;0;", "1;XX;0x21A;0;", "1;RX;0xG;0;", "1;RX;0x21A;2;0x00;", "1;RX;0x21A;65;", "1"}) {
        CAPTURE(std::string(line));
        const Reading damaged = readWith(MicrochipReader(), kMicrochip + line + "\n");
        CHECK(damaged.rows.size() == 3);
        CHECK(damaged.skipped.size() == 1);
    }
}

TEST_CASE("these logs in random pieces break nothing and do not depend on chunks")
{
    std::mt19937_64 random(3);
    const std::string bus = busmaster("RELATIVE MODE", "HEX", "0:0:1:0 Rx 1 21A s 2 FE 36\n0:0:2:0 Rx 1 29 s 0\n");
    for (int round = 0; round < 300; ++round) {
        std::string text = round % 3 == 0 ? kCrtd + kCrtd : round % 3 == 1 ? bus + bus : kMicrochip + kMicrochip;
        for (std::size_t i = random() % 20; i > 0; --i) {
            text[random() % text.size()] = static_cast<char>(random() % 3 == 0 ? random() : '\n');
        }
        text.resize(random() % (text.size() + 1));
        const auto check = [&](const Reader& whole, const Reader& pieces) {
            const Reading expected = readWith(whole, text);
            REQUIRE_FALSE(expected.failed);
            REQUIRE(expected.rawBytes == text);
            REQUIRE(sameReading(expected, readWith(pieces, text)));
        };
        const std::size_t chunk = 1 + random() % 80;
        check(CrtdReader(), CrtdReader(chunk));
        check(BusmasterReader(), BusmasterReader(chunk));
        check(MicrochipReader(), MicrochipReader(chunk));
    }
}
