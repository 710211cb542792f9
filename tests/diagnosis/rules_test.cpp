// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnosis/cases.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <limits>

using namespace argus::diagnosis;
using namespace argus::diagnosis::cases;
using argus::domain::Triage;

TEST_CASE("the diagnosis says that rules made it, and is the same each time")
{
    const auto triage = with({code("P0301-00"), code("U0121-00", "7E9"), spn(110, 0)});
    const auto first = diagnoseByRules(triage);
    const auto second = diagnoseByRules(triage);
    CHECK(first.degraded);
    CHECK(first.model == "rules");
    CHECK(first.summary == second.summary);
    CHECK(first.actions == second.actions);
    REQUIRE(first.statements.size() == second.statements.size());
    for (std::size_t i = 0; i < first.statements.size(); ++i) {
        CHECK(first.statements[i].text == second.statements[i].text);
    }
    CHECK(first.summary.find("3 fault codes from 3 control units") == 0);
    // A code that two units report is two of the list.
    CHECK(diagnoseByRules(with({code("U0121-00"), code("U0121-00", "7E9")}))
              .summary.find("2 fault codes from 2 control units")
          == 0);
}

TEST_CASE("without codes the summary tells what was asked and what was not")
{
    Triage triage = with({});
    CHECK(diagnoseByRules(triage).summary.find("nobody asked for them") != std::string::npos);
    CHECK(hasAction(diagnoseByRules(triage), "Read the trouble codes of all control units while recording"));
    triage.files.front().records = triage.files.front().frames = 0;
    CHECK(diagnoseByRules(triage).summary.find("The recordings hold no records") == 0);
    triage.files.front().skipped = {{"unreadable", 3, 1000, 0}};
    CHECK(diagnoseByRules(triage).summary.find("Nothing in the recordings could be read") == 0);
    triage.files.front().frames = 1000;
    triage.ecus.resize(1);
    triage.ecus.front().protocols = {"uds"};
    CHECK(diagnoseByRules(triage).summary.find("Control units were heard (1 unit; uds)") == 0);
    triage.files.front().status = argus::domain::FileStatus::Failed;
    CHECK(diagnoseByRules(triage).summary.find("None of the recordings could be read") == 0);
    triage.files.clear();
    CHECK(diagnoseByRules(triage).summary == "The batch has no recordings, so nothing can be said about the vehicle.");
    CHECK(diagnoseByRules(with({code("P0301", "7E8", 0x50)})).summary.find("No code is a fault: 1 code was listed")
          == 0);
}

TEST_CASE("a refused request for codes is a risk; 'answer is on its way' is none")
{
    Triage triage = with({});
    triage.negativeResponses
        = {{"7E9", "can0", "19", "ReadDTCInformation", "11", "serviceNotSupported", 1, proof("n")}};
    const auto diagnosis = diagnoseByRules(triage);
    const auto risk = find(diagnosis, "refused a request to read trouble codes");
    REQUIRE(risk);
    CHECK(risk->kind == "risk");
    CHECK(risk->evidence.front() == proof("n"));
    triage.negativeResponses.front().nrc = "78";
    CHECK(diagnoseByRules(triage).statements.empty());
}

TEST_CASE("history: pending, stored, cleared, permanent, counted often")
{
    CHECK(find(diagnoseByRules(with({code("P0420", "7E8", 0x04)})), "All codes are only pending: P0420"));
    CHECK(find(diagnoseByRules(with({code("P0420", "7E8", 0x28)})), "Confirmed but not failing when last read: P0420"));
    auto gone = code("P0420");
    gone.clearedAt = argus::domain::Sighting {"drive.log", 9};
    CHECK(find(diagnoseByRules(with({gone})), "The memory was cleared within the recording"));
    auto stays = code("P0420", "7E8", std::nullopt);
    stays.services = {{"4A", 1}};
    CHECK(find(diagnoseByRules(with({stays})), "P0420 is stored as permanent"));
    auto often = spn(190, 2);
    often.oc = 40;
    CHECK(find(diagnoseByRules(with({often})), "has come 40 times"));
    often.oc = 127;
    CHECK_FALSE(find(diagnoseByRules(with({often})), "times: it is"));
}

TEST_CASE("broadcast codes that come up together share an event; codes read by a tester do not")
{
    auto codes = std::vector {spn(100, 3), spn(110, 3), spn(190, 2)};
    for (auto& dtc : codes) {
        dtc.firstSeen.ts = 30'000'000'000;
    }
    codes[2].firstSeen.ts += 2'100'000'000;
    CHECK(find(diagnoseByRules(with(codes)), "came up within 2.1 s of each other, 30 s into drive.log"));
    CHECK_FALSE(find(diagnoseByRules(with({code("P0100"), code("P0300"), code("P0500")})), "came up"));
}

TEST_CASE("trucks: axle, same parameter from several units, urea, red lamp")
{
    CHECK(find(diagnoseByRules(with({spn(789, 5, "SA 0B"), spn(790, 5, "SA 0B")})),
               "The sensors of axle 1 are reported together"));
    CHECK_FALSE(find(diagnoseByRules(with({spn(789, 5, "SA 0B"), spn(791, 5, "SA 0B")})), "reported together"));
    CHECK(find(diagnoseByRules(with({spn(84, 2, "SA 00"), spn(84, 19, "SA 03")})), "all report SPN 84"));
    CHECK(hasAction(diagnoseByRules(with({spn(1761, 18), spn(4364, 18)})), "Fill the exhaust fluid tank"));
    auto red = spn(190, 2);
    red.lamps = argus::domain::Lamps {"off", "on", "off", "off"};
    CHECK(diagnoseByRules(with({red})).actions.front().find("Do not drive on") == 0);
}

