// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace argus::ui {

/// What threads of the engine leave for the window: the latest value for each key, at most `capacity` keys. Values of
/// one key replace each other, so a burst about one batch costs one entry. Any thread.
template <class Key, class Value, class Hash> class KeyedMailbox
{
public:
    struct Contents
    {
        std::vector<std::pair<Key, Value>> entries; ///< in the order in which their keys first came
        std::uint64_t received = 0; ///< values posted since the last take
        std::uint64_t dropped = 0; ///< of these, those for which there was no room
    };

    explicit KeyedMailbox(std::size_t capacity)
        : m_capacity(capacity)
    { }

    /// Keeps `value` as the latest of `key`; drops and counts it when the box is full of other keys.
    void post(const Key& key, Value value)
    {
        const base::LockGuard lock(m_mutex);
        ++m_contents.received;
        if (const auto found = m_places.find(key); found != m_places.end()) {
            m_contents.entries[found->second].second = std::move(value);
            return;
        }
        if (m_contents.entries.size() >= m_capacity) {
            ++m_contents.dropped;
            return;
        }
        m_places.emplace(key, m_contents.entries.size());
        m_contents.entries.emplace_back(key, std::move(value));
    }

    /// Everything posted since the last call.
    Contents take()
    {
        const base::LockGuard lock(m_mutex);
        m_places.clear();
        return std::exchange(m_contents, Contents {});
    }

private:
    const std::size_t m_capacity;
    base::Mutex m_mutex;
    std::unordered_map<Key, std::size_t, Hash> m_places ARGUS_GUARDED_BY(m_mutex);
    Contents m_contents ARGUS_GUARDED_BY(m_mutex);
};

} // namespace argus::ui
