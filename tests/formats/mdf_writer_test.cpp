// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "tests/formats/mdf_files.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

using Compression = MdfWriter::Compression;

struct Way
{
    bool canOverwrite;
    Compression compression;
};

constexpr std::array kWays {Way {true, Compression::None}, Way {true, Compression::Deflate},
                            Way {false, Compression::None}};

std::string written(const FrameBlock& block, const std::vector<std::string>& channels, Way way)
{
    WrittenBytes sink(way.canOverwrite);
    MdfWriter writer(sink, way.compression);
    REQUIRE(writer.frames(block, channels));
    REQUIRE(writer.finish());
    return sink.bytes;
}

FrameBlock anyFrames(bool rising)
{
    FrameBlock block;
    std::int64_t ts = 1'700'000'000'000'000'000;
    const int count = *rc::gen::inRange(0, 60);
    for (int i = 0; i < count; ++i) {
        ts += rising ? *rc::gen::inRange(1, 1'000'000) : *rc::gen::inRange(-1000, 1000);
        const int kind = *rc::gen::inRange(0, 4);
        const bool extended = *rc::gen::arbitrary<bool>();
        unsigned flags = (extended ? 1U : 0U) * kExtendedId | (*rc::gen::arbitrary<bool>() ? 1U : 0U) * kTransmitted;
        if (kind == 1) {
            flags |= kFd | (*rc::gen::arbitrary<bool>() ? 1U : 0U) * kBitrateSwitch
                | (*rc::gen::arbitrary<bool>() ? 1U : 0U) * kErrorStateIndicator;
        }
        flags |= kind == 2 ? kRemote : kind == 3 ? kError : FrameFlag {};
        const std::size_t length = kind == 3 ? 0 : *rc::gen::inRange<std::size_t>(0, kind == 1 ? 65 : 9);
        const auto data = *rc::gen::container<Data>(length, rc::gen::arbitrary<std::uint8_t>());
        block.append(ts, 0, *rc::gen::inRange<std::uint32_t>(0, extended ? 1U << 29 : 1U << 11),
                     *rc::gen::inRange<std::uint16_t>(0, 2), static_cast<std::uint8_t>(flags), data);
    }
    return block;
}

bool sameFrame(const domain::FrameRow& a, const domain::FrameRow& b)
{
    return a.ts == b.ts && a.channel == b.channel && a.id == b.id && a.extended == b.extended && a.fd == b.fd
        && a.remote == b.remote && a.error == b.error && a.bitrateSwitch == b.bitrateSwitch
        && a.errorStateIndicator == b.errorStateIndicator && a.transmitted == b.transmitted
        && a.requested == b.requested && a.data == b.data;
}

std::vector<domain::FrameRow> rowsOf(const FrameBlock& block, const std::vector<std::string>& channels)
{
    std::vector<domain::FrameRow> rows;
    for (std::size_t i = 0; i < block.size(); ++i) {
        rows.push_back(toRow(block, i, channels, i));
    }
    return rows;
}

/// One group holds its frames in order; these are the groups.
int groupOf(const domain::FrameRow& row)
{
    return row.error ? 3 : row.remote ? 2 : row.data.size() > 8 ? 1 : 0;
}

} // namespace

TEST_CASE("MDF: what is written is read again, in the order of time")
{
    CHECK(rc::check([] {
        const FrameBlock block = anyFrames(/*rising=*/true);
        const std::vector<std::string> channels {"1", "7"};
        for (const Way way : kWays) {
            const Reading reading = readMdf(written(block, channels, way));
            const auto rows = rowsOf(block, channels);
            RC_ASSERT(reading.skipped.empty());
            RC_ASSERT(std::equal(rows.begin(), rows.end(), reading.rows.begin(), reading.rows.end(), sameFrame));
        }
    }));
}

