// SPDX-License-Identifier: Apache-2.0
#include "core/formats/elm327/elm327_reader.h"
#include "tests/formats/record_reading.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;
using namespace std::string_literals;
using Lines = std::vector<std::string>;

namespace {

RecordReading readElm(std::string_view text)
{
    return readRecords(Elm327Reader(), text);
}

const std::string kHeaders = ">ATZ\nELM327 v1.5\n\n>ATE0\nOK\n>ATH1\nOK\n>0100\nSEARCHING...\n"
                             "7E8 06 41 00 BE 3F A8 13\n7E9 06 41 00 98 18 80 11\n\n"
                             ">0902\n7E8 10 14 49 02 01 31 4D 38\n7E8 21 47 44 4D 39 41 58 4B\n"
                             "7E8 22 50 30 34 32 37 38 38\n\n>03\nNO DATA\n>";

} // namespace

TEST_CASE("a session with headers: frames, and requests as messages to all")
{
    CHECK(formatOf(kHeaders) == "elm327");
    const RecordReading reading = readElm(kHeaders);
    CHECK(reading.messages
          == Lines {"7DF>: 0100", "frame 7E8 064100BE3FA813", "frame 7E9 06410098188011", "7DF>: 0902",
                    "frame 7E8 1014490201314D38", "frame 7E8 2147444D3941584B", "frame 7E8 2250303432373838",
                    "7DF>: 03"});
    CHECK(reading.offsets[1] == kHeaders.find("7E8 06"));
    CHECK(reading.times[1] == domain::kNoTime);
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"adapter command", 3}, {"adapter message", 5}});
    CHECK(reading.skipped.empty());
    CHECK(reading.rawBytes == kHeaders);
}

TEST_CASE("a session without headers: responses are messages, segments are put together")
{
    const std::string text = "ATZ\r\nELM327 v2.1\r\n\r\n>0902\r\nSEARCHING...\r\n014\r\n0: 49 02 01 31 4D 38\r\n"
                             "1: 47 44 4D 39 41 58 4B\r\n2: 50 30 34 32 37 38 38\r\n\r\n>03\r\n43 02 01 33 C1 00\r\n>";
    CHECK(formatOf(text) == "elm327");
    const RecordReading reading = readElm(text);
    CHECK(reading.messages
          == Lines {"7DF>: 0902", "ELM327: 490201314D3847444D3941584B50303432373838", "7DF>: 03",
                    "ELM327: 43020133C100"});
    CHECK(reading.offsets[1] == text.find("014"));
    CHECK(reading.skipped.empty());
}

TEST_CASE("no blanks, echo without prompt, carriage returns only, zeros between")
{
    const std::string text = "ATS0\rOK\r\r>ATH0\rOK\r0902\r014\r0:490201314D38\r1:47444D3941584B\r2:50303432373838\r\r>"
                             "0100\r\0SEARCHING...4100BE3FA813\r\r>ATH1\rOK\r>03\r7E80643020133C100\r"
                             "18DAF110034300AA\r>"s;
    const RecordReading reading = readElm(text);
    CHECK(reading.messages
          == Lines {"7DF>: 0902", "ELM327: 490201314D3847444D3941584B50303432373838", "7DF>: 0100",
                    "ELM327: 4100BE3FA813", "7DF>: 03", "frame 7E8 0643020133C100", "frame 18DAF110 034300AA"});
    CHECK(reading.skipped.empty());
}

TEST_CASE("29-bit ids, J1939, lengths and remote frames")
{
    const RecordReading reading = readElm(">ATSP7\nOK\n>ATH1\nOK\n>0100\n18 DA F1 10 06 41 00 BE 3F A8 13\n"
                                          ">ATMA\n0C F0 04 00 FF 7D\n6 0FECA 00 40 FF\n7E8 8 06 41 00 BE 3F A8 13 00\n"
                                          "123 RTR\n");
    CHECK(reading.messages
          == Lines {"18DB33F1>: 0100", "frame 18DAF110 064100BE3FA813", "frame 0CF00400 FF7D", "frame 18FECA00 40FF",
                    "frame 7E8 064100BE3FA81300", "frame 123 "});
}

TEST_CASE("headers that are set choose who asks and who answers")
{
    const RecordReading reading = readElm(">ATSH7E0\nOK\n>22F190\n62 F1 90 31\n>ATSHDA10F1\nOK\n>1902FF\n59 02 FF\n"
                                          ">ATSH 6F1\nOK\n>ATCRA 612\nOK\n>22 10 00\n62 10 00 01\n>ATZ\nELM327 v1.5\n"
                                          ">01001\n41 00 BE 3F A8 13\n");
    CHECK(reading.messages
          == Lines {"7E0: 22F190", "7E8: 62F19031", "18DA10F1: 1902FF", "18DAF110: 5902FF", "6F1: 221000",
                    "612: 62100001", "7DF>: 0100", "ELM327: 4100BE3FA813"});
}

