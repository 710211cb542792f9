// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace argus::formats {

/// Appends one frame to `out` as a line of candump's log form, with its '\n':
/// `(1543509533.000838) can0 0CF00400#FFFFFF7DFFFFFFFF`.
///
/// `flags` are bits of FrameFlag: CAN FD is written with `##`, a remote frame as `#R`, an error frame as eight digits
/// with bit 29, a transmitted frame with ` T` behind it. The fraction has six digits, or nine where the stamp has parts
/// of a microsecond; kNoTime is written as zero, because the form knows no line without time. `data` is at most 64
/// bytes long; more than 8 make the frame CAN FD. Any thread. Cost: tens of nanoseconds, no allocation but the growth
/// of `out`.
void appendCandumpLine(std::string& out, domain::RecordingTime ts, std::string_view channel, std::uint32_t id,
                       std::uint8_t flags, std::span<const std::uint8_t> data);

} // namespace argus::formats
