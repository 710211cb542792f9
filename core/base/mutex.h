// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

// clang's -Wthread-safety does not understand libstdc++'s std::mutex; these wrappers carry the annotations.
#if defined(__clang__)
#define ARGUS_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define ARGUS_THREAD_ANNOTATION(x)
#endif
#define ARGUS_GUARDED_BY(x) ARGUS_THREAD_ANNOTATION(guarded_by(x))
#define ARGUS_REQUIRES(...) ARGUS_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))
#define ARGUS_EXCLUDES(...) ARGUS_THREAD_ANNOTATION(locks_excluded(__VA_ARGS__))
#define ARGUS_NO_THREAD_ANALYSIS ARGUS_THREAD_ANNOTATION(no_thread_safety_analysis)

namespace argus::base {

/// std::mutex with annotations. Not recursive.
class ARGUS_THREAD_ANNOTATION(capability("mutex")) Mutex
{
public:
    void lock() ARGUS_THREAD_ANNOTATION(acquire_capability()) { m_mutex.lock(); }
    void unlock() ARGUS_THREAD_ANNOTATION(release_capability()) { m_mutex.unlock(); }

private:
    std::mutex m_mutex;
};

/// Holds a Mutex for a scope.
class ARGUS_THREAD_ANNOTATION(scoped_lockable) LockGuard
{
public:
    explicit LockGuard(Mutex& mutex) ARGUS_THREAD_ANNOTATION(acquire_capability(mutex))
        : m_mutex(mutex)
    {
        m_mutex.lock();
    }
    ~LockGuard() ARGUS_THREAD_ANNOTATION(release_capability()) { m_mutex.unlock(); }
    LockGuard(const LockGuard&) = delete;
    LockGuard& operator=(const LockGuard&) = delete;

private:
    Mutex& m_mutex;
};

/// A condition to wait for while a Mutex is held. Wake-ups may be spurious: wait in a loop over the condition.
class CondVar
{
public:
    void wait(Mutex& mutex) ARGUS_REQUIRES(mutex) { m_condition.wait(mutex); }

    /// Returns false when the time ran out.
    template <class Rep, class Period>
    bool waitFor(Mutex& mutex, std::chrono::duration<Rep, Period> time) ARGUS_REQUIRES(mutex)
    {
        return m_condition.wait_for(mutex, time) == std::cv_status::no_timeout;
    }
    template <class Clock, class Duration>
    bool waitUntil(Mutex& mutex, std::chrono::time_point<Clock, Duration> time) ARGUS_REQUIRES(mutex)
    {
        return m_condition.wait_until(mutex, time) == std::cv_status::no_timeout;
    }
    void notifyOne() { m_condition.notify_one(); }
    void notifyAll() { m_condition.notify_all(); }

private:
    std::condition_variable_any m_condition;
};

} // namespace argus::base
