// SPDX-License-Identifier: Apache-2.0
#include "core/index/column_block.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <limits>

using namespace argus;
using namespace argus::index;
using formats::FrameBlock;

namespace {

bool sameRows(const FrameBlock& a, const FrameBlock& b, bool withPayload)
{
    if (a.time != b.time || a.offset != b.offset || a.id != b.id || a.channel != b.channel || a.flags != b.flags
        || a.length != b.length) {
        return false;
    }
    for (std::size_t i = 0; withPayload && i < a.size(); ++i) {
        if (!std::ranges::equal(a.payload(i), b.payload(i))) {
            return false;
        }
    }
    return true;
}

/// Ordinary traffic: a few ids, rising times and offsets.
FrameBlock traffic(std::size_t frames)
{
    FrameBlock block;
    const std::vector<std::uint8_t> data {1, 2, 3, 4, 5, 6, 7, 8};
    for (std::size_t i = 0; i < frames; ++i) {
        const auto n = static_cast<std::int64_t>(i);
        block.append(1543509533'000000000 + n * 230'000, 48 * i, static_cast<std::uint32_t>(0x100 + i % 50), i % 2,
                     formats::kExtendedId, data);
    }
    return block;
}

FrameBlock anyRows()
{
    FrameBlock block;
    const std::size_t count = *rc::gen::inRange<std::size_t>(1, 200);
    const bool wild = *rc::gen::arbitrary<bool>();
    for (std::size_t i = 0; i < count; ++i) {
        const auto time = wild ? *rc::gen::elementOf(std::vector<std::int64_t> {
                                     domain::kNoTime, 0, -1, std::numeric_limits<std::int64_t>::max(), 7000000})
                               : *rc::gen::inRange<std::int64_t>(0, 1000000000);
        const auto flags = *rc::gen::arbitrary<std::uint8_t>();
        const std::size_t most = (flags & formats::kRemote) != 0 ? 8 : formats::kMaxFrameData;
        const auto data = *rc::gen::container<std::vector<std::uint8_t>>(*rc::gen::inRange<std::size_t>(0, most + 1),
                                                                         rc::gen::arbitrary<std::uint8_t>());
        block.append(time, *rc::gen::arbitrary<std::uint64_t>(), *rc::gen::inRange<std::uint32_t>(0, 1U << 29),
                     *rc::gen::arbitrary<std::uint16_t>(), flags, data);
    }
    return block;
}

} // namespace

TEST_CASE("a packed block unpacks to the same frames")
{
    CHECK(rc::check([] {
        const FrameBlock rows = anyRows();
        const bool withPayload = *rc::gen::arbitrary<bool>();
        FrameBlock again;
        RC_ASSERT(unpackBlock(packBlock(rows, withPayload), again).has_value());
        RC_ASSERT(sameRows(rows, again, withPayload));
    }));
}

TEST_CASE("ordinary traffic takes a few bytes for each frame")
{
    const FrameBlock rows = traffic(kBlockRows);
    CHECK(packBlock(rows, false).size() < 5 * kBlockRows);
    CHECK(packBlock(rows, true).size() < 13 * kBlockRows);
    FrameBlock again;
    REQUIRE(unpackBlock(packBlock(rows, true), again).has_value());
    CHECK(sameRows(rows, again, true));
}

TEST_CASE("a block with bytes too many, or a remote frame that asks for too much, is refused")
{
    auto longer = packBlock(traffic(100), true);
    longer.push_back(0);
    FrameBlock out;
    CHECK_FALSE(unpackBlock(longer, out).has_value());
    FrameBlock rows;
    rows.append(0, 0, 0x123, 0, formats::kRemote, std::vector<std::uint8_t>(9));
    CHECK_FALSE(unpackBlock(packBlock(rows, true), out).has_value());
}

TEST_CASE("damaged blocks are refused or give frames, and never more than a block holds")
{
    const auto whole = packBlock(traffic(100), true);
    for (std::size_t size = 0; size < whole.size(); ++size) {
        FrameBlock out;
        CHECK_FALSE(unpackBlock(std::span(whole).first(size), out).has_value());
    }
    CHECK(rc::check([&whole] {
        auto damaged = whole;
        for (int i = 0; i < 4; ++i) {
            damaged[*rc::gen::inRange<std::size_t>(0, damaged.size())] = *rc::gen::arbitrary<std::uint8_t>();
        }
        FrameBlock out;
        (void)unpackBlock(damaged, out);
        RC_ASSERT(out.size() <= kBlockRows);
    }));
}
