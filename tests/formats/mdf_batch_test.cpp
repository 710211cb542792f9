// SPDX-License-Identifier: Apache-2.0
// Frames that are taken apart many at a time are what they are one by one.
#include "tests/formats/mdf_files.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// Which fields a group has, and how its data lies in the file.
struct Shape
{
    std::uint32_t payload = 8; ///< bytes
    bool withIde = true;
    bool flagsInOneByte = true;
    char length = 'n'; ///< 'n' number, 'c' code, '-' none
    bool withChannel = true;
    std::string event = "CAN_DataFrame";
    bool converted = false; ///< the identifier has a conversion, which changes nothing: read one by one
    bool transposed = false;
};

constexpr std::uint32_t kPayloadAt = 24;

std::vector<TestChannel> channelsOf(TestFile& file, const Shape& shape)
{
    const std::uint64_t toSeconds = file.linear(0, 1e-9);
    const std::string dot = shape.event + '.';
    std::vector<TestChannel> channels {{"t", 2, 0, 0, 0, 64, toSeconds}};
    channels.push_back({dot + "ID", 0, 0, 8, 0, 32, shape.converted ? file.linear(0, 1) : 0});
    std::uint32_t place = 12;
    std::uint8_t bit = 0;
    for (const std::string name : {"IDE", "Dir", "EDL", "BRS", "ESI"}) {
        if (name != "IDE" || shape.withIde) {
            channels.push_back({dot + name, 0, 0, place, bit, 1});
        }
        bit = static_cast<std::uint8_t>(bit + (shape.flagsInOneByte ? 1 : 0));
        place += shape.flagsInOneByte ? 0 : 1;
    }
    if (shape.withChannel) {
        channels.push_back({dot + "BusChannel", 0, 0, 17, 0, 16});
    }
    if (shape.length == 'n') {
        channels.push_back({dot + "DataLength", 0, 0, 20, 0, 8});
    } else if (shape.length == 'c') {
        channels.push_back({dot + "DLC", 0, 0, 21, 2, 4});
    }
    channels.push_back({dot + "DataBytes", 0, 10, kPayloadAt, 0, 8 * shape.payload});
    return channels;
}

/// Two groups whose records come in turn, in runs of any length, in blocks that end within records where they may.
std::string fileOf(const Shape& shape, std::uint32_t seed)
{
    constexpr std::size_t kGroups = 2;
    constexpr std::size_t kRecords = 1500;
    const std::uint32_t stride = kPayloadAt + shape.payload;
    std::mt19937 random(seed);
    std::vector<std::vector<std::uint8_t>> records(kGroups);
    std::vector<std::uint64_t> counts(kGroups);
    std::uint64_t time = 0;
    for (std::size_t i = 0; i < kRecords; ++i) {
        const std::size_t group = random() % 40 == 0 ? 1 : 0;
        time += random() % 3;
        BlockData record;
        const auto id = static_cast<std::uint32_t>(random() % 2 == 0 ? random() % 0x900 : random());
        record.put(time).put(id);
        for (std::size_t byte = 12; byte < stride; ++byte) {
            record.put(static_cast<std::uint8_t>(byte == 18 ? random() % 3 : random()));
        }
        records[group].insert(records[group].end(), record.bytes().begin(), record.bytes().end());
        ++counts[group];
    }
    TestFile file;
    for (std::size_t group = 0; group < kGroups; ++group) {
        std::vector<std::uint64_t> blocks;
        const auto& bytes = records[group];
        for (std::size_t at = 0; at < bytes.size();) {
            const std::size_t whole = stride * (1 + random() % 400);
            const std::size_t size = std::min(bytes.size() - at, whole + (shape.transposed ? 0 : random() % stride));
            const std::vector<std::uint8_t> part(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                                 bytes.begin() + static_cast<std::ptrdiff_t>(at + size));
            blocks.push_back(shape.transposed ? file.packedRows(part, stride) : file.out.block("DT", {}, part));
            at += size;
        }
        const std::uint64_t list = file.list(blocks);
        file.dataGroup(file.group(file.channels(channelsOf(file, shape)), stride, counts[group]), list);
    }
    return file.bytes();
}

void compare(Shape shape, std::uint32_t seed)
{
    shape.converted = true;
    const Reading oneByOne = readMdf(fileOf(shape, seed));
    shape.converted = false;
    const std::string bytes = fileOf(shape, seed);
    ReadOptions options;
    const Reading together = readMdf(bytes, options);
    if (shape.transposed) {
        for (options.helpers = 1; options.helpers <= 4; ++options.helpers) {
            CHECK(sameReading(together, readMdf(bytes, options)));
        }
    }
    REQUIRE(together.rows.size() == 1500);
    CHECK(together.skipped.empty());
    REQUIRE(oneByOne.rows.size() == together.rows.size());
    CHECK((oneByOne.channels == together.channels));
    for (std::size_t i = 0; i < together.rows.size(); ++i) {
        const auto& a = oneByOne.rows[i];
        const auto& b = together.rows[i];
        const bool same = a.ts == b.ts && a.id == b.id && a.channel == b.channel && a.extended == b.extended
            && a.fd == b.fd && a.remote == b.remote && a.error == b.error && a.bitrateSwitch == b.bitrateSwitch
            && a.errorStateIndicator == b.errorStateIndicator && a.transmitted == b.transmitted
            && a.requested == b.requested && a.data == b.data;
        REQUIRE_MESSAGE(same, "frame " << i << " of " << together.rows.size());
    }
}

} // namespace

TEST_CASE("MDF: frames are the same whether they are read one by one or many at a time")
{
    std::uint32_t seed = 1;
    for (const std::uint32_t payload : {0U, 1U, 7U, 8U, 9U, 64U, 100U}) {
        for (const char length : {'n', 'c', '-'}) {
            for (const unsigned bits : {0U, 1U, 2U, 5U, 7U, 15U}) {
                Shape shape;
                shape.payload = payload;
                shape.length = length;
                shape.withIde = (bits & 1) != 0;
                shape.flagsInOneByte = (bits & 2) != 0;
                shape.withChannel = (bits & 4) != 0;
                shape.transposed = (bits & 8) != 0;
                CAPTURE(payload);
                CAPTURE(length);
                CAPTURE(bits);
                compare(shape, seed++);
            }
        }
    }
    for (const std::string event : {"CAN_RemoteFrame", "CAN_ErrorFrame"}) {
        Shape shape;
        shape.event = event;
        CAPTURE(event);
        compare(shape, seed++);
        shape.payload = 64;
        compare(shape, seed++);
    }
}

TEST_CASE("MDF: times of groups that alternate stay in order, and each frame has its own place in the file")
{
    Shape shape;
    const std::string bytes = fileOf(shape, 7);
    const Reading reading = readMdf(bytes);
    REQUIRE(reading.rows.size() == 1500);
    for (std::size_t i = 0; i < reading.rows.size(); ++i) {
        const auto& row = reading.rows[i];
        CHECK((i == 0 || row.ts >= reading.rows[i - 1].ts));
        const auto at = static_cast<std::size_t>(row.offset);
        REQUIRE(at < bytes.size());
        const auto ns = static_cast<std::uint64_t>(row.ts - TestFile::kStart);
        CHECK(static_cast<std::uint8_t>(bytes[at]) == static_cast<std::uint8_t>(ns)); // the record begins with it
    }
}