TEST_CASE("MDF: times that go back leave each group in its order")
{
    CHECK(rc::check([] {
        const FrameBlock block = anyFrames(/*rising=*/false);
        const std::vector<std::string> channels {"1", "7"};
        for (const Way way : kWays) {
            const Reading reading = readMdf(written(block, channels, way));
            for (int group = 0; group < 4; ++group) {
                auto wanted = rowsOf(block, channels);
                auto got = reading.rows;
                std::erase_if(wanted, [group](const auto& row) { return groupOf(row) != group; });
                std::erase_if(got, [group](const auto& row) { return groupOf(row) != group; });
                RC_ASSERT(std::equal(wanted.begin(), wanted.end(), got.begin(), got.end(), sameFrame));
            }
        }
    }));
}

TEST_CASE("MDF: a recording of many blocks keeps all frames; each has an offset of its own")
{
    FrameBlock block;
    const Data data {1, 2, 3, 4, 5, 6, 7, 8};
    constexpr std::size_t kFrames = 120'000; // more than two blocks
    for (std::size_t i = 0; i < kFrames; ++i) {
        block.append(static_cast<std::int64_t>(i) * 1000, 0, i % 2048, 0, 0, data);
    }
    for (const Way way : kWays) {
        const Reading reading = readMdf(written(block, {"3"}, way));
        REQUIRE(reading.rows.size() == kFrames);
        CHECK(reading.rows.back().ts == static_cast<std::int64_t>(kFrames - 1) * 1000);
        CHECK(reading.channels == std::vector<std::string> {"3"});
        CHECK(std::is_sorted(reading.rows.begin(), reading.rows.end(),
                             [](const auto& a, const auto& b) { return a.offset <= b.offset; }));
    }
}

TEST_CASE("MDF: a recording without frames is a whole file")
{
    for (const Way way : kWays) {
        const Reading reading = readMdf(written({}, {}, way));
        CHECK_FALSE(reading.failed);
        CHECK(reading.rows.empty());
        CHECK(reading.skipped.empty());
    }
}

