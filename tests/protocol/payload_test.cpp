// SPDX-License-Identifier: Apache-2.0
// Payload decoders against byte vectors of the standards.
#include "core/protocol/j1939.h"
#include "core/protocol/obd.h"
#include "core/protocol/pairing.h"
#include "core/protocol/trouble_code.h"
#include "core/protocol/uds.h"
#include "core/protocol/uds_names.h"
#include "tests/protocol/heard.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::protocol;
using test::bytes;

TEST_CASE("codes as text")
{
    CHECK(threeByteCodeText(0x0A8011) == "P0A80-11");
    CHECK(threeByteCodeText(0xC10000) == "U0100-00");
    CHECK(threeByteCodeText(0x9A0111) == "B1A01-11");
    CHECK(threeByteCodeText(0x432113) == "C0321-13");
    CHECK(threeByteCodeText(0xF00049) == "U3000-49");
    CHECK(codeText(0x0301) == "P0301");
    CHECK(spnText(190, 2) == "SPN 190 FMI 2");
}

TEST_CASE("status bits and what makes a fault")
{
    CHECK(statusBitNames(0x2F)
          == std::vector<std::string> {"testFailed", "testFailedThisOperationCycle", "pendingDTC", "confirmedDTC",
                                       "testFailedSinceLastClear"});
    CHECK_FALSE(isFaultStatus(0x50));
    CHECK_FALSE(isFaultStatus(0x72));
    CHECK(isFaultStatus(0x08));
    CHECK(isFaultStatus(0x04));
    CHECK(isFaultStatus(0x80));
    CHECK(isFaultStatus(0x01));
}

TEST_CASE("names of negative responses")
{
    CHECK(nrcName(0x31) == "requestOutOfRange");
    CHECK(nrcName(0x78) == "requestCorrectlyReceivedResponsePending");
    CHECK(nrcName(0x7F) == "serviceNotSupportedInActiveSession");
    CHECK(nrcName(0xF3) == "manufacturerSpecific");
    CHECK(nrcName(0xC0) == "reserved");
}

TEST_CASE("trouble code reports: each sub-function has its own form")
{
    const auto report = decodeDtcReport(bytes("59 02 FF 0A 80 11 08 C1 00 00 50"));
    REQUIRE(report.has_value());
    REQUIRE(report->records.size() == 2);
    CHECK(report->counts);
    CHECK(report->records[0].code == 0x0A8011);
    CHECK(report->records[1].status == 0x50);
    CHECK_FALSE(decodeDtcReport(bytes("59 02 FF 0A 80 11")).has_value());
    CHECK(decodeDtcReport(bytes("59 02 FF"))->records.empty());

    CHECK(decodeDtcReport(bytes("59 01 FF 01 00 05"))->codeCount == 5);
    CHECK_FALSE(decodeDtcReport(bytes("59 0A FF 0A 80 11"))); // one byte short
    const auto severity = decodeDtcReport(bytes("59 08 FF 20 10 0A 80 11 2F"));
    CHECK(severity->records.at(0).code == 0x0A8011);
    CHECK_FALSE(severity->counts);
    const auto counters = decodeDtcReport(bytes("59 14 0A 80 11 7F"));
    CHECK_FALSE(counters->records.at(0).status.has_value());
    const auto worldwide = decodeDtcReport(bytes("59 42 33 FF FF 04 20 0A 80 11 09"));
    CHECK(worldwide->records.at(0).status == 0x09);
    const auto permanent = decodeDtcReport(bytes("59 55 33 FF 04 0A 80 11 09"));
    CHECK(permanent->records.at(0).code == 0x0A8011);

    const auto bySnapshot = bytes("59 04 0A 80 11 2F 01 02 F4 0C 1A F8 F4 0D 20"); // data are views into it
    const auto snapshot = decodeDtcReport(bySnapshot);
    CHECK(snapshot->counts);
    CHECK(snapshot->records.size() == 1);
    REQUIRE(snapshot->data.size() == 1);
    CHECK(snapshot->data[0].record == 1);
    CHECK(base::toHex(snapshot->data[0].data) == "02F40C1AF8F40D20");
    CHECK(decodeDtcReport(bytes("59 06 0A 80 11 2F 90 05"))->data.at(0).extended);
    CHECK_FALSE(decodeDtcReport(bytes("59 33 FF")).has_value());
}

TEST_CASE("values of several data identifiers are split by the request")
{
    const auto requested = requestedDids(bytes("22 F1 87 F1 90"));
    CHECK(requested == std::vector<std::uint16_t> {0xF187, 0xF190});
    const auto payload = bytes("62 F1 87 41 42 43 F1 90 31 48 47 43 4D 38 32 36 33 33 41 30 30 34 33 35 32");
    const auto values = decodeDidResponse(payload, requested);
    REQUIRE(values.size() == 2);
    CHECK(valueText(values[0].value) == "ABC");
    CHECK(vinText(values[1].value) == "1HGCM82633A004352");
    CHECK(decodeDidResponse(payload).size() == 1);
}

