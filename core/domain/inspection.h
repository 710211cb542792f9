// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace argus::domain {

/// One measured signal of a recording, as its values show it.
struct SignalSummary
{
    std::string group; ///< signals of a group share their stamps
    std::string name;
    std::string unit; ///< empty where there is none
    std::uint64_t samples = 0; ///< values: numbers, or texts that are not empty
    double min = 0; ///< of the numbers; NaN where there is none
    double max = 0;
};

/// What one recording holds, without decoding it: the result of `argus inspect`.
struct Inspection
{
    std::string name; ///< as given, or the member's name within an archive
    std::string format;
    std::uint64_t bytes = 0; ///< of the file given
    std::string sha256; ///< of the file given
    std::uint64_t records = 0; ///< of any kind, frames included
    std::uint64_t frames = 0; ///< data, remote and error frames
    std::uint64_t dataFrames = 0;
    std::uint64_t remoteFrames = 0;
    std::uint64_t errorFrames = 0;
    std::uint64_t fdFrames = 0;
    std::map<std::string, std::uint64_t> channels; ///< frames by channel
    RecordingTime firstTs = kNoTime; ///< first frame as the file has them; without frames, first record of any kind
    RecordingTime lastTs = kNoTime;
    RecordingTime minTs = kNoTime;
    RecordingTime maxTs = kNoTime;
    std::map<std::string, std::uint64_t> ids; ///< frames by id, error frames not counted
    std::map<std::string, std::uint64_t> byType; ///< records that are no frames, by kind
    std::vector<SignalSummary> signals; ///< in the order of the file
    std::vector<Skipped> skipped;
    std::vector<std::string> warnings;
    std::vector<Inspection> members; ///< of an archive with several members
    bool synthetic = false;
};

/// One frame as the window and `argus frames` show it.
struct FrameRow
{
    std::uint64_t number = 0; ///< from 0, in file order; counted from the start of the part that was read
    std::uint64_t offset = 0;
    RecordingTime ts = kNoTime;
    std::string channel;
    std::uint32_t id = 0;
    bool extended = false;
    bool fd = false;
    bool remote = false;
    bool error = false;
    bool bitrateSwitch = false;
    bool errorStateIndicator = false;
    bool transmitted = false;
    std::vector<std::uint8_t> data;
    std::uint8_t requested = 0; ///< bytes that a remote frame asks for
    std::string note; ///< what a protocol makes of it, in a few words; empty where nothing
};

} // namespace argus::domain
