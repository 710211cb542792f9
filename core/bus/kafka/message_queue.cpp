// SPDX-License-Identifier: Apache-2.0
#include "core/bus/kafka/message_queue.h"

#include <algorithm>
#include <set>

namespace argus::bus::kafka {

using std::chrono::milliseconds;

MessageQueue::Key MessageQueue::keyOf(const Message& message)
{
    return {message.topic, message.position ? message.position->partition : -1, message.key};
}

std::size_t MessageQueue::sizeOf(const Message& message)
{
    constexpr std::size_t kOverhead = 256;
    std::size_t size = kOverhead + message.key.size() + message.payload.size();
    for (const auto& [name, value] : message.headers) {
        size += name.size() + value.size();
    }
    return size;
}

void MessageQueue::assigned(const std::vector<Partition>& partitions)
{
    m_partitions.clear();
    for (const Partition& partition : partitions) {
        m_partitions[partition];
    }
    m_waiting.clear();
    m_waits.clear();
    m_pause.reset();
    m_bytes = 0;
    for (const Message& message : m_taken) {
        m_bytes += sizeOf(message);
    }
    m_takenIsOurs = m_taken.empty();
}

void MessageQueue::add(Message message)
{
    const auto partition = m_partitions.find({message.topic, message.position ? message.position->partition : -1});
    if (partition == m_partitions.end()) {
        return;
    }
    partition->second.received(message.position->offset);
    m_bytes += sizeOf(message);
    m_waiting.push_back(std::move(message));
}

bool MessageQueue::waits(const Message& message, Clock::time_point now) const
{
    if (m_waits.empty()) {
        return false;
    }
    const auto wait = m_waits.find(keyOf(message));
    return wait != m_waits.end() && wait->second.until > now;
}

std::vector<Message> MessageQueue::take(std::size_t most, Clock::time_point now)
{
    std::vector<Message> batch;
    if (!m_taken.empty() || (m_pause && m_pause->until > now)) {
        return batch;
    }
    for (auto next = m_waiting.begin(); next != m_waiting.end() && batch.size() < most;) {
        const auto message = next++;
        if (waits(*message, now) || (!batch.empty() && message->topic != batch.front().topic)) {
            continue;
        }
        batch.push_back(*message);
        m_taken.splice(m_taken.end(), m_waiting, message);
    }
    m_takenIsOurs = true;
    return batch;
}

MessageQueue::Wait MessageQueue::nextWait(milliseconds before, Clock::time_point now)
{
    const milliseconds pause = std::clamp(before * 2, m_backoff.first, m_backoff.longest);
    // Half of it is left to chance, so that what failed together does not come back together.
    std::uniform_int_distribution<std::int64_t> jitter(pause.count() / 2, pause.count());
    return {now + milliseconds(jitter(m_random)), pause};
}

void MessageQueue::settle(const Outcome& outcome, Clock::time_point now)
{
    std::list<Message> again;
    std::set<Key> failed;
    std::size_t index = 0;
    for (auto next = m_taken.begin(); next != m_taken.end(); ++index) {
        const auto message = next++;
        const Key key = keyOf(*message);
        if (!m_takenIsOurs) {
            m_bytes -= sizeOf(*message);
            continue;
        }
        const bool held = failed.contains(key);
        if (outcome.isSafe(index) && !held) {
            m_bytes -= sizeOf(*message);
            m_waits.erase(key);
            m_partitions[{message->topic, message->position->partition}].done(message->position->offset);
            continue;
        }
        if (!held) {
            const auto known = m_waits.find(key);
            m_waits[key] = nextWait(known == m_waits.end() ? milliseconds(0) : known->second.pause, now);
        }
        failed.insert(key);
        again.splice(again.end(), m_taken, message);
    }
    m_taken.clear();
    if (!again.empty() && outcome.failedAsAWhole()) {
        // Nobody's own fault: all of them wait together, and may go on together.
        m_pause = nextWait(m_pause ? m_pause->pause : milliseconds(0), now);
        for (const Message& message : again) {
            m_waits.erase(keyOf(message));
        }
    } else {
        m_pause.reset();
    }
    // Before what came meanwhile, so that each key stays in order.
    m_waiting.splice(m_waiting.begin(), again);
}

std::optional<MessageQueue::Clock::time_point> MessageQueue::nextDue() const
{
    if (m_waiting.empty() || !m_taken.empty()) {
        return std::nullopt;
    }
    std::optional<Clock::time_point> due;
    for (const Message& message : m_waiting) {
        const auto wait = m_waits.find(keyOf(message));
        const Clock::time_point at = wait == m_waits.end() ? Clock::time_point::min() : wait->second.until;
        due = due ? std::min(*due, at) : at;
        if (*due == Clock::time_point::min()) {
            break;
        }
    }
    due = std::max(*due, Clock::now());
    return m_pause ? std::max(*due, m_pause->until) : due;
}

} // namespace argus::bus::kafka
