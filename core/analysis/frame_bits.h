// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace argus::analysis {

/// How long a frame keeps the bus, in bits of the nominal bit rate, without stuffing and with the pause after it
/// (ISO 11898-1). `flags` are formats::FrameFlag. CAN FD with a faster data phase is taken to run it four times as
/// fast.
std::uint32_t frameBits(std::uint8_t flags, std::uint8_t length);

} // namespace argus::analysis
