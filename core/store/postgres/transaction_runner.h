// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/postgres/canceller.h"
#include "core/store/postgres/pg_connection.h"
#include "core/store/postgres/session_pool.h"
#include "core/store/sql/work_queue.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace argus::store::postgres {

/// Runs works as transactions, again where that may help, and finds out what became of a commit whose answer was lost.
/// Any thread; runs on the caller's.
class TransactionRunner
{
public:
    TransactionRunner(const PostgresSettings& settings, const ConnectionInfo& info);

    base::Result<> read(const base::ExecutionContext& context, const sql::Work& work);
    base::Result<> write(const base::ExecutionContext& context, const sql::Work& work);
    /// One transaction for several works. True when all were answered; false when nothing of them happened: one of them
    /// failed and took the others' work with it, and each needs a transaction of its own.
    bool writeTogether(std::span<const std::shared_ptr<sql::Job>> jobs);

    SessionPool& pool() { return m_pool; }

private:
    enum class Access
    {
        Read,
        Write,
        WriteGroup
    };
    /// How an attempt ended.
    enum class End
    {
        Answered, ///< `result` is the answer
        Race, ///< rolled back; again after a moment
        LostKey, ///< rolled back; again once
        Lost, ///< the connection broke before the commit
        Unknown ///< the connection broke in the commit
    };
    struct Attempt
    {
        End end = End::Answered;
        base::Result<> result;
        std::string transaction; ///< its number on the server, of a write
        int backendPid = 0;
        std::string serverLife; ///< see Session
    };
    enum class Fate
    {
        Committed,
        RolledBack,
        Unknown
    };

    /// `context`: null for works that run to their end.
    Attempt runOnce(const base::ExecutionContext* context, Access access, Session& session, const sql::Work& work);
    Attempt commit(Session& session, Access access, Attempt attempt);
    base::Result<base::UtcTime> begin(const base::ExecutionContext* context, Access access, Session& session,
                                      Attempt& attempt);
    std::string beginText(const base::ExecutionContext* context, Access access) const;
    static Fate fateOf(const std::string& status, bool sameLife);
    Fate settle(const base::ExecutionContext& context, const Attempt& attempt);
    /// True when it is worth another try; false leaves the answer in `attempt.result`.
    bool tryAgain(const base::ExecutionContext& context, Attempt& attempt, int& tries);

    const PostgresSettings m_settings;
    SessionPool m_pool;
    Canceller m_canceller;
};

} // namespace argus::store::postgres
