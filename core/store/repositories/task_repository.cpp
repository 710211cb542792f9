// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/task_repository.h"

#include <algorithm>
#include <limits>

namespace argus::store::tasks {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::Attempt;
using domain::Task;
using domain::TaskId;

namespace {

constexpr const char* kColumns = "id, batch_id, run_epoch, stage, file_id, status, priority, attempt, fence, "
                                 "lease_owner, lease_until, run_at, last_error, trace_id";
/// A task whose workers died this often is given up: something in it kills them. High, because a death says little
/// about the task when the machine itself goes down again and again.
constexpr std::int64_t kMaxDeaths = 1000;

constexpr const char* kLeaseLost = "lease_lost";

std::string fileText(const std::optional<domain::FileId>& file)
{
    return file ? file->toString() : std::string();
}

Result<Task> fromRow(const sql::Row& row)
{
    const auto id = TaskId::parse(row.text(0));
    const auto batchId = domain::BatchId::parse(row.text(1));
    const auto stage = domain::parseStage(row.text(3));
    const auto status = domain::parseTaskStatus(row.text(5));
    if (!id || !batchId || !stage || !status) {
        return fail(ErrorCode::Internal, "the store holds an unreadable task row '" + row.text(0) + "'");
    }
    Task task;
    task.id = *id;
    task.batchId = *batchId;
    task.runEpoch = row.integer(2);
    task.stage = *stage;
    task.fileId = domain::FileId::parse(row.text(4));
    task.status = *status;
    task.priority = row.integer(6);
    task.attempt = row.integer(7);
    task.fence = row.integer(8);
    task.leaseOwner = row.text(9);
    task.leaseUntil = row.optionalTime(10);
    task.runAt = row.time(11);
    task.lastError = row.text(12);
    task.traceId = row.text(13);
    return task;
}

std::string placeholders(std::size_t count, std::size_t first)
{
    std::string text;
    for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "$" : ", $") + std::to_string(first + i);
    }
    return text;
}

/// The oldest batch first among those of one priority (the index tasks_to_claim): what is begun comes to its end.
constexpr const char* kClaimOrder = " ORDER BY priority DESC, batch_id, run_at, id LIMIT $4";

/// The claimed tasks, with an attempt opened for each, in one statement. (PostgreSQL. The rows are chosen in a table
/// expression of their own, because a sub-select with a limit may be run more than once.)
Result<sql::Rows> claimShared(sql::Connection& connection, const sql::Values& parameters, const std::string& stages)
{
    return connection.query(
        "WITH chosen AS (SELECT id AS chosen_id FROM tasks WHERE status = 'available' AND run_at <= $3 AND stage IN ("
            + stages + ")" + kClaimOrder
            + " FOR UPDATE SKIP LOCKED), "
              "claimed AS (UPDATE tasks SET status = 'running', attempt = attempt + 1, fence = fence + 1, "
              "lease_owner = $1, lease_until = $2 FROM chosen WHERE id = chosen_id RETURNING "
            + kColumns
            + "), opened AS (INSERT INTO attempts (task_id, fence, batch_id, run_epoch, stage, file_id, attempt, "
              "worker, started_at, outcome) SELECT id, fence, batch_id, run_epoch, stage, file_id, attempt, $1, $3, "
              "'' FROM claimed) SELECT "
            + kColumns + " FROM claimed",
        std::span<const sql::Value>(parameters));
}

/// "{a,b}": an array as PostgreSQL reads it. `each` holds neither quotes nor commas.
template <class Each> std::string arrayText(std::span<const Lease> leases, Each each)
{
    std::string text = "{";
    for (const Lease& lease : leases) {
        text += (text.size() > 1 ? "," : "") + each(lease);
    }
    return text + "}";
}

/// Heartbeat (with `prolongTo`) or look for all leases in one statement. (PostgreSQL.)
Result<std::vector<TaskId>> heldShared(sql::Connection& connection, std::span<const Lease> leases,
                                       std::optional<base::UtcTime> prolongTo)
{
    const std::string ids = arrayText(leases, [](const Lease& lease) { return lease.id.toString(); });
    const std::string fences = arrayText(leases, [](const Lease& lease) { return std::to_string(lease.fence); });
    constexpr const char* kMatch = " WHERE id = held_id AND fence = held_fence AND status = 'running'";
    constexpr const char* kHeld = "unnest($1::text[], $2::int8[]) AS held (held_id, held_fence)";
    const auto rows = prolongTo
        ? connection.query(std::string("UPDATE tasks SET lease_until = $3 FROM ") + kHeld + kMatch + " RETURNING id",
                           {ids, fences, base::toMicros(*prolongTo)})
        : connection.query(std::string("SELECT id FROM tasks, ") + kHeld + kMatch, {ids, fences});
    if (!rows) {
        return fail(rows);
    }
    std::vector<TaskId> held;
    for (const sql::Row& row : *rows) {
        if (const auto id = TaskId::parse(row.text(0))) {
            held.push_back(*id);
        }
    }
    return held;
}

