// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/cyclic_messages.h"

#include "core/simulate/drive.h"

#include <utility>

namespace argus::simulate {

namespace {

using Places = std::vector<SignalPlace>;

/// `bytes` in hex as they are sent, first byte first.
std::array<std::uint8_t, 8> patternOf(std::uint64_t bytes)
{
    std::array<std::uint8_t, 8> pattern {};
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        pattern[i] = static_cast<std::uint8_t>(bytes >> (56 - 8 * i));
    }
    return pattern;
}

CyclicMessage car(std::string_view name, std::uint32_t id, std::uint16_t period, Owner owner, std::uint8_t length,
                  Protection protection, std::uint64_t pattern, Places signals)
{
    return {name, Bus::Car, id, false, period, owner, length, protection, patternOf(pattern), std::move(signals)};
}

CyclicMessage truck(std::string_view name, std::uint32_t id, std::uint16_t period, Owner owner, std::uint64_t pattern,
                    Places signals)
{
    return {name, Bus::Truck, id, true, period, owner, 8, Protection::None, patternOf(pattern), std::move(signals)};
}

CyclicMessage fd(std::string_view name, std::uint32_t id, std::uint16_t period, Owner owner, std::uint8_t length,
                 Places signals)
{
    constexpr std::uint64_t kPattern = 0xC0D5000000003C77;
    return {
        name, Bus::Fd, id, false, period, owner, length, Protection::Counter, patternOf(kPattern), std::move(signals)};
}

} // namespace

