// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/transpose.h"
#include "tests/formats/mdf_files.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

/// Ten blocks of ten frames each, packed.
std::string packedFile(std::size_t spoiled = SIZE_MAX, bool inColumns = false)
{
    TestFile file;
    std::vector<std::uint64_t> blocks;
    std::vector<std::uint64_t> spots;
    for (std::uint64_t b = 0; b < 10; ++b) {
        BlockData data;
        for (std::uint64_t i = 0; i < 10; ++i) {
            putFrame(data, 10 * b + i, static_cast<std::uint32_t>(b), 8, i * 0x123456789ABCDEF);
        }
        blocks.push_back(inColumns ? file.packedRows(data.bytes(), kFrameBytes) : file.packed(data.bytes()));
    }
    const std::uint64_t list = file.list(blocks);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 100), list);
    std::string bytes = file.bytes();
    if (spoiled < blocks.size()) {
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(blocks[spoiled] + 24 + 24), 20, '\xFF');
    }
    return bytes;
}

/// Cancels the reading when a certain place is read.
class CancellingSource final : public ByteSource
{
public:
    CancellingSource(std::string_view bytes, const base::ExecutionContext& context, std::uint64_t place)
        : m_inner(memorySource(bytesOf(bytes)))
        , m_context(context)
        , m_place(place)
    { }
    std::uint64_t size() const override { return m_inner->size(); }
    base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const override
    {
        if (offset == m_place) {
            m_context.cancel("enough");
        } else if (m_context.isCancelled()) {
            ++readsAfter;
        }
        return m_inner->readAt(offset, out, size);
    }
    mutable int readsAfter = 0;

private:
    std::unique_ptr<ByteSource> m_inner;
    const base::ExecutionContext& m_context;
    const std::uint64_t m_place;
};

class NoSink final : public RecordSink
{
public:
    void frames(const FrameBlock&, const std::vector<std::string>&) override { }
};

/// True when one of the texts has `part`.
bool contains(const std::vector<std::string>& texts, std::string_view part)
{
    return std::any_of(texts.begin(), texts.end(),
                       [part](const std::string& text) { return text.find(part) != std::string::npos; });
}

} // namespace

TEST_CASE("MDF: a damaged packed block costs its own records alone")
{
    for (const bool inColumns : {false, true}) {
        CHECK(readMdf(packedFile(SIZE_MAX, inColumns)).rows.size() == 100);
        for (const std::size_t spoiled : {0U, 4U, 9U}) {
            const Reading reading = readMdf(packedFile(spoiled, inColumns));
            CHECK(reading.rows.size() == 90);
            REQUIRE(reading.skipped.size() == 1);
            CHECK(reading.skipped[0].reason == "record in a damaged block");
            CHECK(reading.skipped[0].count == 10);
            CHECK(std::none_of(reading.rows.begin(), reading.rows.end(),
                               [spoiled](const auto& row) { return row.id == spoiled; }));
        }
    }
}

TEST_CASE("MDF: cut or changed anywhere, a file is read without failing")
{
    const std::string whole = packedFile();
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        const Reading reading = readMdf(std::string_view(whole).substr(0, size));
        CHECK_FALSE(reading.failed);
        CHECK(reading.rawBytes.size() == size);
    }
    for (std::size_t at = 0; at < whole.size(); at += 3) {
        for (const char value : {'\0', '\xFF', '\x08'}) {
            std::string changed = whole;
            changed[at] = value;
            const Reading reading = readMdf(changed);
            CHECK_FALSE(reading.failed);
            CHECK(reading.rows.size() <= 200);
        }
    }
}

TEST_CASE("MDF: chains that run in a circle end")
{
    TestFile file;
    BlockData data;
    putFrame(data, 1, 2, 8, 3);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    const std::uint64_t list = file.list({block});
    file.out.set(list + 24, list);
    const std::uint64_t group = file.group(file.channels(frameChannels(file)), kFrameBytes, 1);
    file.out.set(group + 24, group);
    const std::uint64_t dataGroup = file.dataGroup(group, list);
    file.out.set(dataGroup + 24, dataGroup);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.size() == 1);
    CHECK(reading.warnings.size() == 3);
}

TEST_CASE("MDF: what claims to be larger than it can be is left out")
{
    TestFile file;
    BlockData data;
    putFrame(data, 1, 2, 8, 3);
    const std::uint64_t block = file.packed(data.bytes());
    file.out.set(block + 24 + 8, std::uint64_t {100} << 20);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 1), block);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.empty());
    REQUIRE_FALSE(reading.warnings.empty());
    CHECK(reading.warnings[0].find("claims to hold 100 MiB") != std::string::npos);
}

