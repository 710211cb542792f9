// SPDX-License-Identifier: Apache-2.0
#include "core/store/sqlite/sqlite_connection.h"

#include "core/base/text.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QSqlRecord>
#include <QVariant>
#include <sqlite3.h>

namespace argus::store::sqlite {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Instructions of SQLite's machine between two looks at the context: about a tenth of a millisecond.
constexpr int kProgressSteps = 4000;
constexpr std::size_t kMaxStatements = 512;

/// A statement as Qt's driver takes it: `?` for each `$1` of the text, and which parameter each of them stands for.
/// (The driver refuses SQLite's own numbered `?1` when a number comes twice.) The repositories' texts hold no '$' but
/// these.
struct Translated
{
    QString text;
    std::vector<std::size_t> order; ///< index of the parameter for each '?'
};

Translated translate(std::string_view statement)
{
    Translated result;
    std::string text;
    for (std::size_t i = 0; i < statement.size(); ++i) {
        if (statement[i] != '$') {
            text += statement[i];
            continue;
        }
        std::size_t number = 0;
        while (i + 1 < statement.size() && statement[i + 1] >= '0' && statement[i + 1] <= '9') {
            number = number * 10 + static_cast<std::size_t>(statement[++i] - '0');
        }
        text += '?';
        result.order.push_back(number - 1);
    }
    result.text = QString::fromStdString(text);
    return result;
}

QVariant toVariant(const sql::Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return QVariant(static_cast<qlonglong>(*number));
    }
    if (const auto* real = std::get_if<double>(&value)) {
        return QVariant(*real);
    }
    if (const auto* text = std::get_if<std::string>(&value)) {
        return QVariant(QString::fromUtf8(text->data(), static_cast<qsizetype>(text->size())));
    }
    return QVariant();
}

sql::Value fromVariant(const QVariant& variant)
{
    if (variant.isNull()) {
        return {};
    }
    switch (variant.typeId()) {
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Bool:
        return static_cast<std::int64_t>(variant.toLongLong());
    case QMetaType::Double:
        return variant.toDouble();
    default:
        return variant.toString().toStdString();
    }
}

sqlite3* handleOf(const QSqlDatabase& database)
{
    const QVariant handle = database.driver()->handle();
    return handle.isValid() ? *static_cast<sqlite3* const*>(handle.constData()) : nullptr;
}

} // namespace

SqliteConnection::SqliteConnection(QString name, Access access)
    : m_name(std::move(name))
    , m_access(access)
{ }

SqliteConnection::~SqliteConnection()
{
    m_statements.clear();
    if (m_database.isOpen()) {
        if (m_access != Access::ReadOnly) {
            QSqlQuery(QStringLiteral("PRAGMA optimize"), m_database);
        }
        m_database.close();
    }
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::filesystem::path& path, Access access)
{
    auto connection = std::unique_ptr<SqliteConnection>(
        new SqliteConnection(QString::fromStdString("argus-" + base::Uuid::makeV7().toString()), access));
    ARGUS_TRY(connection->configure(path));
    return connection;
}

Result<> SqliteConnection::configure(const std::filesystem::path& path)
{
    m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    if (!m_database.isValid()) {
        return fail(ErrorCode::Unavailable, "Qt's SQLite driver is missing: install libqt6sql6-sqlite");
    }
    m_database.setDatabaseName(QString::fromStdString(path.string()));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000");
    if (m_access == Access::ReadOnly) {
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    }
    m_database.setConnectOptions(options);
    if (!m_database.open()) {
        return fail(ErrorCode::Unavailable,
                    "cannot open " + path.string() + ": " + m_database.lastError().text().toStdString());
    }
    // SQLite before 3.51.3 can damage a database whose WAL several connections checkpoint or write at once: only the
    // one writer checkpoints, and nothing is memory-mapped.
    const bool writer = m_access != Access::ReadOnly;
    for (const char* pragma : {"PRAGMA mmap_size=0", "PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY"}) {
        ARGUS_TRY(execute(pragma));
    }
    if (writer) {
        const bool synced = m_access == Access::ReadWrite;
        for (const char* pragma :
             {"PRAGMA journal_mode=WAL", synced ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF",
              "PRAGMA wal_autocheckpoint=1000", "PRAGMA journal_size_limit=67108864"}) {
            ARGUS_TRY(execute(pragma));
        }
    } else {
        ARGUS_TRY(execute("PRAGMA query_only=1"));
        ARGUS_TRY(execute("PRAGMA wal_autocheckpoint=0"));
    }
    if (sqlite3* handle = handleOf(m_database)) {
        sqlite3_progress_handler(handle, kProgressSteps, &SqliteConnection::onProgress, this);
    }
    return {};
}

