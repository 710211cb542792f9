// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/store_check.h"

#include "core/domain/batch.h"

#include <string>

namespace argus::engine {

using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::BatchStatus;
using store::sql::Connection;

namespace {

constexpr std::size_t kExamples = 5;

/// A promise and the statement that finds what breaks it: what (an id) and how. The SQL is both databases'.
struct Promise
{
    const char* name;
    const char* text;
    std::string violations;
};

/// The files of a batch's present epoch, as the batch counts them.
constexpr const char* kCounted
    = "SELECT b.id AS id, b.total_files AS total, b.processed_files AS processed, b.failed_files AS failed, "
      "(SELECT COUNT(*) FROM files f WHERE f.batch_id = b.id AND f.run_epoch = b.run_epoch) AS files, "
      "(SELECT COUNT(*) FROM files f WHERE f.batch_id = b.id AND f.run_epoch = b.run_epoch AND (f.status NOT IN "
      "('pending', 'parsing', 'failed') OR EXISTS (SELECT 1 FROM file_done d WHERE d.batch_id = f.batch_id AND "
      "d.run_epoch = f.run_epoch AND d.file_id = f.id))) AS done, "
      "(SELECT COUNT(*) FROM file_done d WHERE d.batch_id = b.id AND d.run_epoch = b.run_epoch AND d.outcome = "
      "'failed') AS failures FROM batches b";

/// StatusChanged events in order, each with the state that the one before it left.
constexpr const char* kMoves
    = "SELECT batch_id, seq, payload ->> 'old_status' AS old, payload ->> 'new_status' AS new, "
      "LAG(payload ->> 'new_status') OVER (PARTITION BY batch_id ORDER BY seq) AS before, "
      "LEAD(seq) OVER (PARTITION BY batch_id ORDER BY seq) AS next FROM outbox "
      "WHERE event_type = 'StatusChanged' AND topic = 'batch-events' AND headers IS NULL";

/// "'pending>uploaded', 'uploaded>scattering', ...": every legal move.
std::string legalMoves()
{
    std::string text;
    for (const BatchStatus from : domain::allBatchStatuses()) {
        for (const BatchStatus to : domain::allBatchStatuses()) {
            if (domain::isAllowed(from, to)) {
                text += (text.empty() ? "'" : ", '") + std::string(domain::toString(from)) + ">"
                    + std::string(domain::toString(to)) + "'";
            }
        }
    }
    return text;
}

/// Rows of batches: counters, the barrier, who works on them.
std::vector<Promise> promisesOfBatches()
{
    const std::string counted = kCounted;
    return {
        {"counters", "failed <= processed <= total, completed workers <= expected ones",
         "SELECT id AS what, 'total ' || total_files || ', processed ' || processed_files || ', failed ' || "
         "failed_files || ', workers ' || completed_workers || ' of ' || expected_workers AS how FROM batches WHERE "
         "NOT "
         "(0 <= failed_files AND failed_files <= processed_files AND processed_files <= total_files AND 0 <= "
         "completed_workers AND completed_workers <= expected_workers)"},
        {"total", "a batch counts the files it has",
         "SELECT id AS what, 'says ' || total || ', has ' || files AS how FROM (" + counted
             + ") c WHERE total <> files"},
        {"processed", "a batch counts the files that were processed",
         "SELECT id AS what, 'says ' || processed || ', has ' || done AS how FROM (" + counted
             + ") c WHERE processed <> done"},
        {"failures", "a batch counts the files that failed",
         "SELECT c.id AS what, 'says ' || c.failed || ', has ' || c.failures AS how FROM (" + counted
             + ") c JOIN batches b ON b.id = c.id WHERE c.failed <> c.failures AND b.status <> 'failed'"},
        {"barrier", "a file passed the barrier exactly when its parse task ended",
         "SELECT d.file_id AS what, 'counted, but ' || f.status AS how FROM file_done d JOIN files f ON f.id = "
         "d.file_id "
         "WHERE f.status IN ('pending', 'parsing') UNION ALL "
         "SELECT t.file_id, 'parsed, but not counted' FROM tasks t WHERE t.stage = 'parse' AND t.status IN "
         "('completed', 'failed') AND NOT EXISTS (SELECT 1 FROM file_done d WHERE d.batch_id = t.batch_id AND "
         "d.run_epoch = t.run_epoch AND d.file_id = t.file_id)"},
        {"passed", "who has all files processed has passed the barrier",
         "SELECT id AS what, status AS how FROM batches WHERE status = 'scattering' AND total_files > 0 AND "
         "processed_files = total_files"},
        {"work", "somebody works on, or can take, every batch under way",
         "SELECT b.id AS what, b.status AS how FROM batches b WHERE b.status NOT IN ('pending', 'completed', "
         "'failed') AND NOT EXISTS (SELECT 1 FROM tasks t WHERE t.batch_id = b.id AND t.run_epoch = b.run_epoch AND "
         "t.status IN ('available', 'running'))"},
        {"ended", "nobody works on a batch that has ended",
         "SELECT t.id AS what, t.stage || ' of batch ' || b.id || ', ' || b.status AS how FROM tasks t JOIN batches b "
         "ON "
         "b.id = t.batch_id WHERE b.status IN ('failed', 'pending') AND t.status IN ('available', 'running')"},
    };
}

std::vector<Promise> promisesOfTasks()
{
    return {
        {"leases", "a running task has an owner and a lease, another has none",
         "SELECT id AS what, status || ', owner ' || COALESCE(lease_owner, 'nobody') AS how FROM tasks WHERE NOT "
         "((status = 'running' AND lease_owner IS NOT NULL AND lease_until IS NOT NULL) OR (status <> 'running' AND "
         "lease_owner IS NULL AND lease_until IS NULL))"},
        {"fences", "each claim of a task has one attempt, numbered without gaps",
         "SELECT t.id AS what, 'fence ' || t.fence || ', attempts ' || COUNT(a.fence) AS how FROM tasks t LEFT JOIN "
         "attempts a ON a.task_id = t.id GROUP BY t.id, t.fence HAVING t.fence <> COUNT(a.fence) OR t.fence <> "
         "COALESCE(MAX(a.fence), 0)"},
        {"attempts", "an attempt is open exactly while its task runs with that fence",
         "SELECT a.task_id AS what, 'attempt ' || a.fence || ', task ' || t.status AS how FROM attempts a JOIN tasks t "
         "ON "
         "t.id = a.task_id WHERE (a.ended_at IS NULL) <> (t.status = 'running' AND t.fence = a.fence)"},
    };
}

std::vector<Promise> promisesOfEvents()
{
    const std::string moves = kMoves;
    return {
        {"moves", "every move of a batch is a legal one",
         "SELECT batch_id AS what, old || ' > ' || new AS how FROM (" + moves + ") m WHERE old || '>' || new NOT IN ("
             + legalMoves() + ")"},
        {"chain", "each move begins where the one before it ended, the first at pending",
         "SELECT batch_id AS what, COALESCE(before, 'pending') || ', then ' || old || ' > ' || new AS how FROM ("
             + moves + ") m WHERE old <> COALESCE(before, 'pending')"},
        {"state", "a batch is in the state that its last move told",
         "SELECT b.id AS what, b.status || ', told ' || COALESCE(m.new, 'pending') AS how FROM batches b LEFT JOIN ("
             + moves + ") m ON m.batch_id = b.id AND m.next IS NULL WHERE b.status <> COALESCE(m.new, 'pending')"},
        {"order", "a batch's events are published in order, each at least once",
         "SELECT o.event_id AS what, o.event_type || ' of batch ' || o.batch_id AS how FROM outbox o WHERE "
         "o.published_at IS NULL AND o.topic = 'batch-events' AND EXISTS (SELECT 1 FROM outbox l WHERE l.batch_id = "
         "o.batch_id AND l.topic = o.topic AND l.seq > o.seq AND l.published_at IS NOT NULL)"},
    };
}

std::vector<Promise> promisesOfResults()
{
    return {
        {"triage", "a completed batch has its result",
         "SELECT b.id AS what, 'epoch ' || b.run_epoch AS how FROM batches b WHERE b.status = 'completed' AND NOT "
         "EXISTS "
         "(SELECT 1 FROM triages t WHERE t.batch_id = b.id AND t.run_epoch = b.run_epoch)"},
        {"diagnosis", "each completed epoch has one diagnosis",
         "SELECT b.id AS what, 'epoch ' || o.run_epoch AS how FROM batches b JOIN outbox o ON o.batch_id = b.id WHERE "
         "o.event_type = 'StatusChanged' AND o.topic = 'batch-events' AND o.headers IS NULL AND "
         "o.payload ->> 'new_status' = 'completed' AND (SELECT COUNT(*) FROM diagnoses d WHERE d.batch_id = b.id AND "
         "d.run_epoch = o.run_epoch) <> 1"},
        {"findings", "a parsed file has its findings",
         "SELECT f.id AS what, f.original_filename AS how FROM files f WHERE f.status IN ('parsed', 'aggregating', "
         "'completed') AND f.duplicate_of IS NULL AND NOT EXISTS (SELECT 1 FROM findings r WHERE r.file_id = f.id)"},
        {"codes", "the codes of a batch stand once, at its own vehicle",
         "SELECT c.batch_id AS what, c.code || ' at ' || c.vehicle_id AS how FROM vehicle_codes c JOIN batches b ON "
         "b.id "
         "= c.batch_id WHERE c.vehicle_id <> b.vehicle_id"},
        {"duplicates", "what a duplicate refers to is in its batch and epoch",
         "SELECT f.id AS what, 'of ' || f.duplicate_of AS how FROM files f WHERE f.duplicate_of IS NOT NULL AND NOT "
         "EXISTS (SELECT 1 FROM files o WHERE o.id = f.duplicate_of AND o.batch_id = f.batch_id AND o.run_epoch = "
         "f.run_epoch)"},
    };
}

Result<api::StoreCheck> ask(Connection& connection, const Promise& promise)
{
    api::StoreCheck check {promise.name, promise.text, 0, {}};
    const auto rows = connection.query("SELECT what, how, COUNT(*) OVER () FROM (" + promise.violations
                                       + ") v ORDER BY what LIMIT " + std::to_string(kExamples));
    if (!rows) {
        return fail(rows);
    }
    for (const store::sql::Row& row : *rows) {
        check.violations = static_cast<std::uint64_t>(row.integer(2));
        check.examples.push_back(row.text(0) + ": " + row.text(1));
    }
    return check;
}

Result<api::StoreCheck> lookForBlobs(const ExecutionContext& context, blob::BlobStore& blobs,
                                     const std::vector<std::string>& keys)
{
    api::StoreCheck check {"blobs", "every recording that a row names is there", 0, {}};
    for (const std::string& key : keys) {
        const auto there = blobs.exists(context, key);
        if (!there) {
            return fail(there);
        }
        if (!*there) {
            ++check.violations;
            if (check.examples.size() < kExamples) {
                check.examples.push_back(key + ": gone");
            }
        }
    }
    return check;
}

} // namespace

Result<std::vector<api::StoreCheck>> checkStore(const ExecutionContext& context, store::sql::Database& database,
                                                blob::BlobStore* blobs)
{
    std::vector<api::StoreCheck> checks;
    std::vector<std::string> keys;
    ARGUS_TRY(database.read(context, [&](Connection& connection) -> Result<> {
        checks.clear();
        keys.clear();
        for (const auto& group : {promisesOfBatches(), promisesOfTasks(), promisesOfEvents(), promisesOfResults()}) {
            for (const Promise& promise : group) {
                auto check = ask(connection, promise);
                if (!check) {
                    return fail(check);
                }
                checks.push_back(std::move(*check));
            }
        }
        if (!blobs) {
            return {};
        }
        const auto rows = connection.query("SELECT DISTINCT object_key FROM files ORDER BY object_key");
        if (!rows) {
            return fail(rows);
        }
        for (const store::sql::Row& row : *rows) {
            keys.push_back(row.text(0));
        }
        return {};
    }));
    if (blobs) {
        auto check = lookForBlobs(context, *blobs, keys);
        if (!check) {
            return fail(check);
        }
        checks.push_back(std::move(*check));
    }
    return checks;
}

} // namespace argus::engine
