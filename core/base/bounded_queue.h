// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"

#include <deque>
#include <optional>
#include <utility>

namespace argus::base {

/// A queue between threads that holds at most `capacity` items: a full queue makes its producers wait (backpressure),
/// an empty one its consumers. After close(), pushes fail and pops drain what is left. Any thread.
template <class T> class BoundedQueue
{
public:
    explicit BoundedQueue(std::size_t capacity)
        : m_capacity(capacity == 0 ? 1 : capacity)
    { }

    /// Waits for room. False when the queue was closed; the item is then dropped.
    bool push(T item)
    {
        const LockGuard lock(m_mutex);
        while (!m_closed && m_items.size() >= m_capacity) {
            m_room.wait(m_mutex);
        }
        if (m_closed) {
            return false;
        }
        m_items.push_back(std::move(item));
        m_filled.notifyOne();
        return true;
    }

    /// Waits for an item. Nothing when the queue is closed and empty.
    std::optional<T> pop()
    {
        const LockGuard lock(m_mutex);
        while (!m_closed && m_items.empty()) {
            m_filled.wait(m_mutex);
        }
        if (m_items.empty()) {
            return std::nullopt;
        }
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        m_room.notifyOne();
        return item;
    }

    void close()
    {
        const LockGuard lock(m_mutex);
        m_closed = true;
        m_room.notifyAll();
        m_filled.notifyAll();
    }

    std::size_t size() const
    {
        const LockGuard lock(m_mutex);
        return m_items.size();
    }

private:
    const std::size_t m_capacity;
    mutable Mutex m_mutex;
    CondVar m_room;
    CondVar m_filled;
    std::deque<T> m_items ARGUS_GUARDED_BY(m_mutex);
    bool m_closed ARGUS_GUARDED_BY(m_mutex) = false;
};

} // namespace argus::base
