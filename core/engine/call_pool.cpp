// SPDX-License-Identifier: Apache-2.0
#include "core/engine/call_pool.h"

#include <utility>

namespace argus::engine {

CallPool::CallPool(unsigned threads)
{
    for (unsigned i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

CallPool::~CallPool()
{
    {
        const base::LockGuard lock(m_mutex);
        m_closed = true;
        m_filled.notifyAll();
    }
    m_threads.clear();
}

void CallPool::post(std::function<void()> call)
{
    const base::LockGuard lock(m_mutex);
    m_calls.push_back(std::move(call));
    m_filled.notifyOne();
}

void CallPool::run()
{
    while (true) {
        std::function<void()> call;
        {
            const base::LockGuard lock(m_mutex);
            while (m_calls.empty() && !m_closed) {
                m_filled.wait(m_mutex);
            }
            if (m_calls.empty()) {
                return;
            }
            call = std::move(m_calls.front());
            m_calls.pop_front();
        }
        call();
    }
}

} // namespace argus::engine
