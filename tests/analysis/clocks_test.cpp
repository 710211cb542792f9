// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/file_analyzer.h"
#include "core/analysis/merge.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace argus;
using namespace argus::analysis;

namespace {

constexpr domain::RecordingTime kSecond = 1'000'000'000;
constexpr domain::RecordingTime kDay = 1'700'000'000 * kSecond;

/// What one recorder saw of a bus from `from` to `to` (frame numbers), on a clock that is `ahead` of the bus's own;
/// each frame stamped up to a millisecond late.
FileFindings recorded(std::size_t from, std::size_t to, domain::RecordingTime ahead, const std::string& channel,
                      unsigned seed = 1)
{
    FileAnalyzer analyzer;
    formats::FrameBlock block;
    std::mt19937_64 jitter(seed);
    for (std::size_t i = from; i < to; ++i) {
        std::mt19937_64 content(i); // the same frame for every recorder
        std::vector<std::uint8_t> data(8);
        for (std::uint8_t& byte : data) {
            byte = static_cast<std::uint8_t>(content());
        }
        if (i % 3 == 0) {
            data.assign(8, 0); // frames that repeat
        }
        const auto late = static_cast<domain::RecordingTime>(jitter() % 1'000'000);
        block.append(ahead + static_cast<domain::RecordingTime>(i) * 10'000'000 + late, i * 50,
                     static_cast<std::uint32_t>(0x100 + i % 20), 0, 0, data);
    }
    analyzer.frames(block, {channel});
    formats::ReadSummary summary;
    summary.channels = {channel};
    return analyzer.finish(summary);
}

FileInput input(std::string name, const FileFindings& found, std::string format = "asc")
{
    FileInput file;
    file.row.originalFilename = std::move(name);
    file.row.format = std::move(format);
    file.row.status = domain::FileStatus::Completed;
    file.findings = &found;
    return file;
}

domain::Triage merged(const std::vector<FileInput>& files)
{
    return mergeFindings(domain::Batch {}, files);
}

/// Within the jitter of the recorders.
bool isNear(domain::RecordingTime a, domain::RecordingTime b)
{
    return a - b < 3'000'000 && b - a < 3'000'000;
}

} // namespace

TEST_CASE("two recorders of one bus: their clocks are compared by the frames that both have")
{
    const FileFindings first = recorded(0, 3000, kDay, "can0", 1);
    const FileFindings second = recorded(1500, 4000, 0, "1", 2); // starts at zero, 15 s later
    const auto triage = merged({input("a.log", first), input("b.asc", second)});
    REQUIRE(triage.timelines.size() == 1);
    CHECK(triage.timelines[0].files == std::vector<std::string> {"a.log", "b.asc"});
    CHECK(isNear(triage.timelines[0].start, kDay));
    CHECK(isNear(triage.timelines[0].end, kDay + 39'990'000'000));
    CHECK(triage.files[0].clock.source == "own");
    CHECK(triage.files[1].clock.source == "common frames");
    CHECK(isNear(triage.files[1].clock.shift, kDay));
    CHECK(triage.files[1].clock.commonFrames >= 6);

    // The other order: what tells the time of day stays where it is.
    const auto turned = merged({input("b.asc", second), input("a.log", first)});
    REQUIRE(turned.timelines.size() == 1);
    CHECK(turned.files[0].clock.source == "common frames");
    CHECK(isNear(turned.files[0].clock.shift, kDay));
    CHECK(turned.files[1].clock.shift == 0);
}

TEST_CASE("recorders that both claim the time of day and are an hour apart are put together, and it is said")
{
    const FileFindings first = recorded(0, 3000, kDay, "can0", 1);
    const FileFindings second = recorded(0, 3000, kDay + 3600 * kSecond, "can0", 2);
    const auto triage = merged({input("a.log", first), input("b.log", second)});
    CHECK(isNear(triage.files[1].clock.shift, -3600 * kSecond));
    CHECK(isNear(triage.timelines[0].end, kDay + 29'990'000'000));
    REQUIRE(triage.warnings.size() == 2);
    const bool isAnHour = triage.warnings[1].find("3600.00") != std::string::npos
        || triage.warnings[1].find("3599.99") != std::string::npos;
    CHECK(isAnHour);
    CHECK(triage.warnings[1].find("b.log") != std::string::npos);

    // Named is the one that it shares the frames with, not another that only tells the time of day, too.
    const FileFindings other = recorded(100'000, 103'000, kDay - 86'400 * kSecond, "can0", 3);
    const auto three = merged({input("other.log", other), input("a.log", first), input("b.log", second)});
    REQUIRE(three.warnings.size() == 2);
    CHECK(three.warnings[1].find("that of a.log (") != std::string::npos);
}

TEST_CASE("recordings of different drives share nothing")
{
    const FileFindings first = recorded(0, 3000, 0, "can0", 1);
    const FileFindings second = recorded(100'000, 103'000, -1000 * kSecond, "can0", 2);
    const auto triage = merged({input("a.log", first), input("b.log", second)});
    CHECK(triage.timelines.size() == 2);
    CHECK(triage.warnings.empty());
    CHECK(triage.files[1].clock.source == "own");
}

TEST_CASE("a split recording goes on in the next file")
{
    const FileFindings first = recorded(0, 1000, 0, "can0", 1);
    const FileFindings second = recorded(1000, 2000, 0, "can0", 2);
    const auto triage = merged({input("a.log", first), input("b.log", second)});
    REQUIRE(triage.timelines.size() == 1);
    CHECK(triage.files[1].clock.source == "split");
    CHECK(merged({input("a.log", first), input("b.asc", second, "blf")}).timelines.size() == 2);
    const FileFindings restarted = recorded(200'000, 201'000, -2000 * kSecond, "can0", 4); // begins at zero again
    CHECK(merged({input("a.log", first), input("c.log", restarted)}).timelines.size() == 2);
}

TEST_CASE("a shift given by hand counts before all else")
{
    const FileFindings first = recorded(0, 3000, kDay, "can0", 1);
    const FileFindings second = recorded(0, 3000, 0, "can0", 2);
    FileInput moved = input("b.asc", second);
    moved.row.clockShift = kDay + 5 * kSecond;
    const auto triage = merged({input("a.log", first), moved});
    REQUIRE(triage.timelines.size() == 1);
    CHECK(triage.files[1].clock.source == "given");
    CHECK(triage.files[1].clock.shift == kDay + 5 * kSecond);
    CHECK(isNear(triage.timelines[0].end, kDay + 34'990'000'000));
}

TEST_CASE("marks: bounded, the same for both recorders, none of frames that repeat")
{
    const FileFindings all = recorded(0, 20'000, 0, "can0");
    CHECK(all.marks.size() == kMaxMarks);
    const FileFindings same = recorded(0, 20'000, 0, "can1", 7);
    for (std::size_t i = 0; i < all.marks.size(); ++i) {
        CHECK(all.marks[i].hash == same.marks[i].hash);
    }
    const auto read = findingsFromJson(toJson(all));
    REQUIRE(read.has_value());
    CHECK(read->marks == all.marks);
}
