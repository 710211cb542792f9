// SPDX-License-Identifier: Apache-2.0
#include "core/store/sqlite/sqlite_connection.h"

#include "core/base/text.h"

#include <sqlite3.h>

namespace argus::store::sqlite {

using base::ErrorCode;
using base::fail;
using base::Result;

std::vector<const char*> setupStatements(Access access)
{
    // SQLite before 3.51.3 can damage a database whose WAL several connections checkpoint or write at once: only the
    // one writer checkpoints, and nothing is memory-mapped.
    std::vector<const char*> statements {"PRAGMA mmap_size=0", "PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY"};
    if (access == Access::ReadOnly) {
        statements.insert(statements.end(), {"PRAGMA query_only=1", "PRAGMA wal_autocheckpoint=0"});
        return statements;
    }
    const bool synced = access == Access::ReadWrite;
    statements.insert(statements.end(),
                      {"PRAGMA journal_mode=WAL", synced ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF",
                       "PRAGMA wal_autocheckpoint=1000", "PRAGMA journal_size_limit=67108864"});
    return statements;
}

base::Failure failureOf(int code, const std::string& text, std::string_view statement,
                        const base::ExecutionContext* context)
{
    switch (code & 0xFF) {
    case SQLITE_INTERRUPT:
        if (context) {
            if (const Result<> ended = context->check(); !ended) {
                return fail(ended);
            }
        }
        return fail(ErrorCode::Cancelled, "a database statement was interrupted");
    case SQLITE_CONSTRAINT:
        return fail(ErrorCode::Conflict, "the store refused a change: " + text);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return base::failTransient(ErrorCode::Unavailable, "the store is locked by another program: " + text);
    case SQLITE_FULL:
        return fail(ErrorCode::Unavailable, "the disk that holds the store is full: free some space");
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return fail(ErrorCode::Unavailable, "the store cannot be read or written: " + text);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fail(ErrorCode::Internal, "the store is damaged or no Argus Desk store: " + text);
    default:
        return fail(ErrorCode::Internal,
                    "the store failed at '" + std::string(base::trimmed(statement.substr(0, 60))) + "': " + text);
    }
}

} // namespace argus::store::sqlite
