// SPDX-License-Identifier: Apache-2.0
#include "tests/protocol/heard.h"

#include <doctest/doctest.h>

#include <random>

using namespace argus;
using test::Heard;
using test::Recording;
using Codes = std::map<std::string, int>;
using Texts = std::vector<std::string>;

TEST_CASE("OBD on the standard ids: codes, VIN, and who was asked")
{
    const Heard heard = Recording()
                            .frame("7DF", "0103AAAAAAAAAAAA")
                            .frame("7E8", "06430201330301AA")
                            .frame("7E9", "024300AAAAAAAAAA")
                            .frame("7DF", "010AAAAAAAAAAAAA")
                            .frame("7E8", "044A010133AAAAAA")
                            .frame("7DF", "020902AAAAAAAAAA")
                            .frame("7E8", "1014490201314847")
                            .frame("7E0", "3000000000000000")
                            .frame("7E8", "21434D3832363333")
                            .frame("7E8", "2241303034333532")
                            .decode();
    CHECK(heard.codes == Codes {{"7E8 43 P0133", 1}, {"7E8 43 P0301", 1}, {"7E8 4A P0133", 1}});
    CHECK(heard.vins == Texts {"7E8 obd 09 02 1HGCM82633A004352"});
    CHECK(heard.units == Codes {{"7E8<7E0 obd", 3}, {"7E9<7E1 obd", 1}});
}

TEST_CASE("UDS on 29-bit ids, with refusal, clear and evidence at the first frame")
{
    const Heard heard = Recording()
                            .frame("18DA3AF1", "031902FF00000000")
                            .frame("18DAF13A", "037F197800000000")
                            .frame("18DAF13A", "100B5902FFF00049")
                            .frame("18DA3AF1", "3000000000000000")
                            .frame("18DAF13A", "2108F00316080000")
                            .frame("18DA3AF1", "0414FFFFFF000000")
                            .frame("18DAF13A", "0154000000000000")
                            .decode();
    CHECK(heard.codes == Codes {{"18DAF13A 59 U3000-49", 1}, {"18DAF13A 59 U3003-16", 1}});
    CHECK(heard.offsets == std::vector<std::uint64_t> {200, 200});
    CHECK(heard.refusals == Texts {"18DAF13A 19 78"});
    CHECK(heard.cleared == Texts {"18DAF13A uds FFFFFF"});
    CHECK(heard.units == Codes {{"18DAF13A<18DA3AF1 uds", 3}});
}

TEST_CASE("a recording of responses alone still counts")
{
    const Heard heard = Recording()
                            .frame("7E8", "0759020F0A801108")
                            .frame("77A", "0759020FC1000009")
                            .frame("77A", "0459021200000000")
                            .decode();
    CHECK(heard.codes == Codes {{"7E8 59 P0A80-11", 1}, {"77A 59 U0100-00", 1}});
}

TEST_CASE("codes that are only named count nothing")
{
    const Heard heard = Recording()
                            .frame("7E0", "021914AAAAAAAAAA")
                            .frame("7E8", "0659140A80117FAA")
                            .frame("7E0", "0619060A801101AA")
                            .frame("7E8", "100859060A801108")
                            .frame("7E8", "21017FAAAAAAAAAA")
                            .decode();
    CHECK(heard.codes == Codes {{"7E8 59 P0A80-11", 1}});
    CHECK(heard.records == Texts {"extended P0A80-11 1 7F"});
}

