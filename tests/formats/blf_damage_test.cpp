// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/blf_files.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

std::string frames(std::uint32_t first, std::uint32_t count)
{
    std::string content;
    for (std::uint32_t i = 0; i < count; ++i) {
        // Data that does not pack well, so that damage hits somewhere.
        content += canObject((first + i) % 0x700, number((first + i) * 2654435761U, 4), i);
    }
    return content;
}

std::vector<std::uint32_t> ids(const Reading& reading)
{
    std::vector<std::uint32_t> found;
    for (const auto& row : reading.rows) {
        found.push_back(row.id);
    }
    return found;
}

std::uint64_t skippedCount(const Reading& reading)
{
    std::uint64_t count = 0;
    for (const auto& entry : reading.skipped) {
        count += entry.count;
    }
    return count;
}

bool skips(const Reading& reading, std::string_view reason, std::uint64_t offset, std::uint64_t bytes)
{
    return std::any_of(reading.skipped.begin(), reading.skipped.end(), [&](const domain::Skipped& entry) {
        return entry.reason == reason && entry.firstOffset == offset && entry.bytes == bytes && entry.count == 1;
    });
}

} // namespace

TEST_CASE("objects lie across the borders of containers, packed or not, and over several of them")
{
    const std::string content = frames(0, 100);
    for (const std::size_t step : {1U, 3U, 15U, 16U, 17U, 47U, 48U, 100U, 1000U, 4799U}) {
        std::string objects;
        for (std::size_t at = 0; at < content.size(); at += step) {
            const std::string part = content.substr(at, step);
            objects += (at / step) % 2 == 0 ? packed(part) : stored(part);
        }
        const Reading reading = readBlf(blfFile(objects, {0, 100, std::vector<std::uint16_t>(8, 0)}));
        CAPTURE(step);
        CHECK(reading.rows.size() == 100);
        CHECK(reading.skipped.empty());
        CHECK(reading.warnings.empty());
        for (std::size_t i = 0; i < reading.rows.size(); ++i) {
            REQUIRE(reading.rows[i].offset == 48 * i);
            REQUIRE(reading.rows[i].id == i);
        }
    }
}

TEST_CASE("padding between objects is of up to eight bytes, or zero")
{
    for (const std::size_t padding : {1U, 2U, 3U, 4U, 7U, 8U, 27U}) {
        const std::string gap = padding > 8 ? zeros(padding) : std::string(padding, 'x');
        const std::string content = canObject(1) + gap + canObject(2) + gap;
        const Reading reading = readBlf(blfFile(packed(content), {0, 2, std::vector<std::uint16_t>(8, 0)}));
        CAPTURE(padding);
        CHECK(reading.rows.size() == 2);
        CHECK(reading.skipped.empty());
        CHECK(reading.warnings.empty());
    }
    const Reading reading = readBlf(blfFile(packed(canObject(1) + std::string(9, 'x') + canObject(2))));
    CHECK(reading.rows.size() == 2);
    CHECK(skips(reading, "bytes that are no object", 48, 9));
}

TEST_CASE("objects outside of containers are read, in their place")
{
    const std::string inside = canObject(2) + canObject(3);
    const std::string objects = canObject(1) + stored(inside.substr(0, 60)) + canObject(9) + packed(inside.substr(60));
    const Reading reading = readBlf(blfFile(objects, {0, 4, std::vector<std::uint16_t>(8, 0)}));
    CHECK(ids(reading) == std::vector<std::uint32_t> {1, 2, 9, 3});
    CHECK(reading.rows[1].offset == 48);
    CHECK(reading.rows[2].offset == 108);
    CHECK(reading.rows[3].offset == 96);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
    CHECK(readBlf(blfFile(frames(0, 20000))).rows.size() == 20000);
}

TEST_CASE("sizes of 0 and other impossible ones: the next object is found")
{
    for (const std::uint64_t size : {0ULL, 1ULL, 15ULL, 31ULL, 0x7FFFFFFFULL, 0xFFFFFFFFULL}) {
        std::string bad = canObject(2);
        bad.replace(8, 4, number(size, 4));
        CAPTURE(size);
        const Reading inside = readBlf(blfFile(packed(canObject(1) + bad + canObject(3))));
        CHECK(ids(inside) == std::vector<std::uint32_t> {1, 3});
        CHECK(skips(inside, "object with an impossible size", 48, 48));
        const Reading outside = readBlf(blfFile(canObject(1) + bad + packed(canObject(3))));
        CHECK(ids(outside) == std::vector<std::uint32_t> {1, 3});
        CHECK(skippedCount(outside) == 1);
    }
}

TEST_CASE("a size that reaches into following objects costs one object, not those")
{
    std::string bad = canObject(2);
    bad.replace(8, 4, number(48 * 3 + 20, 4));
    const std::string content = canObject(1) + bad + frames(3, 10);
    const Reading reading = readBlf(blfFile(packed(content)));
    CHECK(reading.rows.size() == 11);
    CHECK(skips(reading, "unreadable object", 48, 48));
    // The same across containers.
    const std::string cut = stored(content.substr(0, 130)) + packed(content.substr(130));
    const Reading across = readBlf(blfFile(cut));
    CHECK(ids(across) == ids(reading));
    CHECK(skips(across, "unreadable object", 48, 48));
}

