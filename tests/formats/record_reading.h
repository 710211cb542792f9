// SPDX-License-Identifier: Apache-2.0
// Reading recordings whose records are messages and samples.
#pragma once

#include "core/base/text.h"
#include "tests/formats/reading.h"

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace argus::formats::test {

/// Everything that reading a recording gave, in text where that reads well.
struct RecordReading
{
    /// In the order of the file: "7DF>: 0902" (">": a request to all), "ELM327: 4902...", "frame 7E8 0641...".
    std::vector<std::string> messages;
    std::vector<domain::RecordingTime> times;
    std::vector<std::uint64_t> offsets;
    std::map<std::string, std::uint64_t> others;
    std::vector<SignalGroup> groups;
    /// Values by group and signal, each with its time.
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::pair<domain::RecordingTime, double>>> values;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::string>> texts;
    std::vector<domain::Skipped> skipped;
    std::vector<std::string> warnings;
    std::string rawBytes;
    bool failed = false;

    bool operator==(const RecordReading& other) const
    {
        return messages == other.messages && times == other.times && offsets == other.offsets && others == other.others
            && values == other.values && texts == other.texts && skipped == other.skipped && warnings == other.warnings
            && rawBytes == other.rawBytes && failed == other.failed;
    }
};

class RecordCollector final : public RecordSink
{
public:
    explicit RecordCollector(RecordReading& reading)
        : m_reading(reading)
    { }
    void frames(const FrameBlock& block, const std::vector<std::string>&) override
    {
        for (std::size_t i = 0; i < block.size(); ++i) {
            m_reading.messages.push_back("frame " + idText(block.id[i], (block.flags[i] & kExtendedId) != 0) + " "
                                         + base::toHex(block.payload(i)));
            m_reading.times.push_back(block.time[i]);
            m_reading.offsets.push_back(block.offset[i]);
        }
    }
    void otherRecords(std::string_view kind, std::uint64_t count) override
    {
        m_reading.others[std::string(kind)] += count;
    }
    void diagnosticPayload(const DiagnosticPayload& payload, const std::vector<std::string>&) override
    {
        m_reading.messages.push_back(std::string(payload.sender) + (payload.functional ? ">: " : ": ")
                                     + base::toHex(payload.bytes));
        m_reading.times.push_back(payload.ts);
        m_reading.offsets.push_back(payload.offset);
    }
    void samples(const SampleBlock& block, const std::vector<SignalGroup>& groups) override
    {
        m_reading.groups = groups;
        for (std::size_t signal = 0; signal < groups[block.group].signals.size(); ++signal) {
            auto& values = m_reading.values[{block.group, signal}];
            for (std::size_t row = 0; row < block.values[signal].size(); ++row) {
                if (!std::isnan(block.values[signal][row])) {
                    values.emplace_back(block.time[row], block.values[signal][row]);
                }
            }
            auto& texts = m_reading.texts[{block.group, signal}];
            texts.insert(texts.end(), block.texts[signal].begin(), block.texts[signal].end());
        }
    }

private:
    RecordReading& m_reading;
};

inline RecordReading readRecords(const Reader& reader, std::string_view text)
{
    RecordReading reading;
    RecordCollector sink(reading);
    ReadOptions options;
    options.rawBytes = [&reading](std::span<const std::uint8_t> bytes) {
        reading.rawBytes.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
    const auto source = memorySource(bytesOf(text));
    const auto summary = reader.read(testContext(), *source, sink, options);
    reading.failed = !summary.has_value();
    if (summary) {
        reading.skipped = summary->ledger.skipped();
        reading.warnings = summary->ledger.warnings();
    }
    return reading;
}

inline std::string formatOf(std::string_view text)
{
    const auto source = memorySource(bytesOf(text));
    const auto reader = recognise(*source, "recording.txt");
    return reader ? std::string((*reader)->format()) : reader.error().message;
}

} // namespace argus::formats::test
