// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/session.h"

#include <cstdint>

namespace argus::cli {

/// The settings of an ordinary command.
runtime::Settings commandSettings(runtime::Role role, unsigned workers = 0);

/// What an opening that failed is tried again after.
enum class TryAgain : std::uint8_t
{
    AfterTransientFaults, ///< servers that are away
    AfterAnyFault, ///< also what somebody else may yet put right
};
/// As openEngine(), trying for up to a minute, or until the session is cancelled.
std::unique_ptr<api::Engine> openPatiently(Session& session, const runtime::Settings& settings, TryAgain when);

} // namespace argus::cli
