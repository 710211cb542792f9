// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/mdf_files.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// Frames and their bytes as records of two kinds; what is done with the order is the test's.
struct Mixed
{
    TestFile file;
    std::uint64_t frames = 0;

    explicit Mixed(std::string_view id = "MDF     ", std::uint16_t unfinished = 0, std::uint64_t cycles = 3)
        : file(id, unfinished)
    {
        const std::uint64_t values = file.group(0, 0, cycles, 2, 0, /*flags=*/1);
        frames
            = file.group(file.channels(frameChannels(file, "CAN_DataFrame", values)), kFrameBytes, cycles, 1, values);
    }
    static void putRecord(BlockData& data, std::uint64_t ns, std::uint32_t id, std::uint64_t link)
    {
        data.put(std::uint8_t {1});
        putFrame(data, ns, id, 8, link);
    }
    static void putValue(BlockData& data, std::uint8_t first, std::uint32_t length = 8)
    {
        data.put(std::uint8_t {2}).put(length);
        for (std::uint32_t i = 0; i < length; ++i) {
            data.put(static_cast<std::uint8_t>(first + i));
        }
    }
    std::string bytes(const BlockData& data)
    {
        file.dataGroup(frames, file.out.block("DT", {}, data.bytes()), 1);
        return file.bytes();
    }
};

constexpr std::int64_t kStart = TestFile::kStart;

} // namespace

TEST_CASE("MDF: values of variable length are found behind and before their records")
{
    for (const std::string order : {"fvfvfv", "vfvfvf", "fffvvv", "vvvfff", "fvffvv"}) {
        Mixed mixed;
        BlockData data;
        std::uint32_t frame = 0;
        std::uint8_t value = 0;
        for (const char c : order) {
            if (c == 'f') {
                Mixed::putRecord(data, frame * 100, 0x100 + frame, frame * std::uint64_t {12});
                ++frame;
            } else {
                Mixed::putValue(data, static_cast<std::uint8_t>(10 * value++));
            }
        }
        const Reading reading = readMdf(mixed.bytes(data));
        CAPTURE(order);
        REQUIRE(reading.rows.size() == 3);
        CHECK(reading.skipped.empty());
        CHECK(reading.warnings.empty());
        for (std::uint8_t i = 0; i < 3; ++i) {
            CHECK(reading.rows[i].id == 0x100U + i);
            CHECK(reading.rows[i].ts == kStart + i * 100);
            CHECK(reading.rows[i].data.size() == 8);
            CHECK(reading.rows[i].data[0] == 10 * i);
        }
    }
}

TEST_CASE("MDF: links that the recorder did not set are those of the order")
{
    Mixed mixed("UnFinMF ", 64 | 1);
    BlockData data;
    for (std::uint32_t i = 0; i < 3; ++i) {
        Mixed::putRecord(data, i, i, 0);
        Mixed::putValue(data, static_cast<std::uint8_t>(i));
    }
    const Reading reading = readMdf(mixed.bytes(data));
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[2].data[0] == 2);
}

TEST_CASE("MDF: behind damage the frames have their own bytes again")
{
    Mixed mixed("MDF     ", 0, 60);
    BlockData data;
    for (std::uint32_t i = 0; i < 60; ++i) {
        if (i == 30) {
            for (int junk = 0; junk < 50; ++junk) {
                data.put(std::uint8_t {0xEE});
            }
            continue; // the frame is gone, and with it its bytes
        }
        Mixed::putRecord(data, i, i, i * std::uint64_t {12});
        Mixed::putValue(data, static_cast<std::uint8_t>(i));
    }
    const Reading reading = readMdf(mixed.bytes(data));
    REQUIRE(reading.rows.size() >= 58);
    for (const auto& row : reading.rows) {
        CHECK(row.data[0] == static_cast<std::uint8_t>(row.id));
    }
    REQUIRE_FALSE(reading.skipped.empty());
    CHECK(reading.skipped[0].reason == "unreadable record");
    CHECK(reading.skipped[0].bytes == 50);
}

TEST_CASE("MDF: a data block whose length nobody set reaches to the end of the file")
{
    Mixed mixed("UnFinMF ", 1 | 4, 0);
    BlockData data;
    Mixed::putRecord(data, 5, 7, 0);
    Mixed::putValue(data, 1);
    const std::uint64_t group = mixed.file.dataGroup(mixed.frames, 0, 1);
    mixed.file.out.set(group + 24 + 2 * 8, mixed.file.out.block("DT", {}, {}));
    std::string bytes = mixed.file.bytes();
    bytes.append(data.bytes().begin(), data.bytes().end());
    const Reading reading = readMdf(bytes);
    REQUIRE(reading.rows.size() == 1);
    CHECK(reading.rows[0].id == 7);
    const Reading cut = readMdf(std::string_view(bytes).substr(0, bytes.size() - 3));
    CHECK(cut.rows.empty());
    CHECK(cut.skipped.size() == 2);
}

