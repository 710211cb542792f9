// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/refusal_repository.h"

#include <limits>

namespace argus::store::refusals {

using base::fail;
using base::Result;

Result<> add(sql::Connection& connection, domain::BatchId batch, const domain::RefusedFile& file, base::UtcTime now)
{
    ARGUS_TRY(connection.execute("INSERT INTO refused_files (batch_id, name, reason, at) VALUES ($1, $2, $3, $4) "
                                 "ON CONFLICT (batch_id, name) DO UPDATE SET reason = excluded.reason",
                                 {batch.toString(), file.name, file.reason, base::toMicros(now)}));
    return {};
}

Result<> lift(sql::Connection& connection, domain::BatchId batch, const std::string& name)
{
    ARGUS_TRY(
        connection.execute("DELETE FROM refused_files WHERE batch_id = $1 AND name = $2", {batch.toString(), name}));
    return {};
}

Result<std::vector<domain::RefusedFile>> ofBatch(sql::Connection& connection, domain::BatchId batch, std::int64_t limit)
{
    constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::max();
    const auto rows
        = connection.query("SELECT name, reason FROM refused_files WHERE batch_id = $1 ORDER BY at, name LIMIT $2",
                           {batch.toString(), limit == 0 ? kAll : limit});
    if (!rows) {
        return fail(rows);
    }
    std::vector<domain::RefusedFile> files;
    files.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        files.push_back({row.text(0), row.text(1)});
    }
    return files;
}

Result<std::int64_t> count(sql::Connection& connection, domain::BatchId batch)
{
    const auto rows = connection.query("SELECT COUNT(*) FROM refused_files WHERE batch_id = $1", {batch.toString()});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? 0 : rows->front().integer(0);
}

} // namespace argus::store::refusals
