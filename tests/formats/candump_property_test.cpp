// SPDX-License-Identifier: Apache-2.0
#include "core/formats/candump/candump_line.h"
#include "core/formats/candump/candump_writer.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>
#include <limits>
#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

struct Frame
{
    domain::RecordingTime ts = 0;
    std::string channel;
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    Data data;
    std::uint8_t requested = 0;
};

Frame anyFrame()
{
    Frame frame;
    const bool extended = *rc::gen::arbitrary<bool>();
    const int kind = *rc::gen::inRange(0, 4); // data, FD, remote, error
    const std::int64_t maxTime = std::numeric_limits<std::int64_t>::max() / 1000000000 * 1000000000 - 1000000000;
    frame.ts = *rc::gen::oneOf(rc::gen::inRange<std::int64_t>(-maxTime, maxTime),
                               rc::gen::inRange<std::int64_t>(1500000000000000, 1500000002000000));
    if (*rc::gen::arbitrary<bool>()) {
        frame.ts = frame.ts / 1000 * 1000;
    }
    frame.channel
        = *rc::gen::element<std::string>("can0", "can1", "vcan12", "synth-drive0", "a", "channel-longer-than-16");
    frame.id = *rc::gen::inRange<std::uint32_t>(0, extended || kind == 3 ? 1U << 29 : 1U << 11);
    const auto length = *rc::gen::inRange<std::size_t>(0, kind == 1 ? 65 : 9);
    if (kind == 2) {
        frame.requested = static_cast<std::uint8_t>(length);
    } else {
        frame.data = *rc::gen::container<Data>(length, rc::gen::arbitrary<std::uint8_t>());
    }
    frame.flags = static_cast<std::uint8_t>((extended && kind != 3 ? kExtendedId : 0) | (kind == 1 ? kFd : 0)
                                            | (kind == 2 ? kRemote : 0) | (kind == 3 ? kError : 0)
                                            | (kind == 1 && *rc::gen::arbitrary<bool>() ? kBitrateSwitch : 0)
                                            | (kind == 1 && *rc::gen::arbitrary<bool>() ? kErrorStateIndicator : 0)
                                            | (*rc::gen::arbitrary<bool>() ? kTransmitted : 0));
    return frame;
}

bool sameFrame(const Frame& frame, const domain::FrameRow& row)
{
    const auto has = [&frame](FrameFlag flag) { return (frame.flags & flag) != 0; };
    return frame.ts == row.ts && frame.channel == row.channel && frame.id == row.id && frame.data == row.data
        && frame.requested == row.requested && has(kExtendedId) == row.extended && has(kFd) == row.fd
        && has(kRemote) == row.remote && has(kError) == row.error && has(kBitrateSwitch) == row.bitrateSwitch
        && has(kErrorStateIndicator) == row.errorStateIndicator && has(kTransmitted) == row.transmitted;
}

/// A file as it comes out of real life: lines of all forms, some of them damaged.
std::string anyFile()
{
    static const std::array<std::string, 22> kLines {
        "(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFFF",
        "(1543509533.000915) can1 123#00112233",
        "(1543509534.000915)  can0 7E8#0662F40080080013 R",
        "(1543509534.000915) can0 7E8#0662F40080080013 T\r",
        "(0.5) vcan0 123##1112233445566778899",
        "(1543509533.000001) can0 123#R4",
        "(1543509533.000001) can0 20000080#0000000000000000",
        " (000.005001)  can0  18FEDF00   [8]  8A A0 28 7D 7D FF FF F5",
        "  can0  123   [2]  11 22",
        "(683.70) TX0 7E0 [8] 03 22 F4 00 00 00 00 00\r",
        " (2021-06-01 12:00:00.123456)  can0  123   [1]  11",
        "(1.0) can0 00242#81:00:12345678#11223344",
        "DROPCOUNT: dropped 3 CAN frames on 'can0' socket (total drops 7)",
        "# comment",
        "",
        "\t\r",
        "garbage line",
        "(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFF",
        "(1543509533.000838) can0",
        "(1543509533.00",
        std::string("(1.000000) can0\0 123#00", 23),
        "\xFF\xFE",
    };
    const auto picks = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, kLines.size()));
    std::string text;
    for (const std::size_t pick : picks) {
        text += kLines[pick] + '\n';
    }
    if (!text.empty()) {
        text.resize(*rc::gen::inRange<std::size_t>(0, text.size() + 1));
    }
    return text;
}

