// SPDX-License-Identifier: Apache-2.0
// C11's threads by way of POSIX threads, for builds under the thread sanitizer alone. librdkafka is built upon C11's,
// which the sanitizer does not know: it would die in the first thread of the library, and see none of its locks.
// glibc's types of both are the same underneath.
#include <cerrno>
#include <cstdint>
#include <memory>
#include <pthread.h>
#include <threads.h>

namespace {

struct Start
{
    thrd_start_t function;
    void* argument;
};

void* run(void* raw)
{
    const std::unique_ptr<Start> start(static_cast<Start*>(raw));
    return reinterpret_cast<void*>(static_cast<std::intptr_t>(start->function(start->argument)));
}

int answer(int code)
{
    return code == 0 ? thrd_success : code == EBUSY ? thrd_busy : code == ETIMEDOUT ? thrd_timedout : thrd_error;
}

pthread_mutex_t* posix(mtx_t* mutex)
{
    return reinterpret_cast<pthread_mutex_t*>(mutex);
}

pthread_cond_t* posix(cnd_t* condition)
{
    return reinterpret_cast<pthread_cond_t*>(condition);
}

} // namespace

extern "C" {

int thrd_create(thrd_t* thread, thrd_start_t function, void* argument)
{
    auto start = std::make_unique<Start>(Start {function, argument});
    const int code = pthread_create(thread, nullptr, run, start.get());
    if (code == 0) {
        start.release();
    }
    return answer(code);
}

int thrd_join(thrd_t thread, int* result)
{
    void* raw = nullptr;
    const int code = pthread_join(thread, &raw);
    if (code == 0 && result) {
        *result = static_cast<int>(reinterpret_cast<std::intptr_t>(raw));
    }
    return answer(code);
}

int thrd_detach(thrd_t thread)
{
    return answer(pthread_detach(thread));
}

int mtx_init(mtx_t* mutex, int type) noexcept
{
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_settype(&attributes,
                              (type & mtx_recursive) != 0 ? PTHREAD_MUTEX_RECURSIVE : PTHREAD_MUTEX_NORMAL);
    const int code = pthread_mutex_init(posix(mutex), &attributes);
    pthread_mutexattr_destroy(&attributes);
    return answer(code);
}

int mtx_lock(mtx_t* mutex)
{
    return answer(pthread_mutex_lock(posix(mutex)));
}

int mtx_trylock(mtx_t* mutex) noexcept
{
    return answer(pthread_mutex_trylock(posix(mutex)));
}

int mtx_unlock(mtx_t* mutex) noexcept
{
    return answer(pthread_mutex_unlock(posix(mutex)));
}

void mtx_destroy(mtx_t* mutex) noexcept
{
    pthread_mutex_destroy(posix(mutex));
}

int cnd_init(cnd_t* condition) noexcept
{
    return answer(pthread_cond_init(posix(condition), nullptr));
}

int cnd_signal(cnd_t* condition) noexcept
{
    return answer(pthread_cond_signal(posix(condition)));
}

int cnd_broadcast(cnd_t* condition) noexcept
{
    return answer(pthread_cond_broadcast(posix(condition)));
}

int cnd_wait(cnd_t* condition, mtx_t* mutex)
{
    return answer(pthread_cond_wait(posix(condition), posix(mutex)));
}

int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const timespec* until)
{
    return answer(pthread_cond_timedwait(posix(condition), posix(mutex), until));
}

void cnd_destroy(cnd_t* condition) noexcept
{
    pthread_cond_destroy(posix(condition));
}
} // extern "C"
