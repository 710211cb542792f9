// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/heard.h"

#include <doctest/doctest.h>

using namespace argus;
using test::Heard;
using test::Recording;
using Codes = std::map<std::string, int>;
using Texts = std::vector<std::string>;

namespace {

// Two codes in 10 bytes: SPN 110 FMI 0 and SPN 190 FMI 2.
Recording& broadcast(Recording& recording)
{
    return recording.frame("18ECFF0B", "200A0002FFCAFE00")
        .frame("18EBFF0B", "0104FF6E000001BE")
        .frame("18EBFF0B", "02000201FFFFFFFF");
}

} // namespace

TEST_CASE("DM1 in one frame and as a broadcast; DM2 has its own count")
{
    Recording recording;
    recording.frame("18FECA00", "44FF6E000001FFFF")
        .frame("18FECB00", "00FF6E000002FFFF")
        .frame("18FECA03", "00FF00000000FFFF");
    const Heard heard = broadcast(recording).decode();
    CHECK(heard.codes
          == Codes {{"SA 00 DM1 SPN 110 FMI 0", 1},
                    {"SA 00 DM2 SPN 110 FMI 0", 1},
                    {"SA 0B DM1 SPN 110 FMI 0", 1},
                    {"SA 0B DM1 SPN 190 FMI 2", 1}});
    CHECK(heard.units.contains("SA 03< j1939")); // it answers, though it has no code
    CHECK(heard.partials.empty());
}

TEST_CASE("a broadcast that lacks a packet names nothing")
{
    const Heard gap = Recording()
                          .frame("18ECFF0B", "20110003FFCAFE00")
                          .frame("18EBFF0B", "0104FF6E000001BE")
                          .frame("18EBFF0B", "03000201FFFFFFFF")
                          .decode();
    CHECK(gap.codes.empty());
    CHECK(gap.partials == Texts {"sequence gap"});
    const Heard cut = Recording().frame("18ECFF0B", "200A0002FFCAFE00").frame("18EBFF0B", "0104FF6E000001BE").decode();
    CHECK(cut.partials == Texts {"end of the recording"});
}

TEST_CASE("a new broadcast replaces an unfinished one, and other senders do not mix in")
{
    Recording recording;
    recording.frame("18ECFF0B", "200A0002FFCAFE00").frame("18EBFF0B", "0100FF0000000000");
    recording.frame("18EBFF17", "0200020100000000");
    const Heard heard = broadcast(recording).decode();
    CHECK(heard.codes.size() == 2);
    CHECK(heard.partials == Texts {"replaced by a new message"});
}

TEST_CASE("a connection may send packets again, and either side may abort it")
{
    Recording recording;
    recording.frame("1CECF90B", "100A000202CAFE00").frame("1CEC0BF9", "110201FFFFCAFE00");
    SUBCASE("again")
    {
        const Heard heard
            = recording.frame("1CEBF90B", "02000201FFFFFFFF").frame("1CEBF90B", "0104FF6E000001BE").decode();
        CHECK(heard.codes.size() == 2);
    }
    SUBCASE("aborted by the receiver")
    {
        const Heard heard = recording.frame("1CEBF90B", "0104FF6E000001BE")
                                .frame("1CEC0BF9", "FF01FFFFFFCAFE00")
                                .frame("1CEBF90B", "02000201FFFFFFFF")
                                .decode();
        CHECK(heard.codes.empty());
        CHECK(heard.partials == Texts {"aborted"});
    }
}

TEST_CASE("announcements that contradict themselves are none")
{
    for (const char* announcement : {"20FFFF02FFCAFE00", "20000000FFCAFE00", "20080001FFCAFE00"}) {
        const Heard heard = Recording().frame("18ECFF0B", announcement).frame("18EBFF0B", "0104FF6E000001BE").decode();
        CAPTURE(announcement);
        CHECK(heard.codes.empty());
        CHECK(heard.partials.empty());
    }
}

TEST_CASE("identification and accepted clear requests")
{
    const Heard heard = Recording()
                            .frame("18ECFF00", "20120003FFECFE00")
                            .frame("18EBFF00", "01324E4B48484D36")
                            .frame("18EBFF00", "025832454D343036")
                            .frame("18EBFF00", "033431322AFFFFFF")
                            .frame("18EEFF00", "0102030405000780")
                            .frame("18E8FFF9", "00FFFFFFFFD3FE00")
                            .decode();
    CHECK(heard.vins == Texts {"SA 00 j1939 65260 2NKHHM6X2EM406412"});
    CHECK(heard.data == Texts {"SA 00 NAME 8007000504030201"});
    CHECK(heard.cleared == Texts {"SA F9 j1939 FFFFFF"});
}

TEST_CASE("11-bit buses have no J1939")
{
    CHECK(Recording().frame("6CA", "44FF6E000001FFFF").decode().codes.empty());
}
