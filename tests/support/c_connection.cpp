// SPDX-License-Identifier: Apache-2.0
// The store's SQLite driver over the plain C interface, for the thread sanitizer: Debian's Qt is built without it, and
// every lock inside Qt would look like a race. The store tests run over both drivers.
#include "core/base/text.h"
#include "core/store/sqlite/sqlite_connection.h"

#include <sqlite3.h>

#include <map>
#include <string>

namespace argus::store::sqlite {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// `?1` for the repositories' `$1`; they use '$' for nothing else.
std::string translate(std::string_view statement)
{
    std::string text(statement);
    for (char& c : text) {
        c = c == '$' ? '?' : c;
    }
    return text;
}

class CConnection final : public SqliteConnection
{
public:
    ~CConnection() override
    {
        for (const auto& [text, statement] : m_statements) {
            sqlite3_finalize(statement);
        }
        sqlite3_close(m_database);
    }

    Result<> open(const std::filesystem::path& path, Access access)
    {
        const int flags
            = access == Access::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        if (sqlite3_open_v2(path.c_str(), &m_database, flags | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK) {
            return fail(ErrorCode::Unavailable, "cannot open " + path.string() + ": " + sqlite3_errmsg(m_database));
        }
        sqlite3_busy_timeout(m_database, 5000);
        for (const char* statement : setupStatements(access)) {
            ARGUS_TRY(execute(statement, {}));
        }
        sqlite3_progress_handler(m_database, kProgressSteps, &CConnection::onProgress, this);
        return {};
    }

    Result<sql::Rows> query(std::string_view statement, std::span<const sql::Value> parameters) override
    {
        sql::Rows rows;
        const auto done = run(statement, parameters, &rows);
        return done ? Result<sql::Rows>(std::move(rows)) : Result<sql::Rows>(fail(done));
    }
    Result<std::int64_t> execute(std::string_view statement, std::span<const sql::Value> parameters) override
    {
        return run(statement, parameters, nullptr);
    }
    void setContext(const base::ExecutionContext* context) override { m_context = context; }

private:
    static int onProgress(void* self)
    {
        const auto* context = static_cast<CConnection*>(self)->m_context;
        return context && (context->isCancelled() || context->isExpired()) ? 1 : 0;
    }

    static void bind(sqlite3_stmt* statement, int index, const sql::Value& value)
    {
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, index, *number);
        } else if (const auto* real = std::get_if<double>(&value)) {
            sqlite3_bind_double(statement, index, *real);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            const std::string whole = base::toUtf8(*text); // as Qt's driver does
            sqlite3_bind_text64(statement, index, whole.data(), whole.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
        } else {
            sqlite3_bind_null(statement, index);
        }
    }

    static sql::Value column(sqlite3_stmt* statement, int index)
    {
        switch (sqlite3_column_type(statement, index)) {
        case SQLITE_INTEGER:
            return std::int64_t {sqlite3_column_int64(statement, index)};
        case SQLITE_FLOAT:
            return sqlite3_column_double(statement, index);
        case SQLITE_NULL:
            return {};
        default: {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, index));
            return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, index)));
        }
        }
    }

    Result<sqlite3_stmt*> prepared(std::string_view statement)
    {
        const auto found = m_statements.find(statement);
        if (found != m_statements.end()) {
            return found->second;
        }
        sqlite3_stmt* made = nullptr;
        const std::string text = translate(statement);
        if (const int code = sqlite3_prepare_v2(m_database, text.data(), static_cast<int>(text.size()), &made, nullptr);
            code != SQLITE_OK) {
            return failureOf(code, sqlite3_errmsg(m_database), statement, m_context);
        }
        m_statements.emplace(std::string(statement), made);
        return made;
    }

    /// The number of rows touched; the answer's rows go to `rows` where it is given.
    Result<std::int64_t> run(std::string_view statement, std::span<const sql::Value> parameters, sql::Rows* rows)
    {
        const auto made = prepared(statement);
        if (!made) {
            return fail(made);
        }
        if (static_cast<std::size_t>(sqlite3_bind_parameter_count(*made)) > parameters.size()) {
            return fail(ErrorCode::Internal, "a statement has more parameters than values");
        }
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            bind(*made, static_cast<int>(i + 1), parameters[i]);
        }
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(*made)) == SQLITE_ROW) {
            sql::Values values;
            for (int i = 0; rows && i < sqlite3_column_count(*made); ++i) {
                values.push_back(column(*made, i));
            }
            if (rows) {
                rows->emplace_back(std::move(values));
            }
        }
        const std::int64_t touched = sqlite3_changes64(m_database);
        const std::string error = code == SQLITE_DONE ? std::string() : sqlite3_errmsg(m_database);
        sqlite3_reset(*made);
        if (code != SQLITE_DONE) {
            return failureOf(code, error, statement, m_context);
        }
        return touched;
    }

    sqlite3* m_database = nullptr;
    const base::ExecutionContext* m_context = nullptr;
    std::map<std::string, sqlite3_stmt*, std::less<>> m_statements;
};

} // namespace

Result<std::unique_ptr<SqliteConnection>> openConnection(const std::filesystem::path& path, Access access)
{
    auto connection = std::make_unique<CConnection>();
    ARGUS_TRY(connection->open(path, access));
    return connection;
}

} // namespace argus::store::sqlite
