// SPDX-License-Identifier: Apache-2.0
#include "core/diagnosis/knowledge.h"

#include "core/base/text.h"
#include "core/diagnosis/code_tables.h"

#include <algorithm>
#include <array>

namespace argus::diagnosis {

namespace {

template <class Entry> std::string_view lookUp(std::span<const Entry> table, std::uint32_t number)
{
    const auto at = std::ranges::lower_bound(
        table, number, {}, [](const Entry& entry) { return static_cast<std::uint32_t>(entry.number); });
    return at != table.end() && at->number == number ? at->text : std::string_view();
}

using CodeTable = std::span<const CodeText> (*)();
constexpr std::array<CodeTable, 8> kCodeTables {airFuelCodes,      ignitionEmissionCodes, controlCodes,
                                                transmissionCodes, hybridCodes,           powertrain2Codes,
                                                chassisBodyCodes,  networkCodes};

/// The system that the third character of a powertrain code stands for (SAE J2012).
std::string_view powertrainSystem(unsigned digit)
{
    static constexpr std::array<std::string_view, 16> kSystems {
        "fuel and air metering, auxiliary emission control",
        "fuel and air metering",
        "fuel and air metering, injectors",
        "ignition system or misfire",
        "auxiliary emission control",
        "vehicle speed, idle control and auxiliary inputs",
        "control units and their outputs",
        "transmission",
        "transmission",
        "transmission",
        "hybrid or electric drive",
        "hybrid or electric drive, battery",
        "hybrid or electric drive",
        "hybrid or electric drive, charging",
        "hybrid or electric drive",
        "hybrid or electric drive",
    };
    return kSystems[digit & 15];
}

std::string_view systemOf(const ParsedCode& code)
{
    const unsigned group = code.number >> 12 & 3;
    const unsigned digit = code.number >> 8 & 15;
    switch (code.letter) {
    case 'P':
        return powertrainSystem(digit);
    case 'C':
        return "chassis: brakes, steering, suspension";
    case 'B':
        return group == 0 && digit == 0 ? "body: restraints" : "body: comfort, lighting, restraints";
    default:
        return group == 3 ? "control unit and its supply" : digit == 0 ? "network wiring" : "network communication";
    }
}

/// SAE J2012: digit 0 is generic in every letter, 2 in P, 3 in part of P and in U; the rest is the manufacturer's.
bool isGeneric(const ParsedCode& code)
{
    const unsigned group = code.number >> 12 & 3;
    const unsigned digit = code.number >> 8 & 15;
    switch (code.letter) {
    case 'P':
        return group == 0 || group == 2 || (group == 3 && digit >= 4);
    case 'U':
        return group == 0 || group == 3;
    default:
        return group == 0 || group == 3;
    }
}

std::string meaningOfJ1939(std::int64_t spn, std::int64_t fmi)
{
    std::string name = spnName(spn);
    if (name.empty()) {
        name = "parameter " + std::to_string(spn);
    }
    // Names begin in lower case in the table; a sentence does not, and abbreviations and figures stay.
    if (name[0] >= 'a' && name[0] <= 'z') {
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    }
    const std::string_view mode = fmiText(fmi);
    return mode.empty() ? name : name + ": " + std::string(mode);
}

} // namespace

std::optional<ParsedCode> parseCode(std::string_view code)
{
    constexpr std::string_view kLetters = "PCBU";
    if ((code.size() != 5 && code.size() != 8) || kLetters.find(code[0]) == std::string_view::npos || code[1] < '0'
        || code[1] > '3') {
        return std::nullopt;
    }
    const auto digits = base::parseHex<std::uint16_t>(code.substr(2, 3));
    if (!digits) {
        return std::nullopt;
    }
    ParsedCode parsed;
    parsed.letter = code[0];
    parsed.number = static_cast<std::uint16_t>(kLetters.find(code[0]) << 14 | (code[1] - '0') << 12 | *digits);
    if (code.size() == 8) {
        const auto type = base::parseHex<std::uint8_t>(code.substr(6));
        if (code[5] != '-' || !type) {
            return std::nullopt;
        }
        parsed.failureType = *type;
    }
    return parsed;
}

std::string_view codeText(std::uint16_t number)
{
    for (const CodeTable table : kCodeTables) {
        if (const std::string_view text = lookUp(table(), number); !text.empty()) {
            return text;
        }
    }
    return {};
}

std::string codeRangeText(const ParsedCode& code)
{
    static constexpr std::array<std::pair<char, std::string_view>, 4> kLetters {
        {{'P', "Powertrain"}, {'C', "Chassis"}, {'B', "Body"}, {'U', "Network"}}};
    std::string_view area = kLetters[0].second;
    for (const auto& [letter, name] : kLetters) {
        area = letter == code.letter ? name : area;
    }
    return std::string(area) + (isGeneric(code) ? " code (" : " code of the manufacturer (")
        + std::string(systemOf(code)) + ")";
}

std::string_view failureTypeText(std::uint8_t type)
{
    return lookUp(failureTypes(), type);
}

std::string spnName(std::int64_t spn)
{
    constexpr std::int64_t kFirstAddressSpn = 2000;
    constexpr std::int64_t kLastAddressSpn = 2255;
    constexpr std::int64_t kFirstProprietary = 520192;
    constexpr std::int64_t kLastProprietary = 524287;
    if (spn < 0 || spn > kLastProprietary) {
        return {};
    }
    const auto number = static_cast<std::uint32_t>(spn);
    if (const std::string_view text = lookUp(lowSpns(), number); !text.empty()) {
        return std::string(text);
    }
    if (const std::string_view text = lookUp(highSpns(), number); !text.empty()) {
        return std::string(text);
    }
    if (spn >= kFirstAddressSpn && spn <= kLastAddressSpn) {
        const std::int64_t address = spn - kFirstAddressSpn;
        const std::string_view holder = sourceAddressName(address);
        return "messages from source address " + base::hexNumber(static_cast<std::uint64_t>(address), 2)
            + (holder.empty() ? std::string() : " (" + std::string(holder) + ")");
    }
    return spn >= kFirstProprietary ? "manufacturer's parameter " + std::to_string(spn) : std::string();
}

std::string_view fmiText(std::int64_t fmi)
{
    return fmi < 0 || fmi > 31 ? std::string_view() : lookUp(fmiTexts(), static_cast<std::uint32_t>(fmi));
}

std::string_view sourceAddressName(std::int64_t address)
{
    return address < 0 || address > 255 ? std::string_view()
                                        : lookUp(sourceAddresses(), static_cast<std::uint32_t>(address));
}

std::string meaningOf(const domain::Dtc& dtc)
{
    if (dtc.spn) {
        return meaningOfJ1939(*dtc.spn, dtc.fmi.value_or(-1));
    }
    const auto code = parseCode(dtc.code);
    if (!code) {
        return {};
    }
    const std::string_view known = codeText(code->number);
    std::string text = known.empty() ? codeRangeText(*code) : std::string(known);
    if (code->failureType && *code->failureType != 0) {
        if (const std::string_view type = failureTypeText(*code->failureType); !type.empty()) {
            text += " - " + std::string(type);
        }
    }
    return text;
}

std::string ecuName(std::string_view address)
{
    if (address.starts_with("SA ")) {
        const auto source = base::parseHex<std::uint8_t>(address.substr(3));
        return source ? std::string(sourceAddressName(*source)) : std::string();
    }
    // ISO 15765-4 fixes the first two response ids; the 29-bit form carries a physical address of SAE J2178-1.
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kUsual {{
        {"7E8", "engine"},
        {"7E9", "transmission"},
        {"18DAF110", "engine"},
        {"18DAF111", "engine 2"},
        {"18DAF118", "transmission"},
        {"18DAF128", "brakes"},
        {"18DAF130", "steering"},
        {"18DAF140", "body"},
        {"18DAF160", "instrument cluster"},
    }};
    for (const auto& [usual, name] : kUsual) {
        if (usual == address) {
            return std::string(name);
        }
    }
    return {};
}

TableSizes tableSizes()
{
    TableSizes sizes;
    for (const CodeTable table : kCodeTables) {
        sizes.codes += table().size();
    }
    sizes.spns = lowSpns().size() + highSpns().size();
    sizes.failureTypes = failureTypes().size();
    return sizes;
}

} // namespace argus::diagnosis
