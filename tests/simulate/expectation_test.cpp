// SPDX-License-Identifier: Apache-2.0
#include "tests/simulate/generate.h"
#include "tests/simulate/mini_decoder.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck.h>

#include <algorithm>

using namespace argus;
using namespace argus::simulate;
using namespace argus::simulate::test;

namespace {

/// Everything the expectation says, against what the mini decoder finds in the text.
void checkAgreement(const Generated& drive)
{
    const DriveExpectation& e = drive.expected;
    const MiniResult found = decode(drive.text);
    CHECK(e.frames == found.frames);
    CHECK(e.dataFrames == found.data);
    CHECK(e.remoteFrames == found.remote);
    CHECK(e.errorFrames == found.error);
    CHECK(e.fdFrames == found.fd);
    CHECK(e.channels == found.channels);
    CHECK(e.ids == found.ids);
    CHECK(e.firstTs == found.firstMicros);
    CHECK(e.lastTs == found.lastMicros);
    CHECK(found.stampsRise);

    std::uint64_t skipped = 0;
    std::uint64_t skippedBytes = 0;
    for (const ExpectedSkip& skip : e.skipped) {
        skipped += skip.count;
        skippedBytes += skip.bytes;
    }
    CHECK(skipped == found.unreadable);
    CHECK(skippedBytes == found.unreadableBytes);

    CHECK(e.dtcs.size() == found.dtcs.size());
    for (const ExpectedDtc& dtc : e.dtcs) {
        const auto it = found.dtcs.find({dtc.channel, dtc.ecu, dtc.protocol, dtc.code});
        CAPTURE(dtc.channel);
        CAPTURE(dtc.ecu);
        CAPTURE(dtc.code);
        REQUIRE(it != found.dtcs.end());
        CHECK(dtc.services == it->second.services);
        CHECK(dtc.raw == it->second.raw);
        CHECK(dtc.fault == it->second.fault);
        CHECK(dtc.cleared == it->second.cleared);
        CHECK(dtc.firstTs == it->second.firstMicros);
        CHECK(dtc.lastTs == it->second.lastMicros);
        std::uint64_t sum = 0;
        for (const auto& [service, count] : dtc.services) {
            sum += count;
        }
        CHECK(dtc.occurrences == sum);
    }

    CHECK(e.negativeResponses.size() == found.negative.size());
    for (const ExpectedNegativeResponse& n : e.negativeResponses) {
        const auto it = found.negative.find({n.channel, n.ecu, n.service, n.nrc});
        REQUIRE(it != found.negative.end());
        CHECK(n.count == it->second);
    }
    CHECK(e.sessions.size() == found.sessions.size());
    for (const ExpectedSession& s : e.sessions) {
        const auto it = found.sessions.find({s.channel, s.ecu, s.session});
        REQUIRE(it != found.sessions.end());
        CHECK(s.count == it->second);
    }
    CHECK(e.vinSources.size() == found.vinSources.size());
    for (const ExpectedVinSource& v : e.vinSources) {
        const auto it = found.vinSources.find({v.source, v.channel, v.ecu});
        REQUIRE(it != found.vinSources.end());
        CHECK(v.count == it->second);
    }
    CHECK(found.vins == (e.vin.empty() ? std::set<std::string> {} : std::set<std::string> {e.vin}));
}

std::uint64_t occurrences(const DriveExpectation& e, const std::string& protocol)
{
    std::uint64_t sum = 0;
    for (const ExpectedDtc& dtc : e.dtcs) {
        sum += dtc.protocol == protocol ? dtc.occurrences : 0;
    }
    return sum;
}

const ExpectedDtc* find(const DriveExpectation& e, const std::string& ecu, const std::string& code)
{
    for (const ExpectedDtc& dtc : e.dtcs) {
        if (dtc.ecu == ecu && dtc.code == code) {
            return &dtc;
        }
    }
    return nullptr;
}

} // namespace

