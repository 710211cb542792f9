// SPDX-License-Identifier: Apache-2.0
// The candump reader on any bytes: no crash, every byte seen once, and the same result for any size of chunk.
#include "core/formats/candump/candump_reader.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <tuple>
#include <vector>

namespace {

using namespace argus;

/// Aborts where libFuzzer and the driver notice it.
void require(bool condition)
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
            m_outcome.frames.emplace_back(block.time[i], block.offset[i], block.id[i], block.channel[i], block.flags[i],
                                          std::string(payload.begin(), payload.end()));
        }
    }
    void otherRecords(std::string_view, std::uint64_t count) override { m_outcome.others += count; }

private:
    Outcome& m_outcome;
};

Outcome readAll(std::span<const std::uint8_t> bytes, std::size_t chunkBytes)
{
    Outcome outcome;
    Sink sink(outcome);
    std::vector<std::uint8_t> seen;
    formats::ReadOptions options;
    options.rawBytes
        = [&seen](std::span<const std::uint8_t> part) { seen.insert(seen.end(), part.begin(), part.end()); };
    const auto source = formats::memorySource(bytes);
    const auto summary
        = formats::CandumpReader(chunkBytes).read(base::ExecutionContext::root("fuzz", "read"), *source, sink, options);
    require(summary.has_value());
    require(std::equal(seen.begin(), seen.end(), bytes.begin(), bytes.end()));
    outcome.channels = summary->channels;
    outcome.skipped = summary->ledger.skipped();
    outcome.warnings = summary->ledger.warnings();
    return outcome;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::span<const std::uint8_t> bytes(data, size);
    const Outcome whole = readAll(bytes, formats::CandumpReader::kDefaultChunkBytes);
    std::uint64_t records = whole.others + whole.frames.size();
    std::uint64_t skippedBytes = 0;
    for (const auto& entry : whole.skipped) {
        require(entry.firstOffset < size);
        records += entry.count;
        skippedBytes += entry.bytes;
    }
    require(skippedBytes <= size);
    // Each record is a line of its own.
    require(records <= static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n')) + 1);
    require(whole == readAll(bytes, 7));
    require(whole == readAll(bytes, 100));
    const auto source = formats::memorySource(bytes);
    (void)formats::recognise(*source, "fuzz.log");
    return 0;
}
