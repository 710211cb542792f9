// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <string_view>

namespace argus::diagnosis {

/// How much a code matters to who drives: "critical" (stop, or a safety system is off), "high" (repair before the next
/// trip; damage or loss of power likely), "medium" (repair soon), "low" (comfort), "info" (no fault reported). It rests
/// on what the code stands for, raised by a red stop lamp or a flashing malfunction lamp, lowered by one step while the
/// code is only pending. Pure; any thread.
std::string_view severityOf(const domain::Dtc& dtc);

/// 0 for "critical" to 4 for "info"; 5 for any other text.
int severityRank(std::string_view severity);

/// True when the code is a fault that its control unit has not confirmed yet.
bool isPendingOnly(const domain::Dtc& dtc);

/// True when the code is a fault that was present when it was last reported (UDS testFailed, J1939 DM1).
bool isActive(const domain::Dtc& dtc);

} // namespace argus::diagnosis