/// Frees what dead workers held, passing over rows that somebody else is freeing or ending right now. (PostgreSQL.)
Result<std::int64_t> reapShared(sql::Connection& connection, bool allRunning, base::UtcTime now)
{
    const auto rows = connection.query(
        "WITH dead AS (SELECT id AS dead_id FROM tasks WHERE status = 'running' AND lease_until < $1 ORDER BY "
        "lease_until LIMIT 1000 FOR UPDATE SKIP LOCKED), "
        "freed AS (UPDATE tasks SET status = CASE WHEN deaths + 1 >= $2 THEN 'failed' ELSE 'available' END, "
        "lease_owner = NULL, lease_until = NULL, deaths = deaths + 1, attempt = attempt - 1, run_at = $3, "
        "last_error = 'its worker died' FROM dead WHERE id = dead_id RETURNING id, fence), "
        "closed AS (UPDATE attempts SET ended_at = $3, outcome = 'lost', error = 'its worker died' FROM freed "
        "WHERE task_id = freed.id AND attempts.fence = freed.fence) SELECT COUNT(*) FROM freed",
        {allRunning ? std::numeric_limits<std::int64_t>::max() : base::toMicros(now), kMaxDeaths, base::toMicros(now)});
    if (!rows) {
        return fail(rows);
    }
    return rows->front().integer(0);
}

Result<> openAttempt(sql::Connection& connection, const Task& task, const std::string& worker, base::UtcTime now)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO attempts (task_id, fence, batch_id, run_epoch, stage, file_id, attempt, worker, "
        "started_at, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '')",
        {task.id.toString(), task.fence, task.batchId.toString(), task.runEpoch,
         std::string(domain::toString(task.stage)), fileText(task.fileId), task.attempt, worker, base::toMicros(now)}));
    return {};
}

Result<> closeAttempt(sql::Connection& connection, const Lease& lease, const char* outcome, const std::string& error,
                      base::UtcTime now)
{
    ARGUS_TRY(connection.execute(
        "UPDATE attempts SET ended_at = $1, outcome = $2, error = $3 WHERE task_id = $4 AND fence = $5",
        {base::toMicros(now), std::string(outcome), sql::textOrNull(error), lease.id.toString(), lease.fence}));
    return {};
}

base::Failure leaseLost(const Lease& lease)
{
    return fail(base::Error {ErrorCode::Conflict, "the lease on task " + lease.id.toString() + " was lost", {}}.with(
        kLeaseLost, "1"));
}

Result<> endTask(sql::Connection& connection, const Lease& lease, const char* status, const char* outcome,
                 const std::string& error, base::UtcTime now)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        // Both in one statement: over a network the way there and back is what costs.
        const auto closed = connection.execute(
            "WITH ended AS (UPDATE tasks SET status = $1, lease_owner = NULL, lease_until = NULL, last_error = $2 "
            "WHERE id = $3 AND fence = $4 AND status = 'running' RETURNING id, fence) "
            "UPDATE attempts SET ended_at = $5, outcome = $6, error = $2 FROM ended "
            "WHERE task_id = ended.id AND attempts.fence = ended.fence",
            {std::string(status), sql::textOrNull(error), lease.id.toString(), lease.fence, base::toMicros(now),
             std::string(outcome)});
        if (!closed) {
            return fail(closed);
        }
        return *closed == 0 ? Result<>(leaseLost(lease)) : Result<>();
    }
    const auto touched
        = connection.execute("UPDATE tasks SET status = $1, lease_owner = NULL, lease_until = NULL, last_error = $2 "
                             "WHERE id = $3 AND fence = $4 AND status = 'running'",
                             {std::string(status), sql::textOrNull(error), lease.id.toString(), lease.fence});
    if (!touched) {
        return fail(touched);
    }
    if (*touched == 0) {
        return leaseLost(lease);
    }
    return closeAttempt(connection, lease, outcome, error, now);
}

} // namespace

bool isLeaseLost(const base::Error& error)
{
    return std::any_of(error.details.begin(), error.details.end(),
                       [](const auto& detail) { return detail.first == kLeaseLost; });
}

