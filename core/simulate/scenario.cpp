// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/scenario.h"

#include "core/base/text.h"

#include <algorithm>
#include <span>

namespace argus::simulate {

namespace {

constexpr std::uint32_t code(char letter, std::uint32_t digits, std::uint8_t failureType)
{
    const std::uint32_t system = letter == 'P' ? 0 : letter == 'C' ? 1 : letter == 'B' ? 2 : 3;
    return system << 22 | digits << 8 | failureType;
}

constexpr std::array kEngineCodes {
    code('P', 0x0300, 0x00), code('P', 0x0301, 0x00), code('P', 0x0303, 0x00), code('P', 0x0171, 0x00),
    code('P', 0x0420, 0x00), code('P', 0x0128, 0x00), code('P', 0x0087, 0x00), code('P', 0x0562, 0x00),
    code('P', 0x2096, 0x00), code('U', 0x0121, 0x87), code('P', 0x0351, 0x11), code('P', 0x0113, 0x15),
};
constexpr std::array kTransmissionCodes {
    code('P', 0x0700, 0x00), code('P', 0x0741, 0x00), code('P', 0x0218, 0x00), code('U', 0x0100, 0x00),
    code('P', 0x0715, 0x29), code('P', 0x0868, 0x07), code('U', 0x0401, 0x81),
};
constexpr std::array kBrakeCodes {
    code('C', 0x0035, 0x29), code('C', 0x0040, 0x13), code('C', 0x0110, 0x11), code('U', 0x0100, 0x87),
    code('C', 0x1A62, 0x54), code('C', 0x0561, 0x00), code('U', 0x0126, 0x00),
};
constexpr std::array kBodyCodes {
    code('B', 0x1A01, 0x11), code('B', 0x1A21, 0x13), code('U', 0x0155, 0x87), code('U', 0x3003, 0x16),
    code('U', 0x3000, 0x49), code('B', 0x0001, 0x1B), code('B', 0x0100, 0x12), code('U', 0x0140, 0x00),
};
constexpr std::array kAssistCodes {
    code('C', 0x1F01, 0x54), code('C', 0x1F01, 0x78), code('C', 0x1F02, 0x49), code('B', 0x2A10, 0x11),
    code('B', 0x2A10, 0x12), code('B', 0x2A11, 0x13), code('U', 0x0121, 0x86), code('U', 0x0235, 0x87),
    code('U', 0x0415, 0x68), code('C', 0x1F33, 0x96), code('C', 0x1F34, 0x97), code('B', 0x2A12, 0x09),
    code('U', 0x1123, 0x00), code('U', 0x1124, 0x00), code('U', 0x1125, 0x00), code('C', 0x1F40, 0x62),
};

struct EcuKind
{
    Bus bus;
    std::uint32_t requestId;
    std::uint32_t responseId;
    bool extended;
    bool obd;
    std::span<const std::uint32_t> catalogue;
};

const std::array kKinds {
    EcuKind {Bus::Car, 0x7E0, 0x7E8, false, true, kEngineCodes},
    EcuKind {Bus::Car, 0x7E1, 0x7E9, false, true, kTransmissionCodes},
    EcuKind {Bus::Car, 0x713, 0x77D, false, false, kBrakeCodes},
    EcuKind {Bus::Car, 0x710, 0x77A, false, false, kBodyCodes},
    EcuKind {Bus::Truck, 0x18DA10F1, 0x18DAF110, true, false, kEngineCodes},
    EcuKind {Bus::Fd, 0x7E4, 0x7EC, false, false, kAssistCodes},
    EcuKind {Bus::Car, 0x7E7, 0x7EF, false, false, kBodyCodes},
    EcuKind {Bus::Car, 0x715, 0x77F, false, false, kBodyCodes},
    EcuKind {Bus::Truck, 0x18DA3AF1, 0x18DAF13A, true, false, kBodyCodes},
    EcuKind {Bus::Truck, 0x18DA28F1, 0x18DAF128, true, false, kBrakeCodes},
    EcuKind {Bus::Car, 0x714, 0x77E, false, false, kBodyCodes},
    EcuKind {Bus::Car, 0x7E2, 0x7EA, false, false, kTransmissionCodes},
};
constexpr std::size_t kFirstOptionalKind = 6;

// Each has testFailed, pending, confirmed or warningIndicator.
constexpr std::array<std::uint8_t, 8> kFaultStatus {0x2F, 0x09, 0x08, 0xAF, 0x24, 0x2C, 0x89, 0x0B};
constexpr std::array<std::uint8_t, 4> kHealthyStatus {0x50, 0x40, 0x10, 0x60};
constexpr std::array<std::uint8_t, 4> kPaddings {0xAA, 0x55, 0xCC, 0x00};

std::string serialText(Random& random, int digits)
{
    std::string text;
    for (int i = 0; i < digits; ++i) {
        text += static_cast<char>('0' + random.below(10));
    }
    return text;
}

void addIdentity(SimEcu& ecu, Random& random)
{
    ecu.identity = {{0xF187, "SYN" + serialText(random, 8) + "A"},
                    {0xF189, "00" + serialText(random, 2)},
                    {0xF18C, "SN" + serialText(random, 12)},
                    {0xF195, "V" + serialText(random, 1) + "." + serialText(random, 2)}};
}

SimEcu randomEcu(const EcuKind& kind, Random& random)
{
    SimEcu ecu {kind.bus, kind.requestId, kind.responseId, kind.extended, kind.bus == Bus::Fd, kind.obd, {}, {}, {},
                {}};
    if (random.chance(75)) {
        ecu.padding = kPaddings[random.below(kPaddings.size())];
    }
    addIdentity(ecu, random);
    std::vector<std::uint32_t> pool(kind.catalogue.begin(), kind.catalogue.end());
    for (std::size_t i = pool.size(); i > 1; --i) {
        std::swap(pool[i - 1], pool[random.below(static_cast<std::uint32_t>(i))]);
    }
    const std::size_t faults = kind.bus == Bus::Fd ? 12 : static_cast<std::size_t>(random.between(kind.obd ? 2 : 0, 5));
    for (std::size_t i = 0; i < pool.size() && i < faults + 3; ++i) {
        if (i < faults) {
            ecu.codes.push_back({pool[i], kFaultStatus[random.below(kFaultStatus.size())], random.chance(60), true});
        } else {
            ecu.healthy.emplace_back(pool[i], kHealthyStatus[random.below(kHealthyStatus.size())]);
        }
    }
    return ecu;
}

SimUnit randomUnit(std::uint8_t address, std::span<const SimEntry> catalogue, std::size_t active, Random& random)
{
    SimUnit unit;
    unit.address = address;
    for (std::uint8_t& byte : unit.name) {
        byte = random.byte();
    }
    unit.lamps = active == 0 ? 0x00 : random.chance(50) ? 0x44 : 0x04;
    for (std::size_t i = 0; i < catalogue.size(); ++i) {
        SimEntry entry = catalogue[i];
        entry.count = static_cast<std::uint8_t>(random.between(1, 120));
        (i < active ? unit.active : unit.previous).push_back(entry);
    }
    return unit;
}

constexpr std::array<SimEntry, 5> kTruckEngineEntries {
    {{110, 0, 1, false}, {190, 2, 1, false}, {3226, 4, 1, false}, {520192, 31, 1, false}, {651, 5, 1, true}}};
constexpr std::array<SimEntry, 2> kTruckGearboxEntries {{{191, 8, 1, false}, {177, 16, 1, false}}};
constexpr std::array<SimEntry, 2> kTruckBrakeEntries {{{789, 8, 1, false}, {639, 9, 1, false}}};
constexpr std::array<SimEntry, 3> kTruckBodyEntries {{{168, 1, 1, false}, {2872, 7, 1, true}, {524287, 30, 1, false}}};

void addUnits(Scenario& scenario, Random& random)
{
    const auto upTo = [&random](std::size_t most) {
        return static_cast<std::size_t>(random.below(static_cast<std::uint32_t>(most + 1)));
    };
    scenario.units.push_back(randomUnit(0x00, kTruckEngineEntries, 2 + upTo(2), random));
    scenario.units.back().givesVin = true;
    scenario.units.push_back(randomUnit(0x03, kTruckGearboxEntries, 1, random));
    scenario.units.push_back(randomUnit(0x0B, kTruckBrakeEntries, upTo(2), random));
    scenario.units.push_back(randomUnit(0x21, kTruckBodyEntries, upTo(3), random));
}

} // namespace

EcuName SimEcu::name() const
{
    return {bus, idName(responseId, extended), idName(requestId, extended)};
}

std::array<std::uint8_t, 4> SimEntry::raw() const
{
    return {static_cast<std::uint8_t>(spn), static_cast<std::uint8_t>(spn >> 8),
            static_cast<std::uint8_t>((spn >> 16 & 7) << 5 | (fmi & 31)),
            static_cast<std::uint8_t>((count & 0x7F) | (conversionBit ? 0x80 : 0))};
}

EcuName SimUnit::ecuName() const
{
    return {Bus::Truck, "SA " + base::hexNumber(address, 2), {}};
}

std::string syntheticVin(Random& random)
{
    // Positions 1 to 8 say what it is, 9 is the check digit (49 CFR 565.15), 10 the model year 2026, 11 the plant.
    std::string vin = "SYNARGUS0TA" + serialText(random, 6);
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";
    constexpr std::string_view kValues = "12345678123457923456789";
    constexpr std::array<int, 17> kWeights {8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2};
    int sum = 0;
    for (std::size_t i = 0; i < vin.size(); ++i) {
        const std::size_t letter = kLetters.find(vin[i]);
        sum += kWeights[i] * ((letter == std::string_view::npos ? vin[i] : kValues[letter]) - '0');
    }
    vin[8] = sum % 11 == 10 ? 'X' : static_cast<char>('0' + sum % 11);
    return vin;
}

Scenario randomScenario(Random& random)
{
    Scenario scenario;
    scenario.vin = syntheticVin(random);
    scenario.fdBus = random.chance(75);
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
        const bool taken = i < kFirstOptionalKind || random.chance(50);
        if (taken && (scenario.fdBus || kKinds[i].bus != Bus::Fd)) {
            scenario.ecus.push_back(randomEcu(kKinds[i], random));
        }
    }
    addUnits(scenario, random);
    return scenario;
}

