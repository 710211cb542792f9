// SPDX-License-Identifier: Apache-2.0
#include "core/formats/csv/csv_reader.h"
#include "core/formats/csv/gvret_writer.h"
#include "tests/formats/reading.h"
#include "tests/formats/written_bytes.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <map>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

TEST_CASE("what the writer of SavvyCAN tables writes, the reader reads")
{
    CHECK(rc::check([] {
        const std::vector<std::string> channels {"0", "1", "12"};
        FrameBlock block;
        const int count = *rc::gen::inRange(0, 40);
        for (int i = 0; i < count; ++i) {
            const bool extended = *rc::gen::arbitrary<bool>();
            const auto id = *rc::gen::inRange<std::uint32_t>(0, extended ? 1U << 29 : 1U << 11);
            const auto ts = *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 2'000'000'000'000'000) * 1000;
            const auto data
                = *rc::gen::container<Data>(*rc::gen::inRange<std::size_t>(0, 9), rc::gen::arbitrary<std::uint8_t>());
            const auto flags = static_cast<std::uint8_t>((extended ? kExtendedId : 0)
                                                         | (*rc::gen::arbitrary<bool>() ? kTransmitted : 0));
            // A standard flag on an id of more than 11 bits would be no frame.
            block.append(ts, 0, id, *rc::gen::inRange<std::uint16_t>(0, 3), flags, data);
        }
        WrittenBytes sink(/*canOverwrite=*/false);
        GvretCsvWriter writer(sink);
        RC_ASSERT(writer.frames(block, channels).has_value());
        RC_ASSERT(writer.finish().has_value());
        RC_ASSERT(writer.losses().empty());
        const Reading reading = readWith(CsvReader(CsvReader::Dialect::Gvret), sink.bytes);
        RC_ASSERT(reading.skipped.empty());
        RC_ASSERT(reading.rows.size() == block.size());
        for (std::size_t i = 0; i < block.size(); ++i) {
            const domain::FrameRow& row = reading.rows[i];
            const auto payload = block.payload(i);
            RC_ASSERT(row.ts == block.time[i]);
            RC_ASSERT(row.id == block.id[i]);
            RC_ASSERT(row.extended == ((block.flags[i] & kExtendedId) != 0));
            RC_ASSERT(row.transmitted == ((block.flags[i] & kTransmitted) != 0));
            RC_ASSERT(row.channel == channels[block.channel[i]]);
            RC_ASSERT(row.data == Data(payload.begin(), payload.end()));
        }
    }));
}

TEST_CASE("what SavvyCAN's table cannot hold is counted")
{
    const std::vector<std::string> channels {"can0", "0", "can1"};
    FrameBlock block;
    const Data data {1, 2};
    block.append(1'500, 0, 0x123, 0, 0, data);
    block.append(domain::kNoTime, 0, 0x123, 1, 0, data);
    block.append(1'000, 0, 0x123, 2, kFd, data);
    block.append(1'000, 0, 0x123, 2, kRemote, {});
    block.append(1'000, 0, 4, 2, kError, data);
    WrittenBytes sink(/*canOverwrite=*/false);
    GvretCsvWriter writer(sink);
    REQUIRE(writer.frames(block, channels).has_value());
    REQUIRE(writer.finish().has_value());
    CHECK(sink.bytes
          == "Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n"
             "1,00000123,false,Rx,0,2,01,02,00,00,00,00,00,00,\n"
             "0,00000123,false,Rx,1,2,01,02,00,00,00,00,00,00,\n");
    std::map<std::string, std::uint64_t> losses;
    for (const WriteLoss& loss : writer.losses()) {
        losses[loss.what] = loss.frames;
    }
    CHECK(losses
          == std::map<std::string, std::uint64_t> {{"CAN FD frames left out", 1},
                                                   {"bus names written as numbers", 2},
                                                   {"error frames left out", 1},
                                                   {"frames without time written with time 0", 1},
                                                   {"remote frames left out", 1},
                                                   {"times cut to microseconds", 1}});
}

TEST_CASE("an empty recording has its header")
{
    WrittenBytes sink(/*canOverwrite=*/false);
    GvretCsvWriter writer(sink);
    REQUIRE(writer.finish().has_value());
    CHECK(readWith(CsvReader(CsvReader::Dialect::Gvret), sink.bytes).rows.empty());
    CHECK(sink.bytes.starts_with("Time Stamp,ID,"));
}
