// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"

#include <sqlite3.h>

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace argus::bench {

/// The small program that the store is measured against: SQLite's C interface, prepared statements, one writer thread
/// with group commit, and nothing else. It does what the store does for a state change, and no more.
class PeerWriter
{
public:
    /// Opens an existing store file.
    static base::Result<std::unique_ptr<PeerWriter>> open(const std::filesystem::path& path);
    ~PeerWriter();

    /// Runs statements with text and integer parameters in a durable transaction and waits for it.
    struct Statement
    {
        const char* text;
        std::vector<std::string> parameters;
    };
    bool write(std::vector<Statement> statements);

private:
    struct Job
    {
        std::vector<Statement> statements;
        std::promise<bool> done;
    };

    explicit PeerWriter(sqlite3* database)
        : m_database(database)
    { }
    void run(std::stop_token stop);
    bool execute(const Statement& statement);

    sqlite3* m_database;
    std::mutex m_mutex;
    std::condition_variable_any m_filled;
    std::deque<std::shared_ptr<Job>> m_jobs;
    std::vector<std::pair<std::string, sqlite3_stmt*>> m_prepared;
    std::jthread m_thread;
};

} // namespace argus::bench
