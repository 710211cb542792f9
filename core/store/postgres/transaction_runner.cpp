// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/transaction_runner.h"

#include "core/base/log.h"
#include "core/base/text.h"

#include <algorithm>
#include <random>
#include <thread>
#include <utility>

namespace argus::store::postgres {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

/// Runs of one work, the first included.
constexpr int kMaxTries = 5;
/// A group holds the rows of several works: two groups that wait for each other would stand until the server sees the
/// deadlock, a second later. A group gives way sooner, and its works run alone.
constexpr std::chrono::milliseconds kGroupLockTimeout {100};
/// Longer than any commit takes; then its connection is cut, and its fate asked for over another.
constexpr std::chrono::milliseconds kCommitTime {10000};
/// How long the fate of a commit is asked for where the context sets no limit.
constexpr std::chrono::milliseconds kSettleTime {30000};
/// After this a transaction that still is open, because the server did not notice that we are gone, is ended.
constexpr std::chrono::milliseconds kPatienceWithBackend {500};
constexpr std::chrono::milliseconds kSettlePause {50};

/// Sleeps, but not past the end of the context.
void pause(const ExecutionContext& context, std::chrono::milliseconds time)
{
    base::Mutex mutex;
    base::CondVar wait;
    const std::stop_callback wakeUp(context.stopToken(), [&] {
        const base::LockGuard lock(mutex);
        wait.notifyAll();
    });
    const auto until = std::chrono::steady_clock::now() + std::min(time, context.remaining(time));
    const base::LockGuard lock(mutex);
    while (!context.isCancelled() && std::chrono::steady_clock::now() < until) {
        wait.waitUntil(mutex, until);
    }
}

std::chrono::milliseconds randomPause(int tries)
{
    thread_local std::minstd_rand random {std::random_device {}()};
    std::uniform_int_distribution<int> some(1, 10);
    return std::chrono::milliseconds(some(random) << std::min(tries, 4));
}

Fault faultNow(const std::exception& exception, Session& session, std::string_view statement,
               const ExecutionContext* context)
{
    Fault fault = faultOf(exception, session.isOpen(), statement, context);
    if (fault.kind == FaultKind::Connection) {
        session.condemn();
    }
    return fault;
}

void rollBack(Session& session)
{
    if (session.isCondemned()) {
        return;
    }
    try {
        session.exec("ROLLBACK");
    } catch (const std::exception&) {
        session.condemn(); // the server rolls back by itself
    }
}

} // namespace

TransactionRunner::TransactionRunner(const PostgresSettings& settings, const ConnectionInfo& info)
    : m_settings(settings)
    , m_pool(settings, info)
    , m_canceller(info)
{ }

std::string TransactionRunner::beginText(const ExecutionContext* context, Access access) const
{
    std::string text = access == Access::Read ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;" : "BEGIN;";
    // The session's own limits count unless the context ends sooner. A little more than is left: the canceller tells
    // the reason better.
    const auto left = context ? context->remaining(m_settings.statementTimeout) : m_settings.statementTimeout;
    if (left < m_settings.statementTimeout) {
        const auto limit = std::to_string(left.count() + 100);
        text += "SET LOCAL statement_timeout=" + limit + ";SET LOCAL lock_timeout=" + limit + ";";
    } else if (access == Access::WriteGroup) {
        text += "SET LOCAL lock_timeout=" + std::to_string(kGroupLockTimeout.count()) + ";";
    }
    // One message for all: the transaction's number is what its commit can be asked for later; the clock saves each
    // work a question.
    text += "SELECT (extract(epoch from clock_timestamp()) * 1000000)::int8";
    return text + (access == Access::Read ? "" : ", pg_current_xact_id()");
}

