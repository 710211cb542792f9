// SPDX-License-Identifier: Apache-2.0
#include "core/base/text.h"
#include "core/formats/csv/csv_layout.h"
#include "core/formats/csv/csv_reader.h"
#include "core/formats/csv/csv_row.h"
#include "core/formats/csv/csv_short_cut.h"
#include "core/formats/text/text_chunks.h"
#include "tests/formats/reading.h"
#include "tests/formats/writing.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

const std::string kHeader = "Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n";
/// More rows than are looked at to recognise a table.
constexpr int kSampled = 500;
/// As older programs write it.
const std::string kNoDirection = "Time Stamp,ID,Extended,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8\n";

CsvLayout layoutOf(const std::string& text)
{
    return findCsvLayout(std::string_view(text).substr(0, kProbeBytes)).value_or(CsvLayout {});
}

/// A table that is recognised whatever rows follow.
std::string tableOf(const std::string& row)
{
    std::string text = kHeader;
    for (int i = 0; i < kSampled; ++i) {
        text += row + "\n";
    }
    return text;
}

bool agree(const domain::FrameRow& row, const CsvRow& expected, std::size_t offset)
{
    const auto has = [&expected](FrameFlag flag) { return (expected.flags & flag) != 0; };
    return row.offset == offset && row.ts == expected.ts && row.id == expected.id
        && row.channel == (expected.channel.empty() ? "1" : base::printable(expected.channel))
        && row.data == Data(expected.data.begin(), expected.data.begin() + expected.length)
        && has(kExtendedId) == row.extended && has(kTransmitted) == row.transmitted && has(kFd) == row.fd && !row.remote
        && !row.error;
}

/// What the reader makes of `text` must be what the general path makes of each of its rows.
void checkAgainstGeneralPath(const std::string& text)
{
    const CsvLayout layout = layoutOf(text);
    REQUIRE(layout.gvret);
    REQUIRE(CsvShortCut(layout).isUsable());
    const Reading reading = readWith(CsvReader(CsvReader::Dialect::Gvret), text);
    CsvRowReader general(layout);
    std::size_t next = 0;
    std::uint64_t skipped = 0;
    for (std::size_t at = layout.headerEnd; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        const std::string_view whole = std::string_view(text).substr(at, end - at);
        CAPTURE(whole);
        CsvRow row;
        const CsvRowKind kind = general.read(whole.substr(0, whole.size() - (whole.ends_with('\r') ? 1 : 0)), row);
        if (kind == CsvRowKind::Frame) {
            REQUIRE(next < reading.rows.size());
            REQUIRE(agree(reading.rows[next++], row, at));
        } else if (kind != CsvRowKind::NoRecord) {
            skipped += whole.size() + 1;
        }
        at = end + 1;
    }
    CHECK(next == reading.rows.size());
    std::uint64_t accounted = 0;
    for (const domain::Skipped& entry : reading.skipped) {
        accounted += entry.bytes;
    }
    CHECK(accounted == skipped);
}

/// How many of the rows the short cut itself reads, once it has met their channels.
std::size_t readByShortCut(const std::string& text)
{
    const CsvLayout layout = layoutOf(text);
    const auto source = memorySource(bytesOf(text));
    TextChunks chunks(*source, 0, text.size(), kTextChunkBytes, {});
    FrameChunk chunk;
    REQUIRE(chunks.next(chunk.text));
    chunk.restart(nullptr);
    CsvShortCut shortCut(layout);
    shortCut.restart(chunk);
    shortCut.remember("0", chunk.channelIndex("0"));
    std::size_t count = 0;
    forEachLine(
        chunk, [](std::string_view, std::uint64_t, std::uint64_t, bool) {},
        [&](const char* line, std::uint64_t offset) {
            const char* next = shortCut.read(line, offset);
            count += next != nullptr ? 1 : 0;
            return next;
        });
    return count;
}

} // namespace

