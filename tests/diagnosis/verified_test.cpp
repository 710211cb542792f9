// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnosis/cases.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace argus::diagnosis;
using namespace argus::diagnosis::cases;
using argus::domain::Diagnosis;

TEST_CASE("a statement that cites nothing real is dropped and counted")
{
    const auto triage = with({code("P0301-00")});
    const auto real = triage.dtcs.front().evidence.front();
    auto invented = real;
    invented.offset += 1;
    Diagnosis claim;
    claim.statements = {{"true", "cause", 0.5, {real, invented}},
                        {"invented", "cause", 0.9, {invented}},
                        {"bare", "risk", 0.9, {}},
                        {"", "risk", 0.9, {real}},
                        {"empty evidence", "risk", 0.9, {{}}}};
    claim.droppedStatements = 1;
    const Diagnosis kept = verified(claim, triage);
    REQUIRE(kept.statements.size() == 1);
    CHECK(kept.statements.front().text == "true");
    CHECK(kept.statements.front().evidence.size() == 1);
    CHECK(kept.droppedStatements == 5);
}

TEST_CASE("kinds and confidences are put in bounds")
{
    const auto triage = with({code("P0301-00")});
    const auto real = triage.dtcs.front().evidence;
    Diagnosis claim;
    claim.statements = {{"a", "prophecy", 7, real}, {"b", "risk", -1, real}, {"c", "cause", std::nan(""), real}};
    const Diagnosis kept = verified(claim, triage);
    REQUIRE(kept.statements.size() == 3);
    CHECK(kept.statements[0].kind == "observation");
    CHECK(kept.statements[0].confidence == 1);
    CHECK(kept.statements[1].kind == "risk");
    CHECK(kept.statements[1].confidence == 0);
    CHECK(kept.statements[2].confidence == 0);
}

TEST_CASE("evidence of snapshots, refusals and logs counts as real")
{
    auto triage = with({code("P0301-00")});
    triage.dtcs.front().snapshots = {{"snapshot", 1, "00", proof("s")}};
    triage.negativeResponses = {{"7E8", "can0", "22", "", "31", "", 1, proof("n")}};
    triage.logErrors = {{"x", "error", 1, proof("l")}};
    Diagnosis claim;
    claim.statements
        = {{"a", "cause", 1, {proof("s")}}, {"b", "cause", 1, {proof("n")}}, {"c", "cause", 1, {proof("l")}}};
    CHECK(verified(claim, triage).statements.size() == 3);
}
