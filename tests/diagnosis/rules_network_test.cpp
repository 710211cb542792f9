// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnosis/cases.h"

#include <doctest/doctest.h>

using namespace argus::diagnosis;
using namespace argus::diagnosis::cases;

TEST_CASE("several control units that miss the same one accuse that one")
{
    const auto diagnosis
        = diagnoseByRules(with({code("U0121-00", "7E8"), code("U0121-87", "7E9"), code("U0121-00", "7EA")}));
    const auto cause = find(diagnosis, "3 control units miss messages from the anti-lock brake control unit");
    REQUIRE(cause);
    CHECK(cause->kind == "cause");
    CHECK(cause->confidence == doctest::Approx(0.8));
    CHECK(cause->evidence.size() == 3);
    CHECK(hasAction(diagnosis, "Check fuse, supply, ground and plug of the anti-lock brake control unit"));
}

TEST_CASE("a unit that was heard in the recording is not dead but drops off")
{
    const auto diagnosis
        = diagnoseByRules(with({code("U0100-00", "7E9"), code("U0100-00", "7EA"), code("P0135", "7E8")}));
    const auto cause = find(diagnosis, "miss messages from engine control unit A");
    REQUIRE(cause);
    CHECK(cause->text.find("In this recording it did send (5 messages from 7E8)") != std::string::npos);
}

TEST_CASE("one unit alone that misses several others has lost the bus itself")
{
    const auto diagnosis
        = diagnoseByRules(with({code("U0100-00", "7EA"), code("U0121-00", "7EA"), code("U0131-00", "7EA")}));
    CHECK(find(diagnosis, "7EA misses several others at once"));
    CHECK_FALSE(find(diagnosis, "misses messages from"));
    const auto twice = diagnoseByRules(with({code("U0121-00", "7EA"), code("U0121-87", "7EA")}));
    CHECK_FALSE(find(twice, "several others"));
    CHECK(find(twice, "1 control unit misses messages from"));
}

TEST_CASE("J1939 numbers from 2000 on name the missing unit")
{
    const auto diagnosis = diagnoseByRules(with({spn(2011, 9, "SA 00"), spn(2011, 9, "SA 03")}));
    CHECK(find(diagnosis, "2 control units miss messages from the brakes unit (SA 0B)"));
}

TEST_CASE("bus faults weigh with the error frames of the recording")
{
    auto triage = with({code("U0001-88", "7E8")});
    CHECK(find(diagnoseByRules(triage), "has no error frames"));
    triage.files.front().errorFrames = 40;
    const auto cause = find(diagnoseByRules(triage), "40 of 1000 frames are error frames");
    REQUIRE(cause);
    CHECK(cause->confidence == doctest::Approx(0.8));
}

TEST_CASE("invalid data is traced to the unit that sent it")
{
    const auto triage = with({code("U0401-00", "7E9"), code("P0335", "7E8")});
    const auto cause = find(diagnoseByRules(triage), "rejects data from");
    REQUIRE(cause);
    CHECK(cause->text.find("It does have 1 fault code (7E8)") != std::string::npos);
}

TEST_CASE("supply voltage seen by several units explains the others")
{
    const auto diagnosis
        = diagnoseByRules(with({code("P0562-00", "7E8"), code("U3003-16", "7E9"), code("P0717", "7E9")}));
    const auto cause = find(diagnosis, "Several control units saw it");
    REQUIRE(cause);
    CHECK(cause->text.find("it may explain the other code.") != std::string::npos);
    CHECK(hasAction(diagnosis, "Test the battery under load"));
    CHECK(find(diagnoseByRules(with({code("P0562", "7E8")})), "Only one control unit saw it"));
}

TEST_CASE("a reference voltage explains the sensors that hang on it")
{
    const auto cause = find(diagnoseByRules(with({code("P0642"), code("P0107"), code("P0122")})), "P0107 and P0122");
    REQUIRE(cause);
    CHECK(cause->text.find("P0642") == 0);
}