TEST_CASE("identification of the vehicle")
{
    const auto text = [](std::string_view head, std::string_view vin, std::string_view tail) {
        auto all = bytes(head);
        all.insert(all.end(), vin.begin(), vin.end());
        const auto end = bytes(tail);
        all.insert(all.end(), end.begin(), end.end());
        return vinText(all);
    };
    CHECK(text("11", "1M8GDM9AXKP042788", "") == "1M8GDM9AXKP042788");
    CHECK(text("01", "11111111111111111", "00 00 FF") == "11111111111111111");
    CHECK(text("", "5GZCZ43D13S812715", "2A") == "5GZCZ43D13S812715");
    CHECK(text("", "1L06130RELP969468", "3E 2C 05 29 5D 07") == "1L06130RELP969468");
    CHECK(text("00 00", "TESTBENCH-7", "00") == "TESTBENCH-7");
    CHECK_FALSE(text("", "A", "00").has_value());
    CHECK_FALSE(vinText(bytes("FF FF FF FF FF FF")).has_value());
}

TEST_CASE("OBD lists count on CAN and do not on older buses")
{
    CHECK(decodeObdCodes(bytes("43 02 01 33 03 01")) == std::vector<std::uint16_t> {0x0133, 0x0301});
    CHECK(decodeObdCodes(bytes("43 01 01 33 00 00")) == std::vector<std::uint16_t> {0x0133});
    CHECK(decodeObdCodes(bytes("47 00"))->empty());
    CHECK_FALSE(decodeObdCodes(bytes("43 03 01 33 03 01")).has_value());
    CHECK_FALSE(decodeObdCodes(bytes("43 01 01 33 03 01")).has_value());
    CHECK(decodeObdCodes(bytes("43 01 33 00 00 00 00"), /*hasCount=*/false) == std::vector<std::uint16_t> {0x0133});
    CHECK(decodeMonitorStatus(bytes("41 01 82 07 65 04"))->lampOn);
    CHECK(decodeMonitorStatus(bytes("41 01 82 07 65 04"))->codeCount == 2);
    CHECK(decodeFreezeFrameCode(bytes("42 02 00 03 01"))->code == 0x0301);
}

TEST_CASE("KWP2000 lists must fit their count")
{
    const auto codes = decodeKwpCodes(bytes("58 02 01 33 E0 03 01 20"));
    REQUIRE(codes.has_value());
    CHECK(codes->at(0).code == 0x0133);
    CHECK(isKwpFault(*codes->at(0).status));
    CHECK_FALSE(decodeKwpCodes(bytes("58 02 01 33 E0")).has_value());
    CHECK(decodeKwpCodes(bytes("53 01 01 33"))->size() == 1);
}

TEST_CASE("J1939 diagnostic messages")
{
    const auto dm = j1939::decodeDm(bytes("44 FF 6E 00 00 01 FF FF"));
    REQUIRE(dm.has_value());
    REQUIRE(dm->codes.size() == 1);
    CHECK(dm->codes[0].spn == 110);
    CHECK(dm->codes[0].fmi == 0);
    CHECK(dm->codes[0].oc == 1);
    CHECK_FALSE(dm->codes[0].conversionBit);
    CHECK(dm->lamps.malfunction == "on");
    CHECK(dm->lamps.amberWarning == "on");
    CHECK(dm->lamps.redStop == "off");
    CHECK(j1939::decodeDm(bytes("00 FF 00 00 00 00 FF FF"))->codes.empty());
    CHECK(j1939::decodeDm(bytes("00 FF FF FF FF FF FF FF"))->codes.empty());
    const auto high = j1939::decodeDm(bytes("00 00 FF FF FF 8F FF FF"));
    CHECK(high->codes.at(0).spn == 0x7FFFF);
    CHECK(high->codes.at(0).conversionBit);
    CHECK_FALSE(j1939::decodeDm(bytes("00 FF 01")).has_value());
    CHECK(j1939::decodeDm(bytes("40 00 6E 00 00 01"))->lamps.malfunction == "slow flash");
    CHECK(j1939::splitId(0x18EBFF0B).destination == 0xFF);
    CHECK(j1939::splitId(0x18FECA0B).pgn == j1939::kPgnDm1);
}

TEST_CASE("responses are told from chance by what they echo")
{
    const auto match = [](std::string_view request, std::string_view response) {
        const auto asked = bytes(request);
        const auto answered = bytes(response);
        return matchResponse({asked, static_cast<std::uint32_t>(asked.size())},
                             {answered, static_cast<std::uint32_t>(answered.size())});
    };
    CHECK(match("22 F1 90", "62 F1 90 31") == PairMatch::Strong);
    CHECK(match("22 F1 90", "62 F1 91 31") == PairMatch::None);
    CHECK(match("22 F1 90", "7F 22 31") == PairMatch::Strong);
    CHECK(match("22 F1 90", "7F 19 31") == PairMatch::None);
    CHECK(match("19 02 FF", "59 02 FF") == PairMatch::Strong);
    CHECK(match("19 02 FF", "59 02 FF 01") == PairMatch::None);
    CHECK(match("10 83", "50 03 00 32 01 F4") == PairMatch::Strong);
    CHECK(match("3E 00", "7E 00") == PairMatch::Weak);
}
