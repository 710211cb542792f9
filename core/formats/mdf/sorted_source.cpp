// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/sorted_source.h"

#include "core/formats/mdf/transpose.h"

#include <algorithm>
#include <utility>

namespace argus::formats::mdf {

namespace {

constexpr std::uint64_t kLengthBytes = 4; ///< before each value of variable length
constexpr std::uint32_t kMaxValue = 16 << 20;
constexpr std::uint64_t kRecordsAtOnce = 4096; ///< between looks at the other sources

/// Records that a group with data has: as many as it says, or as there are where it may not be up to date.
std::uint64_t recordsOf(const ChannelGroup& group, std::uint64_t stride, std::uint64_t dataBytes, bool countsAreSure)
{
    const std::uint64_t there = stride == 0 || stride > kMaxRecordBytes ? 0 : dataBytes / stride;
    return countsAreSure && group.cycles > 0 ? std::min(group.cycles, there) : there;
}

std::uint64_t strideOf(const DataGroup& data, const ChannelGroup& group)
{
    return group.dataBytes + (data.withoutInvalidBytes ? 0 : std::uint64_t {group.invalidBytes});
}

/// The segments of a group whose frames are taken apart in batches: blocks that hold whole records in columns stay so.
std::vector<DataSegment> leftInColumns(std::vector<DataSegment> segments, std::uint64_t stride)
{
    constexpr std::uint64_t kLongestRow = 256; // what a batch reads of so many columns stays in the first-level cache
    std::uint64_t at = 0;
    for (DataSegment& segment : segments) {
        const bool isWhole = stride > 0 && stride <= kLongestRow && segment.columns == stride && at % stride == 0
            && segment.bytes % stride == 0;
        if (segment.packing == Packing::TransposedDeflate && isWhole) {
            segment.packing = Packing::Columns;
        }
        at += segment.bytes;
    }
    return segments;
}

} // namespace

base::Result<bool> VariableValues::find(std::uint64_t link, std::span<const std::uint8_t>& value)
{
    const auto head = m_stream.view(link, kLengthBytes);
    if (!head) {
        return base::fail(head);
    }
    if (head->size() < kLengthBytes || m_stream.lostUpTo(link) != 0) {
        return false;
    }
    const auto length = loadLittle<std::uint32_t>(head->data());
    if (length > kMaxValue) {
        return false;
    }
    const auto whole = m_stream.view(link, static_cast<std::size_t>(kLengthBytes + length));
    if (!whole) {
        return base::fail(whole);
    }
    if (whole->size() < kLengthBytes + length || m_stream.lostUpTo(link + kLengthBytes + length) != 0) {
        return false;
    }
    value = whole->subspan(kLengthBytes, length);
    return true;
}

VariableChannels::VariableChannels(const StreamAccess& access, const ChannelGroup& group)
{
    constexpr std::size_t kMostAtOnce = 256 * 1024; // a group may have many such channels
    StreamAccess small = access;
    small.chunk = std::min(access.chunk, kMostAtOnce);
    add(group.channels, small);
}

void VariableChannels::add(const std::vector<Channel>& channels, const StreamAccess& access)
{
    for (const Channel& channel : channels) {
        if (channel.variable && !m_values.contains(channel.dataLink)) {
            m_values.emplace(channel.dataLink, std::make_unique<VariableValues>(access, *channel.variable));
        }
        add(channel.parts, access);
    }
}

VariableValues* VariableChannels::of(const Channel& channel)
{
    const auto found = m_values.find(channel.dataLink);
    return found == m_values.end() ? nullptr : found->second.get();
}

std::uint64_t VariableChannels::memory() const
{
    std::uint64_t bytes = 0;
    for (const auto& [link, values] : m_values) {
        bytes += 2 * values->memory();
    }
    return bytes;
}

SortedSource::SortedSource(const StreamAccess& access, const DataGroup& data, const ChannelGroup& group,
                           BusLayout layout, const How& how)
    : m_ledger(access.ledger)
    , m_group(group)
    , m_layout(std::move(layout))
    , m_stride(strideOf(data, group))
    , m_stream(access,
               how.inBatches && m_layout.readsColumns() ? leftInColumns(data.segments, m_stride) : data.segments)
    , m_variable(access, group)
    , m_withInvalidBytes(!data.withoutInvalidBytes)
    , m_count(recordsOf(group, m_stride, m_stream.size(), how.countsAreSure))
{
    m_missing = how.countsAreSure && m_stride > 0 ? group.cycles - std::min(group.cycles, m_count) : 0;
    if (m_layout.payload().isVariable) {
        m_payloads = m_variable.of(m_layout.payload().channel);
    }
    if (how.inBatches && m_layout.isPlain()) {
        m_batch = std::make_unique<FrameBatch>();
    }
}

void SortedSource::decodeBatch()
{
    std::uint64_t offset = m_stream.recordOffset(m_index * m_stride);
    const std::uint64_t alike = (m_stream.offsetsUpTo() - m_index * m_stride + m_stride - 1) / m_stride;
    const auto count
        = static_cast<std::size_t>(std::min({m_viewEnd - m_index, alike, std::uint64_t {FrameBatch::kMost}}));
    const auto stride = static_cast<std::size_t>(m_stride);
    // A view of columns is the whole block.
    const RecordBytes records = m_stream.isInColumns()
        ? RecordBytes(Columns(m_view, stride), static_cast<std::size_t>(m_index - m_viewFirst))
        : RecordBytes(recordAt(m_index), stride);
    m_layout.decode(records, m_index, count, *m_batch);
    for (std::uint64_t& at : m_batch->offset) {
        at = offset;
        offset += stride;
    }
    m_batchEnd = m_index + count;
    m_ready = {m_batch.get(), &m_layout, 0, count};
}

void SortedSource::skipLost(std::uint64_t end)
{
    const std::uint64_t from = m_index;
    m_index = std::min(m_count, (end + m_stride - 1) / m_stride);
    m_ledger.skip("record in a damaged block", m_stream.recordOffset(from * m_stride), (m_index - from) * m_stride,
                  m_index - from);
}

base::Result<bool> SortedSource::prepare()
{
    if (m_ready.batch != nullptr) {
        m_index = m_batchEnd - (m_ready.end - m_ready.next);
        if (!m_ready.empty()) {
            return true;
        }
        m_ready = {};
    }
    while (m_index < m_count) {
        if (m_index >= m_viewEnd) {
            const auto view = m_stream.view(m_index * m_stride, static_cast<std::size_t>(m_stride));
            if (!view) {
                return base::fail(view);
            }
            m_view = *view;
            m_viewFirst = m_index;
            m_viewEnd = std::min(m_count, m_index + view->size() / m_stride);
            if (m_viewEnd == m_index) {
                m_missing += m_count - m_index;
                m_count = m_index;
                return false;
            }
        }
        if (m_batch != nullptr && !m_stream.hasLost()) {
            decodeBatch();
            return true;
        }
        const std::uint64_t lost
            = std::max(m_stream.lostUpTo(m_index * m_stride), m_stream.lostUpTo((m_index + 1) * m_stride - 1));
        if (lost == 0) {
            m_time = m_layout.time(recordAt(m_index), m_index);
            return true;
        }
        skipLost(lost);
    }
    return false;
}

base::Result<> SortedSource::handOn(domain::RecordingTime limit, RecordOutput& out)
{
    switch (m_layout.kind()) {
    case GroupKind::Frames:
    case GroupKind::Ethernet:
        return handOnFrames(limit, out);
    case GroupKind::Counted:
        out.count(m_layout.countedAs(), m_viewEnd - m_index);
        m_index = m_viewEnd;
        return {};
    case GroupKind::Samples:
        return handOnSamples(out);
    }
    return {};
}

base::Result<bool> SortedSource::payloadOf(const std::uint8_t* record, std::span<const std::uint8_t>& payload)
{
    if (!m_layout.payload().isVariable) {
        payload = m_layout.payloadInRecord(record);
        return true;
    }
    if (m_payloads == nullptr) {
        return false;
    }
    return m_payloads->find(m_layout.payloadLink(record), payload);
}

base::Result<> SortedSource::handOnFrames(domain::RecordingTime limit, RecordOutput& out)
{
    if (!m_ready.empty()) {
        out.frames(m_ready, limit);
        return {};
    }
    const std::uint64_t end = std::min(m_viewEnd, m_index + kRecordsAtOnce);
    const bool isFrame = m_layout.kind() == GroupKind::Frames;
    domain::RecordingTime ts = m_time;
    do {
        const std::uint8_t* record = recordAt(m_index);
        std::uint64_t offset = m_stream.recordOffset(m_index * m_stride);
        std::span<const std::uint8_t> payload;
        const auto found = payloadOf(record, payload);
        if (!found) {
            return base::fail(found);
        }
        if (!*found) {
            m_ledger.skip("frame whose data is not in the file", offset, m_stride);
        } else if (isFrame) {
            out.frame(m_layout, record, ts, offset, payload);
        } else {
            out.packet(m_layout, record, ts, offset, payload);
        }
        ++m_index;
        if (m_index == end || m_stream.lostUpTo((m_index + 1) * m_stride - 1) != 0) {
            break;
        }
        ts = m_layout.time(recordAt(m_index), m_index);
    } while (ts <= limit);
    return {};
}

base::Result<> SortedSource::handOnSamples(RecordOutput& out)
{
    if (!m_samples) {
        m_samples = std::make_unique<SampleRows>(m_group, m_layout, out.groupCount());
        out.addGroup(m_samples->describe());
    }
    base::Result<> failure;
    const auto variable = [&](const Channel& channel, std::uint64_t link) -> std::string {
        VariableValues* values = m_variable.of(channel);
        std::span<const std::uint8_t> bytes;
        if (values == nullptr) {
            return {};
        }
        const auto found = values->find(link, bytes);
        if (!found) {
            failure = base::fail(found);
        }
        return found && *found ? decodeText(bytes, channel.type) : std::string();
    };
    const std::uint64_t end = std::min(m_viewEnd, m_index + kRecordsAtOnce);
    do {
        const std::uint8_t* record = recordAt(m_index);
        m_samples->add(record, m_layout.time(record, m_index), m_withInvalidBytes, variable);
        ++m_index;
        if (m_samples->isFull()) {
            out.samples(*m_samples);
        }
    } while (m_index < end && failure && m_stream.lostUpTo((m_index + 1) * m_stride - 1) == 0);
    return failure;
}

void SortedSource::finish(RecordOutput& out)
{
    if (m_samples) {
        out.samples(*m_samples);
    }
    const std::uint64_t end = m_count * m_stride;
    const std::uint64_t rest = m_stream.size() - std::min(m_stream.size(), end);
    const bool cut = rest > 0 && rest < m_stride;
    if (m_missing > 0) {
        m_ledger.warn("group \"" + m_group.name + "\" should have " + std::to_string(m_missing)
                      + " more records than its data has");
    }
    if (rest > 0) {
        m_ledger.skip(cut ? "record that is cut short" : "bytes behind the last record", m_stream.recordOffset(end),
                      rest, cut ? 1 : 0);
    }
}

} // namespace argus::formats::mdf
