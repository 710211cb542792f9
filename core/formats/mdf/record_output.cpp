// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/record_output.h"

#include <algorithm>
#include <utility>

namespace argus::formats::mdf {

void RecordOutput::flushFrames()
{
    m_blocks.close();
    for (std::size_t i = 0; i < m_blocks.blockCount(); ++i) {
        m_sink.frames(m_blocks.block(i), m_names.names());
    }
    m_blocks.restart();
    m_frames = 0;
}

void RecordOutput::frames(ReadyFrames& ready, domain::RecordingTime limit)
{
    FrameBatch& batch = *ready.batch;
    const std::size_t most = std::min(ready.end, ready.next + (kFramesAtOnce - m_frames));
    std::size_t end = ready.next + 1;
    while (end < most && batch.time[end] <= limit) {
        ++end;
    }
    if (!batch.channelsAreKnown) [[unlikely]] {
        ready.layout->nameChannels(batch, ready.next, end - ready.next, m_names);
    }
    const std::size_t written = batch.write(ready.next, end - ready.next, m_blocks);
    ready.next += written;
    m_frames += written;
    if (m_frames == kFramesAtOnce) {
        flushFrames();
    }
}

void RecordOutput::packet(BusLayout& layout, const std::uint8_t* record, domain::RecordingTime ts, std::uint64_t offset,
                          std::span<const std::uint8_t> payload)
{
    flushFrames();
    layout.ethernetFrame(record, payload, m_names, m_ethernet);
    Packet packet;
    packet.ts = ts;
    packet.offset = offset;
    packet.channel = m_ethernet.channel;
    packet.transmitted = m_ethernet.transmitted;
    packet.bytes = m_ethernet.bytes;
    packet.wireLength = m_ethernet.wireLength;
    m_sink.packet(packet, m_names.names());
}

std::size_t RecordOutput::addGroup(SignalGroup group)
{
    m_groups.push_back(std::move(group));
    return m_groups.size() - 1;
}

void RecordOutput::samples(SampleRows& rows)
{
    if (!rows.isEmpty()) {
        flushFrames();
        m_sink.samples(rows.block(), m_groups);
        rows.clear();
    }
}

void RecordOutput::finish()
{
    flushFrames();
    for (const auto& [kind, count] : m_counts) {
        if (count > 0) {
            m_sink.otherRecords(kind, count);
        }
    }
    if (m_names.overflowed()) {
        m_ledger.warn("there are more than 1024 different channels; the others are called \"other\"");
    }
}

} // namespace argus::formats::mdf
