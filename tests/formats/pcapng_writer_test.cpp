// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/pcapng_reader.h"
#include "core/formats/pcap/pcapng_writer.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"
#include "tests/support/temporary_folder.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

const std::vector<std::string> kChannels {"can0", "vcan12", "7", "synth-drive0"};

FrameBlock anyBlock()
{
    FrameBlock block;
    const std::size_t count = *rc::gen::inRange<std::size_t>(0, 20);
    for (std::size_t i = 0; i < count; ++i) {
        const bool extended = *rc::gen::arbitrary<bool>();
        const int kind = *rc::gen::inRange(0, 4); // data, FD, remote, error
        const auto id = *rc::gen::inRange<std::uint32_t>(0, kind == 3 ? 0x400U : extended ? 1U << 29 : 1U << 11);
        const auto length = *rc::gen::inRange<std::size_t>(0, kind == 1 ? 65 : 9);
        const auto data = *rc::gen::container<Data>(length, rc::gen::arbitrary<std::uint8_t>());
        const bool isFd = kind == 1;
        const auto flags = static_cast<std::uint8_t>((extended && kind != 3 ? kExtendedId : 0) | (isFd ? kFd : 0)
                                                     | (kind == 2 ? kRemote : 0) | (kind == 3 ? kError : 0)
                                                     | (isFd && *rc::gen::arbitrary<bool>() ? kBitrateSwitch : 0)
                                                     | (isFd && *rc::gen::arbitrary<bool>() ? kErrorStateIndicator : 0)
                                                     | (*rc::gen::arbitrary<bool>() ? kTransmitted : 0));
        block.append(*rc::gen::inRange<std::int64_t>(0, INT64_MAX), 0, id,
                     *rc::gen::inRange<std::uint16_t>(0, static_cast<std::uint16_t>(kChannels.size())), flags, data);
    }
    return block;
}

std::string written(const FrameBlock& block, std::vector<WriteLoss>* losses = nullptr)
{
    WrittenBytes sink(/*canOverwrite=*/false);
    PcapngWriter writer(sink);
    CHECK(writer.frames(block, kChannels).has_value());
    CHECK(writer.finish().has_value());
    if (losses != nullptr) {
        *losses = writer.losses();
    }
    return sink.bytes;
}

/// What a command of this test's own making prints.
std::string outputOf(const std::string& command)
{
    std::string out;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        char buffer[512];
        while (std::fgets(buffer, sizeof buffer, pipe) != nullptr) {
            out += buffer;
        }
        ::pclose(pipe);
    }
    return out;
}

} // namespace

TEST_CASE("what is written as pcapng is read back the same")
{
    CHECK(rc::check([] {
        const FrameBlock block = anyBlock();
        const Reading reading = readWith(PcapngReader(), written(block));
        RC_ASSERT(reading.skipped.empty());
        RC_ASSERT(reading.rows.size() == block.size());
        for (std::size_t i = 0; i < block.size(); ++i) {
            const domain::FrameRow& row = reading.rows[i];
            const domain::FrameRow wanted = toRow(block, i, kChannels, i);
            RC_ASSERT(row.ts == wanted.ts && row.channel == wanted.channel && row.id == wanted.id);
            RC_ASSERT(row.data == wanted.data && row.transmitted == wanted.transmitted);
            RC_ASSERT(row.extended == wanted.extended && row.fd == wanted.fd && row.remote == wanted.remote);
            RC_ASSERT(row.error == wanted.error && row.bitrateSwitch == wanted.bitrateSwitch);
            RC_ASSERT(row.errorStateIndicator == wanted.errorStateIndicator && row.requested == wanted.requested);
        }
    }));
}

TEST_CASE("what pcapng cannot hold is counted")
{
    FrameBlock block;
    block.append(domain::kNoTime, 0, 1, 0, 0, {});
    block.append(-5, 0, 1, 0, 0, {});
    block.append(5, 0, 1, 0, 0, {});
    std::vector<WriteLoss> losses;
    const Reading reading = readWith(PcapngReader(), written(block, &losses));
    REQUIRE(reading.rows.size() == 3);
    CHECK(reading.rows[0].ts == 0);
    CHECK(reading.rows[2].ts == 5);
    REQUIRE(losses.size() == 2);
    CHECK(losses[0].frames == 1);
    CHECK(losses[1].frames == 1);
}

TEST_CASE("ids of error frames that are no classes, and marks of CAN FD in remote frames, are left out and counted")
{
    FrameBlock block;
    const Data data {1, 2, 3, 4, 5, 6, 7, 8};
    block.append(1, 0, 0x19999999, 0, kError, data);
    block.append(2, 0, 0x84, 0, kError, data);
    block.append(3, 0, 0x15555555, 0, kExtendedId | kRemote | kFd | kBitrateSwitch | kErrorStateIndicator, Data(8));
    block.append(4, 0, 0x123, 0, kErrorStateIndicator, data);
    std::vector<WriteLoss> losses;
    const Reading reading = readWith(PcapngReader(), written(block, &losses));
    REQUIRE(reading.rows.size() == 4);
    CHECK(reading.rows[0].error);
    CHECK(reading.rows[0].data == data);
    CHECK(reading.rows[1].error);
    CHECK(reading.rows[1].id == 0x84);
    CHECK(reading.rows[2].id == 0x15555555);
    CHECK(reading.rows[2].remote);
    CHECK_FALSE(reading.rows[2].fd);
    CHECK(reading.rows[2].requested == 8);
    CHECK_FALSE(reading.rows[3].fd);
    CHECK(reading.rows[3].data == data);
    REQUIRE(losses.size() == 2);
    CHECK(losses[0].what.find("ids of error frames") == 0);
    CHECK(losses[0].frames == 1);
    CHECK(losses[1].what.find("marks of CAN FD") == 0);
    CHECK(losses[1].frames == 2);
}

TEST_CASE("tshark reads what is written (skipped where it is not installed)")
{
    if (outputOf("tshark --version 2>/dev/null").empty()) {
        MESSAGE("tshark is not installed: skipped");
        return;
    }
    FrameBlock block;
    const Data data {1, 2, 3, 4, 5, 6, 7, 8};
    block.append(1600000000123456789, 0, 0x18DAF110, 0, kExtendedId, data);
    block.append(1600000000123456790, 0, 0x7E8, 1, kTransmitted, data);
    block.append(1600000000123456791, 0, 0x123, 1, kFd | kBitrateSwitch, Data(48, 7));
    const argus::test::TestFolder folder;
    const std::string path = (folder.path() / "frames.pcapng").string();
    std::ofstream(path, std::ios::binary) << written(block);
    const std::string command = "tshark -r " + path
        + " -T fields -e can.id -e can.len -e frame.time_epoch -e frame.interface_name 2>/dev/null";
    const std::string out = outputOf(command);
    CHECK(out.find("417001744\t8\t") == 0); // 18DAF110
    CHECK(out.find("1600000000.123456789\tcan0\n") != std::string::npos);
    CHECK(out.find("2024\t8\t") != std::string::npos); // 7E8
    CHECK(out.find("291\t48\t") != std::string::npos); // 123
    CHECK(out.find("1600000000.123456791\tvcan12\n") != std::string::npos);
}
