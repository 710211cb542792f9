// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/json_writer.h"
#include "core/domain/triage.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace argus::domain {

/// Writes the object with the fields of a batch by their names in snake_case; what is not known is null.
void writeBatch(JsonWriter& out, const Batch& batch);

/// Writes the member `key`: an object with a number for each name.
void writeCounts(JsonWriter& out, std::string_view key, const std::map<std::string, std::uint64_t>& counts);

/// Writes the member "skipped": what a reader passed over, by reason.
void writeSkipped(JsonWriter& out, const std::vector<Skipped>& skipped);

} // namespace argus::domain
