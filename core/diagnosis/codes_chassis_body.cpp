// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/code_tables.h"

namespace argus::diagnosis {

namespace {

// Generic chassis codes C0xxx and body codes B0xxx.
constexpr CodeText kCodes[] = {
    {"C0000", "Vehicle speed information: fault"},
    {"C0001", "Traction control channel A, valve 1: fault"},
    {"C0002", "Traction control channel A, valve 2: fault"},
    {"C0003", "Traction control channel B, valve 1: fault"},
    {"C0004", "Traction control channel B, valve 2: fault"},
    {"C0010", "Brake inlet valve, front left: fault in the control"},
    {"C0011", "Brake outlet valve, front left: fault in the control"},
    {"C0014", "Brake inlet valve, front right: fault in the control"},
    {"C0015", "Brake outlet valve, front right: fault in the control"},
    {"C0018", "Brake inlet valve, rear left: fault in the control"},
    {"C0019", "Brake outlet valve, rear left: fault in the control"},
    {"C001C", "Brake inlet valve, rear right: fault in the control"},
    {"C001D", "Brake outlet valve, rear right: fault in the control"},
    {"C0020", "ABS pump motor: fault in the control"},
    {"C0021", "Brake booster: does not perform as expected"},
    {"C0022", "Brake booster solenoid: fault"},
    {"C0030", "Wheel speed tone ring, front left: fault"},
    {"C0031", "Wheel speed sensor, front left: fault"},
    {"C0032", "Wheel speed sensor, front left: supply fault"},
    {"C0033", "Wheel speed tone ring, front right: fault"},
    {"C0034", "Wheel speed sensor, front right: fault"},
    {"C0035", "Front wheel speed sensor: supply or signal fault (some makers: left, others: right)"},
    {"C0036", "Wheel speed tone ring, rear left: fault"},
    {"C0037", "Wheel speed sensor, rear left: fault"},
    {"C0038", "Wheel speed sensor, rear left: supply fault"},
    {"C0039", "Wheel speed tone ring, rear right: fault"},
    {"C003A", "Wheel speed sensor, rear right: fault"},
    {"C003B", "Wheel speed sensor, rear right: supply fault"},
    {"C0040", "Brake pedal switch A: fault (some makers: wheel speed sensor, front right)"},
    {"C0044", "Brake pressure sensor A: fault"},
    {"C0045", "Brake pressure sensor B: fault (some makers: wheel speed sensor, rear left)"},
    {"C0046", "Brake pressure sensors A and B do not agree"},
    {"C0049", "Brake fluid: fault or level too low"},
    {"C0051", "Steering wheel position sensor: fault"},
    {"C0061", "Lateral acceleration sensor: fault"},
    {"C0062", "Longitudinal acceleration sensor: fault"},
    {"C0063", "Yaw rate sensor: fault"},
    {"C0064", "Roll rate sensor: fault"},
    {"C0069", "Yaw rate and acceleration sensors: fault"},
    {"C006A", "Multi-axis acceleration sensor: fault"},
    {"C0072", "Brake temperature too high"},
    {"C0077", "Tyre pressure too low"},
    {"C0081", "ABS warning lamp: fault"},
    {"C0082", "Brake warning lamp: fault"},
    {"C0089", "Traction control switch: fault"},
    {"B0001", "Driver's frontal airbag, stage 1: fault in the deployment circuit"},
    {"B0002", "Driver's frontal airbag, stage 2: fault in the deployment circuit"},
    {"B0003", "Driver's frontal airbag, stage 3: fault in the deployment circuit"},
    {"B0010", "Passenger's frontal airbag, stage 1: fault in the deployment circuit"},
    {"B0011", "Passenger's frontal airbag, stage 2: fault in the deployment circuit"},
    {"B0012", "Passenger's frontal airbag, stage 3: fault in the deployment circuit"},
    {"B0020", "Left side airbag: fault in the deployment circuit"},
    {"B0028", "Right side airbag: fault in the deployment circuit"},
    {"B0050", "Driver's seat belt sensor: fault"},
    {"B0081", "Passenger presence or occupant classification: fault"},
};

} // namespace

std::span<const CodeText> chassisBodyCodes()
{
    return kCodes;
}

} // namespace argus::diagnosis
