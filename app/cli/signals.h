// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/context.h"

#include <thread>

namespace argus::cli {

/// Turns the first SIGINT or SIGTERM into the cancellation of a context, so that the command ends in order; a second
/// one ends the process at once. Make it before any other thread starts: all of them must inherit the blocked signals.
class SignalWatch
{
public:
    explicit SignalWatch(const base::ExecutionContext& context);
    ~SignalWatch();

private:
    std::jthread m_thread;
};

} // namespace argus::cli