std::string randomBytes(std::mt19937_64& random, std::size_t size)
{
    static constexpr std::string_view kAlphabet = "(0123456789abcdefABCDEF#.) \n\r\t_RT[]{}'`\xFF-can\n\n";
    std::string text;
    for (std::size_t i = 0; i < size; ++i) {
        text += random() % 16 == 0 ? static_cast<char>(random()) : kAlphabet[random() % kAlphabet.size()];
    }
    return text;
}

} // namespace

TEST_CASE("what the writer writes, the reader reads")
{
    CHECK(rc::check([] {
        std::vector<Frame> frames;
        std::string text;
        const int count = *rc::gen::inRange(0, 30);
        for (int i = 0; i < count; ++i) {
            frames.push_back(anyFrame());
            const Frame& frame = frames.back();
            appendCandumpLine(text, frame.ts, frame.channel, frame.id, frame.flags, frame.data, frame.requested);
        }
        const Reading reading = readCandump(text);
        RC_ASSERT(reading.skipped.empty());
        RC_ASSERT(reading.rows.size() == frames.size());
        for (std::size_t i = 0; i < frames.size(); ++i) {
            RC_ASSERT(sameFrame(frames[i], reading.rows[i]));
        }
    }));
}

TEST_CASE("the writer writes what candump would")
{
    std::string text;
    const Data data {0xFF, 0x00, 0x7D};
    appendCandumpLine(text, 1543509533000838000, "can0", 0x0CF00400, kExtendedId, data);
    appendCandumpLine(text, 5000, "can0", 0x12, 0, data);
    appendCandumpLine(text, 5001, "can0", 0x12, kFd | kBitrateSwitch, data);
    appendCandumpLine(text, 0, "can0", 0x12, kRemote | kTransmitted, {});
    appendCandumpLine(text, 0, "can0", 0x12, kRemote, {}, 8);
    appendCandumpLine(text, -1500000000, "can0", 4, kError, data);
    CHECK(text
          == "(1543509533.000838) can0 0CF00400#FF007D\n"
             "(0000000000.000005) can0 012#FF007D\n"
             "(0000000000.000005001) can0 012##1FF007D\n"
             "(0000000000.000000) can0 012#R T\n"
             "(0000000000.000000) can0 012#R8\n"
             "(-0000000001.500000) can0 20000004#FF007D\n");
}

TEST_CASE("results do not depend on the number of helpers nor on the size of chunks")
{
    CHECK(rc::check([] {
        const std::string text = anyFile();
        const Reading expected = readCandump(text);
        RC_ASSERT(expected.rawBytes == text);
        for (const unsigned helpers : {0U, 1U, 3U}) {
            ReadOptions options;
            options.helpers = helpers;
            const std::size_t chunk = *rc::gen::inRange<std::size_t>(1, 400);
            RC_ASSERT(sameReading(expected, readCandump(text, options, chunk)));
        }
    }));
}

