// SPDX-License-Identifier: Apache-2.0
// Loaded into a program under test (LD_PRELOAD): its time of day is off by WRONG_CLOCK seconds, as on a machine whose
// clock was never set. Only the time of day: what counts passing time stays right, and so do waits.
//
// Debian's faketime does not do here: it knows nothing of C11's cnd_timedwait, by which librdkafka waits.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <threads.h>
#include <time.h>

static time_t offset(void)
{
    const char* text = getenv("WRONG_CLOCK");
    return text ? atol(text) : 0;
}

int clock_gettime(clockid_t clock, struct timespec* now)
{
    static int (*real)(clockid_t, struct timespec*);
    if (!real) {
        real = (int (*)(clockid_t, struct timespec*))dlsym(RTLD_NEXT, "clock_gettime");
    }
    const int code = real(clock, now);
    if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) {
        now->tv_sec += offset();
    }
    return code;
}

int gettimeofday(struct timeval* now, void* zone)
{
    struct timespec precise;
    (void)zone;
    const int code = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return code;
}

time_t time(time_t* result)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (result) {
        *result = now.tv_sec;
    }
    return now.tv_sec;
}

int timespec_get(struct timespec* now, int base)
{
    return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

/// Its end is given in the wrong time, and the kernel knows the right one.
int cnd_timedwait(cnd_t* condition, mtx_t* mutex, const struct timespec* until)
{
    static int (*real)(cnd_t*, mtx_t*, const struct timespec*);
    if (!real) {
        real = (int (*)(cnd_t*, mtx_t*, const struct timespec*))dlsym(RTLD_NEXT, "cnd_timedwait");
    }
    struct timespec right = *until;
    right.tv_sec -= offset();
    return real(condition, mutex, &right);
}
