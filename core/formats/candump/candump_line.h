// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_block.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::formats {

/// Longest channel name that is taken for one; Linux allows 15 bytes.
inline constexpr std::size_t kMaxChannelName = 64;

enum class CandumpLineKind : std::uint8_t
{
    Frame,
    CanXl, ///< a CAN XL frame: counted, not decoded
    DropCount, ///< the recorder says that it lost frames
    NoRecord, ///< blank line, comment, header of a terminal log, explanation of an error frame
    Unreadable,
};

/// What one line of a candump recording says.
struct CandumpLine
{
    domain::RecordingTime ts = domain::kNoTime;
    std::string_view channel; ///< into the line
    std::uint32_t id = 0;
    std::uint8_t flags = 0; ///< FrameFlag
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data {}; ///< `length` bytes; zeros of a remote frame
    bool dated = false; ///< the stamp is a date without time zone
    bool rawDlc = false; ///< a classic frame whose data length code is above 8: its length is 8
    std::uint64_t dropped = 0; ///< of a DropCount line
};

/// Reads any line that candump writes, in log form (`-l`, `-L`) and in console form, and the console form of loggers
/// that follow it. `line` is without its '\n'; `out` is fresh.
///
/// Where the written forms leave a choice:
/// - Up to three id digits are a standard id, unless the value has more than 11 bits; any other count is an extended
///   one. Eight digits with bit 29 are an error frame, never a remote one; bit 31 (the kernel's mark of an extended
///   id) is passed over, bit 30 alone is unreadable.
/// - More than 8 data bytes can only have come from CAN FD, whatever the separator says; more than 64 are unreadable.
/// - A remote frame has no data; its length is what it asks for.
/// - The console form states its length: a line with fewer or more bytes is unreadable.
/// - Fractions of a second beyond nanoseconds are dropped; a time that does not fit 64 bits is unreadable.
/// Sources: can-utils lib.h (formats of parse_canframe and fprint_long_canframe) and the output of candump.
CandumpLineKind parseCandumpLine(std::string_view line, CandumpLine& out);

/// True for `TX0`: loggers that follow the console form put the direction into the name of the channel.
bool isTransmitterName(std::string_view channel);

struct CandumpTime
{
    domain::RecordingTime ts = 0;
    bool dated = false;
};

/// The text between the parentheses: seconds with any number of decimals, with sign, or a date
/// (`2021-06-01 12:00:00.123456`, counted as UTC).
std::optional<CandumpTime> parseCandumpTime(std::string_view text);

} // namespace argus::formats
