// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_block.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::formats {

/// What the line `base hex timestamps absolute` says about all lines behind it.
struct AscMode
{
    bool decimal = false; ///< identifiers and bytes are decimal numbers; data length codes and flags are not
    bool relative = false; ///< each stamp counts from the record before it

    bool operator==(const AscMode&) const = default;
};

enum class AscLineKind : std::uint8_t
{
    Frame,
    Other, ///< a record that is no CAN frame
    Date, ///< `date ...`: when the measurement began
    Trigger, ///< `Begin Triggerblock ...`
    Base, ///< `base ...`: the mode from here on
    NoRecord, ///< blank line, comment, other lines of the header
    Unreadable,
};

/// Records of this kind could be lines of any text: they do not help to recognise the format.
inline constexpr std::string_view kAscOtherEvent = "other event";

/// What one line of a Vector ASC recording says.
struct AscLine
{
    std::optional<domain::RecordingTime> ts; ///< the stamp as written, ns; also of an unreadable record
    std::string_view channel; ///< into the line
    std::uint32_t id = 0;
    std::uint8_t flags = 0; ///< FrameFlag
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data {}; ///< `length` bytes
    std::string_view other; ///< Other: its kind, a constant
    bool measurementStart = false; ///< Other: the record that stands at the first instant of the measurement
    std::optional<domain::RecordingTime> when; ///< Date, Trigger: ns since 1970 as if in UTC; nothing: not understood
    AscMode mode; ///< Base
};

/// Reads any line of an ASC recording. `line` is without its line end; `out` is fresh.
///
/// Where the written forms leave a choice:
/// - An identifier with `x` behind it is an extended one, and so is one of more than 11 bits.
/// - A message's name in the place of its identifier (symbolic logging) is resolved by `ID = ` at the end of the line;
///   without that, the line is unreadable.
/// - Classic frames have at most 8 bytes whatever their data length code says; fewer bytes than it says are unreadable.
/// - A line in CAN FD form is a classic frame when its flags say so and it has at most 8 bytes. Flags that are missing
///   mean CAN FD.
/// - Error frames have no identifier and no data; remote frames have no data: their length is what they
///   ask for.
/// - `TxRq` is a request to send, whose frame follows as `Tx`: another record.
/// - Frames in CAN XL form are counted, not decoded.
/// Sources: the ASC files that Vector's tools and python-can write; can-utils asc2log.
AscLineKind parseAscLine(std::string_view line, AscMode mode, AscLine& out);

} // namespace argus::formats