int SqliteConnection::onProgress(void* self)
{
    const auto* context = static_cast<SqliteConnection*>(self)->m_context;
    return context && (context->isCancelled() || context->isExpired()) ? 1 : 0;
}

Result<SqliteConnection::Prepared*> SqliteConnection::run(std::string_view statement,
                                                          std::span<const sql::Value> parameters)
{
    auto found = m_statements.find(statement);
    if (found == m_statements.end()) {
        if (m_statements.size() >= kMaxStatements) {
            m_statements.clear();
        }
        Translated translated = translate(statement);
        QSqlQuery prepared(m_database);
        prepared.setForwardOnly(true);
        if (!prepared.prepare(translated.text)) {
            return failure(prepared, statement);
        }
        found = m_statements
                    .emplace(std::string(statement), Prepared {std::move(prepared), std::move(translated.order), -1})
                    .first;
    }
    QSqlQuery& query = found->second.query;
    const std::vector<std::size_t>& order = found->second.order;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] >= parameters.size()) {
            return fail(ErrorCode::Internal, "a statement has more parameters than values");
        }
        query.bindValue(static_cast<int>(i), toVariant(parameters[order[i]]));
    }
    if (!query.exec()) {
        base::Failure error = failure(query, statement);
        query.finish();
        return error;
    }
    return &found->second;
}

Result<sql::Rows> SqliteConnection::query(std::string_view statement, std::span<const sql::Value> parameters)
{
    const auto prepared = run(statement, parameters);
    if (!prepared) {
        return fail(prepared);
    }
    QSqlQuery& query = (*prepared)->query;
    int& columns = (*prepared)->columns;
    if (columns < 0) {
        columns = query.record().count();
    }
    sql::Rows rows;
    while (query.next()) {
        sql::Values values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int i = 0; i < columns; ++i) {
            values.push_back(fromVariant(query.value(i)));
        }
        rows.emplace_back(std::move(values));
    }
    if (query.lastError().type() != QSqlError::NoError) {
        base::Failure error = failure(query, statement);
        query.finish();
        return error;
    }
    query.finish();
    return rows;
}

Result<std::int64_t> SqliteConnection::execute(std::string_view statement, std::span<const sql::Value> parameters)
{
    const auto prepared = run(statement, parameters);
    if (!prepared) {
        return fail(prepared);
    }
    QSqlQuery& query = (*prepared)->query;
    const std::int64_t touched = query.numRowsAffected();
    query.finish();
    return touched;
}

base::Failure SqliteConnection::failure(const QSqlQuery& query, std::string_view statement) const
{
    const QSqlError error = query.lastError();
    const int code = error.nativeErrorCode().toInt() & 0xFF;
    const std::string text = (error.databaseText().isEmpty() ? error.driverText() : error.databaseText()).toStdString();
    const std::string where(base::trimmed(statement.substr(0, 60)));
    switch (code) {
    case SQLITE_INTERRUPT:
        if (m_context) {
            if (const Result<> ended = m_context->check(); !ended) {
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
        return fail(ErrorCode::Internal, "the store failed at '" + where + "': " + text);
    }
}

} // namespace argus::store::sqlite
