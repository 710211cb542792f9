// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/blf_files.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

constexpr domain::RecordingTime kSomeDate = 1700000000123456789;

/// A frame as BLF can hold it.
void appendAnyFrame(FrameBlock& block, std::size_t channels, bool dated)
{
    const bool extended = *rc::gen::arbitrary<bool>();
    const int kind = *rc::gen::inRange(0, 4); // data, FD, remote, error
    const auto length = *rc::gen::inRange<std::size_t>(0, kind == 1 ? 65 : 9);
    const auto data = *rc::gen::container<Data>(length, rc::gen::arbitrary<std::uint8_t>());
    const auto flag = [](FrameFlag bit) { return *rc::gen::arbitrary<bool>() ? bit : 0; };
    const int flags = (extended ? kExtendedId : 0)
        | (kind == 1 ? kFd | flag(kBitrateSwitch) | flag(kErrorStateIndicator) : 0) | (kind == 2 ? kRemote : 0)
        | (kind == 3 ? kError : flag(kTransmitted));
    const domain::RecordingTime start = dated ? kSomeDate : 0;
    block.append(start + *rc::gen::inRange<std::int64_t>(0, 100000000000), 0,
                 *rc::gen::inRange<std::uint32_t>(0, extended ? 1U << 29 : 1U << 11),
                 static_cast<std::uint16_t>(*rc::gen::inRange<std::size_t>(0, channels)),
                 static_cast<std::uint8_t>(flags), data);
}

bool sameFrame(const FrameBlock& block, std::size_t i, const std::vector<std::string>& channels,
               const domain::FrameRow& row)
{
    domain::FrameRow expected = toRow(block, i, channels, row.number);
    expected.offset = row.offset;
    return expected.ts == row.ts && expected.channel == row.channel && expected.id == row.id
        && expected.extended == row.extended && expected.fd == row.fd && expected.remote == row.remote
        && expected.error == row.error && expected.bitrateSwitch == row.bitrateSwitch
        && expected.errorStateIndicator == row.errorStateIndicator && expected.transmitted == row.transmitted
        && expected.data == row.data && expected.requested == row.requested;
}

std::string written(const FrameBlock& block, const std::vector<std::string>& channels)
{
    WrittenBytes sink;
    BlfWriter writer(sink);
    CHECK(writer.frames(block, channels).has_value());
    CHECK(writer.finish().has_value());
    CHECK(writer.losses().empty());
    return sink.bytes;
}

/// Many frames, so that there are several containers; some hold the magic word.
std::string largeFile(std::uint64_t seed, std::size_t frames)
{
    std::mt19937_64 random(seed);
    FrameBlock block;
    const std::vector<std::string> channels {"1", "2", "300"};
    for (std::size_t i = 0; i < frames; ++i) {
        Data data(random() % 9, static_cast<std::uint8_t>(random()));
        if (random() % 50 == 0) {
            data = {'L', 'O', 'B', 'J', 32, 0, 1, 0};
        }
        const bool isLong = random() % 10 == 0;
        if (isLong) {
            data.resize(random() % 65, static_cast<std::uint8_t>(random()));
        }
        block.append(kSomeDate + static_cast<std::int64_t>(i) * 100000, 0, static_cast<std::uint32_t>(random() % 2048),
                     static_cast<std::uint16_t>(random() % 3), isLong ? kFd : 0, data);
    }
    return written(block, channels);
}

} // namespace

TEST_CASE("what the BLF writer writes, the reader reads")
{
    CHECK(rc::check([] {
        const std::vector<std::string> channels {"1", "7", "300"};
        FrameBlock block;
        const bool dated = *rc::gen::arbitrary<bool>();
        const int count = *rc::gen::inRange(0, 60);
        for (int i = 0; i < count; ++i) {
            appendAnyFrame(block, channels.size(), dated);
        }
        if (!block.empty()) {
            block.time[0] = dated ? kSomeDate : 0; // the start: none comes before it
        }
        const Reading reading = readBlf(written(block, channels));
        RC_ASSERT(reading.skipped.empty());
        RC_ASSERT(reading.warnings.size() == (dated && !block.empty() ? 1U : 0U)); // only that of the time zone
        RC_ASSERT(reading.rows.size() == block.size());
        for (std::size_t i = 0; i < block.size(); ++i) {
            RC_ASSERT(sameFrame(block, i, channels, reading.rows[i]));
        }
    }));
}

