// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/merge.h"
#include "core/domain/triage_json.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus;
using namespace argus::analysis;

namespace {

constexpr domain::RecordingTime kSecond = 1'000'000'000;
constexpr domain::RecordingTime kStart = 1'700'000'000 * kSecond;

domain::Dtc dtc(std::string code, std::string ecu, std::uint8_t status, domain::RecordingTime ts,
                std::uint64_t count = 1)
{
    domain::Dtc row;
    row.code = std::move(code);
    row.protocol = "uds";
    row.ecu = std::move(ecu);
    row.channel = "can0";
    row.services["59"] = count;
    row.occurrences = count;
    row.status = domain::DtcStatus {status, {}};
    row.fault = (status & 0x8D) != 0;
    row.firstSeen.ts = ts;
    row.lastSeen.ts = ts;
    row.evidence.push_back({"", 1, ts, "7E8", "5902"});
    return row;
}

FileFindings findings(std::vector<domain::Dtc> dtcs, domain::RecordingTime start = kStart)
{
    FileFindings found;
    found.frames = 10;
    found.records = 10;
    found.minTs = start;
    found.maxTs = start + kSecond;
    found.firstTs = start;
    found.lastTs = start + kSecond;
    found.channels.push_back({"can0", 10, 0, 1110});
    found.timeline.buckets.push_back({start - start % TimeBuckets::kFirstWidth, 10, 0, 1, 0});
    for (const domain::Dtc& row : dtcs) {
        domain::Ecu ecu;
        ecu.channel = row.channel;
        ecu.address = row.ecu;
        ecu.messages = 1;
        ecu.protocols = {"uds"};
        found.ecus.push_back(ecu);
    }
    found.dtcs = std::move(dtcs);
    return found;
}

FileInput input(std::string name, const FileFindings* found)
{
    FileInput file;
    file.row.originalFilename = std::move(name);
    file.row.status = found == nullptr ? domain::FileStatus::Failed : domain::FileStatus::Completed;
    file.findings = found;
    return file;
}

std::vector<std::string> topOf(const domain::Triage& triage)
{
    std::vector<std::string> codes;
    for (const domain::TopCode& top : triage.topErrorCodes) {
        codes.push_back(top.code);
    }
    return codes;
}

} // namespace

TEST_CASE("the same code of one control unit in several files is one row")
{
    const FileFindings first = findings({dtc("P0301-00", "7E8", 0x08, kStart + 100, 2)}, kStart);
    const FileFindings second = findings({dtc("P0301-00", "7E8", 0x2F, kStart + 50, 3)}, kStart - 9 * kSecond);
    const std::vector<FileInput> files {input("a.log", &first), input("b.log", &second)};
    const domain::Triage triage = mergeFindings({}, files);
    REQUIRE(triage.dtcs.size() == 1);
    CHECK(triage.dtcs[0].occurrences == 5);
    CHECK(triage.dtcs[0].services.at("59") == 5);
    CHECK(triage.dtcs[0].firstSeen == domain::Sighting {"b.log", kStart + 50}); // by time: both are on one clock
    CHECK(triage.dtcs[0].lastSeen == domain::Sighting {"a.log", kStart + 100});
    CHECK(triage.dtcs[0].status->byte == 0x08);
    CHECK(triage.dtcs[0].evidence.at(0).file == "b.log");
    REQUIRE(triage.ecus.size() == 1);
    CHECK(triage.ecus[0].messages == 2);
    CHECK(triage.ecus[0].faultCount == 1);
}

TEST_CASE("files on clocks of their own go by their order, and have timelines of their own")
{
    const FileFindings first = findings({dtc("P0301-00", "7E8", 0x08, 500)}, 0);
    const FileFindings second = findings({dtc("P0301-00", "7E8", 0x08, 100)}, 0);
    const std::vector<FileInput> files {input("a.log", &first), input("b.log", &second)};
    const domain::Triage triage = mergeFindings({}, files);
    CHECK(triage.dtcs[0].firstSeen.file == "a.log");
    CHECK(triage.dtcs[0].lastSeen.file == "b.log");
    CHECK(triage.timelines.size() == 2);
}

