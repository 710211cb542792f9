// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/recording_file.h"
#include "core/store/sql/database.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

/// Rows of recordings.
namespace argus::store::files {

/// Appends the file behind the others of its batch and epoch. Conflict when the name is taken there.
base::Result<> insert(sql::Connection& connection, const domain::RecordingFile& file);
base::Result<std::optional<domain::RecordingFile>> find(sql::Connection& connection, domain::FileId id);
/// The files of one epoch in the order they were added.
base::Result<std::vector<domain::RecordingFile>> ofEpoch(sql::Connection& connection, domain::BatchId batch,
                                                         std::int64_t epoch);
/// Of all epochs, oldest first.
base::Result<std::vector<domain::RecordingFile>> ofBatch(sql::Connection& connection, domain::BatchId batch);
/// Another file of the same batch and epoch with the same content; the first one stored.
base::Result<std::optional<domain::RecordingFile>> findByContent(sql::Connection& connection, domain::BatchId batch,
                                                                 std::int64_t epoch, const std::string& sha256);
base::Result<bool> nameIsTaken(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch,
                               const std::string& name);
base::Result<> update(sql::Connection& connection, const domain::RecordingFile& file);
/// Moves every file of an epoch from one state to the next.
base::Result<> moveAll(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch, domain::FileStatus from,
                       domain::FileStatus to, base::UtcTime now);
/// Files of an epoch that nobody will read any more: failed, for this reason. They did not pass the barrier, so the
/// batch does not count them as processed.
base::Result<> failUnread(sql::Connection& connection, domain::BatchId batch, std::int64_t epoch,
                          const std::string& reason, base::UtcTime now);
/// Keeps other transactions from adding or looking for rows of this blob until ours ends (PostgreSQL, by an advisory
/// lock; SQLite has one writer anyway). Whoever adds the row of a blob takes it before looking whether the blob is
/// there, and whoever removes a blob without a row before looking for rows: otherwise a sweep could see no row, the
/// other a blob, and a row come to stand without its recording. An age alone would not do: an upload may take any time
/// between its blob and its row.
base::Result<> holdObject(sql::Connection& connection, const std::string& key);
/// The blob keys of a batch that no row of another batch refers to.
base::Result<std::vector<std::string>> objectKeysOnlyOf(sql::Connection& connection, domain::BatchId batch);
/// Those of the given blob keys that no row refers to, asked in one statement.
base::Result<std::vector<std::string>> unreferenced(sql::Connection& connection, std::span<const std::string> keys);
/// How many keys unreferenced() takes at once.
inline constexpr std::size_t kKeysAtOnce = 32;

} // namespace argus::store::files
