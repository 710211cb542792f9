// SPDX-License-Identifier: Apache-2.0
#include "core/formats/frame_window.h"
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

std::string lineFor(int i)
{
    const std::string number = std::to_string(1000000 + i);
    return "(1543509533." + number.substr(1) + ") can0 123#" + (i % 2 == 0 ? "00" : "001122") + "\n";
}

std::string linesUpTo(int count)
{
    std::string text;
    for (int i = 0; i < count; ++i) {
        text += lineFor(i);
    }
    return text;
}

Reading readPart(const std::string& text, std::uint64_t begin, std::uint64_t end, std::size_t chunkBytes = 64)
{
    ReadOptions options;
    options.begin = begin;
    options.end = end;
    return readCandump(text, options, chunkBytes);
}

} // namespace

TEST_CASE("a part begins at the next line and completes the line that it ends in")
{
    const std::string text = linesUpTo(3);
    const std::uint64_t second = lineFor(0).size();
    const std::uint64_t third = second + lineFor(1).size();
    CHECK(readPart(text, 0, 1).rows.size() == 1);
    CHECK(readPart(text, 1, 2).rows.empty());
    CHECK(readPart(text, second, second + 1).rows.size() == 1);
    CHECK(readPart(text, second, second + 1).rows[0].offset == second);
    CHECK(readPart(text, second + 1, text.size()).rows.size() == 1);
    CHECK(readPart(text, second + 1, text.size()).rows[0].offset == third);
    CHECK(readPart(text, 1, second).rows.empty());
    CHECK(readPart(text, 1, second + 1).rows.size() == 1);
    CHECK(readPart(text, 5, 5).rows.empty());
    CHECK(readPart(text, 9, 5).rows.empty());
    CHECK(readPart(text, text.size(), UINT64_MAX).rows.empty());
    CHECK(readPart(text, text.size() + 1000, UINT64_MAX).rows.empty());
    CHECK_FALSE(readPart(text, text.size() + 1000, UINT64_MAX).failed);
    CHECK(readPart(text, 1, second).rawBytes == text.substr(1, second - 1));
}

TEST_CASE("parts side by side have every line once")
{
    std::string text = linesUpTo(20) + "a bad line\n" + linesUpTo(3) + "cut";
    const Reading whole = readCandump(text);
    for (const std::uint64_t step : {1U, 7U, 33U, 40U, 100U, 500U}) {
        for (const std::size_t chunk : {std::size_t {1}, std::size_t {13}, std::size_t {4096}}) {
            CAPTURE(step);
            CAPTURE(chunk);
            std::vector<std::uint64_t> offsets;
            std::uint64_t skipped = 0;
            std::string raw;
            for (std::uint64_t at = 0; at < text.size(); at += step) {
                const Reading part = readPart(text, at, at + step, chunk);
                for (const auto& row : part.rows) {
                    offsets.push_back(row.offset);
                }
                for (const auto& entry : part.skipped) {
                    skipped += entry.count;
                }
                raw += part.rawBytes;
            }
            CHECK(raw == text);
            CHECK(skipped == 2);
            REQUIRE(offsets.size() == whole.rows.size());
            for (std::size_t i = 0; i < offsets.size(); ++i) {
                CHECK(offsets[i] == whole.rows[i].offset);
            }
        }
    }
}

TEST_CASE("a part within a very long line is empty")
{
    const std::string text = linesUpTo(1) + std::string(200000, 'x') + "\n" + linesUpTo(1);
    CHECK(readPart(text, 1000, 100000, 4096).skipped.empty());
    CHECK(readPart(text, 1000, 100000, 4096).rows.empty());
    const Reading tail = readPart(text, 1000, text.size(), 4096);
    CHECK(tail.rows.size() == 1);
    CHECK(tail.skipped.empty());
    // The part that the line begins in accounts for all of it.
    const Reading first = readPart(text, 0, 1000, 4096);
    REQUIRE(first.skipped.size() == 1);
    CHECK(first.skipped[0].bytes == 200001);
}

TEST_CASE("frames around an offset")
{
    const std::string text = linesUpTo(50000);
    const auto source = memorySource(bytesOf(text));
    const CandumpReader reader;
    const Reading whole = readCandump(text);
    const auto around = [&](std::uint64_t offset, std::size_t before, std::size_t after) {
        const auto rows = framesAround(testContext(), *source, reader, offset, before, after);
        REQUIRE(rows.has_value());
        return *rows;
    };
    for (const std::size_t middle : {std::size_t {0}, std::size_t {3}, std::size_t {25000}, std::size_t {49999}}) {
        for (const std::size_t before : {std::size_t {0}, std::size_t {5}, std::size_t {20000}}) {
            for (const std::size_t after : {std::size_t {0}, std::size_t {7}}) {
                CAPTURE(middle);
                CAPTURE(before);
                CAPTURE(after);
                const auto rows = around(whole.rows[middle].offset, before, after);
                const std::size_t first = middle - std::min(middle, before);
                const std::size_t last = std::min(middle + after, whole.rows.size() - 1);
                REQUIRE(rows.size() == last - first + 1);
                CHECK(rows.front().offset == whole.rows[first].offset);
                CHECK(rows.back().offset == whole.rows[last].offset);
                CHECK(rows.back().number == rows.size() - 1);
            }
        }
    }
    // An offset within a record means that record.
    CHECK(around(whole.rows[7].offset + 5, 0, 0)[0].offset == whole.rows[7].offset);
    CHECK(around(text.size() + 100, 2, 2).size() == 3);
    CHECK(around(UINT64_MAX, 2, 2).empty());
}

TEST_CASE("frames around an offset: the caller's cancellation is not hidden")
{
    const std::string text = linesUpTo(100);
    const auto source = memorySource(bytesOf(text));
    const auto context = testContext();
    context.cancel();
    const auto rows = framesAround(context, *source, CandumpReader(), 0, 1, 1);
    REQUIRE_FALSE(rows.has_value());
    CHECK((rows.error().code == base::ErrorCode::Cancelled));
}
