// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/channel_names.h"
#include "core/formats/ledger.h"
#include "core/formats/text_chunks.h"

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace argus::formats {

inline constexpr std::string_view kUnreadableLine = "unreadable line";
inline constexpr std::string_view kLongLine = "line longer than 64 KiB";
inline constexpr std::string_view kCutAtEnd = "cut at the end of the file";

/// Different channel names that a file may have.
inline constexpr std::size_t kMaxChannels = 1024;

/// A chunk of a candump recording and what was found in it. Channel indices are the chunk's own until they are mapped.
struct CandumpChunk
{
    TextChunk text;
    BlockWriter blocks;
    Ledger ledger;
    /// Names by index, in the order of their first frame; they point into `text`.
    std::vector<std::string_view> channels;
    /// The chunk has more names than a file may have: its channel indices are void, and it is to be parsed again.
    bool tooManyChannels = false;
    std::uint64_t canXl = 0;
    std::uint64_t dropped = 0; ///< frames that the recorder says it lost
    std::uint64_t dropLines = 0;
    bool dated = false;
    bool cutAtEnd = false;
};

/// Parses chunks of candump lines: classic CAN frames with a stamp by a short cut of its own, everything else by
/// parseCandumpLine(). One thread at a time; several parsers do not know of each other.
class CandumpParser
{
public:
    /// Fills everything in `chunk` from its text. Channel indices are the chunk's own; with `names`, they are those of
    /// `names`, and `chunk.channels` stays empty.
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
    std::uint16_t newChannelIndex(std::string_view name);

    static std::size_t bucketOf(std::uint64_t low, std::uint64_t high);

    CandumpChunk* m_chunk = nullptr;
    ChannelNames* m_names = nullptr;
    std::unordered_map<std::string_view, std::uint16_t> m_local;
    std::array<KnownName, 16> m_known {}; ///< by bucketOf(); of length 0: none
    std::uint64_t m_secondDigits = 0; ///< the last eight digits of seconds that were converted, ten digits wide
    std::uint16_t m_secondTail = 0;
    std::int64_t m_secondNs = 0;
    bool m_hasSecond = false;
};

} // namespace argus::formats
