// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/frame.h"
#include "core/simulate/vehicle_model.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace argus::simulate {

/// Who sends a cyclic message; a control unit that is silent for a while takes its messages with it.
enum class Owner : std::uint8_t
{
    Engine,
    Transmission,
    Brakes,
    Steering,
    Airbag,
    Body,
    Cluster,
    Climate,
    Gateway,
    Radar,
};

/// What guards a message: a counter in the low half of byte 0, a checksum in the last byte.
enum class Protection : std::uint8_t
{
    None,
    Counter,
    CounterXor,
    CounterCrc, ///< CRC-8 SAE J1850
};

struct SignalPlace
{
    Signal signal = Signal::EngineSpeed;
    std::uint8_t start = 0; ///< byte; big endian on the car's buses, little endian in J1939 messages
};

/// One message of the ordinary traffic.
///
/// On the 11-bit buses the first two bytes never look like the start of an ISO-TP message (their upper halves are 4 or
/// more), so that no decoder can take cyclic traffic for diagnosis; the ids stay below 0x600 for the same reason.
struct CyclicMessage
{
    std::string_view name;
    Bus bus = Bus::Car;
    std::uint32_t id = 0;
    bool extended = false;
    std::uint16_t periodMs = 10; ///< divides 1000
    Owner owner = Owner::Engine;
    std::uint8_t length = 8; ///< more than 8: CAN FD
    Protection protection = Protection::None;
    std::array<std::uint8_t, 8> pattern {};
    std::vector<SignalPlace> signals;
};

/// All cyclic messages, by bus and period.
const std::vector<CyclicMessage>& cyclicMessages();

} // namespace argus::simulate
