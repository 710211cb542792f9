// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/postgres/transaction_runner.h"
#include "core/store/sql/work_queue.h"

#include <thread>
#include <vector>

namespace argus::store::postgres {

/// The threads behind writeLater(). What waits is shared out among them; each runs its share in one transaction, and,
/// when one of the works fails, each work alone. The destructor runs what waits, unless the server is away.
class GroupWriter
{
public:
    GroupWriter(TransactionRunner& runner, unsigned threads);
    ~GroupWriter();
    void submit(std::shared_ptr<sql::Job> job) { m_queue.push(std::move(job)); }

private:
    void run();

    TransactionRunner& m_runner;
    const unsigned m_threadCount;
    sql::WorkQueue m_queue;
    std::vector<std::jthread> m_threads; // last: joined first
};

} // namespace argus::store::postgres
