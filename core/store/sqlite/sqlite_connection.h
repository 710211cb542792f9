// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sql/database.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace argus::store::sqlite {

enum class Access
{
    ReadOnly,
    ReadWrite,
    ReadWriteUnsynced
};

/// One connection to a SQLite file, with its prepared statements. It lives and dies on one thread.
class SqliteConnection : public sql::Connection
{
public:
    sql::Dialect dialect() const override { return sql::Dialect::Sqlite; }
    base::Result<base::UtcTime> now() override { return base::SystemClock::instance().now(); }
    /// While set, statements stop when the context ends. Null: statements run to their end.
    virtual void setContext(const base::ExecutionContext* context) = 0;
};

/// Opens the file and sets it up: WAL, synchronous FULL, foreign keys; only a writer ever checkpoints. A program links
/// one implementation of this function: Qt Sql's driver (qt_connection.cpp), or, for the thread sanitizer, which cannot
/// see into Qt, the one of the tests (tests/support/c_connection.cpp). Threads and group commit are the same for both.
base::Result<std::unique_ptr<SqliteConnection>> openConnection(const std::filesystem::path& path, Access access);

// What every driver does alike.

/// Instructions of SQLite's machine between two looks at the context: about a tenth of a millisecond.
inline constexpr int kProgressSteps = 4000;
/// Prepared statements that are kept; the repositories' texts are few and fixed.
inline constexpr std::size_t kMaxStatements = 512;

/// The statements that set a new connection up.
std::vector<const char*> setupStatements(Access access);

/// The error that a result code of SQLite stands for. `context`: what the statement ran under, or null.
base::Failure failureOf(int code, const std::string& text, std::string_view statement,
                        const base::ExecutionContext* context);

} // namespace argus::store::sqlite