TEST_CASE("the short cut for common lines agrees with the general path on every damaged form of them")
{
    // After a good line of the same channel, the reader tries its short cut; parseCandumpLine() is the general path.
    const std::string chars = std::string("0Af9gG#.()[]{}:-_RT \t\r'`xX") + '\0' + '\xFF';
    for (const std::string& good :
         {std::string("(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFFF"), std::string("(166.25)  can0 7E8#0011 R"),
          std::string("(1.000000001) can0 123#001122 T\r"),
          std::string(" (000.005001)  can0  18FEDF00   [3]  8A A0 28"), std::string("(683.70) can0 7E0 [2] 03 22\r")}) {
        std::vector<std::string> lines {good};
        for (std::size_t at = 0; at < good.size(); ++at) {
            lines.push_back(std::string(good).erase(at, 1));
            for (const char c : chars) {
                lines.push_back(std::string(good).replace(at, 1, 1, c));
                lines.push_back(std::string(good).insert(at, 1, c));
            }
        }
        std::string text;
        std::vector<CandumpLine> expected;
        for (const std::string& line : lines) {
            text += line + '\n';
        }
        for (const std::string& line : lines) {
            CandumpLine found;
            if (parseCandumpLine(line, found) == CandumpLineKind::Frame) {
                expected.push_back(found);
            }
        }
        const Reading reading = readCandump(text);
        REQUIRE(reading.rows.size() == expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            const CandumpLine& line = expected[i];
            const domain::FrameRow& row = reading.rows[i];
            CAPTURE(text.substr(row.offset, 60));
            const Data data(line.data.begin(), line.data.begin() + line.length);
            const Frame frame {line.ts, row.channel, line.id, line.flags, data};
            REQUIRE(sameFrame(frame, row));
        }
    }
}

TEST_CASE("a large file gives the same with helpers")
{
    std::mt19937_64 random(7);
    std::string text;
    for (int i = 0; i < 60000; ++i) {
        const Data data(random() % 9, static_cast<std::uint8_t>(random()));
        appendCandumpLine(text, static_cast<std::int64_t>(random() % 1000000000000),
                          "can" + std::to_string(random() % 40), static_cast<std::uint32_t>(random() % 2048), 0, data);
        if (random() % 1000 == 0) {
            text += randomBytes(random, random() % 100);
        }
    }
    const Reading expected = readCandump(text, {}, 1 << 22);
    CHECK(expected.rows.size() > 59000);
    CHECK(expected.progress.back() == text.size());
    for (const unsigned helpers : {0U, 1U, 3U, 64U}) {
        ReadOptions options;
        options.helpers = helpers;
        const Reading reading = readCandump(text, options, 10000);
        CHECK(sameReading(expected, reading));
        CHECK(std::is_sorted(reading.progress.begin(), reading.progress.end()));
        CHECK(reading.progress.back() == text.size());
    }
}

TEST_CASE("random bytes never break the reader, and nothing of them is lost")
{
    std::mt19937_64 random(42);
    for (int round = 0; round < 400; ++round) {
        const std::string text = randomBytes(random, random() % 3000);
        const Reading whole = readCandump(text);
        REQUIRE_FALSE(whole.failed);
        REQUIRE(whole.rawBytes == text);
        REQUIRE(sameReading(whole, readCandump(text, {}, 1 + random() % 50)));
        for (const auto& row : whole.rows) {
            REQUIRE(row.data.size() <= 64);
            REQUIRE(row.offset < text.size());
            REQUIRE((row.offset == 0 || text[row.offset - 1] == '\n'));
        }
    }
}

TEST_CASE("no two channels get one name in candump's form, and each that has another is counted")
{
    FrameBlock block;
    const std::vector<std::string> channels {"1", "can1", "bus a", "bus_a", "", "vcan0"};
    for (std::uint16_t i = 0; i < channels.size(); ++i) {
        block.append(1'000'000'000, 0, 0x10, i, 0, {});
    }
    WrittenBytes sink(/*canOverwrite=*/false);
    CandumpFrameWriter writer(sink);
    REQUIRE(writer.frames(block, channels));
    REQUIRE(writer.finish());
    CHECK(sink.bytes
          == "(0000000001.000000) can1_2 010#\n(0000000001.000000) can1 010#\n"
             "(0000000001.000000) bus_a_2 010#\n(0000000001.000000) bus_a 010#\n"
             "(0000000001.000000) can4 010#\n(0000000001.000000) vcan0 010#\n");
    REQUIRE(writer.losses().size() == 1);
    CHECK(writer.losses()[0].what == "channels written under another name");
    CHECK(writer.losses()[0].frames == 3);
}
