// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/runtime/open.h"
#include "ui/bridge/connections.h"

namespace argus::desktop {

/// What the engine is to be opened with for a connection. The only place that puts a secret into settings: in memory.
runtime::Settings settingsOf(const ui::Connection& connection);

/// Tries `connection` out: opens an engine that works on nothing, and asks it. A local store that is not there yet is
/// not made. Takes as long as its servers do; any thread.
std::vector<api::DoctorCheck> testConnection(const ui::Connection& connection, const base::ExecutionContext& context);

} // namespace argus::desktop
