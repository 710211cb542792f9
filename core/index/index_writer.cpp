// SPDX-License-Identifier: Apache-2.0
#include "core/index/index_writer.h"

#include "core/base/uuid.h"
#include "core/index/column_block.h"
#include "core/index/summary_json.h"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace argus::index {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kBufferBytes = 1 << 20;

template <class Value> std::span<const std::uint8_t> bytesOf(const Value& value)
{
    return {reinterpret_cast<const std::uint8_t*>(&value), sizeof value};
}

/// What the rows of a block span.
BlockEntry spanOf(const formats::FrameBlock& rows)
{
    BlockEntry entry;
    entry.rows = static_cast<std::uint32_t>(rows.size());
    entry.minTime = INT64_MAX;
    entry.maxTime = INT64_MIN;
    for (const domain::RecordingTime ts : rows.time) {
        if (ts != domain::kNoTime) {
            entry.minTime = std::min(entry.minTime, ts);
            entry.maxTime = std::max(entry.maxTime, ts);
        }
    }
    const auto [least, most] = std::ranges::minmax(rows.offset);
    entry.minOffset = least;
    entry.maxOffset = most;
    return entry;
}

} // namespace

IndexWriter::IndexWriter(Options options)
    : m_options(std::move(options))
    , m_partPath(m_options.path.string() + ".part-" + base::Uuid::makeV7().toString())
{
    std::error_code ignored;
    std::filesystem::create_directories(m_options.path.parent_path(), ignored);
    m_file.reset(::open(m_partPath.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!m_file.isOpen()) {
        const int error = errno;
        m_state = fail(error == EACCES ? ErrorCode::Denied : ErrorCode::Unavailable,
                       "cannot write " + m_partPath.string() + ": " + base::errnoText(error));
        return;
    }
    m_rows.reserve(kBlockRows);
    write(bytesOf(FileHead {}));
}

IndexWriter::~IndexWriter()
{
    if (m_file.isOpen()) {
        giveUp(ErrorCode::Cancelled, "the recording was not read to its end");
    }
}

void IndexWriter::giveUp(ErrorCode code, std::string reason)
{
    m_file.reset();
    std::error_code ignored;
    std::filesystem::remove(m_partPath, ignored);
    if (m_state) {
        m_state = fail(code, std::move(reason));
    }
}

void IndexWriter::frames(const formats::FrameBlock& block, const std::vector<std::string>&)
{
    for (std::size_t i = 0; m_file.isOpen() && i < block.size(); ++i) {
        m_rows.append(block, i);
        if (m_rows.size() == kBlockRows) {
            flushRows();
        }
    }
}

void IndexWriter::flushRows()
{
    if (m_rows.empty()) {
        return;
    }
    const auto packed = packBlock(m_rows, m_options.withPayload);
    BlockEntry entry = spanOf(m_rows);
    entry.position = m_written;
    entry.size = static_cast<std::uint32_t>(packed.size());
    entry.check = checksum(packed);
    m_blocks.push_back(entry);
    m_rowCount += entry.rows;
    m_rows.clear();
    write(packed);
}

void IndexWriter::write(std::span<const std::uint8_t> bytes)
{
    if (!m_file.isOpen()) {
        return;
    }
    m_written += bytes.size();
    if (m_written + m_blocks.size() * sizeof(BlockEntry) > m_options.maxBytes) {
        giveUp(ErrorCode::Quota, "the index would be larger than the cache allows");
        return;
    }
    m_buffer.insert(m_buffer.end(), bytes.begin(), bytes.end());
    if (m_buffer.size() >= kBufferBytes) {
        flushBytes();
    }
}

void IndexWriter::flushBytes()
{
    if (!m_file.isOpen()) {
        return;
    }
    if (const auto done = base::writeAll(m_file, m_buffer.data(), m_buffer.size()); !done) {
        giveUp(done.error().code, done.error().message);
    }
    m_buffer.clear();
}

Result<> IndexWriter::finish(IndexSummary summary)
{
    flushRows();
    summary.withPayload = m_options.withPayload;
    const std::string json = toJson(summary);
    FileTail tail;
    tail.directory = m_written;
    tail.blocks = m_blocks.size();
    tail.rows = m_rowCount;
    tail.summary = m_written + m_blocks.size() * sizeof(BlockEntry);
    tail.summarySize = json.size();
    std::vector<std::uint8_t> end(m_blocks.size() * sizeof(BlockEntry) + json.size());
    if (!m_blocks.empty()) {
        std::memcpy(end.data(), m_blocks.data(), m_blocks.size() * sizeof(BlockEntry));
    }
    std::memcpy(end.data() + m_blocks.size() * sizeof(BlockEntry), json.data(), json.size());
    tail.check = checksum(end);
    write(end);
    write(bytesOf(tail));
    flushBytes();
    if (!m_file.isOpen()) {
        return m_state;
    }
    // No fsync: what a power cut leaves fails its checksums and is made anew.
    if (::rename(m_partPath.c_str(), m_options.path.c_str()) != 0) {
        giveUp(ErrorCode::Unavailable, "cannot name " + m_options.path.string() + ": " + base::errnoText(errno));
        return m_state;
    }
    m_file.reset();
    return {};
}

} // namespace argus::index