TEST_CASE("a damaged container: what unpacks is read, its extent is kept, and reading goes on behind it")
{
    const std::string first = frames(0, 1000);
    const std::string second = frames(1000, 1000);
    const std::string third = frames(2000, 10);
    std::string damaged = packed(second);
    const std::size_t middle = damaged.size() / 2;
    for (std::size_t i = middle; i < middle + 40; ++i) {
        damaged[i] = static_cast<char>(~damaged[i]);
    }
    const std::string before = packed(first);
    const Reading reading = readBlf(blfFile(before + damaged + packed(third)));
    REQUIRE(reading.rows.size() > 1100);
    REQUIRE(reading.rows.size() < 2005);
    CHECK(reading.rows.back().offset == 48 * 2009);
    CHECK(reading.rows.back().id == 2009 % 0x700);
    CHECK(warns(reading, "the container at " + std::to_string(144 + before.size()) + " of the file is damaged"));
    CHECK(reading.skipped.size() >= 1);
}

TEST_CASE("an object that a damaged container cuts is lost, with what of it lies behind")
{
    const std::string content = frames(0, 10);
    const std::string head = content.substr(0, 200);
    const std::string tail = content.substr(300);
    const std::string broken = blfContainer(deflated(head).substr(0, 20), 2, 300);
    const Reading reading = readBlf(blfFile(packed(canObject(0x77)) + broken + packed(tail)));
    CHECK(reading.rows.front().id == 0x77);
    CHECK(reading.rows.back().offset == 48 + 48 * 9);
    CHECK(reading.rows.back().id == 9);
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].reason == "lost in a damaged container");
    CHECK(reading.skipped[0].count == 1);
}

TEST_CASE("every truncation keeps the whole objects before it")
{
    const std::string content = frames(0, 40);
    const std::string file = blfFile(packed(content.substr(0, 1000)) + stored(content.substr(1000)) + canObject(0x99),
                                     {0, 41, std::vector<std::uint16_t>(8, 0)});
    std::size_t last = 0;
    for (std::size_t size = 145; size < file.size(); ++size) {
        const Reading reading = readBlf(file.substr(0, size));
        CAPTURE(size);
        REQUIRE_FALSE(reading.failed);
        REQUIRE(reading.rows.size() >= last);
        REQUIRE(reading.rows.size() <= 40);
        REQUIRE(warns(reading, "shorter than its header says"));
        REQUIRE(reading.rawBytes.size() == size);
        last = reading.rows.size();
        for (std::size_t i = 0; i < last; ++i) {
            REQUIRE(reading.rows[i].id == i);
        }
    }
    CHECK(last == 40);
    const Reading cut = readBlf(file.substr(0, file.size() - 100));
    CHECK(warns(cut, "the recording is cut"));
    CHECK(skippedCount(cut) >= 1);
}

TEST_CASE("containers with a wrong size of their own")
{
    const std::string second = packed(frames(100, 10));
    for (const std::uint64_t wrong : {40ULL, 5000ULL, 0x00FFFFFFULL, 0xFFFFFFF0ULL}) {
        std::string first = packed(frames(0, 100));
        const std::uint64_t size = wrong == 40 ? first.size() + 40 : wrong;
        first.replace(8, 4, number(size, 4));
        CAPTURE(wrong);
        const Reading reading = readBlf(blfFile(first + second));
        CHECK(reading.rows.size() == 110);
        CHECK(reading.rows.back().offset == 48 * 109);
    }
    std::string storedFirst = stored(frames(0, 100));
    storedFirst.replace(8, 4, number(0x00FFFFFF, 4));
    const Reading reading = readBlf(blfFile(storedFirst + second));
    CHECK(reading.rows.size() == 110);
}

TEST_CASE("containers that say another unpacked size than they have")
{
    const std::string content = frames(0, 100);
    for (const std::uint64_t says : {0ULL, 1ULL, 4000ULL, 5000ULL, 0xFFFFFFFFULL}) {
        CAPTURE(says);
        const Reading reading = readBlf(blfFile(blfContainer(deflated(content), 2, says) + packed(frames(100, 1)),
                                                {0, 101, std::vector<std::uint16_t>(8, 0)}));
        CHECK(reading.rows.size() == 101);
        CHECK(reading.rows.back().offset == (says == 0 ? 4800 : says));
        CHECK(warns(reading, "does not unpack to the size that it says"));
        CHECK(std::is_sorted(reading.rows.begin(), reading.rows.end(),
                             [](const auto& a, const auto& b) { return a.offset < b.offset; }));
    }
}