TEST_CASE("files on one clock share a timeline, with the pause between them")
{
    const FileFindings first = findings({}, kStart);
    const FileFindings second = findings({}, kStart + 60 * kSecond);
    const std::vector<FileInput> files {input("a.log", &first), input("b.log", &second)};
    const domain::Triage triage = mergeFindings({}, files);
    REQUIRE(triage.timelines.size() == 1);
    const domain::Timeline& timeline = triage.timelines[0];
    CHECK(timeline.start == kStart);
    CHECK(timeline.end == kStart + 61 * kSecond);
    REQUIRE(timeline.gaps.size() == 1);
    CHECK(timeline.gaps[0].start == kStart + kSecond);
    REQUIRE(timeline.channels.size() == 1);
    CHECK(timeline.channels[0].averageLoad == doctest::Approx(2220.0 / 500000 / 2));
    std::uint64_t frames = 0;
    for (const domain::TimelineBucket& bucket : timeline.buckets) {
        frames += bucket.frames;
    }
    CHECK(frames == 20);
}

TEST_CASE("the weightiest codes come first")
{
    const FileFindings found = findings({
        dtc("P0001-00", "7E8", 0x04, kStart, 900), // pending only
        dtc("P0002-00", "7E8", 0x08, kStart, 1), dtc("P0003-00", "7E8", 0x08, kStart, 2),
        dtc("P0004-00", "7E8", 0x08, kStart, 1), dtc("P0004-00", "7E9", 0x08, kStart, 1), // two control units
        dtc("P0005-00", "7E8", 0x50, kStart, 5000), // no fault
    });
    const std::vector<FileInput> files {input("a.log", &found)};
    domain::Triage triage = mergeFindings({}, files);
    CHECK(topOf(triage) == std::vector<std::string> {"P0004-00", "P0003-00", "P0002-00", "P0001-00"});
    CHECK(triage.topErrorCodes[1].share == doctest::Approx(2.0 / 905));
    CHECK(triage.dtcs.back().code == "P0005-00");
    triage = mergeFindings({}, files, {2});
    CHECK(triage.topErrorCodes.size() == 2);
}

TEST_CASE("the vehicle is the one that was given, else the one with most sources")
{
    FileFindings found = findings({});
    found.vins = {{"1HGCM82633A004352", "obd 09 02", "7E8", true},
                  {"1M8GDM9AXKP042788", "uds 22 F190", "7E9", true},
                  {"1M8GDM9AXKP042788", "uds 22 F190", "7EA", true}};
    const std::vector<FileInput> files {input("a.log", &found), input("b.log", &found)};
    domain::Batch batch;
    domain::Triage triage = mergeFindings(batch, files);
    CHECK(triage.vehicle.vin == "1M8GDM9AXKP042788");
    CHECK(triage.vehicle.vinSource == "uds 22 F190");
    CHECK(triage.vehicle.vinCandidates.size() == 3);
    CHECK(triage.warnings.size() == 1);
    // That it may be another vehicle comes before all else that is said.
    std::vector<FileInput> withBad = files;
    withBad.insert(withBad.begin(), input("bad.log", nullptr));
    const std::vector<std::string> warnings = mergeFindings(batch, withBad).warnings;
    REQUIRE(warnings.size() == 2);
    CHECK(warnings.front() == triage.warnings.front());
    batch.vin = "LJCPCBLCX11000237";
    triage = mergeFindings(batch, files);
    CHECK(triage.vehicle.vin == "LJCPCBLCX11000237");
    CHECK(triage.vehicle.vinSource == "given");
    found.vins.pop_back();
    CHECK(mergeFindings({}, files).vehicle.vin == "1HGCM82633A004352"); // a tie: the first seen
}

