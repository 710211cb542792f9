// SPDX-License-Identifier: Apache-2.0
#include "core/formats/block_writer.h"
#include "core/formats/frame_block.h"
#include "core/formats/ledger.h"
#include "core/formats/text/hex_digits.h"

#include <doctest/doctest.h>

#include <cstring>
#include <numeric>
#include <random>

using namespace argus;
using namespace argus::formats;

namespace {

std::vector<std::uint8_t> counting(std::size_t size)
{
    std::vector<std::uint8_t> bytes(size);
    std::iota(bytes.begin(), bytes.end(), std::uint8_t {1});
    return bytes;
}

/// The promise of FrameBlock: eight bytes can be loaded, and those behind the payload are zero.
void checkPayload(const FrameBlock& block, std::size_t i, const std::vector<std::uint8_t>& expected)
{
    const auto payload = block.payload(i);
    REQUIRE(std::equal(payload.begin(), payload.end(), expected.begin(), expected.end()));
    REQUIRE(block.dataStart[i] + 8 <= block.data.size());
    for (std::size_t at = expected.size(); at < 8; ++at) {
        REQUIRE(block.data[block.dataStart[i] + at] == 0);
    }
}

} // namespace

TEST_CASE("frames of every length keep their bytes")
{
    FrameBlock block;
    block.reserve(10);
    for (std::size_t length = 0; length <= kMaxFrameData; ++length) {
        block.append(domain::kNoTime, length, 0x123, 0, 0, counting(length));
    }
    REQUIRE(block.size() == 65);
    for (std::size_t length = 0; length <= kMaxFrameData; ++length) {
        checkPayload(block, length, counting(length));
    }
    block.append(1, 2, 3, 4, kFd, counting(100));
    CHECK(block.length.back() == 64);
    block.clear();
    CHECK(block.empty());
}

TEST_CASE("a remote frame asks for a length and has no payload, in copies too")
{
    FrameBlock block;
    block.append(1, 2, 0x123, 4, kRemote, counting(8));
    block.append(5, 6, 0x124, 7, kTransmitted, counting(12));
    FrameBlock copy;
    copy.append(block, 1);
    copy.append(block, 0);
    CHECK(copy.length == std::vector<std::uint8_t> {12, 8});
    checkPayload(copy, 0, counting(12));
    checkPayload(copy, 1, {});
    CHECK((copy.id[1] == 0x123 && copy.time[1] == 1 && copy.offset[1] == 2 && copy.channel[1] == 4));
    CHECK_FALSE(copy.isRemote(0));
    CHECK(copy.isRemote(1));
}

TEST_CASE("the block writer spreads frames over blocks and reuses them")
{
    BlockWriter writer;
    std::mt19937 random(1);
    for (int round = 0; round < 3; ++round) {
        std::vector<std::size_t> lengths;
        writer.restart();
        for (int i = 0; i < 10000; ++i) {
            lengths.push_back(random() % (round == 1 ? 65 : 9));
            if (lengths.back() <= 8 && random() % 2 == 0) {
                std::uint64_t word = 0;
                std::memcpy(&word, counting(8).data(), lengths.back());
                writer.add(i, 0, 0, 0, 0, static_cast<std::uint8_t>(lengths.back()), word);
            } else {
                writer.add(i, 0, 0, 0, 0, counting(lengths.back()));
            }
        }
        writer.close();
        std::size_t at = 0;
        for (std::size_t b = 0; b < writer.blockCount(); ++b) {
            const FrameBlock& block = writer.block(b);
            REQUIRE(block.size() <= kBlockFrames);
            REQUIRE(block.time.size() == block.size());
            REQUIRE(block.length.size() == block.size());
            for (std::size_t i = 0; i < block.size(); ++i, ++at) {
                REQUIRE(block.time[i] == static_cast<std::int64_t>(at));
                checkPayload(block, i, counting(lengths[at]));
            }
        }
        CHECK(at == lengths.size());
    }
    writer.restart();
    writer.close();
    CHECK(writer.blockCount() == 0);
}

TEST_CASE("eight hexadecimal digits at once, each byte value at each place")
{
    for (std::size_t place = 0; place < 8; ++place) {
        for (int value = 0; value < 256; ++value) {
            std::string text = "0aF91bE2";
            text[place] = static_cast<char>(value);
            std::uint64_t word = 0;
            std::memcpy(&word, text.data(), 8);
            const bool hex = hexDigit(text[place]) <= 15;
            REQUIRE(swar::hexMask(word) == (hex ? swar::kHigh : swar::kHigh & ~(std::uint64_t {0x80} << (8 * place))));
            if (hex) {
                const std::uint32_t bytes = swar::hexBytes(word);
                for (std::size_t i = 0; i < 4; ++i) {
                    REQUIRE(((bytes >> (8 * i)) & 0xFF) == (hexDigit(text[2 * i]) << 4 | hexDigit(text[2 * i + 1])));
                }
            }
            std::string digits = "90125678";
            digits[place] = static_cast<char>(value);
            std::memcpy(&word, digits.data(), 8);
            const bool decimal = value >= '0' && value <= '9';
            REQUIRE(swar::allDecimal(word) == decimal);
            if (decimal) {
                REQUIRE(swar::decimal(word) == std::stoul(digits));
            }
        }
    }
}

TEST_CASE("ids are written as on the bus")
{
    CHECK(idText(0x7E8, false) == "7E8");
    CHECK(idText(0x1, false) == "001");
    CHECK(idText(0x18DAF13A, true) == "18DAF13A");
    CHECK(idText(0x1, true) == "00000001");
}

TEST_CASE("the ledger adds up by reason and stays small")
{
    Ledger ledger;
    ledger.skip("a", 50, 5);
    ledger.skip("b", 60, 6, 2);
    ledger.skip("a", 70, 7);
    CHECK(ledger.skipped() == std::vector<domain::Skipped> {{"a", 2, 12, 50}, {"b", 2, 6, 60}});
    Ledger behind;
    behind.skip("b", 90, 1);
    behind.skip("c", 91, 1);
    behind.warn("w");
    ledger.warn("w");
    ledger.merge(behind);
    CHECK(ledger.skipped() == std::vector<domain::Skipped> {{"a", 2, 12, 50}, {"b", 3, 7, 60}, {"c", 1, 1, 91}});
    CHECK(ledger.warnings() == std::vector<std::string> {"w"});
    CHECK(ledger.skippedCount() == 6);
    for (int i = 0; i < 1000; ++i) {
        ledger.skip("reason " + std::to_string(i), 100, 1);
        ledger.warn("warning " + std::to_string(i));
    }
    CHECK(ledger.skipped().size() == Ledger::kMaxReasons);
    CHECK(ledger.warnings().size() == Ledger::kMaxWarnings);
    CHECK(ledger.skippedCount() == 1006);
}