TEST_CASE("MDF: groups of their own come in the order of time")
{
    TestFile file;
    for (std::uint64_t g = 0; g < 3; ++g) {
        BlockData data;
        for (std::uint64_t i = 0; i < 50; ++i) {
            putFrame(data, 10 * i + g, static_cast<std::uint32_t>(g), 8, i);
        }
        const std::uint64_t block = file.out.block("DT", {}, data.bytes());
        file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 50), block);
    }
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.rows.size() == 150);
    CHECK(std::is_sorted(reading.rows.begin(), reading.rows.end(),
                         [](const auto& a, const auto& b) { return a.ts < b.ts; }));
    CHECK(reading.rows[1].id == 1);
}

TEST_CASE("MDF: frames are made of what the channels say")
{
    TestFile file;
    const std::uint64_t toSeconds = file.linear(0, 1e-6);
    const std::uint64_t four = file.linear(4, 0);
    const std::uint64_t lengths = file.conversion(5, {}, {0, 0, 8, 8, 9, 12, 15, 64});
    // Parts of a structure with short names, packed into bits, as a logger writes them.
    const std::uint64_t parts = file.channels({{"ID", 0, 0, 6, 0, 29},
                                               {"IDE", 0, 0, 9, 7, 1},
                                               {"BusChannel", 6, 0, 0, 0, 0, four},
                                               {"DataLength", 0, 0, 10, 0, 4, lengths},
                                               {"Dir", 0, 0, 10, 4, 1},
                                               {"EDL", 0, 0, 10, 5, 1},
                                               {"BRS", 0, 0, 10, 6, 1},
                                               {"ESI", 0, 0, 10, 7, 1},
                                               {"DataBytes", 0, 10, 11, 0, 64 * 8}});
    const std::uint64_t channels
        = file.channels({{"t", 2, 0, 0, 0, 48, toSeconds}, {"CAN_DataFrame", 0, 10, 6, 0, 69 * 8}}, parts);
    BlockData data;
    data.put(std::uint32_t {7}).put(std::uint16_t {0}).put(std::uint32_t {0x92345678});
    data.put(static_cast<std::uint8_t>(9 | 0xF0)).put(std::uint8_t {0xAB}).zeros(63);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(channels, 75, 1), block);
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.rows.size() == 1);
    const auto& row = reading.rows[0];
    CHECK(row.ts == kStart + 7000);
    CHECK(row.id == 0x12345678);
    CHECK(row.extended);
    CHECK(row.channel == "4");
    CHECK(row.fd);
    CHECK(row.bitrateSwitch);
    CHECK(row.errorStateIndicator);
    CHECK(row.transmitted);
    CHECK(row.data.size() == 12);
    CHECK(row.data[0] == 0xAB);
}

TEST_CASE("MDF: without an IDE channel bit 31 of the identifier tells")
{
    TestFile file;
    BlockData data;
    putFrame(data, 0, 0x80000123, 8, 1);
    putFrame(data, 1, 0x00000123, 2, 0xFFFFFFFFFFFFFFFF);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 2), block);
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].extended);
    CHECK(reading.rows[0].id == 0x123);
    CHECK_FALSE(reading.rows[1].extended);
    CHECK(reading.rows[1].data == Data {0xFF, 0xFF});
}

TEST_CASE("MDF: a field within the invalidation bytes is none, whether or not the data has them")
{
    // The bytes of the frame are said to lie behind the data bytes of the record: in DV blocks the next record is
    // there.
    constexpr std::uint32_t kDataBytes = 13;
    for (const bool columnar : {true, false}) {
        for (const std::uint64_t shared : {0, 1}) { // one kind of record, or two with their ids
            TestFile file;
            BlockData data;
            for (std::uint32_t i = 0; i < 3; ++i) {
                if (shared != 0) {
                    data.put(std::uint8_t {1});
                }
                data.put(std::uint64_t {i}).put(0x100 + i).put(std::uint8_t {8}).zeros(columnar ? 0 : 8);
            }
            const std::uint64_t block = file.out.block(columnar ? "DV" : "DT", {}, data.bytes());
            const std::uint64_t other = shared == 0 ? 0 : file.group(0, 4, 0, 2);
            const std::uint64_t channels = file.channels(frameChannels(file));
            file.dataGroup(file.group(channels, kDataBytes, 3, shared, other, 2, "group", /*invalidBytes=*/8), block,
                           static_cast<std::uint8_t>(shared));
            const Reading reading = readMdf(file.bytes());
            CAPTURE(columnar);
            CAPTURE(shared);
            REQUIRE(reading.rows.size() == 3);
            CHECK(reading.skipped.empty());
            for (std::uint32_t i = 0; i < 3; ++i) {
                CHECK(reading.rows[i].ts == kStart + i);
                CHECK(reading.rows[i].id == 0x100 + i);
                CHECK(reading.rows[i].data.empty());
            }
        }
    }
}

