// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnosis/cases.h"

#include <doctest/doctest.h>

using namespace argus::diagnosis;
using namespace argus::diagnosis::cases;

TEST_CASE("a misfire of one cylinder points at that cylinder")
{
    const auto diagnosis = diagnoseByRules(with({code("P0303-00")}));
    const auto cause = find(diagnosis, "Only cylinder 3 misfires (P0303-00)");
    REQUIRE(cause);
    CHECK(cause->kind == "cause");
    CHECK(hasAction(diagnosis, "Swap spark plug and coil of cylinder 3"));
    CHECK_FALSE(find(diagnosis, "look for what they share"));
}

TEST_CASE("a code of the same cylinder's coil or injector makes it the cause; another cylinder's does not")
{
    CHECK(find(diagnoseByRules(with({code("P0303"), code("P0353")})), "P0353 names a part of the same cylinder"));
    CHECK(find(diagnoseByRules(with({code("P0303"), code("P0203")})), "P0203 names a part of the same cylinder"));
    CHECK_FALSE(find(diagnoseByRules(with({code("P0303"), code("P0354")})), "names a part of the same cylinder"));
    CHECK_FALSE(find(diagnoseByRules(with({code("P0301"), code("P0210")})), "names a part of the same cylinder"));
    CHECK(find(diagnoseByRules(with({spn(1324, 31), spn(652, 5)})), "Only cylinder 2 misfires (SPN 1324 FMI 31)"));
}

TEST_CASE("misfires of several cylinders point at what they share")
{
    const auto diagnosis = diagnoseByRules(with({code("P0300"), code("P0302"), code("P0310"), code("P0171")}));
    const auto cause = find(diagnosis, "Several cylinders misfire (P0300, P0302 and P0310)");
    REQUIRE(cause);
    CHECK(cause->text.find("P0171 points there") != std::string::npos);
    CHECK(cause->evidence.size() == 4);
}

TEST_CASE("a catalyst code after misfires is their consequence")
{
    const auto after = find(diagnoseByRules(with({code("P0301"), code("P0420")})), "cure the misfire first");
    REQUIRE(after);
    CHECK(after->kind == "risk");
    CHECK_FALSE(find(diagnoseByRules(with({code("P0420")})), "cure the misfire first"));
}

TEST_CASE("lean banks: one, both, and with the air flow sensor")
{
    CHECK(find(diagnoseByRules(with({code("P0171")})), "Only one bank is affected"));
    CHECK(find(diagnoseByRules(with({code("P0171"), code("P0174")})), "Both banks are affected"));
    CHECK(find(diagnoseByRules(with({code("P0171"), code("P0101")})), "P0101 makes a wrong air flow signal"));
}

TEST_CASE("overheating and missing oil pressure forbid driving and come first")
{
    const auto diagnosis = diagnoseByRules(with({code("P0456"), code("P0217")}));
    REQUIRE_FALSE(diagnosis.statements.empty());
    CHECK(diagnosis.statements.front().kind == "risk");
    CHECK(diagnosis.statements.front().text.find("P0217") != std::string::npos);
    CHECK(diagnosis.actions.front().find("Let the engine cool") == 0);
    CHECK(diagnosis.summary.find("The engine ran too hot") != std::string::npos);
    CHECK(hasAction(diagnoseByRules(with({spn(100, 1)})), "Keep the engine off"));
}

TEST_CASE("timing, throttle, position signals and cold coolant")
{
    CHECK(find(diagnoseByRules(with({code("P0016"), code("P0011")})), "With P0011 the camshaft adjuster"));
    CHECK(hasAction(diagnoseByRules(with({code("P2135")})), "Watch both pedal or throttle signals"));
    CHECK(find(diagnoseByRules(with({code("P0335")})), "may stall"));
    CHECK(hasAction(diagnoseByRules(with({code("P0128")})), "replace the thermostat"));
    CHECK_FALSE(hasAction(diagnoseByRules(with({code("P0128"), code("P0117")})), "replace the thermostat"));
}

TEST_CASE("wiring faults are told by failure type, failure mode and text")
{
    CHECK(find(diagnoseByRules(with({code("P0110-11")})), "signal is at the lower end"));
    CHECK(find(diagnoseByRules(with({code("P0118")})), "signal is at the upper end"));
    CHECK(find(diagnoseByRules(with({spn(110, 5)})), "a circuit is open"));
    CHECK(find(diagnoseByRules(with({code("P0119")})), "comes and goes"));
    CHECK(find(diagnoseByRules(with({code("P0112"), code("P0117"), code("P0122"), code("P0107")})),
               "reports 4 circuits at once"));
}
