// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace argus::protocol {

/// The text of a two-byte trouble code, "P0301": letter and first digit from the top four bits, three hexadecimal
/// digits from the rest (SAE J2012, ISO 15031-6).
std::string codeText(std::uint16_t code);

/// The text of a three-byte code, "U3000-49": the two-byte code and the failure-type byte (SAE J2012-DA).
/// The low 24 bits of `code` count.
std::string threeByteCodeText(std::uint32_t code);

/// "SPN 190 FMI 2" (SAE J1939-73).
std::string spnText(std::uint32_t spn, std::uint8_t fmi);

} // namespace argus::protocol
