// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/formula.h"
#include "tests/formats/mdf_files.h"

#include <doctest/doctest.h>

#include <cmath>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// Keeps the rows of all groups.
class RowSink final : public RecordSink
{
public:
    void frames(const FrameBlock&, const std::vector<std::string>&) override { }
    void samples(const SampleBlock& block, const std::vector<SignalGroup>& all) override
    {
        groups = all;
        blocks.push_back(block);
    }
    void marker(const Marker& marker) override
    {
        markers.push_back(std::string(marker.kind) + '|' + std::string(marker.text) + '|' + std::to_string(marker.ts));
    }
    std::vector<SignalGroup> groups;
    std::vector<SampleBlock> blocks;
    std::vector<std::string> markers;
};

RowSink readRows(const std::string& bytes)
{
    RowSink sink;
    const auto source = memorySource(bytesOf(bytes));
    REQUIRE(MdfReader().read(testContext(), *source, sink, {}));
    return sink;
}

} // namespace

TEST_CASE("MDF: values, units, conversions and texts of measured channels")
{
    TestFile file;
    const std::uint64_t unit = file.out.text("TX", "rpm");
    const std::uint64_t on = file.out.text("TX", "on");
    const std::uint64_t other = file.out.text("TX", "other");
    const std::uint64_t formula = file.out.text("TX", "2*X^2 - sqrt(X1)/(1+1)");
    const std::vector<TestChannel> channels {
        {"t", 2, 4, 0, 0, 64},
        {"speed", 0, 0, 8, 0, 16, file.linear(-10, 0.5), 0, unit},
        {"big-endian", 0, 3, 8, 0, 16},
        {"bits", 0, 0, 8, 3, 5},
        {"float", 0, 4, 10, 0, 32},
        {"state", 0, 0, 14, 0, 8, file.conversion(7, {on, other}, {1})},
        {"ramp", 0, 0, 14, 0, 8, file.conversion(4, {}, {0, 100, 2, 300})},
        {"nearest", 0, 0, 14, 0, 8, file.conversion(5, {}, {0, 100, 3, 300})},
        {"range", 0, 0, 14, 0, 8, file.conversion(8, {on, other}, {1, 3})},
        {"formula", 0, 0, 14, 0, 8, file.conversion(3, {formula}, {})},
        {"rational", 0, 0, 14, 0, 8, file.conversion(2, {}, {0, 0, 6, 0, 1, 1})},
        {"text", 0, 6, 15, 0, 32},
        {"beyond", 0, 0, 19, 0, 8},
    };
    BlockData data;
    data.put(0.5).put(std::uint16_t {0xFF00}).put(1.5F).put(std::uint8_t {1});
    for (const char c : std::string("\xE9t\0 ", 4)) {
        data.put(c);
    }
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(file.channels(channels), 19, 1, 0, 0, 0, "engine"), block);
    const RowSink sink = readRows(file.bytes());
    REQUIRE(sink.blocks.size() == 1);
    REQUIRE(sink.groups.size() == 1);
    CHECK(sink.groups[0].name == "engine");
    CHECK(sink.groups[0].signals[0].name == "speed");
    CHECK(sink.groups[0].signals[0].unit == "rpm");
    const SampleBlock& rows = sink.blocks[0];
    CHECK(rows.time == std::vector<domain::RecordingTime> {TestFile::kStart + 500'000'000});
    CHECK(rows.values[0][0] == 0xFF00 * 0.5 - 10);
    CHECK(rows.values[1][0] == 255);
    CHECK(rows.values[2][0] == 0);
    CHECK(rows.values[3][0] == 1.5);
    CHECK(rows.texts[4][0] == "on");
    CHECK(rows.values[5][0] == 200);
    CHECK(rows.values[6][0] == 100);
    CHECK(rows.texts[7][0] == "on");
    CHECK(rows.values[8][0] == 1.5);
    CHECK(rows.values[9][0] == 3);
    CHECK(rows.texts[10][0] == "\xC3\xA9t");
    CHECK(std::isnan(rows.values[11][0]));
}