TEST_CASE("containers packed in an unknown way, containers within containers")
{
    const Reading unknown = readBlf(blfFile(blfContainer("whatever", 7, 480) + packed(frames(10, 1))));
    CHECK(ids(unknown) == std::vector<std::uint32_t> {10});
    CHECK(unknown.rows[0].offset == 480);
    CHECK(skips(unknown, "container with an unknown compression", 0, 480));
    const std::string inner = packed(canObject(5));
    const Reading nested = readBlf(blfFile(packed(canObject(1) + inner + canObject(2))));
    CHECK(ids(nested) == std::vector<std::uint32_t> {1, 2});
    CHECK(nested.skipped.size() == 1);
    CHECK(nested.skipped[0].reason == "container within a container");
}

TEST_CASE("large containers are taken in parts")
{
    const std::string content = frames(0, 120000); // 5.8 MB
    for (const bool isPacked : {true, false}) {
        const std::string large = isPacked ? packed(content) : stored(content);
        const std::string file = blfFile(large + packed(frames(7, 3)), {0, 120003, std::vector<std::uint16_t>(8, 0)});
        const Reading reading = readBlf(file);
        CAPTURE(isPacked);
        CHECK(reading.rows.size() == 120003);
        CHECK(reading.rows.back().offset == 48 * 120002);
        CHECK(reading.skipped.empty());
        CHECK(reading.warnings.empty());
        const Reading cut = readBlf(file.substr(0, 144 + large.size() / 2));
        CHECK(cut.rows.size() > 40000);
        CHECK(cut.skipped.size() == 1);
        CHECK(warns(cut, "the recording is cut"));
        std::string resized = file;
        resized.replace(144 + 8, 4, number(0x0FFFFFFF, 4));
        CHECK(readBlf(resized).rows.size() == 120003);
    }
}

TEST_CASE("a container that unpacks to gigabytes stays within bounds")
{
    const std::string bomb = deflated(zeros(64 << 20));
    const Reading reading = readBlf(blfFile(blfContainer(bomb, 2, 1000) + packed(canObject(3))));
    CHECK(ids(reading) == std::vector<std::uint32_t> {3});
    CHECK(warns(reading, "unpacks to far more than it says"));
}

TEST_CASE("what the header of the file says is compared, and not trusted")
{
    const std::string objects = packed(frames(0, 3));
    Reading reading = readBlf(blfFile(objects, {0, 5, std::vector<std::uint16_t>(8, 0)}));
    CHECK(warns(reading, "the header says 5 objects, but there are 3"));
    reading = readBlf(blfHeader({0, 0, std::vector<std::uint16_t>(8, 0)}) + objects);
    CHECK(warns(reading, "did not finish"));
    CHECK(reading.rows.size() == 3);
    std::string file = blfFile(objects, {0, 3, std::vector<std::uint16_t>(8, 0)});
    for (const std::uint64_t size : {0ULL, 3ULL, 72ULL, 100000ULL, 0xFFFFFFFFULL}) {
        file.replace(4, 4, number(size, 4));
        CHECK(readBlf(file).rows.size() == 3);
    }
    file[0] = 'X';
    reading = readBlf(file);
    CHECK(reading.rows.size() == 3);
    CHECK(warns(reading, "no header"));
    CHECK(readBlf("LOGG").rows.empty());
    CHECK(readBlf(blfHeader()).rows.empty());
    CHECK_FALSE(readBlf("").failed);
}

TEST_CASE("bytes between the objects of the file are accounted for with their place")
{
    const std::string first = stored(canObject(1));
    const Reading reading
        = readBlf(blfFile(first + std::string(1000, 'j') + stored(canObject(2)) + "trailing rubbish"));
    CHECK(ids(reading) == std::vector<std::uint32_t> {1, 2});
    CHECK(warns(reading, "1000 bytes at " + std::to_string(144 + first.size()) + " of the file are no object"));
    CHECK(warns(reading, "16 bytes at "));
}

TEST_CASE("a magic word within the data of a frame does not put the reader out of step")
{
    std::string content;
    for (std::uint32_t i = 0; i < 200; ++i) {
        content += canObject(i, "LOBJ\x20\0\x01\0");
    }
    for (const std::size_t step : {30U, 41U, 48U, 77U, 500U}) {
        std::string objects;
        for (std::size_t at = 0; at < content.size(); at += step) {
            objects += packed(content.substr(at, step));
        }
        const Reading reading = readBlf(blfFile(objects, {0, 200, std::vector<std::uint16_t>(8, 0)}));
        CAPTURE(step);
        CHECK(reading.rows.size() == 200);
        CHECK(reading.skipped.empty());
    }
}

TEST_CASE("hostile sizes cost no more than linear time")
{
    // Objects that each claim to reach to the end of what is there, with nothing behind it.
    std::string content;
    for (std::uint32_t i = 0; i < 60000; ++i) {
        std::string object = canObject(i % 0x700);
        content += object.replace(8, 4, number(48 * (60000 - i) + 100, 4));
    }
    content += zeros(60) + std::string(1000, 'x');
    CHECK_FALSE(readBlf(blfFile(packed(content))).failed);
    std::string objects;
    for (std::size_t at = 0; at < content.size(); at += 4096) {
        objects += stored(content.substr(at, 4096));
    }
    CHECK_FALSE(readBlf(blfFile(objects)).failed);
}
