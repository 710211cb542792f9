// SPDX-License-Identifier: Apache-2.0
#include "core/report/values.h"

#include "core/report/text_width.h"

#include <doctest/doctest.h>

#include <limits>

using namespace argus::report;

TEST_CASE("times, durations, counts and shares as people read them")
{
    CHECK(timeText(1'543'509'533'000'838'000) == "2018-11-29 16:38:53.000838");
    CHECK(timeText(1'543'509'533'000'000'000) == "2018-11-29 16:38:53");
    CHECK(timeText(12'345'000'000) == "12.345 s");
    CHECK(timeText(-1) == "-0.000000001 s");
    CHECK(timeText(argus::domain::kNoTime) == "not known");
    CHECK_FALSE(timeText(std::numeric_limits<std::int64_t>::max()).empty());
    CHECK(durationText(4.2e9) == "4.2 s");
    CHECK(durationText(15e6) == "15.0 ms");
    CHECK(durationText(200e9) == "3 min 20 s");
    CHECK(durationText(3720e9) == "1 h 02 min");
    CHECK(durationText(-5) == "0.0 µs");
    CHECK(countText(0) == "0");
    CHECK(countText(1'234'567) == "1,234,567");
    CHECK(percentText(0.125) == "12.5 %");
}

TEST_CASE("the status byte is told in words")
{
    argus::domain::Dtc dtc;
    CHECK(statusText(dtc) == "not given");
    dtc.status = argus::domain::DtcStatus {0x88, {}};
    CHECK(statusText(dtc) == "88: confirmed, warning lamp requested");
    dtc.status->byte = 0;
    CHECK(statusText(dtc) == "00: no bit set");
    dtc.status.reset();
    dtc.services = {{"43", 1}, {"4A", 1}};
    CHECK(statusText(dtc) == "stored, permanent");
}

TEST_CASE("width counts what a terminal shows")
{
    CHECK(displayWidth("abc") == 3);
    CHECK(displayWidth("发动机") == 6);
    CHECK(displayWidth("엔진") == 4);
    CHECK(displayWidth("e\u0301") == 1);
    CHECK(displayWidth("\xFF") == 1);
    CHECK(cutToWidth("发动机", 5) == "发动…");
    CHECK(cutToWidth("发动机", 4) == "发…");
    CHECK(cutToWidth("abc", 3) == "abc");
    CHECK(wrapped("one two three", 7) == std::vector<std::string> {"one two", "three"});
    CHECK(wrapped("abcdefgh", 3) == std::vector<std::string> {"abc", "def", "gh"});
    CHECK(wrapped("", 5) == std::vector<std::string> {""});
    CHECK(wrapped("发动机", 0).size() == 3);
    CHECK(clean("a\x1B[31m\u202Eb") == "a\\x1B[31m\\u202Eb");
}