TEST_CASE("what BLF cannot hold is counted")
{
    FrameBlock block;
    const Data data(12, 1);
    block.append(kSomeDate, 0, 1, 0, 0, {});
    block.append(kSomeDate - 5000000, 0, 1, 1, 0, {});
    block.append(domain::kNoTime, 0, 1, 2, 0, {});
    block.append(kSomeDate + 1, 0, 1, 0, kError | kFd | kTransmitted, data);
    WrittenBytes sink;
    BlfWriter writer(sink);
    CHECK(writer.frames(block, {"can0", "1", "vcan1"}).has_value());
    CHECK(writer.finish().has_value());
    std::map<std::string, std::uint64_t> losses;
    for (const WriteLoss& loss : writer.losses()) {
        losses[loss.what] = loss.frames;
    }
    CHECK(losses
          == std::map<std::string, std::uint64_t> {{"channels written under a number instead of their name", 3},
                                                   {"frames without a time written with that of the frame before", 1},
                                                   {"times before the start of the recording written as the start", 2},
                                                   {"error frames written without the mark of CAN FD", 1},
                                                   {"error frames written without their direction", 1},
                                                   {"error frames cut to 8 bytes", 1}});
    const Reading reading = readBlf(sink.bytes);
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].channel == "2");
    CHECK(reading.rows[1].channel == "1");
    CHECK(reading.rows[2].channel == "3");
}

TEST_CASE("a sink that cannot overwrite gets a recording that was not finished")
{
    WrittenBytes sink(/*canOverwrite=*/false);
    BlfWriter writer(sink);
    FrameBlock block;
    block.append(kSomeDate, 0, 1, 0, 0, {});
    CHECK(writer.frames(block, {"1"}).has_value());
    CHECK(writer.finish().has_value());
    const Reading reading = readBlf(sink.bytes);
    CHECK(reading.rows.size() == 1);
    CHECK(warns(reading, "did not finish"));
}

TEST_CASE("a large BLF file gives the same with helpers, damaged or not")
{
    std::mt19937_64 random(3);
    const std::string good = largeFile(1, 30000);
    CHECK(readBlf(good).rows.size() == 30000);
    for (int round = 0; round < 12; ++round) {
        std::string file = good;
        for (int i = 0; i < round; ++i) {
            file[144 + random() % (file.size() - 144)] = static_cast<char>(random());
        }
        if (round % 4 == 3) {
            file.resize(random() % file.size());
        }
        const Reading expected = readBlf(file);
        REQUIRE_FALSE(expected.failed);
        REQUIRE(expected.rawBytes == file);
        for (const unsigned helpers : {1U, 3U, 64U}) {
            ReadOptions options;
            options.helpers = helpers;
            const Reading reading = readBlf(file, options);
            CHECK(sameReading(expected, reading));
            CHECK(std::is_sorted(reading.progress.begin(), reading.progress.end()));
        }
    }
}

TEST_CASE("a part of a BLF file is read without what lies before it, with the same offsets")
{
    const std::string file = largeFile(2, 60000);
    const Reading whole = readBlf(file);
    REQUIRE(whole.rows.size() == 60000);
    for (const std::size_t middle : {10U, 20000U, 40000U, 59990U}) {
        ReadOptions options;
        options.begin = whole.rows[middle].offset;
        options.end = options.begin + 1000;
        const Reading part = readBlf(file, options);
        CAPTURE(middle);
        CHECK(part.skipped.empty());
        CHECK(part.rows.size() < 20000);
        std::size_t at = 0;
        while (at < whole.rows.size() && whole.rows[at].offset != part.rows.front().offset) {
            ++at;
        }
        REQUIRE(at + part.rows.size() <= whole.rows.size());
        CHECK(at <= middle);
        CHECK(at + part.rows.size() > middle + 10 - (middle == 59990 ? 1 : 0));
        for (std::size_t i = 0; i < part.rows.size(); ++i) {
            REQUIRE(part.rows[i].offset == whole.rows[at + i].offset);
            REQUIRE(part.rows[i].ts == whole.rows[at + i].ts);
        }
    }
    const auto source = memorySource(bytesOf(file));
    const auto rows = framesAround(testContext(), *source, BlfReader(), whole.rows[30000].offset, 5, 5);
    REQUIRE(rows.has_value());
    REQUIRE(rows->size() == 11);
    CHECK((*rows)[5].ts == whole.rows[30000].ts);
}

TEST_CASE("random damage never breaks the BLF reader")
{
    std::mt19937_64 random(42);
    std::string content;
    for (std::uint32_t i = 0; i < 30; ++i) {
        content += canObject(i) + blfObject(92, number(1, 4) + number(3, 4) + zeros(8) + "abc")
            + blfObject(120, zeros(22) + number(2, 2) + zeros(8) + "ab");
    }
    const std::string good = blfFile(canObject(1) + stored(content.substr(0, 1000)) + packed(content.substr(1000))
                                     + stored(content.substr(0, 777)) + blfObject(77, zeros(100)));
    for (int round = 0; round < 3000; ++round) {
        std::string file = good;
        for (std::uint64_t i = random() % 8 + 1; i > 0; --i) {
            file[random() % file.size()] = static_cast<char>(random() % 3 == 0 ? 0xFF : random());
        }
        const Reading reading = readBlf(file);
        REQUIRE_FALSE(reading.failed);
        REQUIRE(reading.rawBytes == file);
        ReadOptions options;
        options.helpers = 1;
        if (round % 10 == 0) {
            REQUIRE(sameReading(reading, readBlf(file, options)));
        }
        options.begin = random() % 5000;
        options.end = options.begin + random() % 5000;
        REQUIRE_FALSE(readBlf(file, options).failed);
    }
}
