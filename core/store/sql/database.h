// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/context.h"
#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// The small port behind which both databases stand. Repositories are written once over it, in the SQL that SQLite and
/// PostgreSQL share, with `$1` parameters; where they differ, Connection::dialect() says which one it is.
namespace argus::store::sql {

/// A parameter or a column: null, integer, double or UTF-8 text. Times are microseconds since 1970 UTC, booleans 0
/// and 1.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;
using Values = std::vector<Value>;

/// Text that stands for null when it is empty.
Value textOrNull(std::string text);
Value timeOrNull(const std::optional<base::UtcTime>& time);
/// A JSON text for a document column. JSONB refuses the character NUL, which a recording's text may hold (escaped, as
/// \u0000): it becomes U+2400, the visible sign for it, in both databases alike.
Value document(std::string json);
inline Value integer(std::int64_t number)
{
    return number;
}

/// One row of an answer. Reading a column as something it is not gives zero or empty text, never an exception.
class Row
{
public:
    explicit Row(Values columns)
        : m_columns(std::move(columns))
    { }
    bool isNull(std::size_t column) const;
    std::int64_t integer(std::size_t column) const;
    double real(std::size_t column) const;
    const std::string& text(std::size_t column) const;
    base::UtcTime time(std::size_t column) const { return base::fromMicros(integer(column)); }
    std::optional<base::UtcTime> optionalTime(std::size_t column) const;

private:
    Values m_columns;
};

using Rows = std::vector<Row>;

enum class Dialect : std::uint8_t
{
    Sqlite,
    Postgres
};

/// Statements within one transaction. Only valid inside the function it was given to, on that thread.
class Connection
{
public:
    virtual ~Connection() = default;
    /// Runs a statement that answers with rows. Errors: Conflict for a broken constraint, Unavailable (retryable) for
    /// locks and lost connections, Cancelled or DeadlineExceeded by the context, Internal for the rest.
    virtual base::Result<Rows> query(std::string_view statement, std::span<const Value> parameters) = 0;
    /// Runs a statement for its effect; the number of rows it touched.
    virtual base::Result<std::int64_t> execute(std::string_view statement, std::span<const Value> parameters) = 0;
    virtual Dialect dialect() const = 0;
    /// The database's clock: the only one that leases may be measured by.
    virtual base::Result<base::UtcTime> now() = 0;

    base::Result<Rows> query(std::string_view statement, std::initializer_list<Value> parameters = {})
    {
        return query(statement, std::span<const Value>(parameters.begin(), parameters.size()));
    }
    base::Result<std::int64_t> execute(std::string_view statement, std::initializer_list<Value> parameters = {})
    {
        return execute(statement, std::span<const Value>(parameters.begin(), parameters.size()));
    }
};

/// The work of one transaction. It may be run more than once (a group that failed, a serialisation fault): it must
/// change nothing but the database and values that a second run overwrites.
using Work = std::function<base::Result<>(Connection&)>;

/// A database. Any thread.
class Database
{
public:
    virtual ~Database() = default;
    /// Runs `work` in a read-only snapshot and waits for it. A statement under way stops with the context.
    virtual base::Result<> read(const base::ExecutionContext& context, Work work) = 0;
    /// Runs `work` in a transaction that is durable when this returns success, and waits for it. Nothing of it stays
    /// when `work` fails. A write that waits in the queue is dropped with its context; one begun runs to its end.
    virtual base::Result<> write(const base::ExecutionContext& context, Work work) = 0;
    /// The same without waiting: `done` comes on a thread of the database and must be brief. Bounded by the caller.
    virtual void writeLater(const base::ExecutionContext& context, Work work, std::function<void(base::Result<>)> done)
        = 0;
    virtual Dialect dialect() const = 0;
    /// False when this process may only read (another one owns the SQLite store).
    virtual bool isWritable() const = 0;
    /// "SQLite 3.40.1, /path/store.db": for people.
    virtual std::string describe() const = 0;
    /// Who this process is to the store, as it stands in Customer.login: the user of the database server; for a file
    /// the system's user. Empty where it is not known: such a process may do nothing.
    virtual std::string login() const { return {}; }

    /// Tells the other processes that work on this store that something was committed. Cheap, debounced, and lost while
    /// the server is away: everybody looks from time to time as well. Nothing where there are no others.
    virtual void announce() { }
    /// `told` comes on a thread of the database, and must be brief, when another process announced something or when
    /// the connection came back. One listener, set before the first announcement matters; empty takes it away and
    /// waits for a call under way.
    virtual void onAnnounced(std::function<void()> told) { (void)told; }
};

/// read() for work that answers with a value.
template <class T, class F> base::Result<T> readValue(Database& database, const base::ExecutionContext& context, F work)
{
    std::optional<T> value;
    base::Result<> done = database.read(context, [&value, &work](Connection& connection) -> base::Result<> {
        base::Result<T> result = work(connection);
        if (!result) {
            return base::fail(result);
        }
        value.emplace(std::move(*result));
        return {};
    });
    if (!done) {
        return base::fail(done);
    }
    return std::move(*value);
}

/// write() for work that answers with a value.
template <class T, class F>
base::Result<T> writeValue(Database& database, const base::ExecutionContext& context, F work)
{
    std::optional<T> value;
    base::Result<> done = database.write(context, [&value, &work](Connection& connection) -> base::Result<> {
        base::Result<T> result = work(connection);
        if (!result) {
            return base::fail(result);
        }
        value.emplace(std::move(*result));
        return {};
    });
    if (!done) {
        return base::fail(done);
    }
    return std::move(*value);
}

} // namespace argus::store::sql
