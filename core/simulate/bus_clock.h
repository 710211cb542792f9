// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/frame.h"

#include <algorithm>
#include <array>

namespace argus::simulate {

/// Gives each frame its stamp: not before it is due, not while its bus is taken, and later than every frame before it.
class BusClock
{
public:
    Micros stamp(Bus bus, Micros due, Micros duration)
    {
        Micros& freeAt = m_freeAt[static_cast<std::size_t>(bus)];
        const Micros now = std::max({due, freeAt, m_last + 1});
        freeAt = now + duration;
        m_last = now;
        return now;
    }
    /// Stamp of the last frame; kDriveStart - 1 before the first.
    Micros last() const { return m_last; }

    /// Time a frame takes at 500 kbit/s (11 bit), 250 kbit/s (29 bit) or 500 kbit/s and 2 Mbit/s (FD).
    static Micros duration(Bus bus, std::size_t bytes)
    {
        const auto dataBits = static_cast<Micros>(8 * bytes);
        switch (bus) {
        case Bus::Car:
            return (50 + dataBits) * 2;
        case Bus::Truck:
            return (70 + dataBits) * 4;
        case Bus::Fd:
            return 90 + dataBits / 2;
        }
        return 0;
    }

private:
    std::array<Micros, kBusCount> m_freeAt {};
    Micros m_last = kDriveStart - 1;
};

} // namespace argus::simulate