TEST_CASE("an independent decoder finds in a drive exactly what its expectation says")
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        DriveOptions options = bytesOf(seed, 2'000'000);
        options.damage = seed % 4 != 0;
        CAPTURE(seed);
        checkAgreement(generate(options));
    }
}

TEST_CASE("the expectation holds wherever the recording ends")
{
    CHECK(rc::check([] {
        const auto seed = *rc::gen::inRange<std::uint64_t>(0, 1'000'000);
        const auto size = *rc::gen::inRange<std::uint64_t>(1, 200'000);
        checkAgreement(generate(bytesOf(seed, size)));
    }));
}

TEST_CASE("a drive of minutes: codes of all protocols, cleared and coming back, in a stream of ordinary traffic")
{
    const Generated drive = generate(bytesOf(77, 30'000'000));
    checkAgreement(drive);
    CHECK(occurrences(drive.expected, "uds") > 100);
    CHECK(occurrences(drive.expected, "obd") > 10);
    CHECK(occurrences(drive.expected, "j1939") > 500);
    CHECK(drive.expected.channels.size() == 3);
    CHECK(drive.expected.incompleteMessages > 0);
    CHECK(drive.expected.remoteFrames > 0);
    CHECK(drive.expected.errorFrames > 0);
    CHECK(drive.expected.fdFrames > 0);
    const auto has = [&drive](auto predicate) {
        return std::any_of(drive.expected.dtcs.begin(), drive.expected.dtcs.end(), predicate);
    };
    CHECK(has([](const ExpectedDtc& dtc) { return !dtc.fault; }));
    CHECK(has([](const ExpectedDtc& dtc) { return dtc.channel == "synth2"; }));
    CHECK(has([](const ExpectedDtc& dtc) { return dtc.ecu.size() == 8; }));
    std::uint64_t pending = 0;
    for (const ExpectedNegativeResponse& n : drive.expected.negativeResponses) {
        pending += n.nrc == "78" ? n.count : 0;
    }
    CHECK(pending > 0);
}

TEST_CASE("the bundled sample is small and tells of a misfire that came back")
{
    const Generated sample = generate(sampleDrive());
    CHECK(sample.text.size() < 300'000);
    checkAgreement(sample);
    const ExpectedDtc* misfire = find(sample.expected, "7E8", "P0301-00");
    REQUIRE(misfire != nullptr);
    CHECK_FALSE(misfire->cleared);
    const ExpectedDtc* voltage = find(sample.expected, "7E8", "P0562-00");
    REQUIRE(voltage != nullptr);
    CHECK(voltage->cleared);
    CHECK(find(sample.expected, "7E9", "U0100-00") != nullptr);
    CHECK(find(sample.expected, "SA 00", "SPN 1323 FMI 31") != nullptr);
    CHECK(sample.expected.gapCount == 2);
}

TEST_CASE("the expectation as JSON has the keys of the contract")
{
    const Generated drive = generate(bytesOf(3, 500'000));
    const auto json = nlohmann::json::parse(toJson(drive.expected));
    for (const char* key : {"synthetic", "seed", "bytes", "frames", "by_kind", "fd", "channels", "ids", "skipped",
                            "first_ts", "last_ts", "min_ts", "max_ts", "vin", "dtcs", "ecus", "negative_responses"}) {
        CAPTURE(key);
        CHECK(json.contains(key));
    }
    CHECK(json["synthetic"] == true);
    CHECK(json["bytes"] == drive.text.size());
    CHECK(json["dtcs"].size() == drive.expected.dtcs.size());
    CHECK(json["first_ts"].get<double>() >= 1772352000.0);
    for (const char* key : {"code", "raw", "protocol", "ecu", "channel", "services", "occurrences", "fault", "first_ts",
                            "last_ts", "cleared"}) {
        CAPTURE(key);
        CHECK(json["dtcs"][0].contains(key));
    }
}