Scenario misfireScenario(Random& random)
{
    Scenario scenario;
    scenario.vin = syntheticVin(random);
    scenario.fdBus = false;
    SimEcu engine {Bus::Car, 0x7E0, 0x7E8, false, false, true, 0xAA, {}, {}, {}};
    engine.codes = {{code('P', 0x0301, 0x00), 0xAF, true, true},
                    {code('P', 0x0300, 0x00), 0x2F, true, true},
                    {code('P', 0x0351, 0x11), 0x2F, true, true},
                    {code('P', 0x0562, 0x00), 0x08, false, true}};
    engine.healthy = {{code('P', 0x0420, 0x00), 0x50}, {code('P', 0x0171, 0x00), 0x40}};
    SimEcu gearbox {Bus::Car, 0x7E1, 0x7E9, false, false, true, 0xAA, {}, {}, {}};
    gearbox.codes = {{code('U', 0x0100, 0x00), 0x2F, true, true}};
    gearbox.healthy = {{code('P', 0x0741, 0x00), 0x50}};
    SimEcu brakes {Bus::Car, 0x713, 0x77D, false, false, false, 0x55, {}, {}, {}};
    brakes.codes = {{code('U', 0x0100, 0x87), 0x09, true, true}, {code('C', 0x0035, 0x29), 0x08, false, true}};
    SimEcu gateway {Bus::Car, 0x710, 0x77A, false, false, false, 0x55, {}, {}, {}};
    gateway.codes = {{code('U', 0x0100, 0x00), 0x09, true, true}, {code('U', 0x3003, 0x16), 0x08, false, true}};
    for (SimEcu* ecu : {&engine, &gearbox, &brakes, &gateway}) {
        addIdentity(*ecu, random);
        scenario.ecus.push_back(*ecu);
    }
    constexpr std::array<SimEntry, 3> kEngineEntries {{{1323, 31, 9, false}, {1268, 4, 5, false}, {168, 1, 2, false}}};
    constexpr std::array<SimEntry, 1> kGearboxEntries {{{639, 9, 4, false}}};
    scenario.units.push_back(randomUnit(0x00, kEngineEntries, 2, random));
    scenario.units.back().givesVin = true;
    scenario.units.push_back(randomUnit(0x03, kGearboxEntries, 1, random));
    return scenario;
}

} // namespace argus::simulate
