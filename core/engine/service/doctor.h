// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/base/context.h"

#include <string>
#include <vector>

namespace argus::engine {

class EngineCore;

/// Looks at everything the engine stands on: schema, integrity of the store, blobs, disk space, engine, outbox, dead
/// letters. `holder` names the process that owns the store. Never fails as a whole: what cannot be read is a finding.
std::vector<api::DoctorCheck> examine(const base::ExecutionContext& context, EngineCore& core,
                                      const std::string& holder);

} // namespace argus::engine
