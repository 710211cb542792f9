// SPDX-License-Identifier: Apache-2.0
#include "core/bench/peer_writer.h"

#include <algorithm>

namespace argus::bench {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kGroupLimit = 128;

} // namespace

Result<std::unique_ptr<PeerWriter>> PeerWriter::open(const std::filesystem::path& path)
{
    sqlite3* database = nullptr;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
        sqlite3_close(database);
        return fail(ErrorCode::Unavailable, "cannot open " + path.string());
    }
    sqlite3_exec(database,
                 "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA mmap_size=0; "
                 "PRAGMA wal_autocheckpoint=1000",
                 nullptr, nullptr, nullptr);
    auto writer = std::unique_ptr<PeerWriter>(new PeerWriter(database));
    writer->m_thread = std::jthread([raw = writer.get()](std::stop_token stop) { raw->run(std::move(stop)); });
    return writer;
}

PeerWriter::~PeerWriter()
{
    m_thread.request_stop();
    m_thread.join();
    for (const auto& [text, statement] : m_prepared) {
        sqlite3_finalize(statement);
    }
    sqlite3_close(m_database);
}

bool PeerWriter::write(std::vector<Statement> statements)
{
    auto job = std::make_shared<Job>(Job {std::move(statements), {}});
    auto done = job->done.get_future();
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
        m_filled.notify_one();
    }
    return done.get();
}

bool PeerWriter::execute(const Statement& statement)
{
    auto known = std::find_if(m_prepared.begin(), m_prepared.end(),
                              [&](const auto& entry) { return entry.first == statement.text; });
    if (known == m_prepared.end()) {
        sqlite3_stmt* prepared = nullptr;
        if (sqlite3_prepare_v2(m_database, statement.text, -1, &prepared, nullptr) != SQLITE_OK) {
            return false;
        }
        m_prepared.emplace_back(statement.text, prepared);
        known = m_prepared.end() - 1;
    }
    sqlite3_stmt* prepared = known->second;
    for (std::size_t i = 0; i < statement.parameters.size(); ++i) {
        const std::string& text = statement.parameters[i];
        sqlite3_bind_text(prepared, static_cast<int>(i + 1), text.data(), static_cast<int>(text.size()),
                          SQLITE_TRANSIENT);
    }
    int step = SQLITE_ROW;
    while (step == SQLITE_ROW) {
        step = sqlite3_step(prepared);
    }
    sqlite3_reset(prepared);
    return step == SQLITE_DONE;
}

void PeerWriter::run(std::stop_token stop)
{
    while (true) {
        std::vector<std::shared_ptr<Job>> group;
        {
            std::unique_lock lock(m_mutex);
            if (!m_filled.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
                return;
            }
            while (!m_jobs.empty() && group.size() < kGroupLimit) {
                group.push_back(std::move(m_jobs.front()));
                m_jobs.pop_front();
            }
        }
        bool good = sqlite3_exec(m_database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
        for (const auto& job : group) {
            for (const Statement& statement : job->statements) {
                good = good && execute(statement);
            }
        }
        good = sqlite3_exec(m_database, good ? "COMMIT" : "ROLLBACK", nullptr, nullptr, nullptr) == SQLITE_OK && good;
        for (const auto& job : group) {
            job->done.set_value(good);
        }
    }
}

} // namespace argus::bench
