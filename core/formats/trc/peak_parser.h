// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/text/frame_chunk.h"
#include "core/formats/text/numbered_channels.h"
#include "core/formats/trc/peak_line.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace argus::formats {

/// Times behind a certain frame of a chunk count from something new.
struct PeakStart
{
    std::size_t frame = 0; ///< frames of the chunk before it
    std::optional<domain::RecordingTime> start; ///< nothing: not known
};

/// A chunk of a PEAK TRC recording and what was found in it. Times are those since the start of the recording, which
/// PeakFormat adds.
struct PeakChunk : FrameChunk
{
    /// What the parser is to believe about the first line of the text that begins at this offset of the file.
    struct Known
    {
        std::uint64_t offset = 0;
        PeakLayout layout;
    };

    std::optional<Known> known;
    PeakLayout layoutBefore; ///< what was believed
    PeakLayout layoutBehind;
    std::vector<PeakStart> starts; ///< in file order
    std::size_t frames = 0;
    bool badStart = false; ///< a $STARTTIME was not understood
    bool badColumns = false; ///< a $COLUMNS was not understood
};

/// Parses chunks of PEAK TRC lines: data frames by a short cut of its own, everything else by parsePeakLine(). One
/// thread at a time.
class PeakParser
{
public:
    /// Fills everything in `chunk` from its text, which begins with `layout`. Channel indices are the chunk's own, or
    /// those of `names`.
    void parse(PeakChunk& chunk, const PeakLayout& layout, ChannelNames* names = nullptr);

private:
    struct Fields;

    const char* shortCut(const char* line, std::uint64_t offset);
    bool columnOf(const char*& at, PeakColumn column, Fields& fields) const;
    static bool lengthOf(const char*& at, bool isCode, Fields& fields);
    bool addFrame(const char*& at, const Fields& fields, std::uint64_t offset, const char* line, const char*& next);
    void parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut);
    void use(const PeakLayout& layout);

    PeakChunk* m_chunk = nullptr;
    const char* m_end = nullptr;
    PeakLayout m_layout;
    bool m_quick = false; ///< the short cut can read this layout
    bool m_hasBus = false;
    NumberedChannels m_channels;
};

} // namespace argus::formats
