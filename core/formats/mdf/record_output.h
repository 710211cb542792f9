// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/formats/block_writer.h"
#include "core/formats/channel_names.h"
#include "core/formats/mdf/bus_layout.h"
#include "core/formats/mdf/sample_rows.h"
#include "core/formats/reader.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace argus::formats::mdf {

/// Where all sources of records put what they read; hands it on in blocks and in order. One thread.
class RecordOutput
{
public:
    RecordOutput(RecordSink& sink, Ledger& ledger)
        : m_sink(sink)
        , m_ledger(ledger)
    { }

    void frame(BusLayout& layout, const std::uint8_t* record, domain::RecordingTime ts, std::uint64_t offset,
               std::span<const std::uint8_t> payload)
    {
        layout.addFrame(record, ts, offset, payload, m_names, m_blocks);
        if (++m_frames == kFramesAtOnce) {
            flushFrames();
        }
    }
    /// The next of the frames that are ready, and those behind it up to the first that is later than `limit`.
    void frames(ReadyFrames& ready, domain::RecordingTime limit);
    void packet(BusLayout& layout, const std::uint8_t* record, domain::RecordingTime ts, std::uint64_t offset,
                std::span<const std::uint8_t> payload);
    void count(const std::string& kind, std::uint64_t records) { m_counts[kind] += records; }
    /// Makes a group of samples known; its index.
    std::size_t addGroup(SignalGroup group);
    void samples(SampleRows& rows);
    /// Hands on what is left.
    void finish();

    Ledger& ledger() { return m_ledger; }
    std::size_t groupCount() const { return m_groups.size(); }
    const ChannelNames& names() const { return m_names; }

private:
    static constexpr std::size_t kFramesAtOnce = kBlockFrames;

    void flushFrames();

    RecordSink& m_sink;
    Ledger& m_ledger;
    ChannelNames m_names {1024};
    BlockWriter m_blocks;
    std::size_t m_frames = 0;
    BusLayout::EthernetFrame m_ethernet;
    std::map<std::string, std::uint64_t> m_counts;
    std::vector<SignalGroup> m_groups;
};

/// Records of one place of the file in their order there. Sources are merged by the time of their next records.
class RecordSource
{
public:
    virtual ~RecordSource() = default;
    /// Begins with what takes time, on other threads where there are any: the source is wanted soon.
    virtual void begin() = 0;
    /// Makes the next record ready; false when there is none. Errors: those of the file.
    virtual base::Result<bool> prepare() = 0;
    /// Of the record that is ready.
    domain::RecordingTime nextTime() const { return m_ready.empty() ? m_time : m_ready.time(); }
    /// Frames that can be taken without handOn(), the record that is ready first; none where the source reads record by
    /// record. Once they are used up, prepare() goes on.
    ReadyFrames& readyFrames() { return m_ready; }
    /// Hands on the record that is ready, and those behind it up to `limit`, as far as convenient.
    virtual base::Result<> handOn(domain::RecordingTime limit, RecordOutput& out) = 0;
    /// Hands on what was gathered, and accounts for what is left over.
    virtual void finish(RecordOutput& out) = 0;
    /// Bytes of the stream that were used up, of streamBytes().
    virtual std::uint64_t position() const = 0;
    virtual std::uint64_t streamBytes() const = 0;
    /// Unpacked bytes that the source must have at once.
    virtual std::uint64_t memory() const = 0;

protected:
    domain::RecordingTime m_time = domain::kNoTime; ///< of the record that is ready, where that is not in m_ready
    ReadyFrames m_ready;
};

} // namespace argus::formats::mdf
