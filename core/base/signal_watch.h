// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <thread>

namespace argus::base {

/// Calls a function at the first SIGINT or SIGTERM, so that the program ends in order; a second one ends the process at
/// once, with the status 128 + signal. One for each program.
class SignalWatch
{
public:
    /// Keeps the signals from ending the process before a watch is there: they wait for it. Call it before any thread
    /// starts: threads inherit it.
    static void hold();

    /// `asked` is called on a thread of the watch. Holds the signals, too.
    explicit SignalWatch(std::function<void()> asked);
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

private:
    std::jthread m_thread;
};

} // namespace argus::base