Result<> insert(sql::Connection& connection, const Task& task, base::UtcTime now)
{
    ARGUS_TRY(connection.execute(
        "INSERT INTO tasks (id, batch_id, run_epoch, stage, file_id, status, priority, attempt, deaths, fence, run_at, "
        "created_at, trace_id) VALUES ($1, $2, $3, $4, $5, 'available', $6, 0, 0, 0, $7, $7, $8) ON CONFLICT DO "
        "NOTHING",
        {task.id.toString(), task.batchId.toString(), task.runEpoch, std::string(domain::toString(task.stage)),
         fileText(task.fileId), task.priority, base::toMicros(now), task.traceId}));
    return {};
}

Result<std::vector<Task>> claim(sql::Connection& connection, const Claim& claim, base::UtcTime now)
{
    if (claim.limit <= 0 || claim.stages.empty()) {
        return std::vector<Task>();
    }
    sql::Values parameters {claim.worker, base::toMicros(now + claim.lease), base::toMicros(now), claim.limit};
    for (const domain::Stage stage : claim.stages) {
        parameters.emplace_back(std::string(domain::toString(stage)));
    }
    const bool shared = connection.dialect() == sql::Dialect::Postgres;
    const std::string stages = placeholders(claim.stages.size(), 5);
    const auto rows = shared
        ? claimShared(connection, parameters, stages)
        : connection.query("UPDATE tasks SET status = 'running', attempt = attempt + 1, fence = fence + 1, lease_owner "
                           "= $1, lease_until = $2 "
                           "WHERE id IN (SELECT id FROM tasks WHERE status = 'available' AND run_at <= $3 AND stage IN "
                           "(" + stages
                               + ")" + kClaimOrder + ") RETURNING " + kColumns,
                           std::span<const sql::Value>(parameters));
    if (!rows) {
        return fail(rows);
    }
    std::vector<Task> claimed;
    for (const sql::Row& row : *rows) {
        auto task = fromRow(row);
        if (!task) {
            return fail(task);
        }
        if (!shared) {
            ARGUS_TRY(openAttempt(connection, *task, claim.worker, now));
        }
        claimed.push_back(std::move(*task));
    }
    // RETURNING promises no order.
    std::sort(claimed.begin(), claimed.end(), [](const Task& a, const Task& b) {
        return a.priority != b.priority ? a.priority > b.priority
            : a.batchId != b.batchId    ? a.batchId < b.batchId
            : a.runAt != b.runAt        ? a.runAt < b.runAt
                                        : a.id < b.id;
    });
    return claimed;
}

Result<std::vector<TaskId>> heartbeat(sql::Connection& connection, std::span<const Lease> leases,
                                      std::chrono::seconds lease, base::UtcTime now)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        return heldShared(connection, leases, now + lease);
    }
    std::vector<TaskId> held;
    for (const Lease& each : leases) {
        const auto touched = connection.execute(
            "UPDATE tasks SET lease_until = $1 WHERE id = $2 AND fence = $3 AND status = 'running'",
            {base::toMicros(now + lease), each.id.toString(), each.fence});
        if (!touched) {
            return fail(touched);
        }
        if (*touched > 0) {
            held.push_back(each.id);
        }
    }
    return held;
}

Result<std::vector<TaskId>> stillHeld(sql::Connection& connection, std::span<const Lease> leases)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        return heldShared(connection, leases, std::nullopt);
    }
    std::vector<TaskId> held;
    for (const Lease& each : leases) {
        const auto rows = connection.query("SELECT 1 FROM tasks WHERE id = $1 AND fence = $2 AND status = 'running'",
                                           {each.id.toString(), each.fence});
        if (!rows) {
            return fail(rows);
        }
        if (!rows->empty()) {
            held.push_back(each.id);
        }
    }
    return held;
}

Result<> complete(sql::Connection& connection, const Lease& lease, base::UtcTime now)
{
    return endTask(connection, lease, "completed", "completed", {}, now);
}

Result<> failForGood(sql::Connection& connection, const Lease& lease, const std::string& error, base::UtcTime now)
{
    return endTask(connection, lease, "failed", "failed", error, now);
}

Result<> retryLater(sql::Connection& connection, const Lease& lease, const std::string& error, base::UtcTime runAt,
                    bool countsAsAttempt, base::UtcTime now)
{
    const auto touched = connection.execute(
        "UPDATE tasks SET status = 'available', lease_owner = NULL, lease_until = NULL, last_error = $1, run_at = $2, "
        "attempt = attempt - $3 WHERE id = $4 AND fence = $5 AND status = 'running'",
        {sql::textOrNull(error), base::toMicros(runAt), std::int64_t {!countsAsAttempt}, lease.id.toString(),
         lease.fence});
    if (!touched) {
        return fail(touched);
    }
    if (*touched == 0) {
        return leaseLost(lease);
    }
    return closeAttempt(connection, lease, "retried", error, now);
}

