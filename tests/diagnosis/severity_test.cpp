// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/severity.h"

#include "tests/diagnosis/cases.h"

#include <doctest/doctest.h>

using namespace argus::diagnosis;
using namespace argus::diagnosis::cases;

TEST_CASE("severity follows what the code stands for")
{
    CHECK(severityOf(code("P0217")) == "critical");
    CHECK(severityOf(code("P0301-00")) == "high");
    CHECK(severityOf(code("P0135")) == "medium");
    CHECK(severityOf(code("P0456")) == "low");
    CHECK(severityOf(code("U0121-00")) == "critical");
    CHECK(severityOf(code("U0184-00")) == "low");
    CHECK(severityOf(code("B1234-11")) == "low");
    CHECK(severityOf(spn(100, 1)) == "critical");
    CHECK(severityOf(spn(100, 3)) == "medium");
    CHECK(severityOf(spn(789, 5)) == "high");
    CHECK(severityOf(code("nonsense")) == "medium");
}

TEST_CASE("what reports no failure is information, what is only pending one step less")
{
    CHECK(severityOf(code("P0217", "7E8", 0x50)) == "info");
    CHECK(severityOf(code("P0301-00", "7E8", 0x04)) == "medium");
    auto obd = code("P0301", "7E8", std::nullopt);
    obd.protocol = "obd";
    obd.services = {{"47", 1}};
    CHECK(isPendingOnly(obd));
    CHECK(severityOf(obd) == "medium");
    obd.services["43"] = 1;
    CHECK_FALSE(isPendingOnly(obd));
    CHECK(severityOf(obd) == "high");
}

TEST_CASE("lamps raise the severity")
{
    auto dtc = spn(190, 2);
    CHECK(severityOf(dtc) == "medium");
    dtc.lamps = argus::domain::Lamps {"fast flash", "off", "off", "off"};
    CHECK(severityOf(dtc) == "high");
    dtc.lamps->redStop = "on";
    CHECK(severityOf(dtc) == "critical");
}

TEST_CASE("ranks order the names")
{
    CHECK(severityRank("critical") < severityRank("high"));
    CHECK(severityRank("low") < severityRank("info"));
    CHECK(severityRank("odd") == 5);
}
