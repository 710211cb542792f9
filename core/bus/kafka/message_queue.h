// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/bus/event_bus.h"
#include "core/bus/kafka/offset_tracker.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace argus::bus::kafka {

/// A topic and the number of one of its partitions.
using Partition = std::pair<std::string, std::int32_t>;

/// What lies between a consumer's poll and its handler: messages in the order they came, the keys that wait after a
/// failure, and how far each partition is done. No threads of its own: the owner locks.
class MessageQueue
{
public:
    using Clock = std::chrono::steady_clock;

    struct Backoff
    {
        std::chrono::milliseconds first {1'000};
        std::chrono::milliseconds longest {60'000};
    };

    explicit MessageQueue(Backoff backoff)
        : m_backoff(backoff)
    { }

    /// These partitions and no others are ours from now on. What is being handled now counts no more.
    void assigned(const std::vector<Partition>& partitions);
    /// Nothing is ours any more; what waits is dropped (it comes again, here or elsewhere).
    void revoked() { assigned({}); }

    /// A message of an assigned partition; of another one it is dropped.
    void add(Message message);

    /// Takes out up to `most` messages of one topic that may be handled now, oldest first; empty when there are none.
    /// One batch at a time: settle() comes before the next.
    std::vector<Message> take(std::size_t most, Clock::time_point now);
    /// What became of the batch taken last. Failed ones, and those of their keys, come again after a pause.
    void settle(const Outcome& outcome, Clock::time_point now);
    bool isBusy() const { return !m_taken.empty(); }

    /// When take() has something: now or before when at once, empty when only a new message helps.
    std::optional<Clock::time_point> nextDue() const;
    std::size_t messages() const { return m_waiting.size() + m_taken.size(); }
    std::size_t bytes() const { return m_bytes; }

    std::map<Partition, OffsetTracker>& partitions() { return m_partitions; }
    const std::map<Partition, OffsetTracker>& partitions() const { return m_partitions; }

private:
    using Key = std::tuple<std::string, std::int32_t, std::string>; ///< topic, partition, key

    struct Wait
    {
        Clock::time_point until;
        std::chrono::milliseconds pause {0};
    };

    static Key keyOf(const Message& message);
    static std::size_t sizeOf(const Message& message);
    bool waits(const Message& message, Clock::time_point now) const;
    Wait nextWait(std::chrono::milliseconds before, Clock::time_point now);

    const Backoff m_backoff;
    std::list<Message> m_waiting;
    std::list<Message> m_taken;
    bool m_takenIsOurs = true; ///< false once the partitions went away under it
    std::size_t m_bytes = 0;
    std::map<Key, Wait> m_waits;
    std::optional<Wait> m_pause; ///< of all: the last batch failed as a whole
    std::map<Partition, OffsetTracker> m_partitions;
    std::minstd_rand m_random {std::random_device {}()};
};

} // namespace argus::bus::kafka
