// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/channel_names.h"
#include "core/formats/text/frame_chunk.h"

#include <array>
#include <cstdint>
#include <string_view>

namespace argus::formats {

/// A chunk of a candump recording and what was found in it.
struct CandumpChunk : FrameChunk
{
    std::uint64_t dropped = 0; ///< frames that the recorder says it lost
    std::uint64_t dropLines = 0;
    std::uint64_t rawDlcs = 0; ///< classic frames with a data length code above 8
    bool dated = false;
};

/// Parses chunks of candump lines: classic CAN frames with a stamp by a short cut of its own, everything else by
/// parseCandumpLine(). One thread at a time; several parsers do not know of each other.
class CandumpParser
{
public:
    /// Fills everything in `chunk` from its text. Channel indices are the chunk's own, or those of `names`.
    void parse(CandumpChunk& chunk, ChannelNames* names = nullptr);

private:
    /// A channel name of up to 16 bytes as two words, and its index.
    struct KnownName
    {
        std::uint64_t low = 0;
        std::uint64_t high = 0;
        std::size_t length = 0;
        std::uint16_t index = 0;
        std::uint8_t consoleFlags = 0; ///< what the name says in the console form: FrameFlag
    };

    const char* shortCut(const char* line, std::uint64_t offset);
    bool timeOf(const char*& at, domain::RecordingTime& ts);
    const KnownName* nameOf(const char*& at) const;
    void parseLine(std::string_view line, std::uint64_t offset, std::uint64_t bytes, bool cut);
    std::uint16_t channelIndex(std::string_view name);

    static std::size_t bucketOf(std::uint64_t low, std::uint64_t high);

    CandumpChunk* m_chunk = nullptr;
    std::array<KnownName, 16> m_known {}; ///< by bucketOf(); of length 0: none
    std::uint64_t m_secondDigits = 0; ///< the last eight digits of seconds that were converted, ten digits wide
    std::uint16_t m_secondTail = 0;
    std::int64_t m_secondNs = 0;
    bool m_hasSecond = false;
};

} // namespace argus::formats
