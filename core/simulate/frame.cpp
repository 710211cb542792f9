// SPDX-License-Identifier: Apache-2.0
#include "core/simulate/frame.h"

#include "core/base/text.h"

#include <algorithm>

namespace argus::simulate {

Frame makeFrame(Bus bus, std::uint32_t id, bool extended, std::span<const std::uint8_t> bytes)
{
    Frame frame;
    frame.bus = bus;
    frame.id = id;
    frame.extended = extended;
    const std::size_t length = std::min(bytes.size(), frame.data.size());
    std::copy_n(bytes.begin(), length, frame.data.begin());
    frame.length = static_cast<std::uint8_t>(length);
    return frame;
}

std::string idName(std::uint32_t id, bool extended)
{
    return base::hexNumber(id, extended ? 8 : 3);
}

std::string hexText(std::span<const std::uint8_t> bytes)
{
    return base::toHex(bytes);
}

} // namespace argus::simulate
