// SPDX-License-Identifier: Apache-2.0
#include "core/protocol/net/message_stream.h"

#include <algorithm>

namespace argus::protocol {

namespace {

/// Packets of one message whose places are kept; only those that a message begins in are ever asked for.
constexpr std::size_t kMaxMarks = 4096;

} // namespace

void MessageStream::bytes(Position position, Payload payload)
{
    const auto passed = static_cast<std::size_t>(std::min<std::uint64_t>(m_toPass, payload.size()));
    m_toPass -= passed;
    payload = payload.subspan(passed);
    if (payload.empty()) {
        return;
    }
    if (m_marks.size() < kMaxMarks) {
        m_marks.push_back({m_buffer.size(), position});
    }
    m_buffer.insert(m_buffer.end(), payload.begin(), payload.end());
    cutMessages();
}

void MessageStream::cutMessages()
{
    const Payload all(m_buffer);
    std::size_t at = 0;
    while (all.size() - at >= m_format.headerBytes()) {
        const std::size_t length = m_format.messageBytes(all.subspan(at), m_inOrder);
        if (length == 0) {
            at = passUnknown(at);
            continue;
        }
        if (length > kMaxMessage) {
            const std::size_t here = std::min(length, all.size() - at);
            m_receiver.brokenMessage(positionAt(at), all.subspan(at, here), PartialReason::TooLong);
            m_toPass = length - here;
            at += here;
            continue;
        }
        if (length > all.size() - at) {
            break;
        }
        m_inOrder = true;
        m_receiver.message(positionAt(at), all.subspan(at, length));
        at += length;
    }
    forget(at);
}

std::size_t MessageStream::passUnknown(std::size_t at)
{
    m_inOrder = false;
    const Payload all(m_buffer);
    const std::size_t from = at;
    ++at;
    while (all.size() - at >= m_format.headerBytes() && m_format.messageBytes(all.subspan(at), false) == 0) {
        ++at;
    }
    m_receiver.lostBytes(at - from);
    return at;
}

void MessageStream::breakOff(PartialReason reason)
{
    if (m_buffer.size() >= m_format.headerBytes()) {
        m_receiver.brokenMessage(positionAt(0), m_buffer, reason);
    } else if (!m_buffer.empty()) {
        m_receiver.lostBytes(m_buffer.size());
    }
    forget(m_buffer.size());
    m_toPass = 0;
    m_inOrder = false;
}

void MessageStream::gap(Position)
{
    breakOff(PartialReason::SequenceGap);
}

void MessageStream::finish()
{
    breakOff(PartialReason::EndOfRecording);
}

Position MessageStream::positionAt(std::size_t at) const
{
    const auto behind
        = std::upper_bound(m_marks.begin(), m_marks.end(), at, [](std::size_t a, const Mark& b) { return a < b.at; });
    return behind == m_marks.begin() ? Position {} : std::prev(behind)->position;
}

void MessageStream::forget(std::size_t count)
{
    if (count == 0) {
        return;
    }
    if (count == m_buffer.size()) {
        m_buffer.clear();
        m_marks.clear();
        if (m_buffer.capacity() > kMaxMessage / 16) {
            m_buffer.shrink_to_fit();
        }
        return;
    }
    const Position first = positionAt(count);
    m_buffer.erase(m_buffer.begin(), m_buffer.begin() + static_cast<std::ptrdiff_t>(count));
    std::erase_if(m_marks, [count](const Mark& mark) { return mark.at <= count; });
    for (Mark& mark : m_marks) {
        mark.at -= count;
    }
    m_marks.insert(m_marks.begin(), {0, first});
}

} // namespace argus::protocol