Result<base::UtcTime> TransactionRunner::begin(const ExecutionContext* context, Access access, Session& session,
                                               Attempt& attempt)
{
    try {
        const pqxx::result answer = session.exec(beginText(context, access));
        attempt.backendPid = session.backendPid();
        attempt.serverLife = session.serverLife();
        if (access != Access::Read) {
            attempt.transaction = answer.at(0).at(1).c_str();
        }
        return base::fromMicros(base::parseDecimal<std::int64_t>(answer.at(0).at(0).c_str()).value_or(0));
    } catch (const std::exception& exception) {
        Fault fault = faultNow(exception, session, "BEGIN", context);
        attempt.end = fault.kind == FaultKind::Connection ? End::Lost : End::Answered;
        return fail(std::move(fault.error));
    }
}

TransactionRunner::Attempt TransactionRunner::runOnce(const ExecutionContext* context, Access access, Session& session,
                                                      const sql::Work& work)
{
    Attempt attempt;
    std::optional<Canceller::Watch> watch;
    if (context) {
        watch.emplace(m_canceller, session, *context);
    }
    const auto serverTime = begin(context, access, session, attempt);
    if (!serverTime) {
        watch.reset();
        rollBack(session);
        attempt.result = fail(serverTime);
        return attempt;
    }
    PgConnection connection(session, context, *serverTime);
    try {
        attempt.result = work(connection);
    } catch (...) {
        session.condemn(); // whatever the work threw: the transaction must not live on in the pool
        throw;
    }
    watch.reset(); // neither ROLLBACK nor COMMIT is to be cancelled
    if (const std::optional<Fault>& fault = connection.fault()) {
        // Also when the work went on over it: the server has given the transaction up.
        const FaultKind kind = fault->kind;
        if (kind == FaultKind::Connection) {
            session.condemn();
        }
        attempt.result = attempt.result ? Result<>(fail(fault->error)) : attempt.result;
        attempt.end = kind == FaultKind::Connection ? End::Lost
            : kind == FaultKind::Race               ? End::Race
            : kind == FaultKind::LostKey            ? End::LostKey
                                                    : End::Answered;
    }
    if (!attempt.result) {
        rollBack(session);
        return attempt;
    }
    return commit(session, access, std::move(attempt));
}

TransactionRunner::Attempt TransactionRunner::commit(Session& session, Access access, Attempt attempt)
{
    try {
        const Canceller::Watch watch(m_canceller, session, std::max(m_settings.statementTimeout, kCommitTime));
        session.exec("COMMIT");
    } catch (const std::exception& exception) {
        const Fault fault = faultNow(exception, session, "COMMIT", nullptr);
        if (access == Access::Read) {
            return attempt; // everything was read
        }
        attempt.result = fail(fault.error);
        attempt.end = fault.kind == FaultKind::Connection ? End::Unknown
            : fault.kind == FaultKind::Race               ? End::Race
                                                          : End::Answered;
        rollBack(session);
    }
    return attempt;
}

bool TransactionRunner::tryAgain(const ExecutionContext& context, Attempt& attempt, int& tries)
{
    ++tries;
    switch (attempt.end) {
    case End::Answered:
        return false;
    case End::Unknown:
        switch (settle(context, attempt)) {
        case Fate::Committed:
            attempt.result = {};
            return false;
        case Fate::Unknown:
            attempt.result = fail(ErrorCode::Unavailable,
                                  "the connection to the database was lost while it committed, and it is unknown "
                                  "whether the change was made: look before it is made again");
            return false;
        case Fate::RolledBack:
            break;
        }
        [[fallthrough]];
    case End::Lost:
        // The others were likely lost with it.
        m_pool.dropIdle();
        break;
    case End::Race:
        pause(context, randomPause(tries));
        break;
    case End::LostKey:
        // One more run meets the row that the other transaction committed; a conflict that stays is one.
        tries = std::max(tries, kMaxTries - 1);
        break;
    }
    if (const Result<> usable = context.check(); !usable) {
        attempt.result = fail(usable);
        return false;
    }
    return tries < kMaxTries;
}

Result<> TransactionRunner::read(const ExecutionContext& context, const sql::Work& work)
{
    for (int tries = 0;;) {
        Attempt attempt;
        {
            const auto session = m_pool.acquire(context);
            if (!session) {
                return fail(session);
            }
            attempt = runOnce(&context, Access::Read, **session, work);
        }
        if (!tryAgain(context, attempt, tries)) {
            return attempt.result;
        }
    }
}

