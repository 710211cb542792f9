// SPDX-License-Identifier: Apache-2.0
#include "tests/formats/reading.h"

#include <doctest/doctest.h>

using namespace argus;
using namespace argus::formats;
using namespace argus::formats::test;

namespace {

const std::string kGood = "(1543509533.000838) can0 123#0011\n";

/// Gives fewer bytes than it promised from some offset on, or an error.
class BrokenSource final : public ByteSource
{
public:
    BrokenSource(std::string text, std::uint64_t breaksAt, bool withError)
        : m_text(std::move(text))
        , m_breaksAt(breaksAt)
        , m_withError(withError)
    { }
    std::uint64_t size() const override { return m_text.size(); }
    base::Result<std::size_t> readAt(std::uint64_t offset, void* out, std::size_t size) const override
    {
        if (m_withError && offset + size > m_breaksAt) {
            return base::fail(base::ErrorCode::Internal, "the disk is broken");
        }
        const std::uint64_t end = std::min<std::uint64_t>(m_breaksAt, offset + size);
        const std::size_t got = offset < end ? static_cast<std::size_t>(end - offset) : 0;
        std::copy_n(m_text.data() + std::min<std::uint64_t>(offset, m_text.size()), got, static_cast<char*>(out));
        return got;
    }

private:
    std::string m_text;
    std::uint64_t m_breaksAt;
    bool m_withError;
};

} // namespace

TEST_CASE("bad lines are skipped with their offset and bytes, and reading goes on")
{
    const std::string bad = "(1543509533.000838) can0 18FEDF00$7D90\n";
    const auto reading = readCandump(kGood + bad + kGood + "garbage line\n" + kGood);
    CHECK(reading.rows.size() == 3);
    CHECK(reading.rows[2].offset == 2 * kGood.size() + bad.size() + 13);
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0] == domain::Skipped {"unreadable line", 2, bad.size() + 13, kGood.size()});
    CHECK(reading.warnings.empty());
}

TEST_CASE("a last line without line end counts when it is whole")
{
    const auto reading = readCandump(kGood + kGood.substr(0, kGood.size() - 1));
    CHECK(reading.rows.size() == 2);
    CHECK(reading.skipped.empty());
    CHECK(reading.warnings.empty());
}

TEST_CASE("a cut last line is skipped and said to be cut")
{
    const auto reading = readCandump(kGood + "(9");
    CHECK(reading.rows.size() == 1);
    REQUIRE(reading.skipped.size() == 1);
    CHECK(reading.skipped[0] == domain::Skipped {"cut at the end of the file", 1, 2, kGood.size()});
    REQUIRE(reading.warnings.size() == 1);
    CHECK(reading.warnings[0].find("cut") != std::string::npos);
}

TEST_CASE("lines without end are not held in memory and not lost sight of")
{
    const std::string longLine = "(1.000000) can0 123#" + std::string(300000, '0') + "\n";
    for (const std::size_t chunk : {std::size_t {1000}, std::size_t {70000}, std::size_t {1} << 20}) {
        CAPTURE(chunk);
        const auto reading = readCandump(kGood + longLine + kGood + longLine.substr(0, 200000), {}, chunk);
        CHECK(reading.rows.size() == 2);
        REQUIRE(reading.skipped.size() == 1);
        CHECK(reading.skipped[0]
              == domain::Skipped {"line longer than 64 KiB", 2, longLine.size() + 200000, kGood.size()});
    }
}

TEST_CASE("zero bytes and other binary data do no harm")
{
    using namespace std::string_literals;
    CHECK(isUnreadable("(1.000000) can0\0\0\0 123#00"s));
    CHECK(isUnreadable("\0\0\0\0"s));
    CHECK(isUnreadable("(1.000000) can0 123#00\0"s));
    // The short name is known from the line before: the zero bytes must not be taken for its padding.
    const auto reading = readCandump("(1.000000) can0 123#00\n(1.000000) can0\0\0 123#00\n"s);
    CHECK(reading.rows.size() == 1);
    CHECK(readCandump(std::string(100000, '\0')).skipped.size() == 1);
}

TEST_CASE("channel names that are not UTF-8 are made printable")
{
    const auto reading = readCandump("(1.000000) k\xFC"
                                     "hl 123#00\n");
    CHECK(reading.channels == std::vector<std::string> {"k\\xFChl"});
    CHECK(reading.rows.size() == 1);
}

TEST_CASE("endless channel names do not fill the memory")
{
    std::string text;
    for (int i = 0; i < 3000; ++i) {
        text += "(1.000000) bus" + std::to_string(i) + " 123#00\n";
    }
    text += "(1.000000) bus5 123#00\n";
    const auto whole = readCandump(text);
    CHECK(whole.rows.size() == 3001);
    CHECK(whole.channels.size() == 1025);
    CHECK(whole.channels.back() == "other");
    CHECK(whole.rows[1023].channel == "bus1023");
    CHECK(whole.rows[1024].channel == "other");
    CHECK(whole.rows[2999].channel == "other");
    CHECK(whole.rows[3000].channel == "bus5");
    CHECK(whole.warnings.size() == 1);
    ReadOptions options;
    options.helpers = 2;
    CHECK(sameReading(whole, readCandump(text, options, 5000)));
    CHECK(sameReading(whole, readCandump(text, {}, 100)));
}

TEST_CASE("a file that shrinks while it is read ends early, with a warning")
{
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += kGood;
    }
    const BrokenSource source(text, kGood.size() * 500, /*withError=*/false);
    Reading reading;
    CollectingSink sink(reading);
    const auto summary = CandumpReader(4096).read(testContext(), source, sink, {});
    REQUIRE(summary.has_value());
    CHECK(reading.rows.size() == 500);
    REQUIRE(summary->ledger.warnings().size() == 1);
    CHECK(summary->ledger.warnings()[0].find("shorter") != std::string::npos);
}

TEST_CASE("a read error is passed on, with and without helpers")
{
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += kGood;
    }
    for (const unsigned helpers : {0U, 2U}) {
        const BrokenSource source(text, kGood.size() * 500, /*withError=*/true);
        Reading reading;
        CollectingSink sink(reading);
        ReadOptions options;
        options.helpers = helpers;
        const auto summary = CandumpReader(4096).read(testContext(), source, sink, options);
        REQUIRE_FALSE(summary.has_value());
        CHECK(summary.error().message == "the disk is broken");
        CHECK(reading.rows.size() < 500);
    }
}

TEST_CASE("a cancelled context ends the reading")
{
    std::string text;
    for (int i = 0; i < 10000; ++i) {
        text += kGood;
    }
    for (const unsigned helpers : {0U, 3U}) {
        const auto context = testContext();
        Reading reading;
        CollectingSink sink(reading);
        ReadOptions options;
        options.helpers = helpers;
        options.progress = [&context](std::uint64_t) { context.cancel("enough"); };
        const auto source = memorySource(bytesOf(text));
        const auto summary = CandumpReader(4096).read(context, *source, sink, options);
        REQUIRE_FALSE(summary.has_value());
        CHECK((summary.error().code == base::ErrorCode::Cancelled));
        CHECK(reading.rows.size() < 200);
    }
}
