// SPDX-License-Identifier: Apache-2.0
#include "core/domain/vin.h"
#include "core/simulate/drive.h"
#include "tests/simulate/generate.h"
#include "tests/simulate/mini_decoder.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>

using namespace argus;
using namespace argus::simulate;
using namespace argus::simulate::test;

namespace {

std::size_t lineCount(const std::string& text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

} // namespace

TEST_CASE("the same seed gives the same bytes and the same expectation")
{
    const Generated first = generate(bytesOf(7, 400'000));
    const Generated second = generate(bytesOf(7, 400'000));
    CHECK(first.text == second.text);
    CHECK(toJson(first.expected) == toJson(second.expected));
}

TEST_CASE("different seeds give different drives")
{
    CHECK(generate(bytesOf(7, 50'000)).text != generate(bytesOf(8, 50'000)).text);
}

TEST_CASE("the drive of a seed never changes, on no machine")
{
    // When the generator is changed on purpose, these change with it: whoever keeps drives by their seed must know.
    CHECK(sha256Of(generate(bytesOf(42, 1'000'000)).text)
          == "27e0c95689fe13d1a464869c2df8c09ad9464fc4fd37422471bd6da7410cbdf8");
    CHECK(sha256Of(generate(sampleDrive()).text) == "124cbf7fcec172d87fbc4e9286a581d83e64382799898a86c9dffc00ab8fbfa5");
}

TEST_CASE("a longer drive of the same seed begins like the shorter one")
{
    DriveOptions shorter = bytesOf(11, 60'000);
    DriveOptions longer = bytesOf(11, 180'000);
    shorter.damage = longer.damage = false;
    const std::string begin = generate(shorter).text;
    CHECK(generate(longer).text.substr(0, begin.size()) == begin);
}

TEST_CASE("a wanted size is met to within one line and never exceeded")
{
    constexpr std::size_t kLongestLine = 170;
    for (const std::uint64_t size : {0ULL, 10ULL, 47ULL, 1'000ULL, 1'024ULL, 65'536ULL, 1'500'000ULL}) {
        for (const bool damage : {true, false}) {
            DriveOptions options = bytesOf(size + 3, size);
            options.damage = damage;
            const Generated drive = generate(options);
            CAPTURE(size);
            CHECK(drive.text.size() <= size);
            CHECK(drive.text.size() + kLongestLine > size);
            CHECK(drive.expected.bytes == drive.text.size());
            if (!damage && !drive.text.empty()) {
                CHECK(drive.text.back() == '\n');
            }
        }
    }
}

TEST_CASE("a wanted number of frames is met exactly")
{
    for (const std::uint64_t frames : {0ULL, 1ULL, 2ULL, 20ULL, 499ULL, 5'000ULL}) {
        DriveOptions options;
        options.seed = frames;
        options.frames = frames;
        options.damage = false;
        const Generated clean = generate(options);
        CAPTURE(frames);
        CHECK(clean.expected.frames == frames);
        CHECK(lineCount(clean.text) == frames);
        options.damage = true;
        CHECK(generate(options).expected.frames == frames);
    }
}

TEST_CASE("of two limits the first one reached ends the drive")
{
    DriveOptions options = bytesOf(1, 10'000);
    options.frames = 50;
    CHECK(generate(options).expected.frames == 50);
    options.frames = 1'000'000;
    CHECK(generate(options).text.size() <= 10'000);
}

TEST_CASE("every line of an undamaged drive is a candump line of a synthetic channel")
{
    const std::string stampAndId = R"(\(\d{10}\.\d{6}\) synth[012] ([0-9A-F]{3}|[0-9A-F]{8})#)";
    const std::string contents = R"((R[0-8]|([0-9A-F]{2}){0,8}|#[0-3]([0-9A-F]{2}){0,64}))";
    const std::regex line(stampAndId + contents);
    DriveOptions options = bytesOf(5, 300'000);
    options.damage = false;
    const Generated drive = generate(options);
    std::size_t at = 0;
    std::size_t bad = 0;
    while (at < drive.text.size()) {
        const std::size_t end = drive.text.find('\n', at);
        bad += std::regex_match(drive.text.begin() + static_cast<long>(at), drive.text.begin() + static_cast<long>(end),
                                line)
            ? 0
            : 1;
        at = end + 1;
    }
    CHECK(bad == 0);
    CHECK(drive.expected.skipped.empty());
}

TEST_CASE("a damaged drive holds what it says it holds")
{
    bool sawCutTail = false;
    bool sawIncomplete = false;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) {
        const Generated drive = generate(bytesOf(seed, 700'000));
        sawCutTail = sawCutTail || drive.expected.cutTail;
        sawIncomplete = sawIncomplete || drive.expected.incompleteMessages > 0;
        CHECK((drive.text.back() == '\n') != drive.expected.cutTail);
    }
    CHECK(sawCutTail);
    CHECK(sawIncomplete);
}

TEST_CASE("the VIN is well formed, made up and carries its check digit")
{
    const Generated drive = generate(bytesOf(9, 400'000));
    CHECK(drive.expected.vin.substr(0, 8) == "SYNARGUS");
    CHECK(domain::isWellFormedVin(drive.expected.vin));
    CHECK(domain::hasValidCheckDigit(drive.expected.vin));
}

TEST_CASE("ordinary traffic and noise cannot be taken for diagnosis")
{
    const std::string text = generate(bytesOf(21, 2'000'000)).text;
    std::size_t checked = 0;
    std::size_t suspicious = 0;
    for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1) {
        MiniFrame frame;
        if (!parseLine(std::string_view(text).substr(at, end - at), frame) || frame.remote || frame.error) {
            continue;
        }
        if (frame.id.size() == 3 && frame.id < "600") {
            ++checked;
            for (std::size_t i = 0; i < std::min<std::size_t>(2, frame.data.size()); ++i) {
                suspicious += frame.data[i] < 0x40 ? 1 : 0; // an ISO-TP control byte, with or without address byte
            }
        }
    }
    CHECK(checked > 10'000);
    CHECK(suspicious == 0);
}

TEST_CASE("the DBC describes the traffic: every id once, every signal within its message")
{
    const std::string dbc = driveDbc();
    const std::regex message(R"(^BO_ (\d+) (\w+): (\d+) Vehicle$)");
    const std::regex signal(
        R"(^ SG_ (\w+) : (\d+)\|(\d+)@([01])\+ \([-0-9.]+,[-0-9.]+\) \[0\|0\] "[^"]*" Vector__XXX$)");
    std::set<std::string> ids;
    std::set<std::string> names;
    std::size_t messages = 0;
    long length = 0;
    for (std::size_t at = 0, end = 0; (end = dbc.find('\n', at)) != std::string::npos; at = end + 1) {
        const std::string line = dbc.substr(at, end - at);
        std::smatch match;
        if (std::regex_match(line, match, message)) {
            ++messages;
            ids.insert(match[1]);
            names.insert(match[2]);
            length = std::stol(match[3]);
        } else if (line.starts_with(" SG_")) {
            REQUIRE(std::regex_match(line, match, signal));
            const long start = std::stol(match[2]);
            const long firstByte = start / 8;
            CAPTURE(line);
            CHECK(start % 8 == (match[4] == "1" ? 0 : 7));
            CHECK(firstByte + std::stol(match[3]) / 8 <= length);
        }
    }
    CHECK(messages > 50);
    CHECK(ids.size() == messages);
    CHECK(names.size() == messages);
    CHECK(ids.contains(std::to_string(0x0C9)));
    CHECK(ids.contains(std::to_string(0x8CF00400U)));
}

TEST_CASE("a drive without a size is refused")
{
    const auto write = [](std::string_view) -> base::Result<> { return {}; };
    const auto result = writeDrive(base::ExecutionContext::root("test", "simulate"), {}, write);
    REQUIRE_FALSE(result);
    CHECK(base::toString(result.error().code) == "invalid");
}

TEST_CASE("a drive stops when it is cancelled, and hands on what the writer says")
{
    const base::ExecutionContext context = base::ExecutionContext::root("test", "simulate");
    std::uint64_t written = 0;
    const auto cancelling = [&](std::string_view chunk) -> base::Result<> {
        written += chunk.size();
        context.cancel("enough");
        return {};
    };
    const auto cancelled = writeDrive(context, bytesOf(1, 1'000'000'000'000), cancelling);
    REQUIRE_FALSE(cancelled);
    CHECK(base::toString(cancelled.error().code) == "cancelled");
    CHECK(written < 10'000'000);

    const auto full = [](std::string_view) -> base::Result<> {
        return base::fail(base::ErrorCode::Unavailable, "the disk is full");
    };
    const auto failed
        = writeDrive(base::ExecutionContext::root("test", "simulate"), bytesOf(1, 1'000'000'000'000), full);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().message == "the disk is full");
}
