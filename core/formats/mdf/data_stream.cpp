// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/data_stream.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace argus::formats::mdf {

DataStream::DataStream(const ByteSource& source, std::vector<DataSegment> segments, std::size_t chunk, Ledger& ledger)
    : m_source(source)
    , m_ledger(ledger)
    , m_segments(std::move(segments))
    , m_chunk(chunk)
{
    for (const DataSegment& segment : m_segments) {
        m_starts.push_back(m_size);
        m_size += segment.bytes;
        m_largest = std::max(m_largest, segment.packing == Packing::None ? 0 : segment.bytes);
    }
    constexpr std::uint64_t kSlack = 256ULL << 20;
    m_mostFetched = kSlack + 16 * m_size;
}

std::size_t DataStream::segmentAt(std::uint64_t at) const
{
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), at);
    return static_cast<std::size_t>(next - m_starts.begin()) - 1;
}

std::uint64_t DataStream::recordOffset(std::uint64_t at)
{
    if (m_segments.empty()) {
        return 0;
    }
    if (at < m_offsetBegin || at >= m_offsetEnd) {
        const std::size_t index = segmentAt(at);
        m_offsetBegin = m_starts[index];
        m_offsetEnd = m_offsetBegin + m_segments[index].bytes;
        m_offsetBase = m_segments[index].recordBase;
    }
    return m_offsetBase + (at - m_offsetBegin);
}

std::uint64_t DataStream::lostUpTo(std::uint64_t at) const
{
    for (const Lost& lost : m_lost) {
        if (at >= lost.begin && at < lost.end) {
            return lost.end;
        }
    }
    return 0;
}

base::Result<std::span<const std::uint8_t>> DataStream::view(std::uint64_t at, std::size_t need)
{
    if (at >= m_size) {
        return std::span<const std::uint8_t>();
    }
    if (at < m_begin && m_begin - at <= m_skip) {
        m_skip -= static_cast<std::size_t>(m_begin - at); // it is still there
        m_begin = at;
    } else if (at < m_begin || at > m_next) {
        if (m_fetched > m_mostFetched) {
            m_ledger.warn("values of variable length lie too far out of order to be read");
            return std::span<const std::uint8_t>();
        }
        restartAt(at);
    }
    dropBefore(at);
    while (m_used - m_skip < need) {
        const auto more = appendMore();
        if (!more) {
            return base::fail(more);
        }
        if (!*more) {
            break;
        }
        dropBefore(at);
    }
    return std::span<const std::uint8_t>(m_bytes.data() + m_skip, m_used - m_skip);
}

void DataStream::restartAt(std::uint64_t at)
{
    const std::size_t index = segmentAt(at);
    // Packed blocks are only read from their start.
    m_begin = m_segments[index].packing == Packing::None ? at : m_starts[index];
    m_next = m_begin;
    m_skip = 0;
    m_used = 0;
    m_lost.clear();
}

void DataStream::dropBefore(std::uint64_t at)
{
    const auto drop = static_cast<std::size_t>(std::min<std::uint64_t>(at - std::min(at, m_begin), m_used - m_skip));
    m_skip += drop;
    m_begin += drop;
    std::erase_if(m_lost, [this](const Lost& lost) { return lost.end <= m_begin - m_skip; });
}

std::uint8_t* DataStream::grow(std::size_t bytes)
{
    if (m_skip > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_skip, m_used - m_skip);
        m_used -= m_skip;
        m_skip = 0;
    }
    if (m_bytes.size() < m_used + bytes + kPadding) {
        m_bytes.resize(m_used + bytes + kPadding);
    }
    return m_bytes.data() + m_used;
}

base::Result<bool> DataStream::appendMore()
{
    if (m_next >= m_size) {
        return false;
    }
    const std::size_t index = segmentAt(m_next);
    const DataSegment& segment = m_segments[index];
    if (segment.packing == Packing::None) {
        ARGUS_TRY(appendPlain(segment, m_next - m_starts[index]));
    } else {
        ARGUS_TRY(appendPacked(segment));
    }
    // Sane content behind what is filled: loads may reach there.
    std::memset(m_bytes.data() + m_used, 0, kPadding);
    return m_next < m_size || m_used > m_skip;
}

base::Result<> DataStream::appendPlain(const DataSegment& segment, std::uint64_t within)
{
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(segment.bytes - within, m_chunk));
    std::uint8_t* to = grow(wanted);
    const auto got = m_source.readAt(segment.position + within, to, wanted);
    if (!got) {
        return base::fail(got);
    }
    const std::size_t bytes = std::min(*got, wanted);
    m_used += bytes;
    m_next += bytes;
    m_fetched += bytes;
    if (bytes < wanted) {
        m_ledger.warn("the file has become shorter while it was read");
        m_size = m_next;
    }
    return {};
}

base::Result<> DataStream::appendPacked(const DataSegment& segment)
{
    const auto bytes = static_cast<std::size_t>(segment.bytes);
    m_packed.resize(static_cast<std::size_t>(segment.stored));
    const auto got = m_source.readAt(segment.position, m_packed.data(), m_packed.size());
    if (!got) {
        return base::fail(got);
    }
    const auto packed = std::span(m_packed).first(std::min(*got, m_packed.size()));
    const std::span<std::uint8_t> out(grow(bytes), bytes);
    std::size_t sound = 0;
    if (segment.packing == Packing::Deflate) {
        sound = m_inflater.inflate(packed, out);
    } else if (segment.packing == Packing::TransposedDeflate) {
        sound = m_inflater.inflateTransposed(packed, segment.columns, out);
    }
    if (sound < bytes) {
        std::memset(out.data() + sound, 0, bytes - sound);
        m_lost.push_back({m_next + sound, m_next + bytes});
        m_ledger.warn("the compressed block with data at byte " + std::to_string(segment.position)
                      + (segment.packing == Packing::Unknown ? " is packed in a way that is not known"
                                                             : " is damaged: " + std::to_string(sound) + " of its "
                                 + std::to_string(bytes) + " bytes could be unpacked"));
    }
    m_used += bytes;
    m_next += bytes;
    m_fetched += bytes;
    return {};
}

} // namespace argus::formats::mdf
