// SPDX-License-Identifier: Apache-2.0
#include "core/bench/shared_store_bench.h"

#include "core/base/file_io.h"
#include "core/base/mutex.h"
#include "core/base/temporary_folder.h"
#include "core/base/text.h"
#include "core/store/migrations/migrations.h"
#include "core/store/postgres/postgres_database.h"
#include "core/store/repositories/batch_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/task_repository.h"

#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <pqxx/nontransaction>
#include <pqxx/prepared_statement>
#include <pqxx/result>
#include <pqxx/row>

#include <algorithm>
#include <array>
#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <stdlib.h>
#include <thread>

namespace argus::bench {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using store::sql::Connection;
using store::sql::Database;
namespace fs = std::filesystem;

namespace {

constexpr const char* kSchema = "argus_bench";
constexpr std::int64_t kClaimedAtOnce = 100;
constexpr const char* kNow = "(extract(epoch from clock_timestamp()) * 1000000)::int8";

/// The URL with our schema in front.
std::string withSchema(const std::string& url)
{
    return url + (url.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + kSchema;
}

/// "00000000-0000-7000-8000-000000000003": a batch for each client, so that clients meet only where they must.
std::string batchText(unsigned client)
{
    const std::string number = std::to_string(client);
    return "00000000-0000-7000-8000-" + std::string(12 - number.size(), '0') + number;
}

Result<> runRaw(const std::string& url, const std::vector<std::string>& statements)
{
    try {
        pqxx::connection connection(url);
        const pqxx::quiet_errorhandler quiet(connection);
        pqxx::nontransaction raw(connection);
        for (const std::string& statement : statements) {
            raw.exec(statement);
        }
        return {};
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Unavailable, exception.what());
    }
}

/// Makes the schema for as long as it lives.
class BenchSchema
{
public:
    static Result<std::unique_ptr<BenchSchema>> make(const std::string& url)
    {
        ARGUS_TRY(runRaw(
            url,
            {std::string("DROP SCHEMA IF EXISTS ") + kSchema + " CASCADE", std::string("CREATE SCHEMA ") + kSchema}));
        return std::unique_ptr<BenchSchema>(new BenchSchema(url));
    }
    ~BenchSchema() { (void)runRaw(m_url, {std::string("DROP SCHEMA IF EXISTS ") + kSchema + " CASCADE"}); }
    BenchSchema(const BenchSchema&) = delete;
    BenchSchema& operator=(const BenchSchema&) = delete;

private:
    explicit BenchSchema(std::string url)
        : m_url(std::move(url))
    { }
    const std::string m_url;
};

Result<> addBatches(const ExecutionContext& context, Database& database, unsigned clients)
{
    return database.write(context, [clients](Connection& connection) -> Result<> {
        for (unsigned client = 0; client < clients; ++client) {
            domain::Batch batch;
            batch.id = domain::BatchId::parse(batchText(client)).value_or(domain::BatchId {});
            batch.vehicleId = "bench";
            batch.createdBy = "bench";
            batch.version = 1;
            ARGUS_TRY(store::batches::insert(connection, batch, {}));
        }
        return {};
    });
}

double secondsSince(std::chrono::steady_clock::time_point begun)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

// A task and its event.

/// One transaction of pgbench: the statements of the repositories, with values made by the server.
std::string enqueueScript()
{
    const std::string batch = "'00000000-0000-7000-8000-' || lpad((:client_id)::text, 12, '0')";
    std::string payload = domain::toJson(
        domain::makeEvent(domain::EventType::FileAdded, domain::Batch {}, base::fromMicros(0), std::string(36, '0')));
    // pgbench takes a colon before a letter for a variable, in texts as well.
    for (std::size_t at = payload.find("\":"); at != std::string::npos; at = payload.find("\":", at + 2)) {
        payload.insert(at + 2, " ");
    }
    return "BEGIN;\n"
           "INSERT INTO tasks (id, batch_id, run_epoch, stage, file_id, status, priority, attempt, deaths, fence, "
           "run_at, created_at, trace_id) VALUES (gen_random_uuid()::text, "
        + batch + ", 1, 'parse', gen_random_uuid()::text, 'available', 0, 0, 0, 0, " + kNow + ", " + kNow
        + ", 'bench') ON CONFLICT DO NOTHING;\n"
          "INSERT INTO outbox (event_id, topic, batch_id, run_epoch, event_type, payload, created_at) VALUES "
          "(gen_random_uuid()::text, 'batch-events', "
        + batch + ", 1, 'FileAdded', '" + payload + "', " + kNow + ");\nCOMMIT;\n";
}

std::string shellQuoted(const std::string& text)
{
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

std::string findPgbench()
{
    for (const char* path : {"/usr/lib/postgresql/15/bin/pgbench", "/usr/lib/postgresql/16/bin/pgbench",
                             "/usr/bin/pgbench", "/usr/local/bin/pgbench"}) {
        std::error_code error;
        if (fs::exists(path, error)) {
            return path;
        }
    }
    return {};
}

class Pgbench
{
public:
    Pgbench(fs::path script, const SharedStoreBenchOptions& options)
        : m_program(findPgbench())
        , m_each(std::max<std::uint64_t>(1, options.tasks / options.clients))
        , m_units(m_each * options.clients)
    {
        // The address goes by the environment, where other users do not see its password.
        m_command = m_program + " -n -M prepared -c " + std::to_string(options.clients) + " -j "
            + std::to_string(options.clients) + " -t " + std::to_string(m_each) + " -f " + shellQuoted(script.string())
            + " \"$ARGUS_BENCH_URL\" 2>&1";
        ::setenv("ARGUS_BENCH_URL", withSchema(options.url).c_str(), 1);
    }
    bool isThere() const { return !m_program.empty(); }

    Result<Run> operator()() const
    {
        FILE* pipe = ::popen(m_command.c_str(), "r");
        if (!pipe) {
            return fail(ErrorCode::Unavailable, "pgbench cannot be started");
        }
        std::string output;
        std::array<char, 4096> block {};
        while (const std::size_t got = std::fread(block.data(), 1, block.size(), pipe)) {
            output.append(block.data(), got);
        }
        const int status = ::pclose(pipe);
        // "tps = 1234.5 (without initial connection time)"
        constexpr std::string_view kFigure = "tps = ";
        const std::size_t at = output.find(kFigure);
        double perSecond = 0;
        if (at != std::string::npos) {
            const char* const begin = output.data() + at + kFigure.size();
            (void)std::from_chars(begin, output.data() + output.size(), perSecond);
        }
        if (status != 0 || perSecond <= 0) {
            return fail(ErrorCode::Unavailable, "pgbench: " + base::printable(output, 400));
        }
        return Run {static_cast<double>(m_units) / perSecond, m_units};
    }

private:
    const std::string m_program;
    const std::uint64_t m_each;
    const std::uint64_t m_units;
    std::string m_command;
};

/// One connection each, as pgbench has; opened before the clock runs.
Result<Run> enqueue(const ExecutionContext& context, Database& database, const SharedStoreBenchOptions& options)
{
    const std::uint64_t each = std::max<std::uint64_t>(1, options.tasks / options.clients);
    std::atomic<bool> good {true};
    const auto begun = std::chrono::steady_clock::now();
    {
        std::vector<std::jthread> threads;
        threads.reserve(options.clients);
        for (unsigned client = 0; client < options.clients; ++client) {
            threads.emplace_back([&, client] {
                domain::Batch batch;
                batch.id = domain::BatchId::parse(batchText(client)).value_or(domain::BatchId {});
                for (std::uint64_t i = 0; i < each && good; ++i) {
                    const auto done = database.write(context, [&](Connection& connection) -> Result<> {
                        const auto now = connection.now();
                        domain::Task task;
                        task.id = domain::TaskId::make();
                        task.batchId = batch.id;
                        task.stage = domain::Stage::Parse;
                        task.fileId = domain::FileId::make();
                        task.traceId = "bench";
                        ARGUS_TRY(store::tasks::insert(connection, task, *now));
                        return store::events::append(
                            connection,
                            domain::makeEvent(domain::EventType::FileAdded, batch, *now, context.traceId()));
                    });
                    good = good && done;
                }
            });
        }
    }
    if (!good) {
        return fail(ErrorCode::Unavailable, "a transaction failed");
    }
    return Run {secondsSince(begun), each * options.clients};
}

// Claims and ends.

Result<> refill(const SharedStoreBenchOptions& options)
{
    return runRaw(withSchema(options.url),
                  {"TRUNCATE tasks, attempts, outbox",
                   "INSERT INTO tasks (id, batch_id, run_epoch, stage, file_id, status, priority, attempt, deaths, "
                   "fence, run_at, created_at, trace_id) SELECT gen_random_uuid()::text, '"
                       + batchText(0)
                       + "', 1, 'parse', gen_random_uuid()::text, 'available', 0, 0, 0, 0, 0, 0, 'bench' FROM "
                         "generate_series(1, "
                       + std::to_string(options.tasks) + ")",
                   "ANALYZE tasks"});
}

/// The two statements, as a program would write them that does nothing but claim and end.
class BareClaims
{
public:
    explicit BareClaims(const std::string& url)
        : m_connection(url)
        , m_quiet(m_connection)
    {
        m_connection.prepare(
            "claim",
            std::string("WITH chosen AS (SELECT id AS chosen_id FROM tasks WHERE status = 'available' AND run_at <= ")
                + kNow
                + " ORDER BY priority DESC, run_at, id LIMIT 100 FOR UPDATE SKIP LOCKED), claimed AS (UPDATE tasks SET "
                  "status = 'running', attempt = attempt + 1, fence = fence + 1, lease_owner = 'bare', lease_until = "
                + kNow
                + " + 30000000 FROM chosen WHERE id = chosen_id RETURNING id, batch_id, run_epoch, stage, file_id, "
                  "attempt, fence), opened AS (INSERT INTO attempts (task_id, fence, batch_id, run_epoch, stage, "
                  "file_id, attempt, worker, started_at, outcome) SELECT id, fence, batch_id, run_epoch, stage, "
                  "file_id, attempt, 'bare', "
                + kNow + ", '' FROM claimed) SELECT id, fence FROM claimed");
        m_connection.prepare(
            "end",
            std::string(
                "WITH ended AS (UPDATE tasks SET status = 'completed', lease_owner = NULL, lease_until = NULL "
                "FROM unnest($1::text[], $2::int8[]) AS held (held_id, held_fence) WHERE id = held_id AND "
                "fence = held_fence AND status = 'running' RETURNING id, fence) UPDATE attempts SET ended_at = ")
                + kNow
                + ", outcome = 'completed' FROM ended WHERE task_id = ended.id AND attempts.fence = ended.fence");
    }

    std::uint64_t work()
    {
        pqxx::nontransaction raw(m_connection);
        std::uint64_t ended = 0;
        while (true) {
            raw.exec("BEGIN");
            const pqxx::result claimed = raw.exec_prepared("claim");
            raw.exec("COMMIT");
            if (claimed.empty()) {
                return ended;
            }
            std::string ids = "{";
            std::string fences = "{";
            for (pqxx::result_size_type i = 0; i < claimed.size(); ++i) {
                ids += (i > 0 ? "," : "") + std::string(claimed[i][0].c_str());
                fences += (i > 0 ? "," : "") + std::string(claimed[i][1].c_str());
            }
            raw.exec("BEGIN");
            ended += raw.exec_prepared("end", ids + "}", fences + "}").affected_rows();
            raw.exec("COMMIT");
        }
    }

private:
    pqxx::connection m_connection;
    pqxx::quiet_errorhandler m_quiet;
};

Result<Run> bareClaims(const SharedStoreBenchOptions& options)
{
    ARGUS_TRY(refill(options));
    try {
        BareClaims claims(withSchema(options.url));
        const auto begun = std::chrono::steady_clock::now();
        const std::uint64_t ended = claims.work();
        return Run {secondsSince(begun), ended};
    } catch (const std::exception& exception) {
        return fail(ErrorCode::Unavailable, exception.what());
    }
}

/// Counts writes under way.
class OpenWrites
{
public:
    void begin()
    {
        const base::LockGuard lock(m_mutex);
        ++m_open;
    }
    void end(bool good)
    {
        const base::LockGuard lock(m_mutex);
        --m_open;
        ++(good ? m_ended : m_failed);
        m_changed.notifyAll();
    }
    void waitUntilOpen(std::int64_t atMost)
    {
        const base::LockGuard lock(m_mutex);
        while (m_open > atMost) {
            m_changed.wait(m_mutex);
        }
    }
    std::uint64_t ended() const { return m_ended; }
    std::uint64_t failed() const { return m_failed; }

private:
    base::Mutex m_mutex;
    base::CondVar m_changed;
    std::int64_t m_open = 0;
    std::uint64_t m_ended = 0;
    std::uint64_t m_failed = 0;
};

/// As the scheduler does it: claims what it has room for, ends each task with a write of its own, and claims on while
/// these are under way.
Result<Run> storeClaims(const ExecutionContext& context, Database& database, const SharedStoreBenchOptions& options)
{
    ARGUS_TRY(refill(options));
    constexpr std::array kStages {domain::Stage::Parse};
    OpenWrites writes;
    const auto begun = std::chrono::steady_clock::now();
    while (true) {
        const auto claimed
            = store::sql::writeValue<std::vector<domain::Task>>(database, context, [&](Connection& connection) {
                  return store::tasks::claim(connection, {"bench", kClaimedAtOnce, std::chrono::seconds(30), kStages},
                                             *connection.now());
              });
        if (!claimed) {
            return fail(claimed);
        }
        for (const domain::Task& task : *claimed) {
            writes.begin();
            const store::tasks::Lease lease {task.id, task.fence};
            database.writeLater(
                context,
                [lease](Connection& connection) {
                    return store::tasks::complete(connection, lease, *connection.now());
                },
                [&writes](const Result<>& done) { writes.end(bool(done)); });
        }
        // Twice a hundred are held at most.
        writes.waitUntilOpen(claimed->empty() ? 0 : kClaimedAtOnce);
        if (claimed->empty()) {
            break;
        }
    }
    if (writes.failed() > 0) {
        return fail(ErrorCode::Unavailable, "a task could not be ended");
    }
    return Run {secondsSince(begun), writes.ended()};
}

Figure named(std::string name, const char* unit)
{
    Figure figure;
    figure.name = std::move(name);
    figure.unit = unit;
    return figure;
}

} // namespace

bool isSharedStore(const std::string& store)
{
    return store::postgres::isPostgresUrl(store);
}

Result<std::vector<Figure>> benchSharedStore(const ExecutionContext& context, const SharedStoreBenchOptions& options)
{
    const auto folder = base::TemporaryFolder::make("argus-bench");
    if (!folder) {
        return fail(folder);
    }
    const fs::path script = folder->path() / "enqueue.sql";
    ARGUS_TRY(base::writeFileAtomically(script, enqueueScript()));
    const Pgbench pgbench(script, options);
    if (!pgbench.isThere()) {
        return fail(ErrorCode::Unavailable, "pgbench is not installed: apt install postgresql-15");
    }
    const auto schema = BenchSchema::make(options.url);
    if (!schema) {
        return fail(schema);
    }
    store::postgres::PostgresSettings settings;
    settings.url = withSchema(options.url);
    settings.maxIdle = options.clients; // as pgbench: connections are not the matter here
    const auto database = store::postgres::openPostgres(settings);
    if (!database) {
        return fail(database);
    }
    ARGUS_TRY(store::migrate(context, **database));
    ARGUS_TRY(addBatches(context, **database, options.clients));
    const std::string clients = ", " + std::to_string(options.clients) + " clients";
    auto figures = measureRuns(
        named("task and event, pgbench" + clients, "transactions"), pgbench,
        named("task and event, store" + clients, "transactions"), [&] { return enqueue(context, **database, options); },
        options.runs);
    if (!figures) {
        return figures;
    }
    auto claims = measureRuns(
        named("claim and end, bare statements for 100", "tasks"), [&] { return bareClaims(options); },
        named("claim 100, end each, store", "tasks"), [&] { return storeClaims(context, **database, options); },
        options.runs);
    if (!claims) {
        return claims;
    }
    figures->insert(figures->end(), claims->begin(), claims->end());
    return figures;
}

} // namespace argus::bench