TEST_CASE("MDF: times and identifiers within the invalidation bytes are not read either")
{
    TestFile file;
    BlockData data;
    for (std::uint8_t i = 0; i < 4; ++i) {
        data.put(i).put(std::uint8_t {1});
    }
    const std::uint64_t block = file.out.block("DV", {}, data.bytes());
    // All fields but the length lie behind the two data bytes.
    const std::uint64_t channels = file.channels({{"Timestamp", 2, 0, 2, 0, 64, file.linear(0, 1e-9)},
                                                  {"CAN_ErrorFrame.ID", 0, 0, 2, 0, 32},
                                                  {"CAN_ErrorFrame.BusChannel", 0, 0, 1, 4, 8},
                                                  {"CAN_ErrorFrame.DataBytes", 0, 10, 1, 0, 64}});
    file.dataGroup(file.group(channels, 2, 4, 0, 0, 2, "group", /*invalidBytes=*/16), block);
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.rows.size() == 4);
    for (const auto& row : reading.rows) {
        CHECK(row.ts == domain::kNoTime);
        CHECK(row.id == 0);
        CHECK(row.channel == "1");
        CHECK(row.data == Data {1});
    }
}

TEST_CASE("MDF: remote frames, error frames and other buses")
{
    TestFile file;
    for (const std::string event : {"CAN_RemoteFrame", "CAN_ErrorFrame", "LIN_Frame"}) {
        BlockData data;
        putFrame(data, 3, 0x55, 4, 1);
        const std::uint64_t block = file.out.block("DT", {}, data.bytes());
        file.dataGroup(file.group(file.channels(frameChannels(file, event)), kFrameBytes, 1), block);
    }
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.rows.size() == 2);
    CHECK(reading.rows[0].error);
    CHECK(reading.rows[1].remote);
    CHECK(reading.rows[1].data.empty());
    CHECK(reading.others == std::map<std::string, std::uint64_t> {{"LIN frame", 1}});
}

TEST_CASE("MDF: variable data in blocks of its own, packed or not")
{
    for (const bool packed : {false, true}) {
        TestFile file;
        BlockData values;
        values.put(std::uint32_t {2}).put(std::uint16_t {0x0201});
        values.put(std::uint32_t {12}).zeros(12);
        const std::uint64_t stored
            = packed ? file.list({file.packed(values.bytes(), "SD")}) : file.out.block("SD", {}, values.bytes());
        BlockData data;
        putFrame(data, 0, 1, 2, 0);
        putFrame(data, 1, 2, 12, 6);
        putFrame(data, 2, 3, 12, 999); // leads nowhere
        const std::uint64_t block = file.out.block("DT", {}, data.bytes());
        file.dataGroup(file.group(file.channels(frameChannels(file, "CAN_DataFrame", stored)), kFrameBytes, 3), block);
        const Reading reading = readMdf(file.bytes());
        REQUIRE(reading.rows.size() == 2);
        CHECK(reading.rows[0].data == Data {1, 2});
        CHECK(reading.rows[1].data.size() == 12);
        CHECK(reading.rows[1].fd);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0].reason == "frame whose data is not in the file");
    }
}

TEST_CASE("MDF: a group without identifiers is named")
{
    TestFile file;
    BlockData data;
    putFrame(data, 0, 1, 2, 0);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    auto channels = frameChannels(file);
    channels.erase(channels.begin() + 1);
    file.dataGroup(file.group(file.channels(channels), kFrameBytes, 1, 0, 0, 2, "mute"), block);
    const Reading reading = readMdf(file.bytes());
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0] == "the frames of group \"mute\" cannot be read: it has no channel with its identifiers");
}

TEST_CASE("MDF: Ethernet frames are packets")
{
    class PacketSink final : public RecordSink
    {
    public:
        void frames(const FrameBlock&, const std::vector<std::string>&) override { }
        void packet(const Packet& packet, const std::vector<std::string>&) override
        {
            bytes.assign(packet.bytes.begin(), packet.bytes.end());
            ts = packet.ts;
        }
        Data bytes;
        domain::RecordingTime ts = 0;
    };
    TestFile file;
    const std::string event = "ETH_Frame";
    const std::uint64_t toSeconds = file.linear(0, 1e-9);
    const std::uint64_t channels = file.channels({{"t", 2, 0, 0, 0, 64, toSeconds},
                                                  {event + ".Source", 0, 10, 8, 0, 48},
                                                  {event + ".Destination", 0, 10, 14, 0, 48},
                                                  {event + ".EtherType", 0, 0, 20, 0, 16},
                                                  {event + ".DataLength", 0, 0, 22, 0, 16},
                                                  {event + ".DataBytes", 0, 10, 24, 0, 64}});
    BlockData data;
    data.put(std::uint64_t {9});
    for (std::uint8_t i = 1; i <= 12; ++i) {
        data.put(i);
    }
    data.put(std::uint16_t {0x0800}).put(std::uint16_t {2}).put(std::uint64_t {0xBBAA});
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(channels, 32, 1), block);
    PacketSink sink;
    const std::string bytes = file.bytes();
    const auto source = memorySource(bytesOf(bytes));
    REQUIRE(MdfReader().read(testContext(), *source, sink, {}));
    CHECK(sink.ts == kStart + 9);
    CHECK(sink.bytes == Data {7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 0x08, 0x00, 0xAA, 0xBB});
}
