// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/domain/triage.h"

#include <string>
#include <string_view>

namespace argus::domain {

/// The triage result as one JSON document: the same for the store, `argus analyze` and `argus report`. The keys are a
/// contract (resources/schema/triage.schema.json). Stamps of recordings are exact numbers of seconds or null, our own
/// clocks ISO 8601 UTC; what is not known is null; text that is not UTF-8 is repaired. `indent` below 0: one line.
std::string toJson(const Triage& triage, int indent = 2);

/// Reads what toJson writes, exactly. Keys that are missing, null or unknown are passed over (the batch's id and status
/// are needed); Invalid, with the path of the key, for what is no JSON, has a wrong type or is out of range.
base::Result<Triage> triageFromJson(std::string_view json);

} // namespace argus::domain