Result<> TransactionRunner::write(const ExecutionContext& context, const sql::Work& work)
{
    for (int tries = 0;;) {
        Attempt attempt;
        {
            const auto session = m_pool.acquire(context);
            if (!session) {
                return fail(session);
            }
            attempt = runOnce(&context, Access::Write, **session, work);
        }
        if (!tryAgain(context, attempt, tries)) {
            return attempt.result;
        }
    }
}

bool TransactionRunner::writeTogether(std::span<const std::shared_ptr<sql::Job>> jobs)
{
    const ExecutionContext context = ExecutionContext::root("argus", "group commit");
    Attempt attempt;
    {
        const auto session = m_pool.acquire(context);
        if (!session) {
            return false;
        }
        attempt = runOnce(nullptr, Access::WriteGroup, **session, [&jobs](sql::Connection& connection) -> Result<> {
            for (const std::shared_ptr<sql::Job>& job : jobs) {
                ARGUS_TRY(job->context.check());
                ARGUS_TRY(job->run(connection));
            }
            return {};
        });
    }
    if (attempt.end == End::Unknown) {
        int tries = kMaxTries;
        (void)tryAgain(context, attempt, tries);
        if (!attempt.result && attempt.result.error().retryable) {
            return false; // rolled back
        }
    } else if (!attempt.result) {
        return false;
    }
    for (const std::shared_ptr<sql::Job>& job : jobs) {
        job->finish(attempt.result);
    }
    return true;
}

TransactionRunner::Fate TransactionRunner::fateOf(const std::string& status, bool sameLife)
{
    if (status == "aborted") {
        return Fate::RolledBack;
    }
    if (sameLife) {
        return status == "committed" ? Fate::Committed : Fate::Unknown;
    }
    // A server that crashed gives numbers out again of which its log says nothing, those of transactions that left no
    // trace. Then 'committed' may be the number's next owner, while ours, in progress, would have ended with the crash.
    return status == "in progress" ? Fate::RolledBack : Fate::Unknown;
}

TransactionRunner::Fate TransactionRunner::settle(const ExecutionContext& context, const Attempt& attempt)
{
    // Not under the caller's cancellation: what happened is to be told also to one who no longer wants it.
    const ExecutionContext asking = ExecutionContext::root(context.user(), "settling a commit")
                                        .withTimeout(std::max(context.remaining(kSettleTime), kSettlePause * 10));
    const auto begun = std::chrono::steady_clock::now();
    m_pool.dropIdle();
    const std::string id = attempt.transaction;
    while (asking.check()) {
        const auto session = m_pool.acquire(asking);
        try {
            if (session) {
                const pqxx::result answer = (*session)->exec("SELECT pg_xact_status('" + id + "'::xid8)");
                const std::string status = answer.at(0).at(0).is_null() ? "" : answer.at(0).at(0).c_str();
                const bool sameLife = (*session)->serverLife() == attempt.serverLife;
                base::log(base::LogLevel::Info, "store",
                          "a connection broke in its commit; the transaction is " + status
                              + (sameLife ? "" : ", and the server recovered since"),
                          context.traceId());
                if (status != "in progress" || !sameLife) {
                    return fateOf(status, sameLife);
                }
                if (std::chrono::steady_clock::now() - begun >= kPatienceWithBackend) {
                    // The number in the condition: the process may be another's by now.
                    (*session)->exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = "
                                     + std::to_string(attempt.backendPid) + " AND backend_xid = ('" + id
                                     + "'::xid8)::xid");
                }
            }
        } catch (const std::exception& exception) {
            const Fault fault = faultNow(exception, **session, "", nullptr);
            if (fault.error.code == ErrorCode::Invalid) {
                return Fate::RolledBack; // a number that the server has yet to give out: it forgot ours in a crash
            }
        }
        pause(asking, kSettlePause);
    }
    return Fate::Unknown;
}

} // namespace argus::store::postgres
