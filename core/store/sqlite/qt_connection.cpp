// SPDX-License-Identifier: Apache-2.0
#include "core/store/sqlite/qt_connection.h"

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

QtConnection::QtConnection(QString name, Access access)
    : m_name(std::move(name))
    , m_access(access)
{ }

QtConnection::~QtConnection()
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

Result<> QtConnection::open(const std::filesystem::path& path)
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
    for (const char* statement : setupStatements(m_access)) {
        ARGUS_TRY(execute(statement));
    }
    if (sqlite3* handle = handleOf(m_database)) {
        sqlite3_progress_handler(handle, kProgressSteps, &QtConnection::onProgress, this);
    }
    return {};
}

int QtConnection::onProgress(void* self)
{
    const auto* context = static_cast<QtConnection*>(self)->m_context;
    return context && (context->isCancelled() || context->isExpired()) ? 1 : 0;
}

Result<QtConnection::Prepared*> QtConnection::run(std::string_view statement, std::span<const sql::Value> parameters)
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

Result<sql::Rows> QtConnection::query(std::string_view statement, std::span<const sql::Value> parameters)
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

Result<std::int64_t> QtConnection::execute(std::string_view statement, std::span<const sql::Value> parameters)
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

base::Failure QtConnection::failure(const QSqlQuery& query, std::string_view statement) const
{
    const QSqlError error = query.lastError();
    const std::string text = (error.databaseText().isEmpty() ? error.driverText() : error.databaseText()).toStdString();
    return failureOf(error.nativeErrorCode().toInt(), text, statement, m_context);
}

Result<std::unique_ptr<SqliteConnection>> openConnection(const std::filesystem::path& path, Access access)
{
    auto connection
        = std::make_unique<QtConnection>(QString::fromStdString("argus-" + base::Uuid::makeV7().toString()), access);
    ARGUS_TRY(connection->open(path));
    return connection;
}

} // namespace argus::store::sqlite
