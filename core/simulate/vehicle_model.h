// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/random.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace argus::simulate {

/// What the cyclic messages carry. Each has one raw coding, given by signalInfo().
enum class Signal : std::uint8_t
{
    EngineSpeed,
    VehicleSpeed,
    VehicleSpeedTruck,
    WheelFrontLeft,
    WheelFrontRight,
    WheelRearLeft,
    WheelRearRight,
    Throttle,
    EngineTorque,
    DemandedTorque,
    CoolantTemperature,
    OilTemperature,
    OilPressure,
    BoostPressure,
    FuelRate,
    FuelLevel,
    Gear,
    BrakePressure,
    SteeringAngle,
    YawRate,
    LateralAcceleration,
    BatteryVoltage,
    Odometer,
    AmbientTemperature,
    EngineHours,
    ObjectDistance,
};
inline constexpr std::size_t kSignalCount = 26;

/// Name and coding of a signal: physical = raw * factor + offset.
struct SignalInfo
{
    std::string_view name;
    int size = 1; ///< bytes
    std::string_view factor;
    std::string_view offset;
    std::string_view unit;
};
const SignalInfo& signalInfo(Signal signal);

/// A vehicle that stands, accelerates, cruises and brakes: slowly varying raw values in whole numbers only, so that
/// every machine computes the same ones.
class VehicleModel
{
public:
    explicit VehicleModel(std::uint64_t seed);

    /// Moves on by 10 ms.
    void step();
    /// The raw value of a signal, in its coding.
    std::uint32_t raw(Signal signal) const { return m_raw[static_cast<std::size_t>(signal)]; }

private:
    void set(Signal signal, std::int64_t value)
    {
        m_raw[static_cast<std::size_t>(signal)] = static_cast<std::uint32_t>(value);
    }
    void choosePhase();
    void stepSlow();
    void publish();

    Random m_random;
    std::array<std::uint32_t, kSignalCount> m_raw {};
    std::int64_t m_steps = 0;
    std::int64_t m_phaseLeft = 0; ///< steps
    std::int64_t m_speed = 0; ///< 0.01 km/h
    std::int64_t m_target = 0; ///< 0.01 km/h
    std::int64_t m_acceleration = 0; ///< 0.01 km/h per step
    std::int64_t m_engineSpeed = 800 * 8; ///< 0.125 rpm
    std::int64_t m_steering = 0; ///< 0.1 degree
    std::int64_t m_steeringTarget = 0;
    std::int64_t m_coolant = 25 * 256; ///< 1/256 degree
    std::int64_t m_fuel = 190 * 65536; ///< 0.4 % / 65536
    std::int64_t m_distance = 0; ///< 0.01 km/h * 10 ms
    std::int64_t m_odometerStart = 0; ///< 5 m
    std::int64_t m_object = 600; ///< 0.1 m
    int m_gear = 0;
};

} // namespace argus::simulate
