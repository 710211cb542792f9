// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/batch.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Rows of batches. Like all repositories: one SQL text for both databases, called inside a transaction, no rules of
/// its own beyond what a single statement must guarantee. Finding nothing is an empty optional.
namespace argus::store::batches {

struct Filter
{
    std::string vin;
    std::string vehicleId;
    std::optional<domain::BatchStatus> status;
    std::optional<base::UtcTime> since;
    std::string workspace;
    std::optional<std::vector<std::string>> visible; ///< only of these workspaces; nothing: of all
    std::int64_t limit = 0; ///< 0: all
};

/// `submitKey`: empty for none; Conflict when another batch has it.
base::Result<> insert(sql::Connection& connection, const domain::Batch& batch, const std::string& submitKey);
base::Result<std::optional<domain::Batch>> find(sql::Connection& connection, domain::BatchId id);
/// The same, holding the row until the transaction ends (PostgreSQL; SQLite has one writer anyway).
base::Result<std::optional<domain::Batch>> findForUpdate(sql::Connection& connection, domain::BatchId id);
base::Result<std::optional<domain::Batch>> findByKey(sql::Connection& connection, const std::string& submitKey);
/// The VIN that came with the upload, empty when none did (`vin` of the batch may have been found since).
base::Result<std::string> givenVin(sql::Connection& connection, domain::BatchId id);
/// Newest first.
base::Result<std::vector<domain::Batch>> list(sql::Connection& connection, const Filter& filter);
/// Writes all fields. `batch.version` is the new version; Conflict (retryable) when the row is not at the one before.
base::Result<> update(sql::Connection& connection, const domain::Batch& batch);
base::Result<> remove(sql::Connection& connection, domain::BatchId id);

enum class Outcome
{
    Parsed,
    Duplicate,
    Failed
};

/// The barrier: counts the file once, however often it is told, and moves the batch on to scattered when it was the
/// last. Empty when it was counted before, or when batch or epoch no longer wait for files; else the batch as it is
/// now.
base::Result<std::optional<domain::Batch>> countFile(sql::Connection& connection, domain::BatchId id,
                                                     std::int64_t epoch, domain::FileId file, Outcome outcome,
                                                     base::UtcTime now);

} // namespace argus::store::batches