TEST_CASE("buses before CAN: header, checksum, and the VIN in five messages")
{
    const RecordReading reading
        = readElm(">ATH1\nOK\n>03\n48 6B 10 43 01 33 00 00 00 00 3A\n>0100\n86 F1 10 41 00 BE 3E B8 11 8D\n>ATH0\nOK\n"
                  ">0902\n49 02 01 00 00 00 31\n49 02 02 4D 38 47 44\n49 02 03 4D 39 41 58\n49 02 04 4B 50 30 34\n"
                  "49 02 05 32 37 38 38\n>0902\n49 02 01 00 00 00 31\n49 02 03 4D 38 47 44\n>");
    CHECK(reading.messages
          == Lines {"7DF>: 03", "10: 43013300000000", "7DF>: 0100", "10: 4100BE3EB811", "7DF>: 0902",
                    "ELM327: 490201000000314D3847444D3941584B50303432373838", "7DF>: 0902"});
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].reason == "incomplete response");
    CHECK(reading.skipped[0].count == 2);
}

TEST_CASE("several control units answer in segments at once")
{
    const RecordReading reading
        = readElm(">0904\n008\n008\n0: 49 04 01 41 42 43\n0: 49 04 01 44 45 46\n1: 47 48 00 00\n1: 49 4A 00 00\n>0902\n"
                  "014\n0: 49 02 01 31 4D 38\n>");
    CHECK(reading.messages
          == Lines {"7DF>: 0904", "ELM327: 4904014142434748", "ELM327: 490401444546494A", "7DF>: 0902"});
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].reason == "incomplete response");
}

TEST_CASE("times and directions that terminals and apps write")
{
    const RecordReading reading
        = readElm("[2024-12-14 12:50:11.5] TX: 0100\n[2024-12-14 12:50:11.75] RX: 41 00 BE 3F A8 13\n"
                  "12:50:12.25 -> 03\n12:50:12.5 <- 43 00\n2024-12-14 12:50:13 >07\n2024-12-14 12:50:13.5 47 00\n"
                  ">ATRV\n12.3V\n");
    CHECK(reading.messages
          == Lines {"7DF>: 0100", "ELM327: 4100BE3FA813", "7DF>: 03", "ELM327: 4300", "7DF>: 07", "ELM327: 4700"});
    CHECK(reading.times[0] == 1'734'180'611'500'000'000);
    CHECK(reading.times[3] == 46'212'500'000'000);
    CHECK(reading.times[5] == 1'734'180'613'500'000'000);
    CHECK(reading.skipped.empty());
}

TEST_CASE("what the adapter complains about")
{
    const RecordReading reading
        = readElm(">0100\nBUS INIT: ...OK\n41 00 BE 3F A8 13\n>0101\n41 01 00 <DATA ERROR\n>ATMA\n"
                  "BUFFER FULL\n>0102\nUNABLE TO CONNECT\n>zz\n?\nhello world\n41 0");
    CHECK(reading.messages == Lines {"7DF>: 0100", "ELM327: 4100BE3FA813", "7DF>: 0101", "7DF>: 0102"});
    REQUIRE(reading.skipped.size() == 3);
    CHECK(reading.skipped[0].reason == "data that the adapter marks as damaged");
    CHECK(reading.skipped[1].reason == "unreadable line");
    CHECK(reading.skipped[1].count == 2);
    CHECK(reading.skipped[2].reason == "cut at the end of the file");
    CHECK(reading.warnings.size() == 2);
}

TEST_CASE("what is no session is not taken for one")
{
    for (const char* text :
         {"100 10 20 30\n101 11 21 31\n102 12 22 32\n", "Start\nNr 1\n  _REQUEST = 3 Bytes\n    0000 : 22 F1 8C\n",
          "AT the beginning\nof the story\nthere was text\nand more text\n", "OK\nOK\n", "12.3V\n",
          "dead beef\ncafe\n"}) {
        CAPTURE(std::string(text));
        CHECK(formatOf(text) != "elm327");
    }
    CHECK(formatOf("7E8 06 41 00 BE 3F A8 13\n7E9 06 41 00 98 18 80 11\n") == "elm327");
}

TEST_CASE("sessions in random pieces break nothing and do not depend on chunks")
{
    std::mt19937_64 random(5);
    static constexpr std::string_view kAlphabet = "0123456789ABCDEF  :>\r\n\nATHSZ<.EROK7E8";
    for (int round = 0; round < 300; ++round) {
        std::string text = kHeaders;
        for (std::size_t i = random() % 40; i > 0; --i) {
            text[random() % text.size()] = kAlphabet[random() % kAlphabet.size()];
        }
        for (std::size_t i = random() % 400; i > 0; --i) {
            text += kAlphabet[random() % kAlphabet.size()];
        }
        const RecordReading whole = readElm(text);
        REQUIRE_FALSE(whole.failed);
        REQUIRE(whole.rawBytes == text);
        REQUIRE(whole == readRecords(Elm327Reader(1 + random() % 30), text));
    }
    const std::string longLine = ">0100\n" + std::string(70'000, 'A') + "\n41 00 BE 3F A8 13\n";
    const RecordReading reading = readElm(longLine);
    CHECK(reading.messages.size() == 2);
    CHECK(reading.skipped.at(0).bytes == 70'001);
}
