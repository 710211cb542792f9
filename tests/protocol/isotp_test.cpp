// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/isotp.h"
#include "tests/protocol/heard.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace argus;
using namespace argus::protocol;
using test::bytes;

namespace {

struct Run
{
    std::vector<PartialReason> partials;
    std::vector<std::string> messages;
    IsoTpReassembler isotp {[this](const PartialMessage& partial) { partials.push_back(partial.reason); }};
    domain::RecordingTime ts = 0;

    void frame(const IsoTpKey& key, std::string_view hex)
    {
        const auto data = bytes(hex);
        if (const auto message = isotp.frame(key, {ts, 0}, data)) {
            messages.push_back(base::toHex(message->payload));
        }
    }
};

constexpr IsoTpKey kA {0, 0x7E8, false, -1};
constexpr IsoTpKey kB {0, 0x7E9, false, -1};

/// Splits a payload as a sender does; the last frame is padded.
std::vector<std::vector<std::uint8_t>> segment(const std::vector<std::uint8_t>& payload, std::size_t frameBytes)
{
    std::vector<std::vector<std::uint8_t>> frames;
    const std::size_t single = frameBytes <= 8 ? frameBytes - 1 : frameBytes - 2;
    if (payload.size() <= single) {
        std::vector<std::uint8_t> frame;
        if (payload.size() > 7) {
            frame.push_back(0);
        }
        frame.push_back(static_cast<std::uint8_t>(payload.size()));
        frame.insert(frame.end(), payload.begin(), payload.end());
        frame.resize(payload.size() > 7 ? frameBytes : std::min<std::size_t>(frameBytes, 8), 0xAA);
        return {frame};
    }
    std::vector<std::uint8_t> first;
    const auto size = static_cast<std::uint32_t>(payload.size());
    if (size <= 4095) {
        first = {static_cast<std::uint8_t>(0x10 | size >> 8), static_cast<std::uint8_t>(size)};
    } else {
        first = {0x10,
                 0,
                 static_cast<std::uint8_t>(size >> 24),
                 static_cast<std::uint8_t>(size >> 16),
                 static_cast<std::uint8_t>(size >> 8),
                 static_cast<std::uint8_t>(size)};
    }
    std::size_t at = frameBytes - first.size();
    first.insert(first.end(), payload.begin(), payload.begin() + static_cast<std::ptrdiff_t>(at));
    frames.push_back(first);
    for (std::uint8_t sequence = 1; at < payload.size(); sequence = static_cast<std::uint8_t>((sequence + 1) & 15)) {
        const std::size_t count = std::min(frameBytes - 1, payload.size() - at);
        std::vector<std::uint8_t> next {static_cast<std::uint8_t>(0x20 | sequence)};
        next.insert(next.end(), payload.begin() + static_cast<std::ptrdiff_t>(at),
                    payload.begin() + static_cast<std::ptrdiff_t>(at + count));
        next.resize(frameBytes, 0x55);
        frames.push_back(next);
        at += count;
    }
    return frames;
}

} // namespace

TEST_CASE("single frames, with padding and with the escape of CAN FD")
{
    Run run;
    run.frame(kA, "03 7F 22 31 AA AA AA AA");
    run.frame(kA, "00 09 62 F1 90 01 02 03 04 05 06 00");
    CHECK(run.messages == std::vector<std::string> {"7F2231", "62F190010203040506"});
}

TEST_CASE("frames that break the rules are no messages")
{
    for (const char* hex :
         {"00 01 02", "08 00 00 00 00 00 00 00", "04 01 02", "10 05 01 02 03 04 05 06", "40 01", ""}) {
        CAPTURE(hex);
        CHECK(readPci(bytes(hex)).type == PciType::None);
    }
}

TEST_CASE("interleaved conversations are kept apart by id, channel and address byte")
{
    Run run;
    IsoTpKey addressed = kA;
    addressed.address = 0xF1;
    IsoTpKey otherChannel = kA;
    otherChannel.channel = 1;
    for (const IsoTpKey& key : {kA, kB, addressed, otherChannel}) {
        run.frame(key, "10 09 62 F1 87 31 32 33");
    }
    for (const IsoTpKey& key : {otherChannel, kB, kA, addressed}) {
        run.frame(key, "21 34 35 36 00 00 00 00");
    }
    CHECK(run.messages == std::vector<std::string>(4, "62F187313233343536"));
    CHECK(run.partials.empty());
    CHECK(run.isotp.bufferedBytes() == 0);
}

