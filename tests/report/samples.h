// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/triage.h"

#include <string>
#include <utility>
#include <vector>

namespace argus::report::samples {

/// A passenger car with a misfire, a control unit that others miss, a refused request and a gap; explained and
/// diagnosed.
domain::Triage car();
/// A truck whose brake control unit broadcasts J1939 codes, marked as synthetic.
domain::Triage truck();
/// A batch without files.
domain::Triage empty();
/// One file that could not be read, and one that could.
domain::Triage withFailedFile();
/// A batch in which every text is markup, control characters or no UTF-8.
domain::Triage hostile();

/// All of them by name.
std::vector<std::pair<std::string, domain::Triage>> all();

} // namespace argus::report::samples
