// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/simulate/frame.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace argus::simulate {

/// One direction of an ISO-TP connection (ISO 15765-2, normal addressing).
struct IsoTpPath
{
    Bus bus = Bus::Car;
    std::uint32_t id = 0;
    bool extended = false;
    bool fd = false; ///< frames of up to 64 bytes
    std::optional<std::uint8_t> padding; ///< what fills frames to 8 bytes; none: they are as short as they can be
};

/// The frames of a message of up to 4095 bytes: a single frame, or a first frame and its consecutive frames.
std::vector<Frame> isoTpFrames(const IsoTpPath& path, std::span<const std::uint8_t> message);

/// A flow control frame: `state` 0 clear to send, 1 wait, 2 overflow.
Frame flowControl(const IsoTpPath& path, std::uint8_t state, std::uint8_t blockSize, std::uint8_t separation);

} // namespace argus::simulate
