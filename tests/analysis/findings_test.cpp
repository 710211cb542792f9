// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_analyzer.h"
#include "core/analysis/frame_bits.h"
#include "core/base/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace argus;
using namespace argus::analysis;

namespace {

constexpr domain::RecordingTime kSecond = 1'000'000'000;
constexpr domain::RecordingTime kStart = 1'700'000'000 * kSecond;

struct Drive
{
    formats::FrameBlock block;
    std::vector<std::string> channels {"can0", "can1"};

    Drive& frame(domain::RecordingTime ts, std::uint32_t id, std::string_view hex, std::uint8_t flags = 0,
                 std::uint16_t channel = 0)
    {
        block.append(ts, block.size() * 50, id, channel, flags,
                     base::fromHex(hex).value_or(std::vector<std::uint8_t>()));
        return *this;
    }
    FileFindings analyse() const
    {
        FileAnalyzer analyzer;
        analyzer.frames(block, channels);
        formats::ReadSummary summary;
        summary.channels = channels;
        summary.ledger.skip("unreadable line", 77, 5);
        return analyzer.finish(summary);
    }
};

Drive session()
{
    Drive drive;
    drive.frame(kStart, 0x7E0, "031902FFAAAAAAAA")
        .frame(kStart + 1, 0x7E8, "0759020F03010008")
        .frame(kStart + 2, 0x7E0, "0619040301000FAA")
        .frame(kStart + 3, 0x7E8, "100A590403010008")
        .frame(kStart + 4, 0x7E8, "2101020304AAAAAA")
        .frame(kStart + 5, 0x7E0, "0322F190AAAAAAAA")
        .frame(kStart + 6, 0x7E8, "037F2231AAAAAAAA")
        .frame(kStart + 7, 0x100, "00", formats::kError, 1);
    return drive;
}

} // namespace

TEST_CASE("counts, channels and stamps of a file")
{
    const FileFindings found = session().analyse();
    CHECK(found.frames == 8);
    CHECK(found.records == 8);
    CHECK(found.dataFrames == 7);
    CHECK(found.errorFrames == 1);
    REQUIRE(found.channels.size() == 2);
    CHECK(found.channels[0].frames == 7);
    CHECK(found.channels[0].bits == 7 * (47 + 64));
    CHECK(found.channels[1].errorFrames == 1);
    CHECK(found.firstTs == kStart);
    CHECK(found.maxTs == kStart + 7);
    REQUIRE(found.skipped.size() == 1);
    CHECK(found.skipped[0].firstOffset == 77);
    CHECK_FALSE(found.synthetic);
}

TEST_CASE("a code with its evidence, snapshot and control unit")
{
    const FileFindings found = session().analyse();
    REQUIRE(found.dtcs.size() == 1);
    const domain::Dtc& dtc = found.dtcs[0];
    CHECK(dtc.code == "P0301-00");
    CHECK(dtc.raw == "030100");
    CHECK(dtc.services == std::map<std::string, std::uint64_t> {{"59", 2}});
    CHECK(dtc.occurrences == 2);
    CHECK(dtc.fault);
    CHECK(dtc.status->byte == 0x08);
    CHECK(dtc.firstSeen.ts == kStart + 1);
    CHECK(dtc.lastSeen.ts == kStart + 3);
    REQUIRE(dtc.evidence.size() == 2);
    CHECK(dtc.evidence[1].offset == 150);
    CHECK(dtc.evidence[1].raw == "59040301000801020304");
    REQUIRE(dtc.snapshots.size() == 1);
    CHECK(dtc.snapshots[0].data == "020304");
    REQUIRE(found.ecus.size() == 1);
    CHECK(found.ecus[0].requestAddress == "7E0");
    CHECK(found.ecus[0].messages == 3);
    REQUIRE(found.negativeResponses.size() == 1);
    CHECK(found.negativeResponses[0].nrcName == "requestOutOfRange");
    CHECK(found.timeline.buckets.at(0).dtcs == 2);
    CHECK(found.timeline.buckets.at(0).negativeResponses == 1);
}

