// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"
#include "core/formats/inspector.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

std::string sha256Of(std::string_view text)
{
    base::Sha256 hash;
    hash.update(text.data(), text.size());
    return hash.finish();
}

} // namespace

TEST_CASE("inspection of a recording")
{
    const std::string text = "(10.500000) can0 7E8#0011\n"
                             "(10.000000) can1 18DAF13A#00\n"
                             "(12.000000) can0 7E8#R\n"
                             "(11.000000) can0 123##100\n"
                             "(11.500000) can0 20000004#0000000000000000\n"
                             "bad\n"
                             "(1.0) can0 00242#81:00:12345678#11\n";
    const auto source = memorySource(bytesOf(text));
    for (const unsigned helpers : {0U, 2U}) {
        ReadOptions options;
        options.helpers = helpers;
        const auto found = inspectSource(testContext(), *source, "drive.log", options);
        REQUIRE(found.has_value());
        CHECK(found->name == "drive.log");
        CHECK(found->format == "candump");
        CHECK(found->bytes == text.size());
        CHECK(found->sha256 == sha256Of(text));
        CHECK(found->frames == 5);
        CHECK(found->records == 6);
        CHECK(found->dataFrames == 3);
        CHECK(found->remoteFrames == 1);
        CHECK(found->errorFrames == 1);
        CHECK(found->fdFrames == 1);
        CHECK(found->channels == std::map<std::string, std::uint64_t> {{"can0", 4}, {"can1", 1}});
        CHECK(found->ids == std::map<std::string, std::uint64_t> {{"123", 1}, {"18DAF13A", 1}, {"7E8", 2}});
        CHECK(found->byType == std::map<std::string, std::uint64_t> {{"CAN XL", 1}});
        CHECK(found->firstTs == 10500000000);
        CHECK(found->lastTs == 11500000000);
        CHECK(found->minTs == 10000000000);
        CHECK(found->maxTs == 12000000000);
        REQUIRE(found->skipped.size() == 1);
        CHECK(found->skipped[0].count == 1);
        CHECK_FALSE(found->synthetic);
    }
}

TEST_CASE("recordings of the simulator are told by their channels")
{
    CHECK(isSynthetic({"synth0", "synth1"}));
    CHECK_FALSE(isSynthetic({"synth0", "can0"}));
    CHECK_FALSE(isSynthetic({}));
}

TEST_CASE("frames without time leave the stamps unknown")
{
    const std::string text = "  can0  123   [1]  00\n";
    const auto source = memorySource(bytesOf(text));
    const auto found = inspectSource(testContext(), *source, "x");
    REQUIRE(found.has_value());
    CHECK(found->frames == 1);
    CHECK(found->firstTs == domain::kNoTime);
    CHECK(found->maxTs == domain::kNoTime);
}

TEST_CASE("what is no recording is refused with what it seems to be")
{
    const auto source = memorySource({});
    const auto found = inspectSource(testContext(), *source, "empty.log");
    REQUIRE_FALSE(found.has_value());
    CHECK((found.error().code == base::ErrorCode::Invalid));
    CHECK(found.error().message == "it is empty");
}

TEST_CASE("a fuzzed bus has many ids, and counting them is exact and bounded")
{
    IdCounter counter;
    for (std::uint32_t id = 0; id < 20000; ++id) {
        counter.add(id * 7919 % (1U << 29), /*extended=*/true);
        counter.add(id * 7919 % (1U << 29), /*extended=*/true);
    }
    counter.add(5, /*extended=*/false);
    const auto ids = counter.byText();
    CHECK(ids.size() == 20001);
    CHECK(ids.at("005") == 1);
    CHECK(ids.at("00000000") == 2);
    CHECK(ids.at("00001EEF") == 2);
    CHECK(counter.unlisted() == 0);
    for (std::uint32_t id = 0; id < IdCounter::kMaxIds + 100000; ++id) {
        counter.add(id + (1U << 28), /*extended=*/true);
    }
    CHECK(counter.unlisted() == 120000);
    CHECK(counter.byText().size() == IdCounter::kMaxIds + 1);
}

TEST_CASE("signals are gathered with their values' bounds, and their times are those of the file")
{
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    std::vector<SignalGroup> groups {{"engine", {{"speed", "rpm", ""}, {"state", "", ""}}}};
    SampleBlock block;
    block.time = {3'000, 1'000, domain::kNoTime};
    block.values = {{kNone, -5, 7.5}, {}};
    block.texts = {{}, {"on", "", "off"}};
    Inspector inspector;
    inspector.samples(block, groups);
    groups.push_back({"car", {{"speed", "km/h", ""}}});
    block.group = 1;
    block.time = {2'000};
    block.values = {{80}};
    block.texts = {};
    inspector.samples(block, groups);
    const domain::Inspection found = inspector.finish({});
    CHECK(found.records == 4);
    CHECK(found.byType == std::map<std::string, std::uint64_t> {{"sample row", 4}});
    CHECK(found.firstTs == 3'000);
    CHECK(found.lastTs == 2'000);
    CHECK(found.minTs == 1'000);
    CHECK(found.maxTs == 3'000);
    REQUIRE(found.signals.size() == 3);
    CHECK(found.signals[0].group == "engine");
    CHECK(found.signals[0].name == "speed");
    CHECK(found.signals[0].unit == "rpm");
    CHECK(found.signals[0].samples == 2);
    CHECK(found.signals[0].min == -5);
    CHECK(found.signals[0].max == 7.5);
    CHECK(found.signals[1].samples == 2);
    CHECK(std::isnan(found.signals[1].min));
    CHECK(found.signals[2].max == 80);
}

TEST_CASE("the list of signals is bounded")
{
    std::vector<SignalGroup> groups {{"a", std::vector<SignalInfo>(SignalCounter::kMaxSignals - 1)},
                                     {"b", std::vector<SignalInfo>(2)},
                                     {"c", std::vector<SignalInfo>(1)}};
    SignalCounter counter;
    SampleBlock block;
    block.group = 1;
    block.time = {0};
    block.values = {{1}, {1}};
    counter.add(block, groups);
    block.group = 2;
    block.values = {{1}};
    counter.add(block, groups);
    CHECK(counter.unlisted() == 2);
    REQUIRE(counter.summaries().size() == SignalCounter::kMaxSignals);
    CHECK(counter.summaries().back().group == "c");
    CHECK(counter.summaries().back().samples == 1);
}
