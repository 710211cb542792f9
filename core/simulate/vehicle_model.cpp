// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/vehicle_model.h"

#include <algorithm>

namespace argus::simulate {

const SignalInfo& signalInfo(Signal signal)
{
    static constexpr std::array<SignalInfo, kSignalCount> kInfos {{
        {"EngineSpeed", 2, "0.125", "0", "rpm"},
        {"VehicleSpeed", 2, "0.01", "0", "km/h"},
        {"WheelBasedSpeed", 2, "0.00390625", "0", "km/h"},
        {"WheelFrontLeft", 2, "0.01", "0", "km/h"},
        {"WheelFrontRight", 2, "0.01", "0", "km/h"},
        {"WheelRearLeft", 2, "0.01", "0", "km/h"},
        {"WheelRearRight", 2, "0.01", "0", "km/h"},
        {"Throttle", 1, "0.4", "0", "%"},
        {"EngineTorque", 1, "1", "-125", "%"},
        {"DemandedTorque", 1, "1", "-125", "%"},
        {"CoolantTemperature", 1, "1", "-40", "degC"},
        {"OilTemperature", 1, "1", "-40", "degC"},
        {"OilPressure", 1, "4", "0", "kPa"},
        {"BoostPressure", 1, "2", "0", "kPa"},
        {"FuelRate", 2, "0.05", "0", "l/h"},
        {"FuelLevel", 1, "0.4", "0", "%"},
        {"Gear", 1, "1", "0", ""},
        {"BrakePressure", 2, "0.1", "0", "bar"},
        {"SteeringAngle", 2, "0.1", "-3276.8", "deg"},
        {"YawRate", 2, "0.01", "-327.68", "deg/s"},
        {"LateralAcceleration", 2, "0.01", "-327.68", "m/s2"},
        {"BatteryVoltage", 2, "0.001", "0", "V"},
        {"Odometer", 4, "0.005", "0", "km"},
        {"AmbientTemperature", 1, "1", "-40", "degC"},
        {"EngineHours", 4, "0.05", "0", "h"},
        {"ObjectDistance", 2, "0.1", "0", "m"},
    }};
    return kInfos[static_cast<std::size_t>(signal)];
}

VehicleModel::VehicleModel(std::uint64_t seed)
    : m_random(seed)
    , m_odometerStart(m_random.between(2'000'000, 30'000'000))
{
    publish();
}

void VehicleModel::choosePhase()
{
    if (m_random.chance(20)) {
        m_target = 0;
        m_phaseLeft = m_random.between(300, 1200);
    } else {
        m_target = m_random.between(2500, 13000);
        m_phaseLeft = m_random.between(800, 4000);
    }
    m_steeringTarget = m_random.chance(60) ? m_random.between(-60, 60) : m_random.between(-1800, 1800);
}

void VehicleModel::step()
{
    ++m_steps;
    if (--m_phaseLeft <= 0) {
        choosePhase();
    }
    m_acceleration = std::clamp<std::int64_t>((m_target - m_speed) / 60, -18, 9);
    if (m_acceleration == 0 && m_speed != m_target) {
        m_acceleration = m_speed < m_target ? 1 : -1;
    }
    m_speed += m_acceleration;
    m_distance += m_speed;
    // The gear follows the speed; each gear turns the engine at its own ratio, with idle speed as the floor.
    constexpr std::array<std::int64_t, 7> kRatio {0, 9, 5, 4, 3, 2, 2}; // 0.125 rpm for 0.01 km/h
    m_gear = m_speed < 100 ? 0 : static_cast<int>(std::min<std::int64_t>(6, 1 + m_speed / 1800));
    const std::int64_t wanted = std::max<std::int64_t>(800 * 8, m_speed * kRatio[static_cast<std::size_t>(m_gear)]);
    m_engineSpeed += (wanted - m_engineSpeed) / 12;
    m_steering += std::clamp<std::int64_t>(m_steeringTarget - m_steering, -20, 20);
    if (m_steps % 10 == 0) {
        stepSlow();
    }
    publish();
}

void VehicleModel::stepSlow()
{
    m_coolant += m_coolant < 90 * 256 ? 9 : m_random.between(-12, 8);
    m_fuel = std::max<std::int64_t>(0, m_fuel - 20 - m_speed / 200);
    m_object = std::clamp<std::int64_t>(m_object + m_random.between(-12, 12), 30, 2500);
}

void VehicleModel::publish()
{
    const std::int64_t noise = m_random.below(8);
    const std::int64_t turn = m_steering * m_speed / 40000; // outer wheels run faster
    set(Signal::EngineSpeed, m_engineSpeed + noise);
    set(Signal::VehicleSpeed, m_speed);
    set(Signal::VehicleSpeedTruck, m_speed * 256 / 100);
    set(Signal::WheelFrontLeft, std::max<std::int64_t>(0, m_speed + turn + noise - 4));
    set(Signal::WheelFrontRight, std::max<std::int64_t>(0, m_speed - turn + noise - 3));
    set(Signal::WheelRearLeft, std::max<std::int64_t>(0, m_speed + turn / 2 + noise - 5));
    set(Signal::WheelRearRight, std::max<std::int64_t>(0, m_speed - turn / 2 + noise - 2));
    set(Signal::Throttle, m_acceleration > 0 ? 30 + 20 * m_acceleration : 0);
    set(Signal::EngineTorque, 125 + std::clamp<std::int64_t>(5 + 9 * m_acceleration, -20, 100));
    set(Signal::DemandedTorque, 125 + std::clamp<std::int64_t>(6 + 9 * m_acceleration, -20, 100));
    set(Signal::CoolantTemperature, 40 + m_coolant / 256);
    set(Signal::OilTemperature, 40 + m_coolant / 280);
    set(Signal::OilPressure, 35 + m_engineSpeed / 400);
    set(Signal::BoostPressure, 50 + std::max<std::int64_t>(0, m_acceleration) * 8);
    set(Signal::FuelRate, 16 + m_engineSpeed / 80 + std::max<std::int64_t>(0, m_acceleration) * 30);
    set(Signal::FuelLevel, m_fuel / 65536);
    set(Signal::Gear, m_gear);
    set(Signal::BrakePressure, m_acceleration < 0 ? -m_acceleration * 22 : 0);
    set(Signal::SteeringAngle, 32768 + m_steering);
    set(Signal::YawRate, 32768 + m_steering * m_speed / 6000);
    set(Signal::LateralAcceleration, 32768 + m_steering * m_speed / 40000);
    set(Signal::BatteryVoltage, 14100 + noise * 6);
    set(Signal::Odometer, m_odometerStart + m_distance / 180000);
    set(Signal::AmbientTemperature, 40 + 11);
    set(Signal::EngineHours, 41000 + m_steps / 18000);
    set(Signal::ObjectDistance, m_object);
}

} // namespace argus::simulate
