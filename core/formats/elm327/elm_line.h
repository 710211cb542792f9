// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats {

/// What one line of a session with an ELM327 is.
enum class ElmLineKind : std::uint8_t
{
    Blank,
    Command, ///< "ATH1", "STP33"
    Message, ///< the adapter speaks of itself: "OK", "NO DATA", "SEARCHING...", "12.3V", "ELM327 v1.5"
    Hex, ///< digits of a request or response
    Length, ///< "014": as many bytes follow in segments
    Segment, ///< "0: 49 02 01"
    DamagedData, ///< digits that the adapter marks as wrong: "<DATA ERROR"
    Text, ///< anything else
};

struct ElmLine
{
    enum class Direction : std::uint8_t
    {
        Unknown,
        Sent,
        Received,
    };

    ElmLineKind kind = ElmLineKind::Blank;
    Direction direction = Direction::Unknown;
    domain::RecordingTime ts = domain::kNoTime; ///< where a terminal wrote one before the line
    bool prompt = false; ///< stands behind a ">"
    bool promptBehind = false; ///< a ">" stands behind it
    bool strong = false; ///< could hardly be anything but a session with an ELM327
    bool lossReported = false; ///< a message that data were lost or damaged
    bool searched = false; ///< "SEARCHING..." stands before the digits
    std::uint32_t number = 0; ///< of a Length or Segment
    std::string command; ///< of a Command: upper case, without blanks
    std::vector<std::string> words; ///< of Hex and Segment: groups of hexadecimal digits, upper case
};

/// Takes a line apart. Terminals and apps write a time or a direction ("TX:", "RX:", "<-") before it.
void parseElmLine(std::string_view text, ElmLine& line);

} // namespace argus::formats
