// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace argus::simulate {

/// Microseconds since 1970-01-01 UTC, as stamps of the recording are written.
using Micros = std::int64_t;

inline constexpr Micros kMillisecond = 1000;
inline constexpr Micros kSecond = 1000 * kMillisecond;
/// Every drive starts on 2026-03-01T08:00:00Z.
inline constexpr Micros kDriveStart = 1772352000 * kSecond;

/// The buses of the vehicle. Their names begin with "synth": that labels a recording as synthetic wherever it shows.
enum class Bus : std::uint8_t
{
    Car, ///< "synth0": 11-bit ids, 500 kbit/s
    Truck, ///< "synth1": J1939 and 29-bit diagnosis
    Fd, ///< "synth2": CAN FD
};
inline constexpr std::size_t kBusCount = 3;

constexpr std::string_view busName(Bus bus)
{
    constexpr std::array<std::string_view, kBusCount> kNames {"synth0", "synth1", "synth2"};
    return kNames[static_cast<std::size_t>(bus)];
}

/// One frame before it becomes a line.
struct Frame
{
    Bus bus = Bus::Car;
    std::uint32_t id = 0;
    bool extended = false;
    bool fd = false;
    bool remote = false; ///< length is what it asks for
    bool error = false; ///< id is the error class (linux/can/error.h)
    std::uint8_t fdFlags = 1; ///< 1 bit rate switch, 2 error state indicator
    std::uint8_t length = 0;
    std::array<std::uint8_t, 64> data {};

    std::span<const std::uint8_t> payload() const { return {data.data(), length}; }
};

using Bytes = std::vector<std::uint8_t>;

/// A frame with `bytes` as its data (64 at most; the rest is left out).
Frame makeFrame(Bus bus, std::uint32_t id, bool extended, std::span<const std::uint8_t> bytes);

/// "7E8", "18DAF110": as the expectation names control units and ids.
std::string idName(std::uint32_t id, bool extended);

/// Upper-case hex, two digits for each byte.
std::string hexText(std::span<const std::uint8_t> bytes);

} // namespace argus::simulate
