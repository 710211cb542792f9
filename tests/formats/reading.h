// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/candump/candump_reader.h"
#include "core/formats/frame_window.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::formats::test {

/// Everything that reading a recording gave.
struct Reading
{
    std::vector<domain::FrameRow> rows;
    std::map<std::string, std::uint64_t> others;
    std::vector<std::string> channels;
    std::vector<domain::Skipped> skipped;
    std::vector<std::string> warnings;
    std::string rawBytes; ///< as ReadOptions::rawBytes gave them
    std::vector<std::uint64_t> progress;
    bool failed = false;
};

class CollectingSink final : public RecordSink
{
public:
    explicit CollectingSink(Reading& reading)
        : m_reading(reading)
    { }
    void frames(const FrameBlock& block, const std::vector<std::string>& channels) override
    {
        for (std::size_t i = 0; i < block.size(); ++i) {
            m_reading.rows.push_back(toRow(block, i, channels, m_reading.rows.size()));
        }
    }
    void otherRecords(std::string_view kind, std::uint64_t count) override
    {
        m_reading.others[std::string(kind)] += count;
    }

private:
    Reading& m_reading;
};

inline std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline base::ExecutionContext testContext()
{
    return base::ExecutionContext::root("test", "read");
}

/// Reads `text` (or any bytes) with a reader and keeps everything.
inline Reading readWith(const Reader& reader, std::string_view text, ReadOptions options = {})
{
    Reading reading;
    CollectingSink sink(reading);
    options.rawBytes = [&reading](std::span<const std::uint8_t> bytes) {
        reading.rawBytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    options.progress = [&reading](std::uint64_t done) { reading.progress.push_back(done); };
    const auto source = memorySource(bytesOf(text));
    const auto summary = reader.read(testContext(), *source, sink, options);
    reading.failed = !summary.has_value();
    if (summary) {
        reading.channels = summary->channels;
        reading.skipped = summary->ledger.skipped();
        reading.warnings = summary->ledger.warnings();
    }
    return reading;
}

inline Reading readCandump(std::string_view text, ReadOptions options = {},
                           std::size_t chunkBytes = CandumpReader::kDefaultChunkBytes)
{
    return readWith(CandumpReader(chunkBytes), text, std::move(options));
}

/// The one frame of a line that is expected to give one; an empty row otherwise, whose channel no test expects.
inline domain::FrameRow oneFrame(std::string_view line)
{
    const Reading reading = readCandump(std::string(line) + '\n');
    return reading.rows.size() == 1 && reading.skipped.empty() ? reading.rows[0] : domain::FrameRow {};
}

/// True when the line is skipped as unreadable, alone and in the middle of good ones.
inline bool isUnreadable(std::string_view line)
{
    const Reading alone = readCandump(std::string(line) + '\n');
    const std::string good = "(1.000000) can0 123#00\n";
    const Reading within = readCandump(good + std::string(line) + '\n' + good);
    return alone.rows.empty() && alone.skipped.size() == 1 && alone.skipped[0].reason == "unreadable line"
        && alone.skipped[0].bytes == line.size() + 1 && within.rows.size() == 2 && within.skipped.size() == 1
        && within.skipped[0].firstOffset == good.size();
}

using Data = std::vector<std::uint8_t>;

/// Equality of all that does not depend on how the file was cut into chunks.
inline bool sameReading(const Reading& a, const Reading& b)
{
    const auto sameRow = [](const domain::FrameRow& x, const domain::FrameRow& y) {
        return x.offset == y.offset && x.ts == y.ts && x.channel == y.channel && x.id == y.id
            && x.extended == y.extended && x.fd == y.fd && x.remote == y.remote && x.error == y.error
            && x.bitrateSwitch == y.bitrateSwitch && x.errorStateIndicator == y.errorStateIndicator
            && x.transmitted == y.transmitted && x.data == y.data && x.requested == y.requested;
    };
    return a.failed == b.failed && a.rawBytes == b.rawBytes && a.others == b.others && a.channels == b.channels
        && a.skipped == b.skipped && a.warnings == b.warnings
        && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), sameRow);
}

} // namespace argus::formats::test
