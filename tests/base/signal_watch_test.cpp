// SPDX-License-Identifier: Apache-2.0
#include "core/base/signal_watch.h"

#include <doctest/doctest.h>

#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <future>

using argus::base::SignalWatch;

TEST_CASE("a first request is told, also one that came before the watch; the end of the watch is none")
{
    SignalWatch::hold();
    REQUIRE(::kill(::getpid(), SIGTERM) == 0);
    std::promise<void> asked;
    {
        const SignalWatch watch([&asked] { asked.set_value(); });
        asked.get_future().wait();
    }
    std::atomic<int> count {0};
    {
        const SignalWatch watch([&count] { ++count; });
    }
    CHECK(count == 0);
}
