// SPDX-License-Identifier: Apache-2.0
#include "core/bench/store_bench.h"

#include "core/base/temporary_folder.h"
#include "core/bench/peer_writer.h"
#include "core/engine/pipeline/flow.h"
#include "core/store/migrations/migrations.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/sqlite/sqlite_database.h"

#include <array>
#include <atomic>
#include <thread>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using domain::Batch;
using domain::BatchStatus;
namespace fs = std::filesystem;

namespace {

/// The states a batch goes through, each step one transition.
constexpr std::array kSteps {BatchStatus::Uploaded,  BatchStatus::Scattering, BatchStatus::Scattered,
                             BatchStatus::Gathering, BatchStatus::Gathered,   BatchStatus::Diagnosing,
                             BatchStatus::Completed};

Result<> makeSchema(const ExecutionContext& context, const fs::path& path)
{
    const auto database = store::sqlite::openSqlite(path, {});
    if (!database) {
        return fail(database);
    }
    return store::migrate(context, **database);
}

Batch newBatch()
{
    Batch batch;
    batch.id = domain::BatchId::make();
    batch.vehicleId = "bench";
    batch.createdBy = "bench";
    batch.version = 1;
    return batch;
}

/// Runs `step` for every transition, on `submitters` threads, each with batches of its own.
Result<std::uint64_t> spread(std::uint64_t transitions, unsigned submitters,
                             const std::function<bool(Batch& batch, BatchStatus to)>& step,
                             const std::function<bool(const Batch& batch)>& create)
{
    const std::uint64_t each = std::max<std::uint64_t>(1, transitions / submitters);
    std::atomic<bool> good {true};
    {
        std::vector<std::jthread> threads;
        threads.reserve(submitters);
        for (unsigned i = 0; i < submitters; ++i) {
            threads.emplace_back([&, each] {
                Batch batch;
                for (std::uint64_t done = 0; done < each && good; ++done) {
                    if (done % kSteps.size() == 0) {
                        batch = newBatch();
                        good = good && create(batch);
                    }
                    if (!step(batch, kSteps[done % kSteps.size()])) {
                        good = false;
                    }
                }
            });
        }
    }
    if (!good) {
        return fail(ErrorCode::Internal, "a transition failed");
    }
    return each * submitters;
}

class StoreSide
{
public:
    Result<> open(const fs::path& path)
    {
        auto database = store::sqlite::openSqlite(path, {});
        if (!database) {
            return fail(database);
        }
        m_database = std::move(*database);
        return {};
    }
    Result<std::uint64_t> run(const ExecutionContext& context, std::uint64_t transitions, unsigned submitters)
    {
        const auto create = [&](const Batch& batch) {
            return bool(m_database->write(context, [&](store::sql::Connection& connection) {
                return store::batches::insert(connection, batch, {});
            }));
        };
        const auto step = [&](Batch& batch, BatchStatus to) {
            return bool(m_database->write(context, [&](store::sql::Connection& connection) -> Result<> {
                auto flow = engine::Flow::begin(connection, context.traceId());
                auto row = flow ? flow->batch(batch.id) : Result<Batch>(fail(flow));
                return row ? flow->move(*row, to) : Result<>(fail(row));
            }));
        };
        return spread(transitions, submitters, step, create);
    }

private:
    std::unique_ptr<store::sql::Database> m_database;
};

class PeerSide
{
public:
    Result<> open(const fs::path& path)
    {
        auto writer = PeerWriter::open(path);
        if (!writer) {
            return fail(writer);
        }
        m_writer = std::move(*writer);
        return {};
    }
    Result<std::uint64_t> run(const ExecutionContext& context, std::uint64_t transitions, unsigned submitters)
    {
        const auto create = [&](const Batch& batch) {
            return m_writer->write(
                {{"INSERT INTO batches (id, vehicle_id, workspace, created_by, status, run_epoch, total_files, "
                  "processed_files, failed_files, expected_workers, completed_workers, priority, created_at, "
                  "updated_at, version) VALUES (?1, 'bench', 'default', 'bench', 'pending', 1, 0, 0, 0, 0, 0, 0, "
                  "0, 0, 1)",
                  {batch.id.toString()}}});
        };
        const auto step = [&](Batch& batch, BatchStatus to) { return move(context, batch, to); };
        return spread(transitions, submitters, step, create);
    }

private:
    /// The three statements of a transition, with the same values.
    bool move(const ExecutionContext& context, Batch& batch, BatchStatus to)
    {
        const BatchStatus from = batch.status;
        const base::UtcTime now = base::SystemClock::instance().now();
        if (!domain::moveTo(batch, to, now)) {
            return false;
        }
        domain::Event event = domain::makeEvent(domain::EventType::StatusChanged, batch, now, context.traceId());
        event.oldStatus = from;
        event.newStatus = to;
        const std::string id = batch.id.toString();
        const std::string at = std::to_string(base::toMicros(now));
        return m_writer->write(
            {{"SELECT id, vehicle_id, vin, workspace, created_by, status, run_epoch, total_files, processed_files, "
              "failed_files, "
              "expected_workers, completed_workers, priority, error_message, created_at, updated_at, completed_at, "
              "version FROM "
              "batches WHERE id = ?1",
              {id}},
             {domain::isEnded(to)
                  ? "UPDATE batches SET status = ?1, updated_at = ?2, completed_at = ?2, version = ?3 WHERE id = "
                    "?4 AND version < ?3"
                  : "UPDATE batches SET status = ?1, updated_at = ?2, version = ?3 WHERE id = ?4 AND version < ?3",
              {std::string(domain::toString(to)), at, std::to_string(batch.version), id}},
             {"INSERT INTO outbox (event_id, topic, batch_id, run_epoch, event_type, payload, created_at) VALUES (?1, "
              "?2, ?3, "
              "?4, ?5, ?6, ?7)",
              {event.id.toString(), std::string(domain::kBatchEventsTopic), id, "1",
               std::string(domain::toString(event.type)), domain::toJson(event), at}}});
    }

