// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/file_repository.h"

#include <algorithm>
#include <iterator>

namespace argus::store::files {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::BatchId;
using domain::FileId;
using domain::RecordingFile;

namespace {

constexpr const char* kColumns = "id, batch_id, run_epoch, original_filename, size, sha256, object_key, format, "
                                 "status, duplicate_of, error_message, "
                                 "records, frames, skipped, created_at, updated_at, read_as, clock_shift";

Result<RecordingFile> fromRow(const sql::Row& row)
{
    const auto id = FileId::parse(row.text(0));
    const auto batchId = BatchId::parse(row.text(1));
    const auto status = domain::parseFileStatus(row.text(8));
    if (!id || !batchId || !status) {
        return fail(ErrorCode::Internal, "the store holds an unreadable file row '" + row.text(0) + "'");
    }
    RecordingFile file;
    file.id = *id;
    file.batchId = *batchId;
    file.runEpoch = row.integer(2);
    file.originalFilename = row.text(3);
    file.size = static_cast<std::uint64_t>(row.integer(4));
    file.sha256 = row.text(5);
    file.objectKey = row.text(6);
    file.format = row.text(7);
    file.status = *status;
    file.duplicateOf = FileId::parse(row.text(9));
    file.errorMessage = row.text(10);
    file.records = static_cast<std::uint64_t>(row.integer(11));
    file.frames = static_cast<std::uint64_t>(row.integer(12));
    file.skipped = static_cast<std::uint64_t>(row.integer(13));
    file.createdAt = row.time(14);
    file.updatedAt = row.time(15);
    file.readAs = row.text(16);
    file.clockShift = row.isNull(17) ? std::nullopt : std::optional(row.integer(17));
    return file;
}

Result<std::vector<RecordingFile>> allOf(const Result<sql::Rows>& rows)
{
    if (!rows) {
        return fail(rows);
    }
    std::vector<RecordingFile> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        auto file = fromRow(row);
        if (!file) {
            return fail(file);
        }
        found.push_back(std::move(*file));
    }
    return found;
}

Result<std::optional<RecordingFile>> firstOf(const Result<sql::Rows>& rows)
{
    auto all = allOf(rows);
    if (!all) {
        return fail(all);
    }
    return all->empty() ? std::optional<RecordingFile>() : std::optional(std::move(all->front()));
}

std::string duplicateText(const RecordingFile& file)
{
    return file.duplicateOf ? file.duplicateOf->toString() : std::string();
}

} // namespace

Result<> insert(sql::Connection& connection, const RecordingFile& file)
{
    ARGUS_TRY(connection.execute(
        std::string("INSERT INTO files (") + kColumns
            + ", position) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, "
              "(SELECT COALESCE(MAX(position), 0) + 1 FROM files WHERE batch_id = $2 AND run_epoch = $3))",
        {file.id.toString(), file.batchId.toString(), file.runEpoch, file.originalFilename,
         static_cast<std::int64_t>(file.size), file.sha256, file.objectKey, file.format,
         std::string(domain::toString(file.status)), sql::textOrNull(duplicateText(file)),
         sql::textOrNull(file.errorMessage), static_cast<std::int64_t>(file.records),
         static_cast<std::int64_t>(file.frames), static_cast<std::int64_t>(file.skipped),
         base::toMicros(file.createdAt), base::toMicros(file.updatedAt), file.readAs,
         file.clockShift ? sql::Value(*file.clockShift) : sql::Value()}));
    return {};
}

Result<std::optional<RecordingFile>> find(sql::Connection& connection, FileId id)
{
    return firstOf(connection.query(std::string("SELECT ") + kColumns + " FROM files WHERE id = $1", {id.toString()}));
}

Result<std::vector<RecordingFile>> ofEpoch(sql::Connection& connection, BatchId batch, std::int64_t epoch)
{
    return allOf(connection.query(std::string("SELECT ") + kColumns
                                      + " FROM files WHERE batch_id = $1 AND run_epoch = $2 ORDER BY position",
                                  {batch.toString(), epoch}));
}

Result<std::vector<RecordingFile>> ofBatch(sql::Connection& connection, BatchId batch)
{
    return allOf(connection.query(std::string("SELECT ") + kColumns
                                      + " FROM files WHERE batch_id = $1 ORDER BY run_epoch, position",
                                  {batch.toString()}));
}

Result<std::optional<RecordingFile>> findByContent(sql::Connection& connection, BatchId batch, std::int64_t epoch,
                                                   const std::string& sha256)
{
    return firstOf(connection.query(std::string("SELECT ") + kColumns
                                        + " FROM files WHERE batch_id = $1 AND run_epoch = $2 AND sha256 = $3 AND "
                                          "duplicate_of IS NULL ORDER BY position LIMIT 1",
                                    {batch.toString(), epoch, sha256}));
}

