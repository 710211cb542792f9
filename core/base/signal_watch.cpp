// SPDX-License-Identifier: Apache-2.0
#include "core/base/signal_watch.h"

#include <signal.h>
#include <unistd.h>

namespace argus::base {

namespace {

sigset_t endSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    return set;
}

} // namespace

void SignalWatch::hold()
{
    const sigset_t set = endSignals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

SignalWatch::SignalWatch(std::function<void()> asked)
{
    hold();
    m_thread = std::jthread([asked = std::move(asked)](std::stop_token stop) {
        const sigset_t set = endSignals();
        int got = 0;
        for (bool again = false; ::sigwait(&set, &got) == 0 && !stop.stop_requested(); again = true) {
            if (again) {
                ::_exit(128 + got);
            }
            asked();
        }
    });
}

SignalWatch::~SignalWatch()
{
    m_thread.request_stop();
    ::pthread_kill(m_thread.native_handle(), SIGTERM); // for this one thread: wakes it
}

} // namespace argus::base
