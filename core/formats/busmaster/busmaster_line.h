// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"
#include "core/formats/frame_block.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace argus::formats {

enum class BusmasterColumn : std::uint8_t
{
    Time,
    Direction,
    Channel,
    Id,
    Type,
    Length,
    Data,
    Other
};

enum class BusmasterProtocol : std::uint8_t
{
    Can,
    J1939,
    Lin
};

enum class BusmasterTimes : std::uint8_t
{
    System, ///< times of day
    Absolute, ///< since the start
    Relative, ///< since the line before
};

/// How the rows of a log are written.
struct BusmasterForm
{
    bool decimal = false;
    BusmasterProtocol protocol = BusmasterProtocol::Can;
    std::vector<BusmasterColumn> columns {BusmasterColumn::Time, BusmasterColumn::Direction, BusmasterColumn::Channel,
                                          BusmasterColumn::Id,   BusmasterColumn::Type,      BusmasterColumn::Length,
                                          BusmasterColumn::Data};
};

/// What one line in `***` says, as far as it matters.
struct BusmasterNote
{
    std::optional<bool> decimal;
    std::optional<BusmasterProtocol> protocol;
    std::optional<BusmasterTimes> times;
    std::optional<domain::RecordingTime> start; ///< date and time, ns since 1970
    std::vector<BusmasterColumn> columns; ///< empty: the line names none
};

/// What one row says.
struct BusmasterRow
{
    enum class Kind : std::uint8_t
    {
        Frame,
        Lin,
        LongJ1939, ///< a J1939 message that several frames carried
        Unreadable,
    };

    Kind kind = Kind::Unreadable;
    domain::RecordingTime clock = 0; ///< the four fields of the time, ns
    std::string_view channel; ///< into the line
    std::uint32_t id = 0;
    std::uint8_t flags = 0;
    std::uint8_t length = 0;
    std::array<std::uint8_t, kMaxFrameData> data;
};

/// True for headers and footers: "***HEX***".
bool isBusmasterNote(std::string_view line);
BusmasterNote parseBusmasterNote(std::string_view line);
void parseBusmasterRow(std::string_view line, const BusmasterForm& form, BusmasterRow& row);

} // namespace argus::formats
