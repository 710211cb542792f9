// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/postgres_database.h"

#include "core/store/postgres/announcer.h"
#include "core/store/postgres/faults.h"
#include "core/store/postgres/group_writer.h"
#include "core/store/postgres/transaction_runner.h"

namespace argus::store::postgres {

using base::ErrorCode;
using base::ExecutionContext;
using base::fail;
using base::Result;

namespace {

constexpr int kOldestServer = 150000;

class PostgresDatabase final : public sql::Database
{
public:
    PostgresDatabase(const PostgresSettings& settings, const ConnectionInfo& info, ConnectionInfo listener,
                     std::string description, std::string login)
        : m_description(std::move(description))
        , m_login(std::move(login))
        , m_runner(settings, info)
        , m_announcer(std::move(listener))
        , m_writer(m_runner, settings.writers)
    { }

    Result<> read(const ExecutionContext& context, sql::Work work) override { return m_runner.read(context, work); }
    Result<> write(const ExecutionContext& context, sql::Work work) override { return m_runner.write(context, work); }
    void writeLater(const ExecutionContext& context, sql::Work work, std::function<void(Result<>)> done) override
    {
        m_writer.submit(std::make_shared<sql::Job>(context, std::move(work), std::move(done)));
    }
    sql::Dialect dialect() const override { return sql::Dialect::Postgres; }
    bool isWritable() const override { return true; }
    std::string describe() const override { return m_description; }
    std::string login() const override { return m_login; }
    void announce() override { m_announcer.announce(); }
    void onAnnounced(std::function<void()> told) override { m_announcer.listen(std::move(told)); }

    SessionPool& pool() { return m_runner.pool(); }

private:
    const std::string m_description;
    const std::string m_login;
    TransactionRunner m_runner;
    Announcer m_announcer;
    GroupWriter m_writer; // last: what waits is written before the rest goes
};

/// 150020 -> "15.20".
std::string versionText(int version)
{
    return std::to_string(version / 10000) + "." + std::to_string(version % 10000);
}

/// Checks the server and answers who we are to it: whatever a proxy or a mapping made of the name in the URL.
Result<std::string> checkServer(Session& session, const std::string& where)
{
    if (session.serverVersion() < kOldestServer) {
        return fail(ErrorCode::Invalid,
                    "the server " + where + " is PostgreSQL " + versionText(session.serverVersion())
                        + ": version 15 or later is needed");
    }
    try {
        const pqxx::result answer = session.exec("SELECT current_setting('server_encoding'), session_user");
        const std::string encoding = answer.at(0).at(0).c_str();
        if (encoding != "UTF8") {
            return fail(ErrorCode::Invalid,
                        "the database " + where + " has the encoding " + encoding
                            + ": make one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0");
        }
        return std::string(answer.at(0).at(1).c_str());
    } catch (const std::exception& exception) {
        return fail(faultOf(exception, session.isOpen(), "asking who we are", nullptr).error);
    }
}

} // namespace

Result<std::unique_ptr<sql::Database>> openPostgres(const PostgresSettings& settings)
{
    const auto info = connectionInfo(settings);
    if (!info) {
        return fail(info);
    }
    const auto listener = connectionInfo(settings, "listen");
    if (!listener) {
        return fail(listener);
    }
    auto first = Session::open(*info);
    if (!first) {
        return fail(first);
    }
    auto login = checkServer(**first, info->where);
    if (!login) {
        return fail(login);
    }
    auto database = std::make_unique<PostgresDatabase>(
        settings, *info, *listener, "PostgreSQL " + versionText((*first)->serverVersion()) + ", " + info->where,
        std::move(*login));
    database->pool().adopt(std::move(*first));
    return std::unique_ptr<sql::Database>(std::move(database));
}

} // namespace argus::store::postgres