const std::vector<CyclicMessage>& cyclicMessages()
{
    using enum Owner;
    using enum Protection;
    using enum Signal;
    // Car: a made-up matrix with common ids and periods. Truck: SAE J1939-71 parameter groups.
    static const std::vector<CyclicMessage> kMessages {
        car("EngineData1", 0x0C9, 10, Engine, 8, CounterCrc, 0x4080000000000000,
            {{EngineSpeed, 2}, {Throttle, 4}, {EngineTorque, 5}}),
        car("EngineData2", 0x0D1, 10, Engine, 8, CounterCrc, 0x50A1000000003F00,
            {{DemandedTorque, 2}, {EngineTorque, 3}, {BoostPressure, 4}}),
        car("WheelSpeedFront", 0x0AA, 10, Brakes, 8, CounterXor, 0x60C0000000000000,
            {{WheelFrontLeft, 2}, {WheelFrontRight, 4}}),
        car("WheelSpeedRear", 0x0AB, 10, Brakes, 8, CounterXor, 0x60C1000000000000,
            {{WheelRearLeft, 2}, {WheelRearRight, 4}}),
        car("VehicleSpeed", 0x0B4, 10, Brakes, 8, CounterCrc, 0x7090000000000000,
            {{VehicleSpeed, 2}, {BrakePressure, 4}}),
        car("SteeringAngle", 0x0C4, 10, Steering, 8, CounterXor, 0x8088000000000000, {{SteeringAngle, 2}}),
        car("VehicleDynamics", 0x0E1, 10, Brakes, 8, CounterCrc, 0x90B0000000000000,
            {{YawRate, 2}, {LateralAcceleration, 4}}),
        car("TransmissionData1", 0x0F1, 10, Transmission, 8, CounterXor, 0xA084000000000000,
            {{Gear, 2}, {EngineSpeed, 3}}),
        car("PedalPosition", 0x1A1, 20, Engine, 8, CounterCrc, 0xB0C4000000000000, {{Throttle, 2}}),
        car("BrakePedal", 0x1A8, 20, Brakes, 8, CounterXor, 0xB091000000000000, {{BrakePressure, 2}}),
        car("TorqueCoordination", 0x1C4, 20, Engine, 8, CounterXor, 0x40F0000000000000,
            {{EngineTorque, 2}, {DemandedTorque, 3}}),
        car("TransmissionData2", 0x1D0, 20, Transmission, 8, CounterXor, 0x50A8000000000000,
            {{Gear, 2}, {VehicleSpeed, 3}}),
        car("SteeringAssist", 0x1E5, 20, Steering, 8, CounterCrc, 0xD099000000000000, {{SteeringAngle, 2}}),
        car("ShiftLever", 0x1F5, 20, Transmission, 4, Counter, 0xE048000000000000, {{Gear, 2}}),
        car("StabilityControl", 0x210, 20, Brakes, 8, CounterXor, 0x40B4000000000000,
            {{YawRate, 2}, {BrakePressure, 4}}),
        car("ParkBrake", 0x22A, 20, Brakes, 6, Counter, 0xF041000000000000, {}),
        car("BodyState1", 0x2B1, 50, Body, 8, CounterXor, 0x40C812000A000000, {}),
        car("Lighting", 0x2C3, 50, Body, 6, Counter, 0x50E2000100000000, {}),
        car("AirbagState", 0x2D4, 50, Airbag, 8, CounterCrc, 0x6055AA55AA55AA00, {}),
        car("ClusterSpeed", 0x2F0, 50, Cluster, 8, CounterXor, 0x70D0000000000000,
            {{VehicleSpeed, 2}, {EngineSpeed, 4}}),
        car("SeatOccupancy", 0x301, 50, Airbag, 5, Counter, 0x4040030001000000, {}),
        car("WiperRain", 0x30D, 50, Body, 4, Counter, 0x8047002000000000, {}),
        car("EngineTemperatures", 0x3D1, 100, Engine, 8, CounterXor, 0x4099000000000000,
            {{CoolantTemperature, 2}, {OilTemperature, 3}, {OilPressure, 4}}),
        car("FuelConsumption", 0x3E9, 100, Engine, 8, CounterXor, 0x5083000000000000, {{FuelRate, 2}, {FuelLevel, 4}}),
        car("ChargingSystem", 0x3F9, 100, Engine, 8, CounterXor, 0x6042000064000000, {{BatteryVoltage, 2}}),
        car("Climate1", 0x4C1, 100, Climate, 8, CounterXor, 0x40D4001515800000, {{AmbientTemperature, 2}}),
        car("Climate2", 0x4C8, 100, Climate, 6, Counter, 0x50D5303044120000, {}),
        car("DoorState", 0x4E1, 100, Body, 8, Counter, 0x6040000000000000, {}),
        car("TyrePressure", 0x4F2, 100, Body, 8, CounterXor, 0x70E15E5D5F5E0000, {}),
        car("TransmissionOil", 0x514, 100, Transmission, 4, Counter, 0x80A6000000000000, {{OilTemperature, 2}}),
        car("Odometer", 0x52A, 500, Cluster, 8, CounterXor, 0x40C2000000000000, {{Odometer, 2}}),
        car("AmbientAir", 0x530, 500, Cluster, 5, Counter, 0x50F3000000000000,
            {{AmbientTemperature, 2}, {FuelLevel, 3}}),
        car("Immobiliser", 0x541, 500, Body, 8, CounterXor, 0x90775AA55AA50000, {}),
        car("GatewayState", 0x563, 1000, Gateway, 8, CounterXor, 0x40B7000100000000, {}),
        car("EngineHours", 0x578, 1000, Engine, 8, CounterXor, 0x60D1000000000000, {{EngineHours, 2}}),
        car("VariantCoding", 0x5A0, 1000, Gateway, 8, None, 0xA0EE313233343536, {}),
        truck("EEC1", 0x0CF00400, 10, Engine, 0xF07D7D000000F07D,
              {{DemandedTorque, 1}, {EngineTorque, 2}, {EngineSpeed, 3}}),
        truck("EEC2", 0x0CF00300, 50, Engine, 0xF10020FFFFFFFFFF, {{Throttle, 1}}),
        truck("ETC1", 0x0CF00203, 10, Transmission, 0xCCFFFF00FFFFFFFF, {{Throttle, 3}}),
        truck("ETC2", 0x18F00503, 100, Transmission, 0x7DFFFF7DFFFFFFFF, {{Gear, 3}}),
        truck("EBC1", 0x18F0010B, 100, Brakes, 0xF0FFFFF0FFFFFFFF, {}),
        truck("HRW", 0x08FE6E0B, 20, Brakes, 0xFFFFFFFFFFFFFFFF,
              {{WheelFrontLeft, 0}, {WheelFrontRight, 2}, {WheelRearLeft, 4}, {WheelRearRight, 6}}),
        truck("EBC2", 0x18FEBF0B, 100, Brakes, 0xFFFF7D7D7D7DFFFF, {{VehicleSpeedTruck, 0}}),
        truck("CCVS", 0x18FEF100, 100, Engine, 0xF30000C0FFFFFFFF, {{VehicleSpeedTruck, 1}}),
        truck("EGF1", 0x0CF00A00, 50, Engine, 0xFFFF807DFFFFFFFF, {}),
        truck("LFE", 0x18FEF200, 100, Engine, 0x0000FFFFFFFFFFFF, {{FuelRate, 0}, {Throttle, 6}}),
        truck("IC1", 0x18FEF600, 500, Engine, 0xFF0042FFFFFFFFFF, {{BoostPressure, 1}}),
        truck("EFLP1", 0x18FEEF00, 500, Engine, 0xFFFFFF00FFFFFFFF, {{OilPressure, 3}}),
        truck("ET1", 0x18FEEE00, 1000, Engine, 0x00FFFFFFFFFFFFFF, {{CoolantTemperature, 0}}),
        truck("VEP1", 0x18FEF700, 1000, Engine, 0xFFFFFFFF1A01FFFF, {}),
        truck("DD1", 0x18FEFC17, 1000, Cluster, 0xFF00FFFFFFFFFFFF, {{FuelLevel, 1}}),
        truck("VDHR", 0x18FEC117, 1000, Cluster, 0x00000000FFFFFFFF, {{Odometer, 0}}),
        truck("HOURS", 0x18FEE500, 1000, Engine, 0x00000000FFFFFFFF, {{EngineHours, 0}}),
        truck("TCO1", 0x0CFE6CEE, 50, Cluster, 0x48FF10FFFFFF0000, {{VehicleSpeedTruck, 6}}),
        truck("AMB", 0x18FEF521, 1000, Body, 0xC6FFFFFFFFFFFFFF, {}),
        truck("LightingData", 0x18FE4021, 1000, Body, 0x00FFFFFFFFFFFFFF, {}),
        fd("RadarObjects", 0x180, 50, Radar, 64, {{ObjectDistance, 2}, {VehicleSpeed, 4}}),
        fd("CameraLanes", 0x190, 50, Radar, 48, {{SteeringAngle, 2}}),
        fd("DriveControl", 0x1B0, 20, Engine, 32, {{EngineSpeed, 2}, {EngineTorque, 4}}),
        fd("BatteryState", 0x2A0, 100, Body, 24, {{BatteryVoltage, 2}}),
        fd("GatewayMirror", 0x310, 100, Gateway, 12, {{VehicleSpeed, 2}}),
    };
    return kMessages;
}

std::string driveDbc()
{
    std::string text = "VERSION \"\"\n\nNS_ :\n\nBS_:\n\nBU_: Vehicle\n\n";
    for (const CyclicMessage& message : cyclicMessages()) {
        constexpr std::uint32_t kDbcExtendedFlag = 0x80000000;
        const std::uint32_t id = message.extended ? message.id | kDbcExtendedFlag : message.id;
        text += "BO_ " + std::to_string(id) + ' ' + std::string(message.name) + ": " + std::to_string(message.length)
            + " Vehicle\n";
        for (const SignalPlace& place : message.signals) {
            const SignalInfo& info = signalInfo(place.signal);
            const bool little = message.bus == Bus::Truck;
            // A DBC names the least bit of a little-endian signal and the most significant bit of a big-endian one.
            const int start = 8 * place.start + (little ? 0 : 7);
            text += " SG_ " + std::string(info.name) + " : " + std::to_string(start) + '|'
                + std::to_string(8 * info.size) + (little ? "@1+ (" : "@0+ (") + std::string(info.factor) + ','
                + std::string(info.offset) + ") [0|0] \"" + std::string(info.unit) + "\" Vector__XXX\n";
        }
        text += '\n';
    }
    return text;
}

} // namespace argus::simulate
