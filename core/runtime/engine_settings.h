// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/settings.h"
#include "core/runtime/open.h"

namespace argus::runtime {

/// What the settings of an opening say about how the engine works.
engine::EngineSettings engineSettings(const Settings& settings);

} // namespace argus::runtime
