// SPDX-License-Identifier: Apache-2.0
#include "core/store/sqlite/sqlite_database.h"

#include "core/base/system_user.h"
#include "core/store/sql/work_queue.h"
#include "core/store/sqlite/sqlite_connection.h"

#include <sqlite3.h>

#include <future>
#include <thread>
#include <vector>

namespace argus::store::sqlite {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;
using sql::Job;
using sql::WorkQueue;

namespace {

/// Transactions that share one commit at most: bounds how long the first of them waits for the last.
constexpr std::size_t kGroupLimit = 128;

/// The thread that writes, and its queue.
class Writer
{
public:
    Result<> start(const std::filesystem::path& path, bool durable)
    {
        std::promise<Result<>> opened;
        auto waiting = opened.get_future();
        m_thread = std::jthread([this, path, durable, &opened] { run(path, durable, opened); });
        return waiting.get();
    }
    ~Writer() { m_queue.close(); }

    void submit(std::shared_ptr<Job> job) { m_queue.push(std::move(job)); }

private:
    void run(const std::filesystem::path& path, bool durable, std::promise<Result<>>& opened)
    {
        auto connection = openConnection(path, durable ? Access::ReadWrite : Access::ReadWriteUnsynced);
        if (!connection) {
            opened.set_value(fail(connection));
            return;
        }
        opened.set_value({});
        while (true) {
            std::vector<std::shared_ptr<Job>> group = m_queue.takeAll(kGroupLimit);
            if (group.empty()) {
                return; // closed and drained
            }
            commitGroup(**connection, group);
        }
    }

    static void commitGroup(SqliteConnection& connection, std::vector<std::shared_ptr<Job>>& group)
    {
        std::erase_if(group, [](const std::shared_ptr<Job>& job) {
            const Result<> usable = job->context.check();
            if (!usable) {
                job->finish(fail(usable));
            }
            return !usable;
        });
        if (group.empty() || runTogether(connection, group)) {
            return;
        }
        // One of them failed and took the others' work with it: each gets a transaction of its own.
        for (const std::shared_ptr<Job>& job : group) {
            Result<> result = runAlone(connection, *job);
            job->finish(std::move(result));
        }
    }

    /// True when every job ran and the commit stands; then all are answered. False: nothing happened.
    static bool runTogether(SqliteConnection& connection, const std::vector<std::shared_ptr<Job>>& group)
    {
        if (group.size() < 2) {
            return false;
        }
        if (!connection.execute("BEGIN IMMEDIATE")) {
            return false;
        }
        for (const std::shared_ptr<Job>& job : group) {
            if (!job->run(connection)) {
                rollBack(connection);
                return false;
            }
        }
        if (!connection.execute("COMMIT")) {
            rollBack(connection);
            return false;
        }
        for (const std::shared_ptr<Job>& job : group) {
            job->finish({});
        }
        return true;
    }

    static Result<> runAlone(SqliteConnection& connection, Job& job)
    {
        ARGUS_TRY(connection.execute("BEGIN IMMEDIATE"));
        Result<> result = job.run(connection);
        if (result) {
            const auto committed = connection.execute("COMMIT");
            result = committed ? Result<>() : Result<>(fail(committed));
        }
        if (!result) {
            rollBack(connection);
        }
        return result;
    }

    static void rollBack(SqliteConnection& connection)
    {
        // SQLite may have rolled back by itself (a full disk): then there is nothing left to do.
        (void)connection.execute("ROLLBACK");
    }

    WorkQueue m_queue;
    std::jthread m_thread; // last: joined before the queue goes
};

/// The threads that read, with one queue.
class Readers
{
public:
    Result<> start(const std::filesystem::path& path, unsigned count)
    {
        for (unsigned i = 0; i < count; ++i) {
            std::promise<Result<>> opened;
            auto waiting = opened.get_future();
            m_threads.emplace_back([this, path, &opened] { run(path, opened); });
            ARGUS_TRY(waiting.get());
        }
        return {};
    }
    ~Readers()
    {
        m_queue.close();
        m_threads.clear();
    }

    void submit(std::shared_ptr<Job> job) { m_queue.push(std::move(job)); }

private:
    void run(const std::filesystem::path& path, std::promise<Result<>>& opened)
    {
        auto connection = openConnection(path, Access::ReadOnly);
        if (!connection) {
            opened.set_value(fail(connection));
            return;
        }
        opened.set_value({});
        while (const std::shared_ptr<Job> job = m_queue.take()) {
            Result<> result = job->context.check();
            if (result) {
                (*connection)->setContext(&job->context);
                result = runSnapshot(**connection, *job);
                (*connection)->setContext(nullptr);
            }
            job->finish(std::move(result));
        }
    }

    static Result<> runSnapshot(SqliteConnection& connection, Job& job)
    {
        ARGUS_TRY(connection.execute("BEGIN"));
        Result<> result = job.run(connection);
        connection.setContext(nullptr); // the end of the snapshot must not be interrupted
        (void)connection.execute("COMMIT");
        return result;
    }

    WorkQueue m_queue;
    std::vector<std::jthread> m_threads;
};

class SqliteDatabase final : public sql::Database
{
public:
    static Result<std::unique_ptr<sql::Database>> open(const std::filesystem::path& path, const SqliteOptions& options)
    {
        auto database = std::make_unique<SqliteDatabase>();
        database->m_path = path;
        database->m_login = options.login.empty() ? base::systemUser() : options.login;
        if (options.writable) {
            database->m_writer = std::make_unique<Writer>();
            ARGUS_TRY(database->m_writer->start(path, options.durable));
        }
        ARGUS_TRY(database->m_readers.start(path, std::max(options.readers, 1U)));
        return database;
    }

    Result<> read(const ExecutionContext& context, sql::Work work) override
    {
        const auto job = std::make_shared<Job>(context, std::move(work));
        m_readers.submit(job);
        return job->wait();
    }

    Result<> write(const ExecutionContext& context, sql::Work work) override
    {
        if (!m_writer) {
            return readOnly();
        }
        const auto job = std::make_shared<Job>(context, std::move(work));
        m_writer->submit(job);
        return job->wait();
    }

    void writeLater(const ExecutionContext& context, sql::Work work, std::function<void(Result<>)> done) override
    {
        if (!m_writer) {
            done(readOnly());
            return;
        }
        m_writer->submit(std::make_shared<Job>(context, std::move(work), std::move(done)));
    }

    sql::Dialect dialect() const override { return sql::Dialect::Sqlite; }
    bool isWritable() const override { return m_writer != nullptr; }
    std::string describe() const override
    {
        return std::string("SQLite ") + sqlite3_libversion() + ", " + m_path.string();
    }
    std::string login() const override { return m_login; }

private:
    Result<> readOnly() const
    {
        return fail(ErrorCode::Unavailable, m_path.string() + " is owned by another process; this one only reads it");
    }

    std::filesystem::path m_path;
    std::string m_login;
    // The writer is closed last: the last connection to close checkpoints, and only the writer may.
    std::unique_ptr<Writer> m_writer;
    Readers m_readers;
};

} // namespace

Result<std::unique_ptr<sql::Database>> openSqlite(const std::filesystem::path& path, const SqliteOptions& options)
{
    if (options.writable && path.has_parent_path()) {
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            return fail(ErrorCode::Unavailable,
                        "cannot create " + path.parent_path().string() + ": " + error.message());
        }
    }
    return SqliteDatabase::open(path, options);
}

} // namespace argus::store::sqlite
