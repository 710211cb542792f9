// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/batch_repository.h"

#include "core/store/repositories/conditions.h"

namespace argus::store::batches {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchId;

namespace {

constexpr const char* kColumns
    = "id, vehicle_id, vin, workspace, created_by, status, run_epoch, total_files, processed_files, failed_files, "
      "expected_workers, completed_workers, priority, error_message, created_at, updated_at, completed_at, version";

Result<Batch> fromRow(const sql::Row& row)
{
    Batch batch;
    const auto id = BatchId::parse(row.text(0));
    const auto status = domain::parseBatchStatus(row.text(5));
    if (!id || !status) {
        return fail(ErrorCode::Internal, "the store holds an unreadable batch row '" + row.text(0) + "'");
    }
    batch.id = *id;
    batch.vehicleId = row.text(1);
    batch.vin = row.text(2);
    batch.workspace = row.text(3);
    batch.createdBy = row.text(4);
    batch.status = *status;
    batch.runEpoch = row.integer(6);
    batch.totalFiles = row.integer(7);
    batch.processedFiles = row.integer(8);
    batch.failedFiles = row.integer(9);
    batch.expectedWorkers = row.integer(10);
    batch.completedWorkers = row.integer(11);
    batch.priority = row.integer(12);
    batch.errorMessage = row.text(13);
    batch.createdAt = row.time(14);
    batch.updatedAt = row.time(15);
    batch.completedAt = row.optionalTime(16);
    batch.version = row.integer(17);
    return batch;
}

Result<std::optional<Batch>> firstOf(const Result<sql::Rows>& rows)
{
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::optional<Batch>();
    }
    auto batch = fromRow(rows->front());
    if (!batch) {
        return fail(batch);
    }
    return std::optional<Batch>(std::move(*batch));
}

const char* toString(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Parsed:
        return "parsed";
    case Outcome::Duplicate:
        return "duplicate";
    case Outcome::Failed:
        return "failed";
    }
    return "failed";
}

} // namespace

Result<> insert(sql::Connection& connection, const Batch& batch, const std::string& submitKey)
{
    ARGUS_TRY(domain::checkInvariants(batch));
    ARGUS_TRY(connection.execute(std::string("INSERT INTO batches (") + kColumns
                                     + ", submit_key, given_vin) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, "
                                       "$12, $13, $14, $15, $16, $17, $18, "
                                       "$19, $3)",
                                 {batch.id.toString(), batch.vehicleId, sql::textOrNull(batch.vin), batch.workspace,
                                  batch.createdBy, std::string(domain::toString(batch.status)), batch.runEpoch,
                                  batch.totalFiles, batch.processedFiles, batch.failedFiles, batch.expectedWorkers,
                                  batch.completedWorkers, batch.priority, sql::textOrNull(batch.errorMessage),
                                  base::toMicros(batch.createdAt), base::toMicros(batch.updatedAt),
                                  sql::timeOrNull(batch.completedAt), batch.version, sql::textOrNull(submitKey)}));
    return {};
}

Result<std::optional<Batch>> find(sql::Connection& connection, BatchId id)
{
    return firstOf(
        connection.query(std::string("SELECT ") + kColumns + " FROM batches WHERE id = $1", {id.toString()}));
}

Result<std::optional<Batch>> findForUpdate(sql::Connection& connection, BatchId id)
{
    const char* lock = connection.dialect() == sql::Dialect::Postgres ? " FOR UPDATE" : "";
    return firstOf(
        connection.query(std::string("SELECT ") + kColumns + " FROM batches WHERE id = $1" + lock, {id.toString()}));
}

Result<std::optional<Batch>> findByKey(sql::Connection& connection, const std::string& submitKey)
{
    return firstOf(
        connection.query(std::string("SELECT ") + kColumns + " FROM batches WHERE submit_key = $1", {submitKey}));
}

Result<std::string> givenVin(sql::Connection& connection, BatchId id)
{
    const auto rows = connection.query("SELECT given_vin FROM batches WHERE id = $1", {id.toString()});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? std::string() : rows->front().text(0);
}

