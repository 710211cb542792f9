// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/disturbances.h"

#include "core/base/text.h"

#include <array>

namespace argus::simulate {

namespace {

constexpr std::uint8_t kNoControlByte = 0x40; // ISO-TP control bytes are below
constexpr Micros kNoiseEvery = 300 * kMillisecond;

std::string stampText(Micros at)
{
    std::string fraction = std::to_string(at % kSecond);
    fraction.insert(0, 6 - fraction.size(), '0');
    return '(' + std::to_string(at / kSecond) + '.' + fraction + ')';
}

Frame randomFrame(Random& random, Bus bus, std::uint32_t id, bool extended, std::size_t length)
{
    Bytes bytes(length);
    for (std::uint8_t& byte : bytes) {
        byte = random.byte();
    }
    for (std::size_t i = 0; i < bytes.size() && i < 2 && !extended; ++i) {
        if (bytes[i] < kNoControlByte) {
            bytes[i] = static_cast<std::uint8_t>(bytes[i] + kNoControlByte);
        }
    }
    return makeFrame(bus, id, extended, bytes);
}

} // namespace

Frame noiseFrame(Random& random, bool fdBus)
{
    const std::uint32_t kind = random.below(fdBus ? 5 : 4);
    const std::uint32_t shortId = 0x400 + random.below(0x200);
    if (kind == 4) {
        constexpr std::array<std::size_t, 8> kLengths {8, 12, 16, 20, 24, 32, 48, 64};
        Frame frame = randomFrame(random, Bus::Fd, shortId, false, kLengths[random.below(kLengths.size())]);
        frame.fd = true;
        frame.fdFlags = static_cast<std::uint8_t>(random.below(4));
        return frame;
    }
    if (kind == 3) {
        // Proprietary B (PGN FF00 to FFFF) of a unit that says nothing else.
        const std::uint32_t id = 0x18FF0080 | random.below(0x10) << 8;
        return randomFrame(random, Bus::Truck, id, true, 8);
    }
    return randomFrame(random, Bus::Car, shortId, false, random.below(9));
}

Frame remoteFrame(Random& random)
{
    constexpr std::array<std::uint32_t, 4> kIds {0x0C9, 0x3D1, 0x7E8, 0x52A};
    Frame frame;
    frame.remote = true;
    frame.length = static_cast<std::uint8_t>(random.below(9));
    if (random.chance(30)) {
        frame.bus = Bus::Truck;
        frame.extended = true;
        frame.id = 0x18FEF100;
    } else {
        frame.id = kIds[random.below(kIds.size())];
    }
    return frame;
}

Frame errorFrame(Random& random)
{
    struct Kind
    {
        std::uint32_t classes;
        std::array<std::uint8_t, 8> data;
    };
    static constexpr std::array<Kind, 4> kKinds {{
        {0x00000004, {0, 0x04, 0, 0, 0, 0, 96, 12}}, // controller: receive warning level
        {0x00000088, {0, 0, 0x04, 0x03, 0, 0, 0, 0}}, // bus error: stuff bit in the identifier
        {0x0000008C, {0, 0x20, 0x80, 0x19, 0, 0, 128, 0}}, // passive, no acknowledgement
        {0x00000040, {0, 0, 0, 0, 0, 0, 0, 0}}, // bus off
    }};
    const Kind& kind = kKinds[random.below(kKinds.size())];
    Frame frame = makeFrame(random.chance(70) ? Bus::Car : Bus::Truck, kind.classes, false, kind.data);
    frame.error = true;
    return frame;
}

std::string unreadableLine(Random& random, Micros at)
{
    const std::string stamp = stampText(at);
    switch (random.below(7)) {
    case 0:
        return stamp.substr(0, 14);
    case 1:
        return stamp + " synth0 0C9#80C";
    case 2:
        return stamp + " synth0 0C9#8G2145";
    case 3:
        return "!! recorder buffer overrun !!";
    case 4:
        return "(17723x2003.123456) synth0 0C9#8021";
    case 5:
        return stamp + " synth1";
    default:
        break;
    }
    std::string bytes;
    for (int i = 0; i < 24; ++i) {
        bytes += static_cast<char>(0x80 + random.below(0x80));
    }
    return bytes;
}

void scheduleDisturbances(Schedule& schedule, Random& random, Micros from, Micros until, bool fdBus, bool damage)
{
    const auto length = static_cast<std::uint32_t>(until - from);
    const auto somewhere = [&random, from, length] { return from + random.below(length); };
    for (Micros i = 0; i < length / kNoiseEvery; ++i) {
        schedule.add(somewhere(), noiseFrame(random, fdBus));
    }
    for (std::int64_t i = random.between(1, 6); i > 0; --i) {
        schedule.add(somewhere(), remoteFrame(random));
    }
    for (std::int64_t i = random.between(0, 5); i > 0; --i) {
        schedule.add(somewhere(), errorFrame(random));
    }
    for (std::int64_t i = damage ? random.between(1, 4) : 0; i > 0; --i) {
        const Micros at = somewhere();
        schedule.addLine(at, unreadableLine(random, at));
    }
}

void scheduleErrorBurst(Schedule& schedule, Random& random, Micros from, int count)
{
    for (int i = 0; i < count; ++i) {
        from += random.between(400, 20000);
        schedule.add(from, errorFrame(random));
    }
}

} // namespace argus::simulate
