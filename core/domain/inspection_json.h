// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/inspection.h"

#include <string>

namespace argus::domain {

/// What `argus inspect` prints: for a CAN recording frames by kind, channels, times and ids; records by type and
/// signals (group, name, unit, samples, min, max; null where no value is a number) for others; `members[]` for an
/// archive with several. Stamps are exact seconds or null. `indent` below 0: one line.
std::string toJson(const Inspection& inspection, int indent = 2);

} // namespace argus::domain
