// SPDX-License-Identifier: Apache-2.0
#include "core/index/column_index.h"

#include "core/base/file_io.h"
#include "core/index/column_block.h"
#include "core/index/summary_json.h"

#include <sys/mman.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace argus::index {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

auto damaged()
{
    return fail(ErrorCode::Invalid, "the index is damaged");
}

} // namespace

ColumnIndex::~ColumnIndex()
{
    if (!m_bytes.empty()) {
        ::munmap(const_cast<std::uint8_t*>(m_bytes.data()), m_bytes.size());
    }
}

Result<> ColumnIndex::map(const std::filesystem::path& path)
{
    const auto fd = base::openForReading(path);
    if (!fd) {
        return fail(fd);
    }
    const auto size = base::fileSize(*fd);
    if (!size) {
        return fail(size);
    }
    if (*size < sizeof(FileHead) + sizeof(FileTail)) {
        return damaged();
    }
    // The file is never changed in place, and removing it leaves the mapping whole.
    void* const bytes = ::mmap(nullptr, *size, PROT_READ, MAP_SHARED, fd->get(), 0);
    if (bytes == MAP_FAILED) {
        return fail(ErrorCode::Unavailable, "cannot map " + path.string() + ": " + base::errnoText(errno));
    }
    m_bytes = {static_cast<const std::uint8_t*>(bytes), static_cast<std::size_t>(*size)};
    return {};
}

/// The bytes of a part of the file; empty where it does not lie in the file.
std::span<const std::uint8_t> ColumnIndex::part(std::uint64_t position, std::uint64_t size) const
{
    if (position > m_bytes.size() || size > m_bytes.size() - position) {
        return {};
    }
    return m_bytes.subspan(static_cast<std::size_t>(position), static_cast<std::size_t>(size));
}

Result<> ColumnIndex::readTail()
{
    FileHead head;
    std::memcpy(&head, m_bytes.data(), sizeof head);
    std::memcpy(&m_tail, m_bytes.data() + m_bytes.size() - sizeof m_tail, sizeof m_tail);
    if (head.magic != kMagic || head.byteOrder != kByteOrderMark || m_tail.magic != kMagic) {
        return damaged();
    }
    if (head.version != kIndexVersion) {
        return fail(ErrorCode::Invalid, "the index was made by another version of the program");
    }
    // Neither may be larger than the file: their sums cannot wrap around then.
    if (m_tail.blocks > m_bytes.size() / sizeof(BlockEntry) || m_tail.directory > m_bytes.size()) {
        return damaged();
    }
    const auto directory = part(m_tail.directory, m_tail.blocks * sizeof(BlockEntry));
    const auto summary = part(m_tail.summary, m_tail.summarySize);
    if (m_tail.summary != m_tail.directory + m_tail.blocks * sizeof(BlockEntry) || summary.empty()
        || checksum(part(m_tail.directory, directory.size() + summary.size())) != m_tail.check) {
        return damaged();
    }
    m_blocks.resize(static_cast<std::size_t>(m_tail.blocks));
    if (!m_blocks.empty()) {
        std::memcpy(m_blocks.data(), directory.data(), directory.size());
    }
    std::uint64_t rows = 0;
    std::uint64_t position = sizeof head; // each block lies behind the one before: none counts twice
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const BlockEntry& block = m_blocks[i];
        const bool isLast = i + 1 == m_blocks.size();
        if (block.position != position || part(block.position, block.size).empty() || block.rows == 0
            || block.rows > kBlockRows || (!isLast && block.rows != kBlockRows)) {
            return damaged();
        }
        rows += block.rows;
        position += block.size;
    }
    auto read = summaryFromJson({reinterpret_cast<const char*>(summary.data()), summary.size()});
    if (!read || rows != m_tail.rows || position != m_tail.directory) {
        return damaged();
    }
    m_summary = std::move(*read);
    return {};
}

Result<std::unique_ptr<ColumnIndex>> ColumnIndex::open(const std::filesystem::path& path)
{
    std::unique_ptr<ColumnIndex> index(new ColumnIndex);
    ARGUS_TRY(index->map(path));
    ARGUS_TRY(index->readTail());
    return index;
}

Result<> ColumnIndex::unpack(std::size_t block, formats::FrameBlock& out) const
{
    const BlockEntry& entry = m_blocks[block];
    const auto packed = part(entry.position, entry.size);
    const std::size_t before = out.size();
    if (checksum(packed) != entry.check) {
        return damaged();
    }
    ARGUS_TRY(unpackBlock(packed, out));
    const auto channels = std::span(out.channel).subspan(before);
    const bool areKnown
        = std::ranges::all_of(channels, [this](std::uint16_t channel) { return channel < m_summary.channels.size(); });
    return channels.size() == entry.rows && areKnown ? Result<>() : damaged();
}

Result<> ColumnIndex::read(std::uint64_t first, std::uint64_t count, formats::FrameBlock& out) const
{
    if (first >= frames()) {
        return {};
    }
    const std::uint64_t end = first + std::min(count, frames() - first);
    formats::FrameBlock rows;
    for (std::uint64_t block = first / kBlockRows; block * kBlockRows < end; ++block) {
        rows.clear();
        ARGUS_TRY(unpack(static_cast<std::size_t>(block), rows));
        const std::uint64_t start = block * kBlockRows;
        for (std::uint64_t i = std::max(first, start); i < std::min(end, start + rows.size()); ++i) {
            out.append(rows, static_cast<std::size_t>(i - start));
        }
    }
    return {};
}

Result<std::optional<std::uint64_t>> ColumnIndex::frameAt(std::uint64_t offset) const
{
    std::optional<std::uint64_t> before;
    formats::FrameBlock rows;
    // Where offsets ascend, the block is the last that begins at or before the offset; otherwise each that spans it.
    std::size_t firstBlock = 0;
    if (m_summary.offsetsAscend) {
        const auto behind = std::ranges::upper_bound(m_blocks, offset, {}, &BlockEntry::minOffset);
        if (behind == m_blocks.begin()) {
            return before;
        }
        firstBlock = static_cast<std::size_t>(behind - m_blocks.begin()) - 1;
    }
    for (std::size_t block = firstBlock; block < m_blocks.size(); ++block) {
        const BlockEntry& entry = m_blocks[block];
        const bool isWithin = offset >= entry.minOffset && offset <= entry.maxOffset;
        if (!isWithin && !m_summary.offsetsAscend) {
            continue;
        }
        rows.clear();
        ARGUS_TRY(unpack(block, rows));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.offset[i] == offset) {
                return std::optional<std::uint64_t>(block * kBlockRows + i);
            }
            if (m_summary.offsetsAscend && rows.offset[i] < offset) {
                before = block * kBlockRows + i;
            }
        }
        if (m_summary.offsetsAscend) {
            return before;
        }
    }
    return before;
}

std::vector<ColumnIndex::Run> ColumnIndex::runsWithin(domain::RecordingTime from, domain::RecordingTime to) const
{
    std::vector<Run> runs;
    for (std::size_t i = 0; i < m_blocks.size(); ++i) {
        const BlockEntry& block = m_blocks[i];
        if (block.maxTime < from || block.minTime >= to || block.minTime > block.maxTime) {
            continue;
        }
        const std::uint64_t first = i * kBlockRows;
        if (!runs.empty() && runs.back().first + runs.back().count == first) {
            runs.back().count += block.rows;
        } else {
            runs.push_back({first, block.rows});
        }
    }
    return runs;
}

} // namespace argus::index