TEST_CASE("a code that is cleared is marked, until it comes back")
{
    Drive drive = session();
    drive.frame(kStart + 10, 0x7E0, "0414FFFFFFAAAAAA").frame(kStart + 11, 0x7E8, "0154AAAAAAAAAAAA");
    CHECK(drive.analyse().dtcs.at(0).clearedAt->ts == kStart + 11);
    drive.frame(kStart + 12, 0x7E0, "031902FFAAAAAAAA").frame(kStart + 13, 0x7E8, "0759020F03010008");
    CHECK_FALSE(drive.analyse().dtcs.at(0).clearedAt.has_value());
}

TEST_CASE("a status without a fault bit is listed and is no fault")
{
    Drive drive;
    drive.frame(kStart, 0x7E0, "02190AAAAAAAAAAA").frame(kStart, 0x7E8, "07590AFF03010050");
    const FileFindings found = drive.analyse();
    REQUIRE(found.dtcs.size() == 1);
    CHECK_FALSE(found.dtcs[0].fault);
    CHECK(found.dtcs[0].occurrences == 1);
    CHECK(found.timeline.buckets.at(0).dtcs == 0);
}

TEST_CASE("channels of the simulator label a recording")
{
    Drive drive;
    drive.channels = {"synth0"};
    CHECK(drive.frame(0, 1, "00").analyse().synthetic);
}

TEST_CASE("pauses stand out from the usual pace")
{
    Drive drive;
    domain::RecordingTime now = kStart;
    for (int i = 0; i < 1000; ++i) {
        now += i == 500 ? 30 * kSecond : kSecond / 100;
        drive.frame(now, 0x100, "0102");
    }
    const FileFindings found = drive.analyse();
    REQUIRE(found.gaps.size() == 1);
    CHECK(found.gaps[0].end - found.gaps[0].start == 30 * kSecond);
    CHECK(found.gaps[0].offset == 500 * 50);

    Drive slow; // a frame every two seconds is this recording's pace, not a row of pauses
    for (int i = 0; i < 100; ++i) {
        slow.frame(kStart + i * 2 * kSecond, 0x100, "0102");
    }
    CHECK(slow.analyse().gaps.empty());
}

TEST_CASE("the timeline keeps its size and loses nothing, whatever the stamps")
{
    rc::check("buckets", [] {
        const auto stamps = *rc::gen::container<std::vector<domain::RecordingTime>>(rc::gen::oneOf(
            rc::gen::inRange<domain::RecordingTime>(kStart, kStart + 100 * kSecond),
            rc::gen::inRange<domain::RecordingTime>(-kSecond, kSecond), rc::gen::arbitrary<domain::RecordingTime>()));
        TimelineBuilder builder;
        std::uint64_t frames = 0;
        for (const domain::RecordingTime ts : stamps) {
            ++builder.at(ts).frames;
            ++frames;
        }
        const TimeBuckets& result = builder.result();
        RC_ASSERT(result.buckets.size() <= kMaxBuckets);
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < result.buckets.size(); ++i) {
            sum += result.buckets[i].frames;
            RC_ASSERT(result.buckets[i].start % result.width == 0);
            if (i > 0) { // apart: RC_ASSERT looks at both sides of an "or"
                RC_ASSERT(result.buckets[i].start - result.buckets[i - 1].start == result.width);
            }
        }
        RC_ASSERT(sum == frames);
    });
}

TEST_CASE("bits of a frame")
{
    CHECK(frameBits(0, 8) == 111);
    CHECK(frameBits(formats::kExtendedId, 8) == 131);
    CHECK(frameBits(formats::kRemote, 8) == 47);
    CHECK(frameBits(formats::kFd | formats::kBitrateSwitch, 64) < frameBits(formats::kFd, 64));
}

