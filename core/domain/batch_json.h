// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/recording_file.h"
#include "core/domain/task.h"
#include "core/domain/vehicle.h"

#include <string>
#include <vector>

/// The JSON of `batches list`, `batches show`, `vehicles list` and `vehicles show`: fields by their names in
/// snake_case, null where absent, times ISO 8601 UTC, text repaired to UTF-8. `indent` below 0: one line.
namespace argus::domain {

std::string toJson(const Batch& batch, int indent = 2);

/// An array of batches in the given order.
std::string batchesToJson(const std::vector<Batch>& batches, int indent = 2);

/// The batch's fields with `files[]` and `attempts[]` beside them.
std::string batchDetailToJson(const Batch& batch, const std::vector<RecordingFile>& files,
                              const std::vector<Attempt>& attempts, int indent = 2);

/// An array of vehicles in the given order.
std::string vehiclesToJson(const std::vector<Vehicle>& vehicles, int indent = 2);

/// The vehicle's fields with `batches[]` and `returning_codes[]` beside them.
std::string vehicleDetailToJson(const Vehicle& vehicle, const std::vector<Batch>& batches,
                                const std::vector<ReturningCode>& returningCodes, int indent = 2);

} // namespace argus::domain
