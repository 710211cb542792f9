// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/group_writer.h"

#include <algorithm>

namespace argus::store::postgres {

using base::ErrorCode;
using base::Result;

namespace {

/// Works that share one commit at most: bounds how long the first of them waits for the last, and what they lock.
constexpr std::size_t kGroupLimit = 32;

} // namespace

GroupWriter::GroupWriter(TransactionRunner& runner, unsigned threads)
    : m_runner(runner)
    , m_threadCount(std::max(threads, 1U))
{
    for (unsigned i = 0; i < m_threadCount; ++i) {
        m_threads.emplace_back([this] { run(); });
    }
}

GroupWriter::~GroupWriter()
{
    m_queue.close();
    m_threads.clear(); // joins
}

void GroupWriter::run()
{
    bool serverAway = false;
    while (true) {
        const std::vector<std::shared_ptr<sql::Job>> group = m_queue.takeAll(kGroupLimit, m_threadCount);
        if (group.empty()) {
            return; // closed and drained
        }
        if (group.size() > 1 && m_runner.writeTogether(group)) {
            serverAway = false;
            continue;
        }
        for (const std::shared_ptr<sql::Job>& job : group) {
            // At the end nobody waits for a server that does not come back.
            Result<> result = serverAway && m_queue.isClosed()
                ? Result<>(base::failTransient(ErrorCode::Unavailable, "the store is closed, and its server is away"))
                : m_runner.write(job->context, [&job](sql::Connection& connection) { return job->run(connection); });
            serverAway = !result && result.error().code == ErrorCode::Unavailable;
            job->finish(std::move(result));
        }
    }
}

} // namespace argus::store::postgres
