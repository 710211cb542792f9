// SPDX-License-Identifier: Apache-2.0
#include "core/formats/text/text_chunks.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace argus::formats {

namespace {

/// How much is read at a time to complete the line that runs over the end of a part.
constexpr std::size_t kTailStep = 4096;

} // namespace

TextChunks::TextChunks(const ByteSource& source, std::uint64_t begin, std::uint64_t end, std::size_t chunkBytes,
                       RawBytes rawBytes, char lineEnd)
    : m_source(source)
    , m_begin(begin)
    , m_end(end)
    , m_chunkBytes(std::max<std::size_t>(chunkBytes, 1))
    , m_rawBytes(std::move(rawBytes))
    , m_lineEnd(lineEnd)
    , m_position(begin)
{
    if (begin >= end) {
        m_done = true;
    } else if (begin > 0) {
        // The byte before tells whether a line starts at `begin`: dropping up to the next line end covers both cases.
        m_position = begin - 1;
        m_inLongLine = true;
    }
}

base::Result<std::size_t> TextChunks::readMore(TextChunk& chunk)
{
    const std::uint64_t left = m_position < m_end ? m_end - m_position : kTailStep;
    const std::size_t wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, m_chunkBytes));
    const std::size_t used = chunk.m_begin + chunk.m_size;
    if (chunk.m_bytes.size() < used + wanted + TextChunk::kPadding) {
        chunk.m_bytes.resize(used + wanted + TextChunk::kPadding);
    }
    auto got = m_source.readAt(m_position, chunk.m_bytes.data() + used, wanted);
    if (!got || *got == 0) {
        return got;
    }
    const std::size_t fresh = std::min(*got, wanted);
    if (m_rawBytes) {
        const std::uint64_t from = std::max(m_position, m_begin);
        const std::uint64_t to = std::min(m_position + fresh, m_end);
        if (from < to) {
            const char* first = chunk.m_bytes.data() + used + (from - m_position);
            m_rawBytes({reinterpret_cast<const std::uint8_t*>(first), static_cast<std::size_t>(to - from)});
        }
    }
    m_position += fresh;
    return fresh;
}

/// Looks for line ends in the bytes that were just read, the last `fresh` of the chunk's. True when the chunk is ready.
bool TextChunks::takeLines(TextChunk& chunk, std::size_t fresh)
{
    const std::uint64_t freshOffset = m_position - fresh;
    if (m_inLongLine) {
        char* start = chunk.m_bytes.data() + chunk.m_begin + chunk.m_size - fresh;
        const void* found = std::memchr(start, m_lineEnd, fresh);
        if (found == nullptr) {
            chunk.m_begin = 0;
            chunk.m_size = 0;
            return false;
        }
        const std::size_t dropped = static_cast<std::size_t>(static_cast<const char*>(found) - start) + 1;
        m_inLongLine = false;
        if (m_reportLongLine) {
            chunk.longLine = TextChunk::LongLine {m_longLineOffset, freshOffset + dropped - m_longLineOffset};
        }
        chunk.m_begin = static_cast<std::size_t>(start - chunk.m_bytes.data()) + dropped;
        chunk.m_size = fresh - dropped;
        chunk.offset = freshOffset + dropped;
        fresh = chunk.m_size;
        if (chunk.offset >= m_end) {
            chunk.m_size = 0;
            m_done = true;
            return true;
        }
    }
    const char* text = chunk.m_bytes.data() + chunk.m_begin;
    const char* start = text + chunk.m_size - fresh;
    // Behind the part only the line that began within it is completed: there the first line end counts, not the last.
    const bool behindEnd = m_position > m_end;
    const void* found = fresh == 0 ? nullptr
        : behindEnd                ? std::memchr(start, m_lineEnd, fresh)
                                   : memrchr(start, m_lineEnd, fresh);
    if (found == nullptr && chunk.longLine) {
        m_carry.assign(text, text + chunk.m_size);
        chunk.m_size = 0;
        return true;
    }
    if (found == nullptr) {
        if (chunk.m_size > kMaxLineBytes) {
            m_inLongLine = true;
            m_reportLongLine = true;
            m_longLineOffset = chunk.offset;
            chunk.m_begin = 0;
            chunk.m_size = 0;
        }
        return false;
    }
    const std::size_t whole = static_cast<std::size_t>(static_cast<const char*>(found) - text) + 1;
    m_carry.assign(text + whole, text + chunk.m_size);
    chunk.m_size = whole;
    if (behindEnd || (m_position == m_end && m_carry.empty())) {
        m_carry.clear();
        m_done = true;
    }
    return true;
}

void TextChunks::finishAtEnd(TextChunk& chunk)
{
    m_done = true;
    if (m_inLongLine && m_reportLongLine) {
        chunk.longLine = TextChunk::LongLine {m_longLineOffset, m_position - m_longLineOffset};
        chunk.m_size = 0;
    }
    chunk.cutAtEnd = chunk.m_size > 0;
}

base::Result<bool> TextChunks::next(TextChunk& chunk)
{
    chunk.longLine.reset();
    chunk.cutAtEnd = false;
    chunk.lineEnd = m_lineEnd;
    chunk.m_begin = 0;
    chunk.m_size = m_carry.size();
    chunk.offset = m_position - m_carry.size();
    if (chunk.m_bytes.size() < m_carry.size() + TextChunk::kPadding) {
        chunk.m_bytes.resize(m_carry.size() + TextChunk::kPadding);
    }
    std::copy(m_carry.begin(), m_carry.end(), chunk.m_bytes.begin());
    m_carry.clear();
    if (m_done) {
        return false;
    }
    bool ready = false;
    while (!ready) {
        if (chunk.m_size == 0 && !m_inLongLine) {
            chunk.offset = m_position;
        }
        const auto got = readMore(chunk);
        if (!got) {
            return base::fail(got);
        }
        if (*got == 0) {
            finishAtEnd(chunk);
            break;
        }
        chunk.m_size += *got;
        ready = takeLines(chunk, *got);
    }
    std::memset(chunk.m_bytes.data() + chunk.m_begin + chunk.m_size, 0, TextChunk::kPadding);
    chunk.bytesDone = std::min(m_position, m_end) - std::min(m_begin, m_position);
    return chunk.m_size > 0 || chunk.longLine.has_value();
}

} // namespace argus::formats