Result<std::int64_t> reap(sql::Connection& connection, bool allRunning, base::UtcTime now)
{
    if (connection.dialect() == sql::Dialect::Postgres) {
        return reapShared(connection, allRunning, now);
    }
    const auto rows = connection.query(
        std::string("SELECT id, fence, deaths FROM tasks WHERE status = 'running'")
        + (allRunning ? " AND lease_until >= 0" : " AND lease_until < " + std::to_string(base::toMicros(now))));
    if (!rows) {
        return fail(rows);
    }
    std::int64_t freed = 0;
    for (const sql::Row& row : *rows) {
        const bool giveUp = row.integer(2) + 1 >= kMaxDeaths;
        // A worker's death says nothing about the task: it does not use up an attempt.
        const auto touched = connection.execute(
            "UPDATE tasks SET status = $1, lease_owner = NULL, lease_until = NULL, deaths = deaths + 1, "
            "attempt = attempt - 1, run_at = $2, last_error = 'its worker died' WHERE id = $3 AND fence = $4 AND "
            "status = 'running'",
            {std::string(giveUp ? "failed" : "available"), base::toMicros(now), row.text(0), row.integer(1)});
        if (!touched) {
            return fail(touched);
        }
        ARGUS_TRY(connection.execute("UPDATE attempts SET ended_at = $1, outcome = 'lost', error = 'its worker died' "
                                     "WHERE task_id = $2 AND fence = $3",
                                     {base::toMicros(now), row.text(0), row.integer(1)}));
        freed += *touched;
    }
    return freed;
}

Result<> cancelOfBatch(sql::Connection& connection, domain::BatchId batch, const std::string& reason, base::UtcTime now)
{
    ARGUS_TRY(
        connection.execute("UPDATE attempts SET ended_at = $1, outcome = 'cancelled', error = $2 WHERE batch_id = $3 "
                           "AND ended_at IS NULL",
                           {base::toMicros(now), reason, batch.toString()}));
    ARGUS_TRY(connection.execute(
        "UPDATE tasks SET status = 'cancelled', lease_owner = NULL, lease_until = NULL, last_error = $1 "
        "WHERE batch_id = $2 AND status IN ('available', 'running')",
        {reason, batch.toString()}));
    return {};
}

Result<std::vector<Attempt>> attemptsOf(sql::Connection& connection, domain::BatchId batch,
                                        std::optional<std::int64_t> epoch)
{
    const auto rows = connection.query(
        "SELECT task_id, stage, file_id, run_epoch, attempt, fence, worker, started_at, ended_at, outcome, error "
        "FROM attempts WHERE batch_id = $1 AND run_epoch BETWEEN $2 AND $3 ORDER BY started_at, task_id, fence",
        {batch.toString(), epoch ? *epoch : std::int64_t {0},
         epoch ? *epoch : std::numeric_limits<std::int64_t>::max()});
    if (!rows) {
        return fail(rows);
    }
    std::vector<Attempt> attempts;
    for (const sql::Row& row : *rows) {
        Attempt attempt;
        const auto id = TaskId::parse(row.text(0));
        const auto stage = domain::parseStage(row.text(1));
        if (!id || !stage) {
            return fail(ErrorCode::Internal, "the store holds an unreadable attempt row '" + row.text(0) + "'");
        }
        attempt.taskId = *id;
        attempt.stage = *stage;
        attempt.fileId = domain::FileId::parse(row.text(2));
        attempt.runEpoch = row.integer(3);
        attempt.attempt = row.integer(4);
        attempt.fence = row.integer(5);
        attempt.worker = row.text(6);
        attempt.startedAt = row.time(7);
        attempt.endedAt = row.optionalTime(8);
        attempt.outcome = row.text(9);
        attempt.error = row.text(10);
        attempts.push_back(std::move(attempt));
    }
    return attempts;
}

Result<Counts> counts(sql::Connection& connection)
{
    const auto rows = connection.query(
        "SELECT status, COUNT(*) FROM tasks WHERE status IN ('available', 'running') GROUP BY status");
    if (!rows) {
        return fail(rows);
    }
    Counts counts;
    for (const sql::Row& row : *rows) {
        (row.text(0) == "running" ? counts.running : counts.available) = static_cast<std::uint64_t>(row.integer(1));
    }
    return counts;
}

} // namespace argus::store::tasks
