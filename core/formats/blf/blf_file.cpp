// SPDX-License-Identifier: Apache-2.0
#include "core/formats/blf/blf_file.h"

#include "core/formats/blf/blf_layout.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace argus::formats::blf {

namespace {

constexpr std::size_t kReadAtOnce = 256 * 1024;

} // namespace

FileCursor::FileCursor(const ByteSource& source, RawBytes rawBytes)
    : m_source(source)
    , m_rawBytes(std::move(rawBytes))
{ }

base::Result<> FileCursor::fill(std::size_t wanted)
{
    while (m_end - m_begin < wanted && !m_atEnd) {
        const std::size_t held = m_end - m_begin;
        if (m_begin > 0) {
            std::memmove(m_bytes.data(), m_bytes.data() + m_begin, held);
            m_begin = 0;
            m_end = held;
        }
        // Grows with what is there, not with what a header claims.
        const std::size_t room = std::max(kReadAtOnce, std::min(wanted - held, std::max(held, kReadAtOnce)));
        if (m_bytes.size() < held + room) {
            m_bytes.resize(held + room);
        }
        const auto got = m_source.readAt(m_position + held, m_bytes.data() + held, room);
        if (!got) {
            return base::fail(got);
        }
        if (*got == 0) {
            m_atEnd = true;
            break;
        }
        const std::size_t fresh = std::min(*got, room);
        m_end += fresh;
        if (m_rawBytes) {
            m_rawBytes({m_bytes.data() + held, fresh});
        }
    }
    return {};
}

void FileCursor::take(std::size_t bytes)
{
    bytes = std::min(bytes, m_end - m_begin);
    m_begin += bytes;
    m_position += bytes;
}

void FileCursor::jump(std::uint64_t bytes)
{
    if (bytes <= m_end - m_begin) {
        take(static_cast<std::size_t>(bytes));
        return;
    }
    m_begin = 0;
    m_end = 0;
    m_position += bytes;
    m_atEnd = false;
}

base::Result<bool> FileCursor::objectFollows(std::uint64_t position) const
{
    std::array<std::uint8_t, kMaxPadding + kBaseHeader> bytes;
    const auto got = m_source.readAt(position, bytes.data(), bytes.size());
    if (!got) {
        return base::fail(got);
    }
    if (*got == 0) {
        return position == m_source.size();
    }
    const std::size_t size = std::min(*got, bytes.size());
    const std::size_t found = findOuterObject(bytes.data(), 0, size);
    return found <= kMaxPadding && (found < size || size <= kMaxPadding);
}

} // namespace argus::formats::blf
