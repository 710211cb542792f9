// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/sqlite/sqlite_connection.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace argus::store::sqlite {

/// A connection of Qt Sql's SQLite driver.
class QtConnection final : public SqliteConnection
{
public:
    QtConnection(QString name, Access access);
    ~QtConnection() override;
    base::Result<> open(const std::filesystem::path& path);

    using sql::Connection::execute;
    using sql::Connection::query;
    base::Result<sql::Rows> query(std::string_view statement, std::span<const sql::Value> parameters) override;
    base::Result<std::int64_t> execute(std::string_view statement, std::span<const sql::Value> parameters) override;
    void setContext(const base::ExecutionContext* context) override { m_context = context; }

private:
    struct Prepared
    {
        QSqlQuery query;
        std::vector<std::size_t> order; ///< which parameter each placeholder stands for
        int columns = -1; ///< of the answer; asked once, because QSqlQuery::record() builds a record each time
    };
    /// Lets a statement be looked up without making a string of it.
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };

    base::Result<Prepared*> run(std::string_view statement, std::span<const sql::Value> parameters);
    base::Failure failure(const QSqlQuery& query, std::string_view statement) const;
    static int onProgress(void* self);

    const QString m_name;
    const Access m_access;
    QSqlDatabase m_database;
    const base::ExecutionContext* m_context = nullptr;
    /// By the SQL text as the repositories write it; the texts are few and fixed.
    std::unordered_map<std::string, Prepared, TextHash, std::equal_to<>> m_statements;
};

} // namespace argus::store::sqlite
