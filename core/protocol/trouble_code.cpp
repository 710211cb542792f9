// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/trouble_code.h"

#include "core/base/text.h"

namespace argus::protocol {

std::string codeText(std::uint16_t code)
{
    constexpr char kLetters[] {'P', 'C', 'B', 'U'};
    std::string text(1, kLetters[code >> 14]);
    text += static_cast<char>('0' + (code >> 12 & 0x3));
    return text + base::hexNumber(code & 0x0FFFU, 3);
}

std::string threeByteCodeText(std::uint32_t code)
{
    return codeText(static_cast<std::uint16_t>(code >> 8)) + "-" + base::hexNumber(code & 0xFFU, 2);
}

std::string spnText(std::uint32_t spn, std::uint8_t fmi)
{
    return "SPN " + std::to_string(spn) + " FMI " + std::to_string(fmi);
}

} // namespace argus::protocol