    std::unique_ptr<PeerWriter> m_writer;
};

Figure named(std::string name)
{
    Figure figure;
    figure.name = std::move(name);
    figure.unit = "transitions";
    return figure;
}

} // namespace

Result<std::vector<Figure>> benchStore(const ExecutionContext& context, const StoreBenchOptions& options)
{
    const auto folder = base::TemporaryFolder::make("argus-bench");
    if (!folder) {
        return fail(folder);
    }
    const fs::path ours = folder->path() / "store.db";
    const fs::path theirs = folder->path() / "peer.db";
    ARGUS_TRY(makeSchema(context, ours));
    ARGUS_TRY(makeSchema(context, theirs));
    StoreSide store;
    PeerSide peer;
    ARGUS_TRY(store.open(ours));
    ARGUS_TRY(peer.open(theirs));
    std::vector<Figure> all;
    double oneSubmitter = 0;
    for (const unsigned submitters : {1U, options.submitters}) {
        const std::uint64_t transitions = options.transitions * (submitters > 1 ? 4 : 1);
        const std::string suffix = ", " + std::to_string(submitters) + (submitters == 1 ? " submitter" : " submitters");
        auto pair = measurePair(
            named("same statements, C interface" + suffix), [&] { return peer.run(context, transitions, submitters); },
            named("store" + suffix), [&] { return store.run(context, transitions, submitters); }, options.runs);
        if (!pair) {
            return fail(pair);
        }
        all.insert(all.end(), pair->begin(), pair->end());
        if (submitters == 1) {
            oneSubmitter = pair->back().perSecond;
        } else if (oneSubmitter > 0) {
            Figure gain = pair->back();
            gain.name = "store" + suffix + " against one";
            gain.peer = "store, 1 submitter";
            gain.ratio = gain.perSecond / oneSubmitter;
            all.push_back(std::move(gain));
        }
    }
    return all;
}

} // namespace argus::bench
