// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/bus_clock.h"
#include "core/simulate/cyclic_messages.h"
#include "core/simulate/line_writer.h"
#include "core/simulate/random.h"
#include "core/simulate/tally.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace argus::simulate {

struct TrafficOptions
{
    std::uint64_t seed = 1;
    bool fdBus = true;
    bool light = false; ///< a twentieth of the traffic: for short recordings that tell a long story
};

/// The ordinary traffic of all buses in the order of time: a list of the frames of one second, run through again and
/// again with fresh contents. Almost every byte of a drive is written here, so it does nothing twice.
class CyclicTraffic
{
public:
    explicit CyclicTraffic(const TrafficOptions& options);

    /// When the next frame is due.
    Micros nextTime() const { return m_base + m_slots[m_next].offset; }
    /// Writes the next frame (unless its sender is silent) and moves on. False when the recording is full.
    bool writeNext(LineWriter& writer, BusClock& clock);
    /// Nothing happens for `seconds`.
    void pause(std::int64_t seconds) { m_base += seconds * kSecond; }
    /// A control unit stops sending until then.
    void silence(Owner owner, Micros until) { m_silentUntil[static_cast<std::size_t>(owner)] = until; }
    /// Adds what was written to the counts.
    void addTo(Tally& tally) const;

private:
    struct Slot
    {
        std::uint32_t offset = 0; ///< us within the second
        std::uint16_t stream = 0;
    };
    /// A message with what is ready of its line.
    struct Stream
    {
        const CyclicMessage* message = nullptr;
        std::string head; ///< "synth0 0C9#"
        Micros duration = 0; ///< on the bus
        std::array<std::uint8_t, 64> data {};
        std::uint8_t counter = 0;
        std::uint64_t written = 0;
    };

    void addStream(const CyclicMessage& message, bool light, std::array<std::vector<std::uint8_t>, kBusCount>& load);
    void fill(Stream& stream);
    void advance();

    Random m_random;
    VehicleModel m_model;
    std::vector<Stream> m_streams;
    std::vector<Slot> m_slots;
    std::size_t m_next = 0;
    Micros m_base = kDriveStart; ///< begin of the current second
    std::uint32_t m_modelAt = 0; ///< us within the second up to which the model has moved
    std::array<Micros, 10> m_silentUntil {};
};

} // namespace argus::simulate
