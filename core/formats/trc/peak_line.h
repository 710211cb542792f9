// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_block.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace argus::formats {

enum class PeakColumn : std::uint8_t
{
    Number, ///< N
    Offset, ///< O, milliseconds
    Type, ///< T
    Bus, ///< B
    Id, ///< I
    Direction, ///< d
    Reserved, ///< R, and letters that are not known: one field that is passed over
    Length, ///< l, bytes
    Code, ///< L, data length code
    Data, ///< D
};

/// The columns of a PEAK TRC recording, from its version or its $COLUMNS line.
struct PeakLayout
{
    std::array<PeakColumn, 12> columns {};
    std::size_t count = 0;
    bool parenthesis = false; ///< the number has a `)` behind it: versions 1.x

    bool operator==(const PeakLayout&) const = default;
};

/// The layout of a version "1.0" to "2.1"; of an unknown one, that of the nearest.
PeakLayout peakLayoutOf(std::string_view version);
/// The layout of a list "N,O,T,B,I,d,R,L,D"; nothing where a frame could not be read with it.
std::optional<PeakLayout> peakLayoutFrom(std::string_view columns);

enum class PeakLineKind : std::uint8_t
{
    Frame,
    Other, ///< a record that is no CAN frame
    Version, ///< `;$FILEVERSION=`: a file begins
    Start, ///< `;$STARTTIME=`
    Columns, ///< `;$COLUMNS=`
    NoRecord, ///< comment or blank line
    Unreadable,
};

/// What one line of a PEAK TRC recording says.
struct PeakLine
{
    domain::RecordingTime ts = 0; ///< since the start of the recording, ns
    std::string_view channel; ///< into the line, or a constant
    std::uint32_t id = 0;
    std::uint8_t flags = 0; ///< FrameFlag
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data {}; ///< `length` bytes
    std::string_view other; ///< Other: its kind, a constant
    std::optional<domain::RecordingTime> start; ///< Start: ns since 1970 as if in UTC; nothing: not understood
    std::optional<PeakLayout> layout; ///< Version and Columns: from here on; nothing: not understood
};

/// Reads any line of a PEAK TRC recording, versions 1.0 to 2.1. `line` is without its line end; `out` is fresh.
///
/// Where the written forms leave a choice:
/// - Up to four id digits are a standard id, unless the value has more than 11 bits; more are an extended one.
/// - Where there is no bus column, the channel is "1".
/// - Error frames have no identifier and no data. Status, error counter and event lines are other records, and so are
///   J1939 messages that are longer than a frame.
/// - Fewer bytes than the length says are unreadable; what follows the data is passed over.
/// Source: PEAK CAN TRC File Format (PEAK-System, 2020).
PeakLineKind parsePeakLine(std::string_view line, const PeakLayout& layout, PeakLine& out);

/// "44548.6028595139": days since 1899-12-30, as ns since 1970, as if in UTC, to the
/// microsecond: more such a number does not hold.
std::optional<domain::RecordingTime> parsePeakDays(std::string_view text);

} // namespace argus::formats
