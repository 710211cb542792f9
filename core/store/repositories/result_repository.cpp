// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/result_repository.h"

namespace argus::store::results {

using base::fail;
using base::Result;
using domain::BatchId;
using domain::FileId;

Result<> saveFindings(sql::Connection& connection, BatchId batch, std::int64_t epoch, FileId file,
                      const std::string& document)
{
    ARGUS_TRY(
        connection.execute("INSERT INTO findings (file_id, batch_id, run_epoch, document) VALUES ($1, $2, $3, $4) "
                           "ON CONFLICT (file_id) DO UPDATE SET document = excluded.document",
                           {file.toString(), batch.toString(), epoch, sql::document(document)}));
    return {};
}

Result<> copyFindings(sql::Connection& connection, FileId from, FileId to, std::int64_t epoch)
{
    ARGUS_TRY(
        connection.execute("INSERT INTO findings (file_id, batch_id, run_epoch, document) "
                           "SELECT $1, batch_id, $2, document FROM findings WHERE file_id = $3 ON CONFLICT DO NOTHING",
                           {to.toString(), epoch, from.toString()}));
    return {};
}

Result<std::map<FileId, std::string>> findingsOf(sql::Connection& connection, BatchId batch, std::int64_t epoch)
{
    const auto rows = connection.query("SELECT file_id, document FROM findings WHERE batch_id = $1 AND run_epoch = $2",
                                       {batch.toString(), epoch});
    if (!rows) {
        return fail(rows);
    }
    std::map<FileId, std::string> documents;
    for (const sql::Row& row : *rows) {
        if (const auto id = FileId::parse(row.text(0))) {
            documents.emplace(*id, row.text(1));
        }
    }
    return documents;
}

Result<> saveTriage(sql::Connection& connection, BatchId batch, std::int64_t epoch, const std::string& document,
                    base::UtcTime now)
{
    ARGUS_TRY(
        connection.execute("INSERT INTO triages (batch_id, run_epoch, document, created_at) VALUES ($1, $2, $3, $4) "
                           "ON CONFLICT (batch_id, run_epoch) DO UPDATE SET document = excluded.document, created_at = "
                           "excluded.created_at",
                           {batch.toString(), epoch, sql::document(document), base::toMicros(now)}));
    return {};
}

Result<std::optional<std::string>> triageOf(sql::Connection& connection, BatchId batch, std::int64_t epoch)
{
    const auto rows = connection.query("SELECT document FROM triages WHERE batch_id = $1 AND run_epoch = $2",
                                       {batch.toString(), epoch});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? std::optional<std::string>() : std::optional(rows->front().text(0));
}

Result<std::optional<std::int64_t>> lastDiagnosedEpoch(sql::Connection& connection, BatchId batch)
{
    const auto rows = connection.query("SELECT MAX(run_epoch) FROM diagnoses WHERE batch_id = $1", {batch.toString()});
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty() || rows->front().isNull(0)) {
        return std::optional<std::int64_t>();
    }
    return std::optional<std::int64_t>(rows->front().integer(0));
}

Result<> saveDiagnosis(sql::Connection& connection, BatchId batch, std::int64_t epoch, bool degraded,
                       const std::string& model, const std::string& summary, base::UtcTime now)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO diagnoses (batch_id, run_epoch, degraded, model, summary, created_at) VALUES ($1, $2, $3, $4, $5, "
        "$6) "
        "ON CONFLICT (batch_id, run_epoch) DO UPDATE SET degraded = excluded.degraded, model = excluded.model, "
        "summary = excluded.summary, created_at = excluded.created_at",
        {batch.toString(), epoch, std::int64_t {degraded}, model, summary, base::toMicros(now)}));
    return {};
}

} // namespace argus::store::results
