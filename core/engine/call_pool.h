// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/mutex.h"

#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace argus::engine {

/// Threads on which the engine answers asynchronous calls. Bounded in threads, not in calls: a call is small, and its
/// caller waits for the answer. Any thread.
class CallPool
{
public:
    explicit CallPool(unsigned threads);
    /// Runs what is queued to its end; cancel the contexts first.
    ~CallPool();
    void post(std::function<void()> call);

private:
    void run();

    base::Mutex m_mutex;
    base::CondVar m_filled;
    std::deque<std::function<void()>> m_calls ARGUS_GUARDED_BY(m_mutex);
    bool m_closed ARGUS_GUARDED_BY(m_mutex) = false;
    std::vector<std::jthread> m_threads;
};

} // namespace argus::engine
