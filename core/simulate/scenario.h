// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/frame.h"
#include "core/simulate/random.h"
#include "core/simulate/tally.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace argus::simulate {

/// A trouble code that a control unit can store.
struct SimCode
{
    std::uint32_t raw = 0; ///< three bytes: code and failure type
    std::uint8_t status = 0x2F; ///< while it is stored; has a fault bit
    bool returns = true; ///< comes back soon after it was cleared
    bool stored = true;
};

/// A control unit that speaks UDS, and OBD where `obd` is set.
struct SimEcu
{
    Bus bus = Bus::Car;
    std::uint32_t requestId = 0;
    std::uint32_t responseId = 0;
    bool extended = false;
    bool fd = false;
    bool obd = false;
    std::optional<std::uint8_t> padding;
    std::vector<SimCode> codes;
    /// Codes whose test never failed, with their status (no fault bit): listed when all supported codes are asked for.
    std::vector<std::pair<std::uint32_t, std::uint8_t>> healthy;
    std::vector<std::pair<std::uint16_t, std::string>> identity; ///< data identifier and text, without the VIN

    EcuName name() const;
};

/// One entry of a J1939 diagnostic message (SAE J1939-73).
struct SimEntry
{
    std::uint32_t spn = 0;
    std::uint8_t fmi = 0;
    std::uint8_t count = 1;
    bool conversionBit = false; ///< set by units that claim an older layout; the SPN is laid out as always here

    std::array<std::uint8_t, 4> raw() const;
};

/// A control unit on the J1939 bus.
struct SimUnit
{
    std::uint8_t address = 0;
    std::array<std::uint8_t, 8> name {}; ///< of its address claim
    std::uint8_t lamps = 0;
    std::vector<SimEntry> active;
    std::vector<SimEntry> previous;
    bool givesVin = false;

    EcuName ecuName() const;
};

/// The vehicle of a drive.
struct Scenario
{
    std::string vin;
    std::vector<SimEcu> ecus;
    std::vector<SimUnit> units;
    bool fdBus = true;
};

/// A vehicle drawn by chance.
Scenario randomScenario(Random& random);
/// The pick-up truck of the bundled sample.
Scenario misfireScenario(Random& random);

/// A VIN that is well formed, carries a valid check digit and is plainly made up ("SYNARGUS...").
std::string syntheticVin(Random& random);

} // namespace argus::simulate
