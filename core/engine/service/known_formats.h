// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/recordings.h"

#include <vector>

namespace argus::engine {

/// What api::Recordings::formats() answers.
const std::vector<api::Format>& knownFormats();

} // namespace argus::engine
