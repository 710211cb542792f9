// SPDX-License-Identifier: Apache-2.0
#include "core/base/clock.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

using namespace argus::base;

TEST_CASE("times are written as ISO 8601 UTC with milliseconds")
{
    CHECK(formatIso(fromMicros(0)) == "1970-01-01T00:00:00.000Z");
    CHECK(formatIso(fromMicros(1'543'509'533'000'838)) == "2018-11-29T16:38:53.000Z");
    CHECK(formatIso(fromMicros(-1'000)) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("times are read with up to six decimals and with none")
{
    CHECK((parseIso("2026-03-01T08:00:00Z") == fromMicros(1'772'352'000'000'000)));
    CHECK((parseIso("2026-03-01T08:00:00.5Z") == fromMicros(1'772'352'000'500'000)));
    CHECK((parseIso("2026-03-01T08:00:00.000001Z") == fromMicros(1'772'352'000'000'001)));
}

TEST_CASE("what is no time is refused")
{
    for (const char* text : {"", "2026-03-01", "2026-02-30T00:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T08:00:00",
                             "2026-03-01T08:00:00.1234567Z", "2026-03-01T08:00:00,5Z", "2026-03-01 08:00:00Z",
                             "x026-03-01T08:00:00Z", "2026-03-01T08:-1:00Z"}) {
        CAPTURE(text);
        CHECK_FALSE(parseIso(text).has_value());
    }
}

TEST_CASE("what is written is read back to the millisecond")
{
    rc::check([] {
        const auto micros = *rc::gen::inRange<std::int64_t>(0, 4'102'444'800'000'000);
        RC_ASSERT(parseIso(formatIso(fromMicros(micros))) == fromMicros(micros / 1000 * 1000));
    });
}
