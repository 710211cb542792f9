// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/asc/asc_line.h"
#include "core/formats/text/frame_chunk.h"
#include "core/formats/text/numbered_channels.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Something in a chunk that changes what the stamps behind it count from.
struct AscTimeEvent
{
    enum class Kind : std::uint8_t
    {
        Date,
        Trigger,
        MeasurementStart,
        Mode,
    };
    Kind kind = Kind::Mode;
    std::size_t frame = 0; ///< frames of the chunk before it
    domain::RecordingTime sum = 0; ///< of the chunk's relative stamps before it
    std::optional<domain::RecordingTime> when;
    bool relative = false; ///< Mode: from here on
};

/// A chunk of an ASC recording and what was found in it. Times are as written, or where stamps are relative their sum
/// since the chunk's first; AscFormat adds what they count from.
struct AscChunk : FrameChunk
{
    /// What the parser is to believe about the first line of the text that begins at this offset of the file.
    struct Known
    {
        std::uint64_t offset = 0;
        AscMode mode;
    };

    std::optional<Known> known;
    AscMode modeBefore; ///< what was believed
    AscMode modeBehind;
    std::vector<AscTimeEvent> events; ///< in file order
    std::size_t frames = 0;
    domain::RecordingTime sum = 0; ///< of all relative stamps
    bool undated = false; ///< a date was not understood
};

/// Parses chunks of ASC lines: data frames in hexadecimal by a short cut of its own, everything else by
/// parseAscLine(). One thread at a time.
class AscParser
{
public:
    /// Fills everything in `chunk` from its text, which begins in `mode`. Channel indices are the chunk's own, or those
    /// of `names`.
    void parse(AscChunk& chunk, AscMode mode, ChannelNames* names = nullptr);

private:
    const char* shortCut(const char* line, std::uint64_t offset);
    const char* fdShortCut(const char* line, const char* at, domain::RecordingTime ts, std::uint64_t offset);
    void parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut);
    void addEvent(AscTimeEvent::Kind kind, std::optional<domain::RecordingTime> when);
    /// What a stamp stands for: itself, or the sum of the relative ones.
    domain::RecordingTime timeOf(domain::RecordingTime stamp);

    AscChunk* m_chunk = nullptr;
    const char* m_end = nullptr;
    AscMode m_mode;
    NumberedChannels m_channels;
};

} // namespace argus::formats
