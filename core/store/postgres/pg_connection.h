// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/postgres/faults.h"
#include "core/store/postgres/session.h"
#include "core/store/sql/database.h"

#include <chrono>
#include <optional>

namespace argus::store::postgres {

/// Statements within one transaction of a session. The server ends a transaction with its first refused statement:
/// from then on every statement answers that fault, and so does whoever asks fault().
class PgConnection final : public sql::Connection
{
public:
    /// `context`: looked at before each statement; null for work that runs to its end. `serverTime` is the server's
    /// clock, read just now.
    PgConnection(Session& session, const base::ExecutionContext* context, base::UtcTime serverTime);

    using sql::Connection::execute;
    using sql::Connection::query;
    base::Result<sql::Rows> query(std::string_view statement, std::span<const sql::Value> parameters) override;
    base::Result<std::int64_t> execute(std::string_view statement, std::span<const sql::Value> parameters) override;
    sql::Dialect dialect() const override { return sql::Dialect::Postgres; }
    /// The server's clock as the transaction's begin told it, and what passed since: no question of its own, and never
    /// ahead of the server.
    base::Result<base::UtcTime> now() override;

    const std::optional<Fault>& fault() const { return m_fault; }
    /// For the next of several works that share the transaction.
    void setContext(const base::ExecutionContext* context) { m_context = context; }

private:
    base::Result<pqxx::result> run(std::string_view statement, std::span<const sql::Value> parameters);

    Session& m_session;
    const base::ExecutionContext* m_context;
    const base::UtcTime m_serverTime;
    const std::chrono::steady_clock::time_point m_begun;
    std::optional<Fault> m_fault;
};

} // namespace argus::store::postgres