TEST_CASE("MDF: links outside the file are said, and the rest is read")
{
    TestFile file;
    BlockData data;
    putFrame(data, 1, 2, 8, 3);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 1), block);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 1), std::uint64_t {1} << 40);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.size() == 1);
    CHECK(std::any_of(reading.warnings.begin(), reading.warnings.end(),
                      [](const auto& text) { return text.find("lies outside the file") != std::string::npos; }));
}

TEST_CASE("MDF: records of no size and impossible ids are no trouble")
{
    for (const int idBytes : {0, 1, 2, 3, 4, 8, 200}) {
        TestFile file;
        const std::uint64_t block = file.out.block("DT", {}, std::vector<std::uint8_t>(100, 1));
        const std::uint64_t second = file.group(0, 0, 1'000'000'000'000, 1);
        file.dataGroup(file.group(0, 0, 5, 1, second), block, static_cast<std::uint8_t>(idBytes));
        const Reading reading = readMdf(file.bytes());
        CHECK_FALSE(reading.failed);
        CHECK(reading.rows.empty());
    }
}

TEST_CASE("MDF: records that claim to be huge are not gathered in memory")
{
    // A few kilobytes that unpack to what such records would need.
    constexpr std::uint32_t kHuge = 20 << 20;
    TestFile file;
    const std::uint64_t list = file.list({file.packed(std::vector<std::uint8_t>(std::size_t {2} * kHuge + 2, 1))});
    file.dataGroup(file.group(file.channels(frameChannels(file)), kHuge, 2), list);
    const Reading reading = readMdf(file.bytes());
    CHECK_FALSE(reading.failed);
    CHECK(reading.rows.empty());
    CHECK(std::any_of(reading.warnings.begin(), reading.warnings.end(), [](const auto& text) {
        return text == "the records of group \"group\" cannot be read: they claim to have 20 MiB";
    }));
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].bytes == std::uint64_t {2} * kHuge + 2);
}

TEST_CASE("MDF: a reading is cancelled though nothing but damaged blocks comes")
{
    constexpr std::uint64_t kToPackedBytes = 24 + 24; // of a DZ block
    TestFile file;
    std::vector<std::uint64_t> blocks;
    for (int i = 0; i < 50; ++i) {
        blocks.push_back(file.packed(std::vector<std::uint8_t>(10 * kFrameBytes, 1)));
    }
    const std::uint64_t list = file.list(blocks);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 500), list);
    std::string bytes = file.bytes();
    for (const std::uint64_t block : blocks) {
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(block + kToPackedBytes), 8, '\xFF');
    }
    const base::ExecutionContext context = testContext().child();
    const CancellingSource source(bytes, context, blocks[2] + kToPackedBytes);
    NoSink sink;
    const auto summary = MdfReader().read(context, source, sink, {});
    REQUIRE_FALSE(summary.has_value());
    CHECK((summary.error().code == base::ErrorCode::Cancelled));
    CHECK(source.readsAfter == 0);
}

TEST_CASE("MDF: reading the blocks is cancelled as soon as it is wished")
{
    TestFile file;
    std::vector<std::uint64_t> blocks;
    for (int i = 0; i < 200; ++i) {
        blocks.push_back(file.out.block("DT", {}, std::vector<std::uint8_t>(kFrameBytes, 1)));
    }
    const std::uint64_t list = file.list(blocks);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 200), list);
    const std::string bytes = file.bytes();
    const base::ExecutionContext context = testContext().child();
    const CancellingSource source(bytes, context, blocks[2]);
    NoSink sink;
    const auto summary = MdfReader().read(context, source, sink, {});
    REQUIRE_FALSE(summary.has_value());
    CHECK((summary.error().code == base::ErrorCode::Cancelled));
    CHECK(source.readsAfter == 0);
}