TEST_CASE("what does not end is reported with its reason")
{
    Run run;
    run.frame(kA, "10 14 62 F1 90 31 31 31");
    SUBCASE("a part is missing")
    {
        run.frame(kA, "22 31 31 31 31 31 31 31");
        CHECK(run.partials == std::vector {PartialReason::SequenceGap});
    }
    SUBCASE("a new message begins over it")
    {
        run.frame(kA, "03 7F 22 31");
        CHECK(run.partials == std::vector {PartialReason::Replaced});
        CHECK(run.messages.size() == 1);
    }
    SUBCASE("the next part comes too late")
    {
        run.ts += IsoTpReassembler::kTimeout + 1;
        run.frame(kA, "21 31 31 31 31 31 31 31");
        CHECK(run.partials == std::vector {PartialReason::Timeout});
    }
    SUBCASE("a part in the middle is short")
    {
        run.frame(kA, "21 31 31");
        CHECK(run.partials == std::vector {PartialReason::ShortFrame});
    }
    SUBCASE("the recording ends")
    {
        run.isotp.finish();
        CHECK(run.partials == std::vector {PartialReason::EndOfRecording});
    }
    // The rest of a message that was given up is not reported again.
    const auto before = run.partials.size();
    run.frame(kA, "22 31 31 31 31 31 31 31");
    CHECK(run.partials.size() == before);
    CHECK(run.isotp.openSessions() == 0);
}

TEST_CASE("stamps may be missing, equal or go back")
{
    for (const domain::RecordingTime second :
         {domain::kNoTime, domain::RecordingTime {0}, domain::RecordingTime {-9'000'000'000}}) {
        Run run;
        run.frame(kA, "10 09 62 F1 87 31 32 33");
        run.ts = second;
        run.frame(kA, "21 34 35 36");
        CHECK(run.messages.size() == 1);
    }
}

TEST_CASE("an announced length takes no memory, and open messages are bounded")
{
    Run run;
    run.frame(kA, "10 00 FF FF FF FF 01 02");
    CHECK(run.partials == std::vector {PartialReason::TooLong});
    for (std::uint32_t id = 0; id < 3000; ++id) {
        run.frame({0, id, true, -1}, "10 00 00 0F FF FF 01 02");
    }
    CHECK(run.isotp.openSessions() <= IsoTpReassembler::kMaxSessions);
    CHECK(run.isotp.bufferedBytes() <= IsoTpReassembler::kMaxSessions * 8);
}

TEST_CASE("any payload comes back as it was sent, also among others")
{
    rc::check("segment and reassemble", [] {
        struct Sender
        {
            IsoTpKey key;
            std::vector<std::uint8_t> payload;
            std::vector<std::vector<std::uint8_t>> frames;
            std::size_t sent = 0;
        };
        const auto count = *rc::gen::inRange<std::size_t>(1, 6);
        std::vector<Sender> senders;
        for (std::size_t i = 0; i < count; ++i) {
            const auto length = *rc::gen::weightedOneOf<std::size_t>(
                {{8, rc::gen::inRange<std::size_t>(1, 300)}, {1, rc::gen::inRange<std::size_t>(4000, 5000)}});
            const auto frameBytes = *rc::gen::element<std::size_t>(8, 12, 64);
            Sender sender {{0, static_cast<std::uint32_t>(0x700 + i), false, -1}, {}, {}, 0};
            sender.payload = *rc::gen::container<std::vector<std::uint8_t>>(length, rc::gen::arbitrary<std::uint8_t>());
            sender.frames = segment(sender.payload, frameBytes);
            senders.push_back(std::move(sender));
        }
        std::map<std::uint32_t, std::vector<std::uint8_t>> received;
        IsoTpReassembler isotp([](const PartialMessage&) { RC_FAIL("nothing was lost"); });
        std::size_t left = senders.size();
        while (left > 0) {
            Sender& sender = senders[*rc::gen::inRange<std::size_t>(0, senders.size())];
            if (sender.sent == sender.frames.size()) {
                for (Sender& other : senders) { // the drawn one is done: let the next open one go on
                    if (other.sent < other.frames.size()) {
                        if (const auto message = isotp.frame(other.key, {}, other.frames[other.sent++])) {
                            received[other.key.id].assign(message->payload.begin(), message->payload.end());
                        }
                        left -= other.sent == other.frames.size() ? 1 : 0;
                        break;
                    }
                }
                continue;
            }
            if (const auto message = isotp.frame(sender.key, {}, sender.frames[sender.sent++])) {
                received[sender.key.id].assign(message->payload.begin(), message->payload.end());
            }
            left -= sender.sent == sender.frames.size() ? 1 : 0;
        }
        for (const Sender& sender : senders) {
            RC_ASSERT(received[sender.key.id] == sender.payload);
        }
        RC_ASSERT(isotp.bufferedBytes() == 0U);
    });
}
