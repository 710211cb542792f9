// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

namespace argus::diagnosis {

/// Fills what knowledge adds to findings: the meaning and severity of every trouble code and the names of control
/// units. What is already filled in (from a user's table) stays, but severities are always computed. Pure; any thread.
void explain(domain::Triage& triage);

} // namespace argus::diagnosis