TEST_CASE("MDF: formulas")
{
    const auto value = [](std::string_view text, double x) {
        const auto formula = mdf::Formula::parse(text);
        return formula ? (*formula)(x) : std::nan("");
    };
    CHECK(value("1+2*3", 0) == 7);
    CHECK(value("-X**2", 3) == -9);
    CHECK(value("2^3^2", 0) == 512);
    CHECK(value("(X1 - 1) / 2", 5) == 2);
    CHECK(value("exp(0) + LOG(100) + abs(-x)", 2) == 5);
    CHECK(value("1e3*.5", 0) == 500);
    for (const std::string_view broken : {"", "1+", "(1", "foo(1)", "1 2", "X2", "sin 1", ")"}) {
        CHECK(mdf::Formula::parse(broken) == nullptr);
    }
    CHECK(mdf::Formula::parse(std::string(4000, '(')) == nullptr);
    CHECK(mdf::Formula::parse(std::string(4000, '-')) == nullptr);
}

TEST_CASE("MDF: events are markers")
{
    TestFile file;
    const std::uint64_t name = file.out.text("TX", "button");
    BlockData data;
    data.put(std::uint8_t {6}).put(std::uint8_t {1}).zeros(14).put(std::int64_t {25}).put(1e-3);
    file.setEvent(file.out.block("EV", {0, 0, 0, name, 0}, data.bytes()));
    const RowSink sink = readRows(file.bytes());
    CHECK(sink.markers == std::vector<std::string> {"marker|button|" + std::to_string(TestFile::kStart + 25'000'000)});
}

TEST_CASE("MDF 3: a file with one group, either byte order")
{
    const auto file = [](bool bigEndian) {
        std::string bytes;
        const auto put = [&bytes, bigEndian](std::uint64_t value, int size) {
            for (int i = 0; i < size; ++i) {
                bytes += static_cast<char>(value >> (8 * (bigEndian ? size - 1 - i : i)));
            }
        };
        const auto fill = [&bytes](std::size_t upTo) { bytes.resize(upTo); };
        bytes = "MDF     3.10    test    ";
        put(bigEndian ? 1 : 0, 2);
        put(0, 2);
        put(310, 2);
        fill(64);
        constexpr std::uint64_t kDg = 300;
        constexpr std::uint64_t kCg = 340;
        constexpr std::uint64_t kTime = 400;
        constexpr std::uint64_t kValue = 700;
        constexpr std::uint64_t kConversion = 1000;
        constexpr std::uint64_t kData = 1100;
        bytes += "HD";
        put(164, 2), put(kDg, 4), put(0, 4), put(0, 4), put(1, 2);
        bytes += "09:12:201518:40:54";
        fill(kDg);
        bytes += "DG";
        put(28, 2), put(0, 4), put(kCg, 4), put(0, 4), put(kData, 4), put(1, 2), put(0, 2);
        fill(kCg);
        bytes += "CG";
        put(26, 2), put(0, 4), put(kTime, 4), put(0, 4), put(0, 2), put(2, 2), put(6, 2), put(2, 4);
        for (const std::uint64_t channel : {kTime, kValue}) {
            const bool isTime = channel == kTime;
            fill(channel);
            bytes += "CN";
            put(228, 2), put(isTime ? kValue : 0, 4), put(isTime ? 0 : kConversion, 4), put(0, 12),
                put(isTime ? 1 : 0, 2);
            bytes += isTime ? "time" : "speed";
            fill(channel + 186);
            put(isTime ? 0 : 32, 2), put(isTime ? 32 : 16, 2), put(isTime ? 0 : 1, 2);
            fill(channel + 228);
        }
        fill(kConversion);
        bytes += "CC";
        put(62, 2);
        fill(kConversion + 22);
        bytes += "km/h";
        fill(kConversion + 42);
        put(0, 2), put(2, 2);
        put(std::bit_cast<std::uint64_t>(1.0), 8), put(std::bit_cast<std::uint64_t>(2.0), 8);
        fill(kData);
        put(1, 4), put(3, 2), put(2, 4), put(0xFFFF, 2);
        return bytes;
    };
    for (const bool bigEndian : {false, true}) {
        const RowSink sink = readRows(file(bigEndian));
        REQUIRE(sink.blocks.size() == 1);
        CHECK(sink.groups[0].signals[0].name == "speed");
        CHECK(sink.groups[0].signals[0].unit == "km/h");
        CHECK(sink.blocks[0].values[0] == std::vector<double> {7, -1});
        CHECK(sink.blocks[0].time[0] == 1449686454LL * 1'000'000'000 + 1'000'000'000);
    }
}