Result<bool> nameIsTaken(sql::Connection& connection, BatchId batch, std::int64_t epoch, const std::string& name)
{
    const auto rows
        = connection.query("SELECT 1 FROM files WHERE batch_id = $1 AND run_epoch = $2 AND original_filename = $3",
                           {batch.toString(), epoch, name});
    if (!rows) {
        return fail(rows);
    }
    return !rows->empty();
}

Result<> update(sql::Connection& connection, const RecordingFile& file)
{
    const auto touched = connection.execute(
        "UPDATE files SET sha256 = $1, format = $2, status = $3, duplicate_of = $4, error_message = $5, records = $6, "
        "frames = $7, skipped = $8, updated_at = $9 WHERE id = $10",
        {file.sha256, file.format, std::string(domain::toString(file.status)), sql::textOrNull(duplicateText(file)),
         sql::textOrNull(file.errorMessage), static_cast<std::int64_t>(file.records),
         static_cast<std::int64_t>(file.frames), static_cast<std::int64_t>(file.skipped),
         base::toMicros(file.updatedAt), file.id.toString()});
    if (!touched) {
        return fail(touched);
    }
    if (*touched == 0) {
        return fail(ErrorCode::NotFound, "file " + file.id.toString() + " is gone");
    }
    return {};
}

Result<> moveAll(sql::Connection& connection, BatchId batch, std::int64_t epoch, domain::FileStatus from,
                 domain::FileStatus to, base::UtcTime now)
{
    if (!domain::isAllowed(from, to)) {
        return fail(ErrorCode::Internal, "no such move of files");
    }
    ARGUS_TRY(connection.execute(
        "UPDATE files SET status = $1, updated_at = $2 WHERE batch_id = $3 AND run_epoch = $4 AND status = $5",
        {std::string(domain::toString(to)), base::toMicros(now), batch.toString(), epoch,
         std::string(domain::toString(from))}));
    return {};
}

Result<> failUnread(sql::Connection& connection, BatchId batch, std::int64_t epoch, const std::string& reason,
                    base::UtcTime now)
{
    ARGUS_TRY(connection.execute("UPDATE files SET status = 'failed', error_message = $1, updated_at = $2 WHERE "
                                 "batch_id = $3 AND run_epoch = $4 AND status IN ('pending', 'parsing')",
                                 {reason, base::toMicros(now), batch.toString(), epoch}));
    return {};
}

Result<> holdObject(sql::Connection& connection, const std::string& key)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        // The first number tells these locks from the program's others.
        ARGUS_TRY(connection.query("SELECT pg_advisory_xact_lock(1095059797, hashtext($1))", {key}));
    }
    return {};
}

Result<std::vector<std::string>> objectKeysOnlyOf(sql::Connection& connection, BatchId batch)
{
    const auto rows
        = connection.query("SELECT DISTINCT object_key FROM files f WHERE batch_id = $1 AND NOT EXISTS "
                           "(SELECT 1 FROM files other WHERE other.object_key = f.object_key AND other.batch_id <> $1)",
                           {batch.toString()});
    if (!rows) {
        return fail(rows);
    }
    std::vector<std::string> keys;
    for (const sql::Row& row : *rows) {
        keys.push_back(row.text(0));
    }
    return keys;
}

Result<std::vector<std::string>> unreferenced(sql::Connection& connection, std::span<const std::string> keys)
{
    if (keys.empty() || keys.size() > kKeysAtOnce) {
        return fail(ErrorCode::Internal, "not a number of keys to ask for at once");
    }
    // Always the same text, so that it is prepared once: the rest of the places repeat the last key.
    std::string statement = "SELECT object_key FROM files WHERE object_key IN ($1";
    sql::Values values {keys.front()};
    for (std::size_t i = 1; i < kKeysAtOnce; ++i) {
        statement += ", $" + std::to_string(i + 1);
        values.emplace_back(keys[std::min(i, keys.size() - 1)]);
    }
    const auto rows = connection.query(statement + ")", values);
    if (!rows) {
        return fail(rows);
    }
    std::vector<std::string> left;
    std::copy_if(keys.begin(), keys.end(), std::back_inserter(left), [&rows](const std::string& key) {
        return std::none_of(rows->begin(), rows->end(), [&key](const sql::Row& row) { return row.text(0) == key; });
    });
    return left;
}

} // namespace argus::store::files
