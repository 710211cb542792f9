// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/frame_note.h"

#include "core/base/text.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <vector>

using argus::protocol::describeFrame;

namespace {

std::string note(std::uint32_t id, const char* hex)
{
    return describeFrame(id, id > 0x7FF, *argus::base::fromHex(hex));
}

} // namespace

TEST_CASE("parts of ISO-TP messages are told with their service")
{
    CHECK(note(0x7E0, "0322F19000000000").find("request 22") == 0);
    CHECK(note(0x7E8, "037F2231AAAAAAAA").find("refused 22") == 0);
    CHECK(note(0x7E8, "037F2231AAAAAAAA").find("31 requestOutOfRange") != std::string::npos);
    CHECK(note(0x18DAF13A, "100B590208F00049").find("first frame of 11 bytes, response 19") == 0);
    CHECK(note(0x18DAF13A, "2108F00316085555") == "consecutive frame 1");
    CHECK(note(0x7E0, "3000000000000000") == "flow control: continue");
}

TEST_CASE("J1939 transport and diagnosis are told with their source")
{
    CHECK(note(0x18FECA00, "40FF5B000301FFFF") == "SA 00 DM1 active trouble codes");
    CHECK(note(0x18ECFF0B, "201A0004FFCAFE00") == "SA 0B announces PGN 65226, 26 bytes");
    CHECK(note(0x18EBFF0B, "0143FF1503001F08") == "SA 0B packet 1");
}

TEST_CASE("ordinary frames and noise are left alone, and no frame crashes it")
{
    CHECK(note(0x123, "0322F19000000000").empty());
    CHECK(note(0x0CF00400, "F07D7D0000FFFFFF").empty());
    CHECK(note(0x7E8, "").empty());
    CHECK(note(0x7E8, "07").empty());
    rc::check([](std::uint32_t id, bool extended, const std::vector<std::uint8_t>& data) {
        (void)describeFrame(id, extended, data);
    });
}
