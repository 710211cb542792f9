// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace argus::formats {

/// What `@ TEXT @ 3 @ ...` says about all lines behind it.
struct CarbusHeader
{
    /// What the number behind a stamp's comma counts, in ns: milliseconds in version 2, microseconds in version 3; 0
    /// without a header: decimals of a second.
    std::int64_t fraction = 0;

    bool operator==(const CarbusHeader&) const = default;
};

enum class CarbusLineKind : std::uint8_t
{
    Frame,
    Header,
    NoRecord, ///< blank line or one of meta information (`# $LocalTime=17:42:06.357`)
    Unreadable,
};

/// What one line of a CAR BUS Analyzer recording says.
struct CarbusLine
{
    domain::RecordingTime ts = 0; ///< ns within the minute
    std::string_view channel; ///< into the line
    std::uint32_t id = 0;
    std::uint8_t flags = 0; ///< FrameFlag
    std::uint8_t length = 0;
    std::array<std::uint8_t, 8> data {}; ///< `length` bytes
    CarbusHeader header; ///< Header
};

/// Reads any line of a CAR BUS Analyzer recording: `15,316000 TAB 1 TAB 00000004 TAB 30B TAB 8 TAB 10 2E 02 ...`.
/// `line` is without its line end; `out` is fresh.
///
/// Bit 0 of the flags is an extended id, and so is an id of more than 11 bits; bit 1, or a column without data where
/// the length asks for some, is a remote frame. Other flags are not documented and are passed over, as is what follows
/// the data. Sources: the recordings of the tool, its public description of version 3, and what SavvyCAN writes (which
/// does not pad the microseconds).
CarbusLineKind parseCarbusLine(std::string_view line, CarbusHeader header, CarbusLine& out);

} // namespace argus::formats
