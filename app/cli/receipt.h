// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/api/operations.h"
#include "core/api/submissions.h"
#include "core/domain/event.h"

#include <string>
#include <vector>

/// The JSON of commands whose values are no results of the engine's own.
namespace argus::cli {

/// {"batch_id", "files": [{"file_id", "name", "size", "sha256"}]} and, where files were refused, "refused".
std::string toJson(const api::SubmissionReceipt& receipt);
/// [{"name", "outcome", "detail"}]
std::string toJson(const std::vector<api::DoctorCheck>& checks);
/// "good", "warning", "bad"
std::string_view toString(api::DoctorCheck::Outcome outcome);

} // namespace argus::cli
