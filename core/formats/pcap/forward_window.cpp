// SPDX-License-Identifier: Apache-2.0
#include "core/formats/pcap/forward_window.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace argus::formats {

ForwardWindow::ForwardWindow(const ByteSource& source, std::function<void(std::span<const std::uint8_t>)> rawBytes,
                             std::size_t chunkBytes)
    : m_source(source)
    , m_rawBytes(std::move(rawBytes))
    , m_chunkBytes(chunkBytes)
{ }

base::Result<std::span<const std::uint8_t>> ForwardWindow::look(std::size_t wanted)
{
    while (m_end - m_begin < wanted && !m_atEnd) {
        if (m_begin > 0) {
            std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
            m_end -= m_begin;
            m_begin = 0;
        }
        // Memory for what the file has, not for what a record claims to have.
        if (m_buffer.size() < m_end + m_chunkBytes) {
            m_buffer.resize(m_end + m_chunkBytes);
        }
        const std::size_t room = m_buffer.size() - m_end;
        const auto got = m_source.readAt(m_position + m_end, m_buffer.data() + m_end, room);
        if (!got) {
            return base::fail(got);
        }
        const std::size_t count = std::min(*got, room);
        m_atEnd = count < room;
        if (m_rawBytes && count > 0) {
            m_rawBytes({m_buffer.data() + m_end, count});
        }
        m_end += count;
    }
    return std::span<const std::uint8_t>(m_buffer.data() + m_begin, m_end - m_begin);
}

void ForwardWindow::pass(std::size_t count)
{
    m_begin += count;
    m_position += count;
}

base::Result<> ForwardWindow::passTo(std::uint64_t offset)
{
    while (m_position < offset) {
        const auto bytes = look(1);
        if (!bytes) {
            return base::fail(bytes);
        }
        if (bytes->empty()) {
            break;
        }
        pass(static_cast<std::size_t>(std::min<std::uint64_t>(bytes->size(), offset - m_position)));
    }
    return {};
}

} // namespace argus::formats
