// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/knowledge.h"

#include "core/base/text.h"
#include "core/diagnosis/code_tables.h"

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace argus::diagnosis;
using argus::domain::Dtc;

namespace {

template <class Entry> void checkTable(std::span<const Entry> table, std::map<std::string_view, std::uint32_t>& seen)
{
    REQUIRE_FALSE(table.empty());
    for (std::size_t i = 0; i < table.size(); ++i) {
        const Entry& entry = table[i];
        CAPTURE(entry.text);
        if (i > 0) {
            CHECK(table[i - 1].number < entry.number);
        }
        CHECK(entry.text.size() >= 4);
        CHECK(entry.text.size() <= 110);
        CHECK(argus::base::isUtf8(entry.text));
        CHECK(argus::base::trimmed(entry.text) == entry.text);
        CHECK(entry.text.back() != '.');
        CHECK_MESSAGE(seen.emplace(entry.text, entry.number).second, "two codes with the same text");
    }
}

} // namespace

TEST_CASE("the tables are sorted, free of repetitions, and no two codes read alike")
{
    std::map<std::string_view, std::uint32_t> codes;
    for (const auto table : {airFuelCodes(), ignitionEmissionCodes(), controlCodes(), transmissionCodes(),
                             hybridCodes(), powertrain2Codes(), chassisBodyCodes(), networkCodes()}) {
        checkTable(table, codes);
    }
    std::map<std::string_view, std::uint32_t> spns;
    checkTable(lowSpns(), spns);
    checkTable(highSpns(), spns);
    for (const auto table : {fmiTexts(), failureTypes(), sourceAddresses()}) {
        std::map<std::string_view, std::uint32_t> seen;
        checkTable(table, seen);
    }
    CHECK(fmiTexts().size() == 32);
    CHECK(tableSizes().codes == codes.size());
    CHECK(tableSizes().codes > 1500);
    CHECK(tableSizes().spns > 500);
    CHECK(tableSizes().failureTypes > 90);
}

TEST_CASE("every code that a table has is found, and has no other meaning in another table")
{
    for (const auto table : {airFuelCodes(), ignitionEmissionCodes(), controlCodes(), transmissionCodes(),
                             hybridCodes(), powertrain2Codes(), chassisBodyCodes(), networkCodes()}) {
        for (const CodeText& code : table) {
            CHECK(codeText(code.number) == code.text);
        }
    }
}

TEST_CASE("well-known codes mean what the standards say")
{
    const auto meaning = [](const std::string& code) {
        Dtc dtc;
        dtc.code = code;
        return meaningOf(dtc);
    };
    CHECK(meaning("P0301") == "Cylinder 1: misfire detected");
    CHECK(meaning("P0312") == "Cylinder 12: misfire detected");
    CHECK(meaning("P0171") == "Mixture too lean, bank 1");
    CHECK(meaning("P0420") == "Catalytic converter, bank 1: efficiency below the limit");
    CHECK(meaning("P0456") == "Fuel vapour system: very small leak");
    CHECK(meaning("P0562") == "System voltage too low");
    CHECK(meaning("P0741") == "Torque converter clutch: does not engage or slips");
    CHECK(meaning("P0A80-11") == "High-voltage battery must be replaced - circuit shorted to ground");
    CHECK(meaning("U0100-00") == "Lost communication with engine control unit A");
    CHECK(meaning("U0121-87") == "Lost communication with the anti-lock brake control unit - message missing");
    CHECK(meaning("U3000-49") == "Control unit: internal fault - internal electronic fault");
    CHECK(meaning("P2135") == "Throttle position sensors A and B do not agree");
}

TEST_CASE("codes outside the tables get the meaning of their range")
{
    const auto meaning = [](const std::string& code) {
        Dtc dtc;
        dtc.code = code;
        return meaningOf(dtc);
    };
    CHECK(meaning("P1301") == "Powertrain code of the manufacturer (ignition system or misfire)");
    CHECK(meaning("P3450") == "Powertrain code (auxiliary emission control)");
    CHECK(meaning("B1A01-11")
          == "Body code of the manufacturer (body: comfort, lighting, restraints) - circuit shorted to ground");
    CHECK(meaning("U1123") == "Network code of the manufacturer (network communication)");
    CHECK(meaning("C0321-13") == "Chassis code (chassis: brakes, steering, suspension) - circuit open");
    CHECK(meaning("Z0001").empty());
    CHECK(meaning("P03").empty());
    CHECK(meaning("P0301-G0").empty());
    CHECK(meaning("P4301").empty());
}

TEST_CASE("J1939 codes are named by parameter and failure mode")
{
    const auto meaning = [](std::int64_t spn, std::int64_t fmi) {
        Dtc dtc;
        dtc.spn = spn;
        dtc.fmi = fmi;
        return meaningOf(dtc);
    };
    CHECK(meaning(190, 2) == "Engine speed: data erratic, intermittent or incorrect");
    CHECK(meaning(110, 0) == "Engine coolant temperature: value above its normal range, most severe level");
    CHECK(meaning(2011, 9)
          == "Messages from source address 0B (brakes): message arrives at an abnormal rate or is missing");
    CHECK(meaning(520200, 31) == "Manufacturer's parameter 520200: the condition exists");
    CHECK(meaning(999, 3) == "Parameter 999: voltage too high, or shorted to a higher voltage");
    CHECK(meaning(-5, 99) == "Parameter -5");
    CHECK(meaning(600000, 99) == "Parameter 600000");
}

TEST_CASE("control units are named where their address is usual")
{
    CHECK(ecuName("7E8") == "engine");
    CHECK(ecuName("7E9") == "transmission");
    CHECK(ecuName("18DAF110") == "engine");
    CHECK(ecuName("SA 00") == "engine");
    CHECK(ecuName("SA 0B") == "brakes");
    CHECK(ecuName("SA FE").empty());
    CHECK(ecuName("SA zz").empty());
    CHECK(ecuName("DoIP 0E80").empty());
    CHECK(ecuName("").empty());
}
