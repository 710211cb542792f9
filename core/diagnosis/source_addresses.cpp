// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/code_tables.h"

namespace argus::diagnosis {

namespace {

// Preferred source addresses of all industries (SAE J1939, table B2).
constexpr NumberText kSourceAddresses[] = {
    {0, "engine"},
    {1, "engine 2"},
    {2, "turbocharger"},
    {3, "transmission"},
    {4, "transmission 2"},
    {5, "shift console"},
    {6, "shift console 2"},
    {7, "power take-off"},
    {8, "steering axle"},
    {9, "drive axle 1"},
    {10, "drive axle 2"},
    {11, "brakes"},
    {12, "brakes, steering axle"},
    {13, "brakes, drive axle 1"},
    {14, "brakes, drive axle 2"},
    {15, "engine retarder"},
    {16, "driveline retarder"},
    {17, "cruise control"},
    {18, "fuel system"},
    {19, "steering"},
    {20, "suspension, steering axle"},
    {21, "suspension, drive axle 1"},
    {22, "suspension, drive axle 2"},
    {23, "instrument cluster"},
    {24, "trip recorder"},
    {25, "climate control"},
    {26, "charging system"},
    {27, "aerodynamics"},
    {28, "navigation"},
    {29, "vehicle security"},
    {30, "electrical system"},
    {31, "starter system"},
    {32, "tractor-trailer bridge"},
    {33, "body"},
    {34, "auxiliary valves"},
    {35, "hitch"},
    {36, "front power take-off"},
    {37, "off-vehicle gateway"},
    {38, "virtual terminal"},
    {39, "management computer"},
    {40, "cab display"},
    {41, "exhaust retarder, engine 1"},
    {42, "headway control"},
    {43, "on-board diagnostics"},
    {44, "exhaust retarder, engine 2"},
    {45, "endurance braking"},
    {46, "hydraulic pump"},
    {47, "suspension"},
    {48, "pneumatic system"},
    {49, "cab, primary"},
    {50, "cab, secondary"},
    {51, "tyre pressure"},
    {52, "ignition 1"},
    {53, "ignition 2"},
    {54, "seat"},
    {55, "lighting"},
    {56, "rear axle steering"},
    {57, "water pump"},
    {58, "climate control 2"},
    {59, "transmission display"},
    {60, "transmission display 2"},
    {61, "exhaust emission control"},
    {62, "vehicle stability"},
    {63, "oil sensor"},
    {74, "cellular communication"},
    {76, "radio communication"},
    {77, "steering column"},
    {78, "fan drive"},
    {80, "parking brake"},
    {83, "restraints"},
    {90, "powertrain"},
    {249, "service tool"},
    {250, "service tool 2"},
    {251, "data logger"},
};

} // namespace

std::span<const NumberText> sourceAddresses()
{
    return kSourceAddresses;
}

} // namespace argus::diagnosis
