// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/domain/ids.h"
#include "core/store/sql/database.h"

#include <map>
#include <optional>
#include <string>

/// What was found: findings per file, the triage document and the diagnosis per batch and epoch. Documents are JSON
/// made and read elsewhere.
namespace argus::store::results {

base::Result<> saveFindings(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch, domain::FileId file,
                            const std::string& document);
/// Takes the findings of a file over to the row that stands for it in a later epoch.
base::Result<> copyFindings(sql::Connection& connection, domain::FileId from, domain::FileId to, std::int64_t epoch);
base::Result<std::map<domain::FileId, std::string>> findingsOf(sql::Connection& connection, domain::BatchId batch,
                                                               std::int64_t epoch);
/// Replaces an earlier document of the same epoch (a stage that runs again leaves what one run leaves).
base::Result<> saveTriage(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch,
                          const std::string& document, base::UtcTime now);
base::Result<std::optional<std::string>> triageOf(sql::Connection& connection, domain::BatchId batch,
                                                  std::int64_t epoch);
/// The newest epoch whose diagnosis is there; empty while there is none.
base::Result<std::optional<std::int64_t>> lastDiagnosedEpoch(sql::Connection& connection, domain::BatchId batch);

/// One diagnosis per batch and epoch; a second save of the same epoch replaces it.
base::Result<> saveDiagnosis(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch, bool degraded,
                             const std::string& model, const std::string& summary, base::UtcTime now);

} // namespace argus::store::results
