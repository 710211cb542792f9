// SPDX-License-Identifier: Apache-2.0
#include "core/formats/mdf/data_stream.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace argus::formats::mdf {

namespace {

std::string methodText(std::uint8_t method)
{
    // MDF 4.3 has two more algorithms, each with and without transposition.
    const std::string name = method == 2 || method == 3 ? "zstd, " : method == 4 || method == 5 ? "LZ4, " : "";
    return " is packed with a method that is not read (" + name + "number " + std::to_string(method) + ')';
}

} // namespace

DataStream::DataStream(const StreamAccess& access, std::vector<DataSegment> segments)
    : m_source(access.source)
    , m_ledger(access.ledger)
    , m_context(access.context)
    , m_segments(std::move(segments))
    , m_chunk(access.chunk)
    , m_ahead(access.pool, m_segments)
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

void DataStream::findOffsets(std::uint64_t at)
{
    if (m_segments.empty()) {
        m_offsetBegin = at;
        m_offsetBase = 0;
        return;
    }
    const std::size_t index = segmentAt(at);
    m_offsetBegin = m_starts[index];
    m_offsetEnd = m_offsetBegin + m_segments[index].bytes;
    m_offsetBase = m_segments[index].recordBase;
    m_inColumns = m_segments[index].packing == Packing::Columns;
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
    if (at < m_begin && stillHas(at)) {
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
    m_floor = 0;
    m_skip = 0;
    m_used = 0;
    m_lost.clear();
}

void DataStream::dropBefore(std::uint64_t at)
{
    const auto drop = static_cast<std::size_t>(std::min<std::uint64_t>(at - std::min(at, m_begin), m_used - m_skip));
    m_skip += drop;
    m_begin += drop;
    std::erase_if(m_lost, [this](const Lost& lost) { return lost.end <= m_begin - (m_skip - m_floor); });
}

std::uint8_t* DataStream::grow(std::size_t bytes)
{
    if (m_skip > 0) {
        std::memmove(m_bytes.data(), m_bytes.data() + m_skip, m_used - m_skip);
        m_used -= m_skip;
        m_skip = 0;
    }
    m_floor = 0;
    const std::size_t needed = m_used + bytes + kPadding;
    if (needed > m_bytes.size()) {
        // What is gathered piece by piece is not copied for each piece.
        m_bytes.reserve(m_used == 0 ? needed : std::max(needed, m_bytes.size() + m_bytes.size() / 2), m_used);
    }
    return m_bytes.data() + m_used;
}

base::Result<bool> DataStream::appendMore()
{
    if (m_next >= m_size) {
        return false;
    }
    if (m_context != nullptr) {
        ARGUS_TRY(m_context->check()); // damaged blocks come one after the other without a record between
    }
    const std::size_t index = segmentAt(m_next);
    const DataSegment& segment = m_segments[index];
    if (segment.packing == Packing::None) {
        ARGUS_TRY(appendPlain(segment, m_next - m_starts[index]));
    } else {
        ARGUS_TRY(appendPacked(index));
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

void DataStream::adopt(UnpackedBlock& block)
{
    const std::size_t held = m_used - m_skip;
    if (held > 0) {
        std::memcpy(block.buffer.data() + block.front - held, m_bytes.data() + m_skip, held);
    }
    m_floor = block.front - held;
    m_skip = m_floor;
    m_used = block.front;
    std::swap(m_bytes, block.buffer);
}

base::Result<std::size_t> DataStream::fetchPacked(std::size_t index)
{
    const DataSegment& segment = m_segments[index];
    const auto bytes = static_cast<std::size_t>(segment.bytes);
    auto block = m_ahead.take(index);
    if (!block) {
        return m_unpacker.unpack(m_source, segment, grow(bytes));
    }
    if (block->sound && m_used - m_skip <= block->front) {
        adopt(*block);
    } else if (block->sound) {
        std::memcpy(grow(bytes), block->buffer.data() + block->front, bytes);
    }
    m_ahead.recycle(std::move(block->buffer));
    return std::move(block->sound);
}

base::Result<> DataStream::appendPacked(std::size_t index)
{
    const DataSegment& segment = m_segments[index];
    const auto bytes = static_cast<std::size_t>(segment.bytes);
    const auto fetched = fetchPacked(index);
    if (!fetched) {
        return base::fail(fetched);
    }
    const std::size_t sound = *fetched;
    if (sound < bytes) {
        m_lost.push_back({m_next + sound, m_next + bytes});
        m_ledger.warn("the compressed block with data at byte " + std::to_string(segment.position)
                      + (segment.packing == Packing::Unknown ? methodText(segment.method)
                                                             : " is damaged: " + std::to_string(sound) + " of its "
                                 + std::to_string(bytes) + " bytes could be unpacked"));
    }
    m_used += bytes;
    m_next += bytes;
    m_fetched += bytes;
    return {};
}

} // namespace argus::formats::mdf
