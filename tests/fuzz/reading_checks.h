// SPDX-License-Identifier: Apache-2.0
// What holds for every reader on any bytes; shared by the fuzz targets of the readers.
#pragma once

#include "core/formats/reader.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

namespace argus::fuzz {

/// Aborts where libFuzzer and the driver notice it.
inline void require(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

struct Outcome
{
    using Frame
        = std::tuple<domain::RecordingTime, std::uint64_t, std::uint32_t, std::uint16_t, std::uint8_t, std::string>;
    std::vector<Frame> frames;
    std::vector<std::string> channels;
    std::vector<domain::Skipped> skipped;
    std::vector<std::string> warnings;
    std::uint64_t others = 0;

    bool operator==(const Outcome&) const = default;
};

class Sink final : public formats::RecordSink
{
public:
    explicit Sink(Outcome& outcome)
        : m_outcome(outcome)
    { }
    void frames(const formats::FrameBlock& block, const std::vector<std::string>& channels) override
    {
        for (std::size_t i = 0; i < block.size(); ++i) {
            require(block.length[i] <= formats::kMaxFrameData);
            require(block.channel[i] < channels.size());
            require(block.dataStart[i] + 8 <= block.data.size());
            const auto payload = block.payload(i);
            require(!block.isRemote(i) || block.length[i] <= 8);
            m_outcome.frames.emplace_back(block.time[i], block.offset[i], block.id[i], block.channel[i], block.flags[i],
                                          std::string(payload.begin(), payload.end()));
        }
    }
    void otherRecords(std::string_view, std::uint64_t count) override { m_outcome.others += count; }

private:
    Outcome& m_outcome;
};

/// Reads `bytes` with `reader` and checks what every reader promises: no error for damage, each byte seen at most once
/// and in order by `rawBytes`, blocks that hold together.
inline Outcome readAll(const formats::Reader& reader, std::span<const std::uint8_t> bytes, unsigned helpers = 0)
{
    Outcome outcome;
    Sink sink(outcome);
    std::vector<std::uint8_t> seen;
    formats::ReadOptions options;
    options.helpers = helpers;
    options.rawBytes
        = [&seen](std::span<const std::uint8_t> part) { seen.insert(seen.end(), part.begin(), part.end()); };
    const auto source = formats::memorySource(bytes);
    const auto summary = reader.read(base::ExecutionContext::root("fuzz", "read"), *source, sink, options);
    require(summary.has_value());
    require(std::equal(seen.begin(), seen.end(), bytes.begin(), bytes.end()));
    outcome.channels = summary->channels;
    outcome.skipped = summary->ledger.skipped();
    outcome.warnings = summary->ledger.warnings();
    return outcome;
}

} // namespace argus::fuzz