TEST_CASE("MDF: what the format cannot hold is counted")
{
    FrameBlock block;
    block.append(1'000'000'000, 0, 0x10, 0, 0, Data {1});
    block.append(domain::kNoTime, 0, 0x11, 0, 0, Data {2});
    WrittenBytes sink(true);
    MdfWriter writer(sink, Compression::None);
    REQUIRE(writer.frames(block, {"can0"}));
    REQUIRE(writer.finish());
    const auto losses = writer.losses();
    REQUIRE(losses.size() == 2);
    CHECK(losses[0].what == "channel names written as numbers");
    CHECK(losses[0].frames == 2);
    CHECK(losses[1].what == "frames without a time got that of the frame before");
    const Reading reading = readMdf(sink.bytes);
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[1].ts == 1'000'000'000);
    CHECK(reading.channels == std::vector<std::string> {"1"});
}

TEST_CASE("MDF: a remote frame asks for what it asked for, up to what one can; error frames ask for nothing")
{
    FrameBlock block;
    for (std::size_t length = 0; length <= 8; ++length) {
        block.append(static_cast<std::int64_t>(length), 0, 0x100, 0, kRemote, Data(length));
    }
    block.append(9, 0, 0x101, 0, kRemote | kError, Data(3));
    for (const Way way : kWays) {
        const Reading reading = readMdf(written(block, {"1"}, way));
        REQUIRE(reading.rows.size() == 10);
        for (std::size_t length = 0; length <= 8; ++length) {
            CHECK(reading.rows[length].remote);
            CHECK(reading.rows[length].requested == length);
            CHECK(reading.rows[length].data.empty());
        }
        CHECK(reading.rows[9].error);
    }
    WrittenBytes sink(true);
    MdfWriter writer(sink, Compression::None);
    REQUIRE(writer.frames(block, {"1"}));
    REQUIRE(writer.losses().size() == 1);
    CHECK(writer.losses()[0].what == "error frames that were remote frames too");
}

TEST_CASE("MDF: frames that readers will put into another order are counted")
{
    FrameBlock block;
    block.append(2'000'000'000, 0, 0x10, 0, 0, Data {1});
    block.append(2'000'000'000, 0, 0x11, 0, 0, Data {2}); // one stamp, one group: stays
    block.append(2'000'000'000, 0, 0x12, 0, kRemote, {}); // remote frames come behind
    block.append(2'000'000'000, 0, 0x13, 0, 0, Data {3});
    block.append(1'000'000'000, 0, 0x14, 0, 0, Data {4});
    block.append(3'000'000'000, 0, 0x15, 0, 0, Data {5});
    WrittenBytes sink(true);
    MdfWriter writer(sink, Compression::None);
    REQUIRE(writer.frames(block, {"1"}));
    REQUIRE(writer.finish());
    REQUIRE(writer.losses().size() == 1);
    CHECK(writer.losses()[0].what == "frames out of the order of time are put into it");
    CHECK(writer.losses()[0].frames == 2);
}

TEST_CASE("MDF: asammdf reads what is written (skipped where it is not installed)")
{
    FrameBlock block;
    Data data(64);
    for (std::uint32_t i = 0; i < 64; ++i) {
        data[i] = static_cast<std::uint8_t>(i * 3);
    }
    constexpr std::int64_t kStart = 1'700'000'000'000'000'000;
    const std::span<const std::uint8_t> bytes(data);
    block.append(kStart, 0, 0x123, 0, kTransmitted, bytes.first(3));
    block.append(kStart + 10, 0, 0x1ABCDEF, 1, kExtendedId, bytes.first(8));
    block.append(kStart + 20, 0, 0x7FF, 0, kFd | kBitrateSwitch, bytes.first(48));
    block.append(kStart + 30, 0, 0x7FE, 0, kFd | kErrorStateIndicator, bytes.first(5));
    block.append(kStart + 40, 0, 0x111, 1, kRemote, bytes.first(5));
    block.append(kStart + 50, 0, 0, 1, kError, {});
    // By group, as the script prints them.
    std::vector<std::string> wanted;
    const auto hex = [&bytes](std::size_t size) { return base::toLower(base::toHex(bytes.first(size))); };
    wanted.push_back("CAN_DataFrame 0 1 291 0 0 0 0 1 " + hex(3));
    wanted.push_back("CAN_DataFrame 10 7 28036591 1 0 0 0 0 " + hex(8));
    wanted.push_back("CAN_DataFrame 30 1 2046 0 1 0 1 0 " + hex(5));
    wanted.push_back("CAN_DataFrame 20 1 2047 0 1 1 0 0 " + hex(48));
    wanted.push_back("CAN_RemoteFrame 40 7 273 0 0 0 0 0 5");
    wanted.push_back("CAN_ErrorFrame 50 7 0 0 0 0 0 0 0");
    const auto script = std::filesystem::path(ARGUS_SOURCE_DIR) / "tests/formats/mdf_oracle.py";
    for (const Way way : kWays) {
        const auto path
            = std::filesystem::temp_directory_path() / ("argus-oracle-" + std::to_string(::getpid()) + ".mf4");
        const std::string file = written(block, {"1", "7"}, way);
        std::ofstream(path, std::ios::binary) << file;
        const char* python = std::getenv("ARGUS_ORACLE_PYTHON");
        const std::string command = std::string(python != nullptr ? python : "python3") + " '" + script.string() + "' '"
            + path.string() + "' 2>/dev/null";
        FILE* pipe = ::popen(command.c_str(), "r");
        REQUIRE(pipe != nullptr);
        std::vector<std::string> lines;
        std::array<char, 512> line {};
        while (std::fgets(line.data(), line.size(), pipe) != nullptr) {
            lines.emplace_back(line.data());
            lines.back().pop_back();
        }
        const int status = ::pclose(pipe);
        std::filesystem::remove(path);
        if (!WIFEXITED(status) || WEXITSTATUS(status) == 77 || WEXITSTATUS(status) == 127) {
            MESSAGE("asammdf is not installed: skipped");
            return;
        }
        CHECK(lines == wanted);
    }
}