TEST_CASE("other ids are found by request and response, the first response included")
{
    SUBCASE("normal addressing")
    {
        const Heard heard
            = Recording().frame("17FC007C", "031902FF55555555").frame("17FE007C", "075902FF0A801108").decode();
        CHECK(heard.codes == Codes {{"17FE007C 59 P0A80-11", 1}});
        CHECK(heard.units == Codes {{"17FE007C<17FC007C uds", 1}});
    }
    SUBCASE("a response of several frames, on 11 bits")
    {
        const Heard heard = Recording()
                                .frame("241", "031902FF55555555")
                                .frame("641", "100B5902FF0A8011")
                                .frame("241", "3000000000000000")
                                .frame("641", "2108C10000095555")
                                .decode();
        CHECK(heard.codes == Codes {{"641 59 P0A80-11", 1}, {"641 59 U0100-00", 1}});
    }
    SUBCASE("extended addressing: the id ends with the other's address byte")
    {
        const Heard heard = Recording()
                                .frame("6F1", "12031902FF")
                                .frame("612", "F1100B5902FF0A80")
                                .frame("6F1", "12300000")
                                .frame("612", "F1211108C1000009")
                                .frame("6F1", "60031902FF")
                                .frame("660", "F1035902FF")
                                .decode();
        CHECK(heard.codes == Codes {{"612 59 P0A80-11", 1}, {"612 59 U0100-00", 1}});
        CHECK(heard.units.contains("612<6F1 uds"));
        CHECK(heard.units.contains("660<6F1 uds"));
    }
    SUBCASE("mixed addressing in the range of 7xx")
    {
        const Heard heard = Recording()
                                .frame("750", "40031902FF000000")
                                .frame("758", "40035902FF000000")
                                .frame("750", "5F031902FF000000")
                                .frame("758", "5F100759020F0A80")
                                .frame("758", "5F21110800000000")
                                .decode();
        CHECK(heard.codes == Codes {{"758/5F 59 P0A80-11", 1}});
    }
    SUBCASE("too late, on another channel, or without an echo, nothing is proven")
    {
        Recording late;
        late.frame("241", "031902FF55555555");
        late.now += 6000 * test::kMs;
        late.frame("641", "075902FF0A801108");
        CHECK(late.decode().codes.empty());
        CHECK(
            Recording().frame("241", "031902FF55555555").frame("641", "075902FF0A801108", 0, 1).decode().codes.empty());
        CHECK(Recording().frame("241", "0322F19055555555").frame("641", "0562F19131325555").decode().units.empty());
    }
}

TEST_CASE("the stamps of a recording may be missing")
{
    Recording recording;
    recording.now = domain::kNoTime;
    const Heard heard = recording.frame("241", "031902FF55555555").frame("641", "075902FF0A801108").decode();
    CHECK(heard.codes.size() == 1);
}

TEST_CASE("CAN FD carries a list in one frame")
{
    const Heard heard = Recording()
                            .frame("7E0", "031902FF00000000", formats::kFd)
                            .frame("7E8", "000B5902FF0A801108C100000900000000000000", formats::kFd)
                            .decode();
    CHECK(heard.codes == Codes {{"7E8 59 P0A80-11", 1}, {"7E8 59 U0100-00", 1}});
}

TEST_CASE("ordinary traffic and noise give no codes, whatever the id")
{
    std::mt19937_64 random(7);
    Recording recording;
    for (int i = 0; i < 200000; ++i) {
        const bool extended = random() % 2 == 0;
        std::uint8_t data[8];
        for (std::uint8_t& byte : data) {
            byte = static_cast<std::uint8_t>(random());
        }
        std::uint32_t id = static_cast<std::uint32_t>(random()) & (extended ? 0x1FFFFFFFU : 0x7FFU);
        if (id >= 0x7E0 && id <= 0x7EF) {
            id -= 0x40; // ids that are set aside for diagnosis are another matter
        }
        recording.block.append(i * test::kMs, static_cast<std::uint64_t>(i), id, 0,
                               static_cast<std::uint8_t>(extended ? formats::kExtendedId : 0), data);
    }
    const Heard heard = recording.decode();
    for (const auto& [code, count] : heard.codes) {
        CAPTURE(code);
        CHECK(code.starts_with("SA ")); // a random id may be DM1's: then its content is what it is
    }
}

TEST_CASE("signals in the range of 7xx that look like a list of codes by chance")
{
    Recording recording;
    for (int i = 0; i < 300; ++i) {
        recording.frame("720", "00D0143200FF0210").frame("720", "0643020133030100").frame("720", "E1FF001200000000");
    }
    CHECK(recording.decode().codes.empty());
}

TEST_CASE("remote and error frames carry nothing")
{
    const Heard heard = Recording()
                            .frame("7E8", "06430201330301AA", formats::kRemote)
                            .frame("7E8", "06430201330301AA", formats::kError)
                            .decode();
    CHECK(heard.codes.empty());
    CHECK(heard.units.empty());
}

TEST_CASE("messages that do not end are reported once")
{
    const Heard heard = Recording()
                            .frame("7E0", "0322F19000000000")
                            .frame("7E8", "101462F190314847")
                            .frame("7E8", "2241303034333532")
                            .frame("7E8", "2341303034333532")
                            .decode();
    CHECK(heard.partials == Texts {"sequence gap"});
}

TEST_CASE("KWP2000 and the clear request of OBD")
{
    const Heard heard = Recording()
                            .frame("7E0", "041802FF00000000")
                            .frame("7E8", "0558010133E00000")
                            .frame("7DF", "0104000000000000")
                            .frame("7E8", "0144000000000000")
                            .decode();
    CHECK(heard.codes == Codes {{"7E8 58 P0133", 1}});
    CHECK(heard.cleared == Texts {"7E8 obd FFFFFF"});
}