TEST_CASE("the short cut for usual SavvyCAN rows agrees with the general path on every damaged form of them")
{
    const std::vector<std::string> rows {"166064000,0000021A,false,Rx,0,8,FE,36,12,FE,69,05,07,AD,",
                                         "166064000,0000021A,false,Rx,0,8,FE,36,12,FE,69,05,07,AD",
                                         "1700000000123456,18FEF100,true,Tx,1,2,00,37,00,00,00,00,00,00,\r",
                                         "7,7E8,false,Rx,12,3,1a,2B,3c,,,,,,",
                                         "9223372036854774,00000800,false,Rx,0,0,,,,,,,,"};
    for (const std::string& row : rows) {
        std::string text = tableOf(row);
        for (const std::string& damaged : damagedForms(row)) {
            text += damaged + "\n";
        }
        checkAgainstGeneralPath(text);
    }
    checkAgainstGeneralPath(kNoDirection
                            + "1,7E8,false,0,2,01,02,,,,,,,\n2,7E8,false,0,2,01,02,,,,,,,\n2,7E8,false,Rx,0,1,2\n");
    checkAgainstGeneralPath(
        "Time Stamp,ID,Extended,Dir,Bus,DLC,D1,D2,D3,D4,D5,D6,D7,D8,\n"
        "1,7E8,false,Rx,0,2,01,02,,,,,,,\n2,7E8,false,Rx,0,2,01,02,\"x,\"\",\n3,7E8,false,Rx,0,9,01\n");
}

TEST_CASE("rows in any state of repair are read as the general path reads them, whatever the chunks")
{
    CHECK(rc::check([] {
        static const std::string kSound = tableOf("1,7E8,false,Rx,0,2,01,02,,,,,,,");
        static const std::vector<std::string> kCells {"5",
                                                      "166064000",
                                                      "9223372036854775807",
                                                      "9223372036854",
                                                      "-5",
                                                      "1.5",
                                                      "",
                                                      "0",
                                                      "8",
                                                      "00",
                                                      "FE",
                                                      "f",
                                                      "7E8",
                                                      "0000021A",
                                                      "18FEF100",
                                                      "98FEF100",
                                                      "2.00E+06",
                                                      "true",
                                                      "false",
                                                      "True",
                                                      "Rx",
                                                      "Tx",
                                                      "12",
                                                      "007",
                                                      "\"1\"",
                                                      " 1"};
        std::string text = kSound;
        const int count = *rc::gen::inRange(0, 30);
        for (int i = 0; i < count; ++i) {
            std::vector<std::string> cells {"166064000", "7E8", "false", "Rx", "0", "2", "FE", "36",
                                            "00",        "",    "",      "",   "",  "",  ""};
            for (int changes = *rc::gen::inRange(0, 3); changes > 0; --changes) {
                cells[*rc::gen::inRange<std::size_t>(0, cells.size())] = *rc::gen::elementOf(kCells);
            }
            cells.resize(*rc::gen::elementOf(std::vector<std::size_t> {15, 15, 14, 8, 7, 6, 3}));
            for (std::size_t c = 0; c < cells.size(); ++c) {
                text += (c > 0 ? "," : "") + cells[c];
            }
            text += *rc::gen::arbitrary<bool>() ? "\r\n" : "\n";
        }
        checkAgainstGeneralPath(text);
        const std::size_t chunk = *rc::gen::inRange<std::size_t>(1, 200);
        RC_ASSERT(sameReading(readWith(CsvReader(CsvReader::Dialect::Gvret), text),
                              readWith(CsvReader(CsvReader::Dialect::Gvret, chunk), text)));
    }));
}

TEST_CASE("the short cut reads the rows that SavvyCAN writes, and leaves what stands before the header")
{
    std::string rows;
    for (int i = 0; i < 100; ++i) {
        rows += std::to_string(i * 1000) + ",0000021A,false,Rx,0," + std::to_string(i % 9)
            + ",FE,36,12,FE,69,05,07,AD,\n";
    }
    CHECK(readByShortCut(kHeader + rows) == 100);
    CHECK(readByShortCut(kHeader + "5,7E8,false,Rx,3,0,,,,,,,,\n" + rows) == 100); // channel 3 was not met
    const std::string before = "5,0000021A,false,Rx,0,2,FE,36,,,,,,,\n";
    CHECK(readByShortCut(before + kHeader + rows) == 100);
    CHECK(readWith(CsvReader(CsvReader::Dialect::Gvret), before + kHeader + rows).rows.size() == 100);
    CHECK_FALSE(CsvShortCut(layoutOf("time,id,dlc,data\n0.1,12A,1,00\n")).isUsable());
}