TEST_CASE("other families: transmission, brakes, restraints, high voltage, emission")
{
    CHECK(hasAction(diagnoseByRules(with({code("P0700")})), "Read the transmission control unit itself"));
    CHECK_FALSE(
        hasAction(diagnoseByRules(with({code("P0700"), code("P0741")})), "Read the transmission control unit itself"));
    CHECK(find(diagnoseByRules(with({code("P0730")})), "something slips"));
    CHECK(find(diagnoseByRules(with({code("P0730"), code("P0720")})), "the slip may not be real"));
    CHECK(find(diagnoseByRules(with({code("C0031-13", "7EB")})), "wheel speed sensors"));
    CHECK(find(diagnoseByRules(with({code("B0001-1B", "7EC")})), "restraint system"));
    CHECK(diagnoseByRules(with({code("P0AA6")})).actions.front().find("Only people qualified for high voltage") == 0);
    CHECK(hasAction(diagnoseByRules(with({code("P0457")})), "filler cap"));
    CHECK(hasAction(diagnoseByRules(with({code("P0299")})), "Pressure-test the charge air path"));
    CHECK(find(diagnoseByRules(with({code("U0301-00", "7E9")})), "after a control unit was replaced"));
    CHECK(find(diagnoseByRules(with({code("P0606")})), "fault of its own electronics"));
}

TEST_CASE("recordings with gaps, error frames near codes, log errors and unread files")
{
    Triage triage = with({code("P0301")});
    argus::domain::Timeline line;
    line.files = {"drive.log"};
    line.gaps = {{1'000'000'000, 3'500'000'000, 7}};
    for (int i = 0; i < 10; ++i) {
        line.buckets.push_back({i, 100, i == 5 ? 20U : 0U, i == 5 ? 1U : 0U, 0});
    }
    triage.timelines = {line};
    triage.logErrors = {{"lost <n>", "error", 12, proof("l")}};
    triage.files.push_back(triage.files.front());
    triage.files.back().name = "bad.bin";
    triage.files.back().status = argus::domain::FileStatus::Failed;
    const auto diagnosis = diagnoseByRules(triage);
    CHECK(find(diagnosis, "1 gap, the longest of 2.5 s"));
    CHECK(find(diagnosis, "20 of 20 error frames"));
    CHECK(find(diagnosis, "lost <n>"));
    CHECK(hasAction(diagnosis, "bad.bin"));
    // Between two recordings nothing is missing.
    triage.timelines.front().gaps.front().offset = 0;
    CHECK_FALSE(find(diagnoseByRules(triage), "gap"));
    CHECK(diagnosis.summary.find("1 of 2 recordings could not be read") != std::string::npos);
}

TEST_CASE("every statement of any case cites evidence of that case")
{
    CHECK(rc::check("random cases", [] {
        std::vector<argus::domain::Dtc> codes;
        const auto count = *rc::gen::inRange(0, 12);
        for (int i = 0; i < count; ++i) {
            const auto unit = *rc::gen::element<std::string>("7E8", "7E9", "SA 00", "SA 0B", "");
            if (*rc::gen::arbitrary<bool>()) {
                codes.push_back(spn(
                    *rc::gen::element<std::int64_t>(84, 100, 110, 158, 190, 639, 789, 790, 1761, 2011, 2254, 5246, -1),
                    *rc::gen::inRange<std::int64_t>(-1, 33), unit));
                codes.back().firstSeen.ts = *rc::gen::arbitrary<std::int64_t>();
                codes.back().oc = *rc::gen::arbitrary<std::int64_t>();
            } else {
                static constexpr char kLetters[] = "PCBU";
                static constexpr char kDigits[] = "0123456789ABCDEF";
                std::string name(1, kLetters[*rc::gen::inRange(0, 4)]);
                name += kDigits[*rc::gen::element(0, 0, 0, 2, 1, 3)];
                for (int digit = 0; digit < 3; ++digit) {
                    name += kDigits[*rc::gen::inRange(0, 16)];
                }
                codes.push_back(code(name, unit, *rc::gen::arbitrary<std::uint8_t>()));
            }
            if (*rc::gen::inRange(0, 8) == 0) {
                codes.back().evidence.clear();
            }
        }
        const auto triage = with(std::move(codes));
        const auto diagnosis = diagnoseByRules(triage);
        RC_ASSERT(!diagnosis.summary.empty());
        RC_ASSERT(diagnosis.actions.size() <= 12U);
        for (const auto& statement : diagnosis.statements) {
            RC_ASSERT(!statement.text.empty());
            RC_ASSERT(!statement.evidence.empty());
            RC_ASSERT(statement.confidence > 0 && statement.confidence <= 1);
        }
        const auto again = verified(diagnosis, triage);
        RC_ASSERT(again.statements.size() == diagnosis.statements.size());
    }));
}