TEST_CASE("MDF: a block that others lead to again and again does not keep the reader busy")
{
    TestFile file;
    constexpr std::size_t kChannels = 1000;
    const std::uint64_t array = file.out.block("CA", {}, std::vector<std::uint8_t>(4 << 20));
    std::uint64_t next = 0;
    for (std::size_t i = 0; i < kChannels; ++i) {
        BlockData data;
        data.zeros(8).put(std::uint32_t {8}).zeros(60);
        next = file.out.block("CN", {next, array, 0, 0, 0, 0, 0, 0}, data.bytes());
    }
    BlockData records;
    putFrame(records, 1, 2, 3, 4);
    const std::uint64_t block = file.out.block("DT", {}, records.bytes());
    file.dataGroup(file.group(next, kFrameBytes, 1), block);

    /// Counts what is read.
    class CountingSource final : public ByteSource
    {
    public:
        explicit CountingSource(std::string_view bytes)
            : m_inner(memorySource(bytesOf(bytes)))
        { }
        std::uint64_t size() const override { return m_inner->size(); }
        base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const override
        {
            total += size;
            return m_inner->readAt(offset, out, size);
        }
        mutable std::uint64_t total = 0;

    private:
        std::unique_ptr<ByteSource> m_inner;
    };
    const std::string bytes = file.bytes();
    const CountingSource source(bytes);
    NoSink sink;
    const auto summary = MdfReader().read(testContext(), source, sink, {});
    REQUIRE(summary.has_value());
    CHECK(source.total < 200 << 20); // and not a thousand times four MiB
    CHECK(contains(summary->ledger.warnings(), "referred to too often"));
}

TEST_CASE("MDF: what is packed with zstd or LZ4 is counted as lost, and named with its place")
{
    TestFile file;
    const std::uint64_t block = file.packed(std::vector<std::uint8_t>(10 * kFrameBytes, 1), "DT", 3, kFrameBytes);
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 10), block);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.empty());
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].count == 10);
    CHECK(contains(reading.warnings, "zstd, number 3"));
    CHECK(contains(reading.warnings, "at byte " + std::to_string(block + 48)));
}

TEST_CASE("MDF: values whose invalidation stands in blocks of its own are said to be shown as valid")
{
    TestFile file;
    const std::uint64_t values = file.out.block("DV", {}, std::vector<std::uint8_t>(2 * kFrameBytes, 1));
    const std::uint64_t invalid = file.out.block("DI", {}, std::vector<std::uint8_t>(2));
    BlockData data;
    data.put(std::uint32_t {0x80000000}).put(std::uint32_t {1}).zeros(16);
    const std::uint64_t list = file.out.block("LD", {0, values, invalid}, data.bytes());
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 2), list);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.size() == 2);
    CHECK(contains(reading.warnings, "invalid is not read"));
    CHECK(contains(reading.warnings, "listed at byte " + std::to_string(list)));
}

TEST_CASE("MDF: what the group counts and the data lacks is said")
{
    TestFile file;
    BlockData data;
    putFrame(data, 1, 2, 8, 3);
    data.zeros(5);
    const std::uint64_t block = file.out.block("DT", {}, data.bytes());
    file.dataGroup(file.group(file.channels(frameChannels(file)), kFrameBytes, 4), block);
    const Reading reading = readMdf(file.bytes());
    CHECK(reading.rows.size() == 1);
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0] == "group \"group\" should have 3 more records than its data has");
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0].reason == "record that is cut short");
    CHECK(reading.skipped[0].bytes == 5);
}

TEST_CASE("MDF: helper threads change nothing, whole or damaged")
{
    const auto check = [](std::string_view bytes) {
        ReadOptions options;
        const Reading alone = readMdf(bytes, options);
        for (const unsigned helpers : {1U, 2U, 4U}) {
            options.helpers = helpers;
            CHECK(sameReading(alone, readMdf(bytes, options)));
        }
    };
    const std::string whole = packedFile();
    check(whole);
    check(packedFile(SIZE_MAX, true));
    for (std::size_t block = 0; block < 10; ++block) {
        check(packedFile(block));
        check(packedFile(block, true));
    }
    for (std::size_t size = 0; size < whole.size(); size += 61) {
        check(std::string_view(whole).substr(0, size));
    }
    for (std::size_t at = 0; at < whole.size(); at += 47) {
        std::string changed = whole;
        changed[at] = '\xFF';
        check(changed);
    }
}

TEST_CASE("MDF: bytes that were put into columns come back, whatever the shape")
{
    for (std::size_t columns = 1; columns < 40; ++columns) {
        for (const std::size_t size : {0U, 1U, 7U, 63U, 64U, 65U, 500U, 8191U, 20000U}) {
            std::vector<std::uint8_t> bytes(size);
            for (std::size_t i = 0; i < size; ++i) {
                bytes[i] = static_cast<std::uint8_t>(i * 131 >> 3);
            }
            std::vector<std::uint8_t> turned(size);
            std::vector<std::uint8_t> back(size);
            mdf::transpose(bytes, columns, turned);
            mdf::transposeBack(turned, columns, back);
            CHECK((back == bytes));
        }
    }
}