Result<std::vector<Batch>> list(sql::Connection& connection, const Filter& filter)
{
    Conditions where;
    if (!filter.vin.empty()) {
        where.add("vin = ?", filter.vin);
    }
    if (!filter.vehicleId.empty()) {
        where.add("vehicle_id = ?", filter.vehicleId);
    }
    if (filter.status) {
        where.add("status = ?", std::string(domain::toString(*filter.status)));
    }
    if (filter.since) {
        where.add("created_at >= ?", base::toMicros(*filter.since));
    }
    if (!filter.workspace.empty()) {
        where.add("workspace = ?", filter.workspace);
    }
    if (filter.visible) {
        where.addOneOf("workspace", *filter.visible);
    }
    std::string statement
        = std::string("SELECT ") + kColumns + " FROM batches" + where.text() + " ORDER BY created_at DESC, id DESC";
    if (filter.limit > 0) {
        statement += " LIMIT " + where.parameter(filter.limit);
    }
    const auto rows = connection.query(statement, where.values());
    if (!rows) {
        return fail(rows);
    }
    std::vector<Batch> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        auto batch = fromRow(row);
        if (!batch) {
            return fail(batch);
        }
        found.push_back(std::move(*batch));
    }
    return found;
}

Result<> update(sql::Connection& connection, const Batch& batch)
{
    ARGUS_TRY(domain::checkInvariants(batch));
    const auto touched = connection.execute(
        "UPDATE batches SET vin = $1, status = $2, run_epoch = $3, total_files = $4, processed_files = $5, "
        "failed_files = $6, expected_workers = $7, completed_workers = $8, priority = $9, error_message = $10, "
        "updated_at = $11, completed_at = $12, version = $13 WHERE id = $14 AND version < $13",
        {sql::textOrNull(batch.vin), std::string(domain::toString(batch.status)), batch.runEpoch, batch.totalFiles,
         batch.processedFiles, batch.failedFiles, batch.expectedWorkers, batch.completedWorkers, batch.priority,
         sql::textOrNull(batch.errorMessage), base::toMicros(batch.updatedAt), sql::timeOrNull(batch.completedAt),
         batch.version, batch.id.toString()});
    if (!touched) {
        return fail(touched);
    }
    if (*touched == 0) {
        return base::failTransient(ErrorCode::Conflict,
                                   "batch " + batch.id.toString() + " was changed by somebody else");
    }
    return {};
}

Result<> remove(sql::Connection& connection, BatchId id)
{
    ARGUS_TRY(connection.execute("DELETE FROM batches WHERE id = $1", {id.toString()}));
    return {};
}

Result<std::optional<Batch>> countFile(sql::Connection& connection, BatchId id, std::int64_t epoch, domain::FileId file,
                                       Outcome outcome, base::UtcTime now)
{
    const auto counted = connection.execute(
        "INSERT INTO file_done (batch_id, run_epoch, file_id, outcome) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        {id.toString(), epoch, file.toString(), std::string(toString(outcome))});
    if (!counted) {
        return fail(counted);
    }
    if (*counted == 0) {
        return std::optional<Batch>();
    }
    // Counting and the move to scattered are one statement: whoever brings the last file, and nobody else, sees the
    // status change, also when two workers of a shared store commit at the same moment.
    return firstOf(connection.query(
        std::string("UPDATE batches SET processed_files = processed_files + 1, failed_files = failed_files + $1, "
                    "completed_workers = completed_workers + 1, version = version + 1, updated_at = $2, "
                    "status = CASE WHEN processed_files + 1 = total_files THEN 'scattered' ELSE status END "
                    "WHERE id = $3 AND run_epoch = $4 AND status = 'scattering' RETURNING ")
            + kColumns,
        {std::int64_t {outcome == Outcome::Failed}, base::toMicros(now), id.toString(), epoch}));
}

} // namespace argus::store::batches