TEST_CASE("a clear request in a later file ends codes of an earlier one")
{
    const FileFindings before = findings({dtc("P0301-00", "7E8", 0x08, kStart), dtc("P0302-00", "7E9", 0x08, kStart)});
    FileFindings after = findings({}, kStart + 10 * kSecond);
    after.clears.push_back({"can0", "7E8", "uds", 0xFFFFFF, kStart + 10 * kSecond});
    const std::vector<FileInput> files {input("a.log", &before), input("b.log", &after)};
    const domain::Triage triage = mergeFindings({}, files);
    CHECK(triage.dtcs[0].clearedAt == domain::Sighting {"b.log", kStart + 10 * kSecond});
    CHECK_FALSE(triage.dtcs[1].clearedAt.has_value());
}

TEST_CASE("failed files and duplicates stand in the list and count nothing")
{
    const FileFindings found = findings({dtc("P0301-00", "7E8", 0x08, kStart)});
    std::vector<FileInput> files {input("a.log", &found), input("bad.log", nullptr), input("copy.log", nullptr)};
    files[1].row.errorMessage = "it looks like a PNG picture";
    files[2].row.status = domain::FileStatus::Completed;
    const domain::Triage triage = mergeFindings({}, files);
    CHECK(triage.files.size() == 3);
    CHECK(triage.files[1].error == "it looks like a PNG picture");
    CHECK(triage.dtcs[0].occurrences == 1);
    CHECK(triage.timelines.size() == 1);
    CHECK(triage.warnings.size() == 1);
}

TEST_CASE("a twin of a file that could not be read was not read either")
{
    std::vector<FileInput> files {input("a.png", nullptr), input("b.png", nullptr)};
    files[0].row.id = domain::FileId::make();
    files[0].row.errorMessage = "it looks like a PNG picture";
    files[1].row.id = domain::FileId::make();
    files[1].row.duplicateOf = files[0].row.id;
    files[1].row.status = domain::FileStatus::Completed;
    const domain::Triage triage = mergeFindings({}, files);
    CHECK((triage.files[1].status == domain::FileStatus::Failed));
    CHECK(triage.files[1].error == "same content as a.png: it looks like a PNG picture");
    CHECK(triage.warnings == std::vector<std::string> {"2 of 2 files could not be read"});
}

TEST_CASE("counts do not depend on how a drive is cut into files")
{
    rc::check("merge", [] {
        const auto drawn = *rc::gen::container<std::vector<std::pair<int, int>>>(
            rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::inRange(0, 3)));
        const std::size_t parts = *rc::gen::inRange<std::size_t>(1, 5);
        std::vector<std::vector<domain::Dtc>> cut(parts);
        std::map<std::string, std::uint64_t> expected;
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            const std::string code = "P030" + std::to_string(drawn[i].first) + "-00";
            const std::string ecu = "7E" + std::to_string(drawn[i].second);
            cut[i * parts / std::max<std::size_t>(drawn.size(), 1)].push_back(
                dtc(code, ecu, 0x08, kStart + static_cast<domain::RecordingTime>(i)));
            ++expected[code];
        }
        std::vector<FileFindings> all;
        for (auto& rows : cut) {
            all.push_back(findings(rows));
        }
        std::vector<FileInput> files;
        for (std::size_t i = 0; i < all.size(); ++i) {
            files.push_back(input("f" + std::to_string(i), &all[i]));
        }
        const domain::Triage triage = mergeFindings({}, files, {100});
        std::map<std::string, std::uint64_t> counted;
        for (const domain::TopCode& top : triage.topErrorCodes) {
            counted[top.code] = top.count;
        }
        RC_ASSERT(counted == expected);
        RC_ASSERT(domain::toJson(triage) == domain::toJson(mergeFindings({}, files, {100})));
    });
}

TEST_CASE("where no file could be read the result is not said to rest on others")
{
    const std::vector<FileInput> files {input("photo.log", nullptr), input("empty.log", nullptr)};
    CHECK(mergeFindings({}, files).warnings == std::vector<std::string> {"2 of 2 files could not be read"});
}
