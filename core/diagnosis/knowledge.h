// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// What trouble codes mean: look-ups in the built-in tables. All functions are pure, O(log n), for any thread.
namespace argus::diagnosis {

/// A trouble code in text form, taken apart: "U3000-49" is number F000 with failure type 49.
struct ParsedCode
{
    char letter = 'P'; ///< P powertrain, C chassis, B body, U network
    std::uint16_t number = 0; ///< the two bytes as on the bus (SAE J2012)
    std::optional<std::uint8_t> failureType;
};

/// Nothing when `code` is no code of the SAE J2012 form (a J1939 code, for one).
std::optional<ParsedCode> parseCode(std::string_view code);

/// The meaning of a generic code's two bytes; empty when the tables do not have it.
std::string_view codeText(std::uint16_t number);
/// What a code's digits alone tell: its system, and whether it is the manufacturer's own. Never empty.
std::string codeRangeText(const ParsedCode& code);
/// The kind of fault that a failure-type byte stands for (SAE J2012-DA); empty when the table does not have it.
std::string_view failureTypeText(std::uint8_t type);

/// The name of a suspect parameter (SAE J1939); also of the numbers 2000 to 2255, which name a missing control unit,
/// and of the manufacturers' range. Empty when not known.
std::string spnName(std::int64_t spn);
/// The text of a failure mode identifier 0 to 31 (SAE J1939-73); empty outside.
std::string_view fmiText(std::int64_t fmi);
/// The usual holder of a J1939 source address; empty where there is none.
std::string_view sourceAddressName(std::int64_t address);

/// The meaning of a code of any protocol in one line; empty only for what cannot be read as a code.
std::string meaningOf(const domain::Dtc& dtc);

/// What usually answers under a control unit's address ("7E8", "18DAF110", "SA 0B"); empty where nothing is usual.
std::string ecuName(std::string_view address);

/// How many entries the tables of codes, suspect parameters and failure types have.
struct TableSizes
{
    std::size_t codes = 0;
    std::size_t spns = 0;
    std::size_t failureTypes = 0;
};
TableSizes tableSizes();

} // namespace argus::diagnosis
