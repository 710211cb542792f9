// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/inspection.h"

#include <string>

namespace argus::report {

/// What a recording holds, for people: facts, then channels, ids (the 40 most frequent), records by kind, signals, what
/// was passed over and warnings; the members of an archive one after the other. Safe to print. Any thread.
std::string toText(const domain::Inspection& inspection);

} // namespace argus::report