TEST_CASE("findings survive the store")
{
    Drive drive = session();
    drive.frame(kStart + 20, 0x18FECA00, "44FF6E000081FFFF", formats::kExtendedId, 1)
        .frame(kStart + 21, 0x18EEFF00, "0102030405000780", formats::kExtendedId, 1)
        .frame(kStart + 22, 0x7E0, "0414FFFFFFAAAAAA")
        .frame(kStart + 23, 0x7E8, "0154AAAAAAAAAAAA")
        .frame(kStart + 40 * kSecond, 0x7E8, "1014490201314847")
        .frame(kStart + 40 * kSecond, 0x7E8, "21434D3832363333")
        .frame(kStart + 40 * kSecond, 0x7E8, "2241303034333532")
        .frame(kStart + 41 * kSecond, 0x7E8, "1014490201314847");
    const FileFindings found = drive.analyse();
    REQUIRE(found.vins.size() == 1);
    REQUIRE(found.partials.size() == 1);
    REQUIRE(found.clears.size() == 1);
    REQUIRE_FALSE(found.gaps.empty());
    const std::string json = toJson(found);
    const auto back = findingsFromJson(json);
    REQUIRE(back.has_value());
    CHECK(toJson(*back) == json);
    CHECK(back->vins == found.vins);
    CHECK(back->firstTs == found.firstTs);
    CHECK(back->dtcs.size() == 2);
    CHECK(back->dtcs[1].remarks.size() == 1);
    CHECK(back->dtcs[0].clearedAt == found.dtcs[0].clearedAt);
    CHECK(back->dtcs[0].evidence == found.dtcs[0].evidence);
}

TEST_CASE("documents that are none of ours are refused")
{
    CHECK_FALSE(findingsFromJson("").has_value());
    CHECK_FALSE(findingsFromJson("[]").has_value());
    CHECK_FALSE(findingsFromJson("{\"version\": 2}").has_value());
    CHECK_FALSE(findingsFromJson("{\"version\": 1, \"frames\": -1}").has_value());
    CHECK_FALSE(findingsFromJson("{\"version\": 1, \"bucket_width\": 0}").has_value());
    CHECK(findingsFromJson("{\"version\": 1}").has_value());
}

TEST_CASE("a file with any number of codes keeps its findings bounded, and says so")
{
    Drive drive;
    for (std::uint32_t i = 0; i < kMaxDtcs + 50; ++i) {
        const std::string code = base::hexNumber(i + 1, 6);
        drive.frame(kStart, 0x7E8, "0759020F" + code + "08");
    }
    const FileFindings found = drive.analyse();
    CHECK(found.dtcs.size() == kMaxDtcs);
    CHECK(std::ranges::any_of(found.warnings,
                              [](const std::string& text) { return text.find("left out") != std::string::npos; }));
}

TEST_CASE("messages that a tool logged without their frames")
{
    FileAnalyzer analyzer;
    const std::vector<std::string> channels {"1"};
    const auto message = [&](std::string_view sender, bool functional, std::string_view hex) {
        const auto bytes = base::fromHex(hex).value_or(std::vector<std::uint8_t>());
        formats::DiagnosticPayload payload;
        payload.ts = kStart;
        payload.sender = sender;
        payload.functional = functional;
        payload.bytes = bytes;
        analyzer.diagnosticPayload(payload, channels);
    };
    message("7DF", true, "0902");
    message("ELM327", false, "490201314D3847444D3941584B50303432373838");
    message("ELM327", false, "43020133C100");
    message("10", false, "43013300000000"); // no count on buses before CAN
    formats::FrameBlock block;
    block.append(kStart + 1, 0, 0x7E8, 0, 0, *base::fromHex("0443010420AAAAAA"));
    analyzer.frames(block, channels);
    const FileFindings found = analyzer.finish({});
    CHECK(found.records == 5);
    CHECK(found.frames == 1);
    CHECK(found.otherRecords.at("diagnostic message") == 4);
    REQUIRE(found.vins.size() == 1);
    CHECK(found.vins[0].vin == "1M8GDM9AXKP042788");
    CHECK(found.vins[0].ecu == "ELM327");
    REQUIRE(found.dtcs.size() == 4);
    CHECK(found.dtcs[0].code == "P0133");
    CHECK(found.dtcs[1].code == "U0100");
    CHECK(found.dtcs[2].code == "P0133");
    CHECK(found.dtcs[2].ecu == "10");
    CHECK(found.dtcs[3].code == "P0420");
    CHECK(found.dtcs[3].ecu == "7E8");
}

TEST_CASE("rows of signals are counted, and their stamps are those of a file without frames")
{
    FileAnalyzer analyzer;
    formats::SampleBlock block;
    block.time = {kStart, kStart + 5};
    block.values = {{1, 2}};
    analyzer.samples(block, {{"", {{"speed", "", ""}}}});
    const FileFindings found = analyzer.finish({});
    CHECK(found.records == 2);
    CHECK(found.otherRecords.at("sample row") == 2);
    CHECK(found.firstTs == kStart);
    CHECK(found.lastTs == kStart + 5);
}
