// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

/// The built-in tables as data, one file for each theme. Every table is sorted and free of repetitions (a test checks
/// it), so that knowledge.cpp can search them by halving. All texts are this project's own words, English, without
/// capital after a colon; texts of tables of numbers begin in lower case.
namespace argus::diagnosis {

/// A trouble code's two bytes as on the bus (SAE J2012): P, C, B, U in the two top bits, then the four digits.
/// Meant for literals: a text that is no code does not compile.
consteval std::uint16_t codeNumber(const char (&name)[6])
{
    std::uint16_t value = 0;
    switch (name[0]) {
    case 'P':
        value = 0;
        break;
    case 'C':
        value = 1;
        break;
    case 'B':
        value = 2;
        break;
    case 'U':
        value = 3;
        break;
    default:
        throw "a trouble code begins with P, C, B or U";
    }
    if (name[1] < '0' || name[1] > '3') {
        throw "the first digit of a trouble code is 0 to 3";
    }
    value = static_cast<std::uint16_t>(value << 2 | (name[1] - '0'));
    for (int i = 2; i < 5; ++i) {
        const char c = name[i];
        const bool decimal = c >= '0' && c <= '9';
        if (!decimal && (c < 'A' || c > 'F')) {
            throw "the digits of a trouble code are upper-case hexadecimal";
        }
        value = static_cast<std::uint16_t>(value << 4 | (decimal ? c - '0' : c - 'A' + 10));
    }
    return value;
}

struct CodeText
{
    std::uint16_t number;
    std::string_view text;

    consteval CodeText(const char (&name)[6], std::string_view meaning)
        : number(codeNumber(name))
        , text(meaning)
    { }
};

struct NumberText
{
    std::uint32_t number;
    std::string_view text;
};

std::span<const CodeText> airFuelCodes();
std::span<const CodeText> ignitionEmissionCodes();
std::span<const CodeText> controlCodes();
std::span<const CodeText> transmissionCodes();
std::span<const CodeText> hybridCodes();
std::span<const CodeText> powertrain2Codes();
std::span<const CodeText> chassisBodyCodes();
std::span<const CodeText> networkCodes();

std::span<const NumberText> lowSpns();
std::span<const NumberText> highSpns();
std::span<const NumberText> fmiTexts();
std::span<const NumberText> failureTypes();
std::span<const NumberText> sourceAddresses();

} // namespace argus::diagnosis
