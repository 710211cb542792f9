// SPDX-License-Identifier: Apache-2.0
#include "app/cli/signals.h"

#include <signal.h>
#include <unistd.h>

#include <ctime>

namespace argus::cli {

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

SignalWatch::SignalWatch(const base::ExecutionContext& context)
{
    const sigset_t set = endSignals();
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A reader that closes its end of a pipe ends our output, not our process.
    ::signal(SIGPIPE, SIG_IGN);
    m_thread = std::jthread([context, set](std::stop_token stop) {
        bool asked = false;
        while (!stop.stop_requested()) {
            const timespec look {0, 100'000'000};
            const int got = ::sigtimedwait(&set, nullptr, &look);
            if (got <= 0) {
                continue;
            }
            if (asked) {
                ::_exit(128 + got);
            }
            asked = true;
            context.cancel("interrupted");
        }
    });
}

SignalWatch::~SignalWatch()
{
    m_thread.request_stop();
}

} // namespace argus::cli
