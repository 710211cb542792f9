// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace argus::store::postgres {

struct PostgresSettings
{
    /// "postgresql://user@host:port/database?sslmode=verify-full&sslrootcert=..." with libpq's own options. It need
    /// hold no password: `password`, PGPASSWORD and PGPASSFILE are asked as well.
    std::string url;
    std::string password; ///< from a keyring, say; empty: libpq finds one or none is needed
    std::string applicationName = "argus-desk"; ///< what the server's list of sessions shows
    std::size_t maxConnections = 25;
    std::size_t maxIdle = 5;
    std::chrono::milliseconds idleTime = std::chrono::minutes(5);
    std::chrono::milliseconds life = std::chrono::minutes(5); ///< of a connection, checked when it comes back
    /// Of a single statement; less when the context's deadline is nearer.
    std::chrono::milliseconds statementTimeout = std::chrono::seconds(10);
    std::chrono::milliseconds connectTimeout = std::chrono::seconds(5);
    unsigned writers = 4; ///< threads for writeLater()
};

/// Opens a PostgreSQL store (version 15 or later, encoding UTF-8) and makes one connection, so that what is wrong shows
/// at once. The schema is not touched: see migrations. Errors: Invalid for a malformed URL or a server that is too old,
/// Denied for wrong credentials, Unavailable (retryable) when the server cannot be reached.
///
/// read() and write() run on the caller's thread over a pool of connections. Reads see one snapshot. Writes are READ
/// COMMITTED; a serialisation fault, a deadlock, a lock that was not had in time, a lost race for a unique key and a
/// connection that broke before the commit run the work again, a few times. When it is not known whether a commit
/// happened, the server is asked by the transaction's number; only where nobody can say is the answer Unavailable, not
/// retryable, 'unknown'. writeLater() runs on threads of its own, several works sharing a commit. A cancelled or
/// expired context stops the statement under way, in reads and in writes; nothing of such a write stays.
base::Result<std::unique_ptr<sql::Database>> openPostgres(const PostgresSettings& settings);

/// True for what openPostgres() takes: "postgresql://..." or "postgres://...".
bool isPostgresUrl(const std::string& text);

} // namespace argus::store::postgres
