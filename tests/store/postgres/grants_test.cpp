// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/grants.h"
#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/event_repository.h"
#include "core/store/repositories/task_repository.h"
#include "core/store/repositories/vehicle_repository.h"
#include "tests/support/test_store.h"

#include <algorithm>
#include <array>
#include <chrono>

using namespace argus;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using store::sql::Connection;

namespace {

/// The store as seen by a login that has one of the roles.
class Login
{
public:
    Login(TestStore& store, const std::string& role)
        : m_name(role + "_" + store.settings.url.substr(store.settings.url.rfind('/') + 1))
    {
        const std::string& password = test::postgresServer()["password"];
        test::runSql(store.settings.url,
                     {"CREATE ROLE " + m_name + " LOGIN PASSWORD '" + password + "' IN ROLE " + role});
        store::postgres::PostgresSettings settings = store.settings;
        settings.url.replace(settings.url.find("//argus:"), 8, "//" + m_name + ":");
        auto opened = store::postgres::openPostgres(settings);
        REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
        m_database = std::move(*opened);
    }
    ~Login()
    {
        m_database.reset();
        test::runSql(test::postgresServer()["url"], {"DROP ROLE " + m_name});
    }

    Result<> write(const store::sql::Work& work)
    {
        return m_database->write(base::ExecutionContext::root("test", "login"), work);
    }
    bool isDenied(const std::string& statement)
    {
        const auto done = write([&](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute(statement));
            return {};
        });
        return !done && done.error().code == ErrorCode::Denied;
    }

private:
    const std::string m_name;
    std::unique_ptr<store::sql::Database> m_database;
};

} // namespace

TEST_CASE("every table of the schema has its rights decided, and no other")
{
    TestStore store;
    std::vector<std::string> tables;
    REQUIRE(store.database().read(store.context, [&](Connection& connection) -> Result<> {
        const auto rows
            = connection.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename");
        REQUIRE(rows);
        for (const auto& row : *rows) {
            tables.push_back(row.text(0));
        }
        return {};
    }));
    std::vector<std::string> decided;
    for (const auto& rights : store::allRights()) {
        decided.emplace_back(rights.table);
    }
    std::sort(decided.begin(), decided.end());
    CHECK(decided == tables);
}

TEST_CASE("a worker can work and a desk can command, and neither can do more")
{
    TestStore store;
    const auto batch = store.addBatch();
    const auto notes = store::grantRoles(store.context, store.database());
    REQUIRE_MESSAGE(notes, (notes ? std::string() : notes.error().describe()));
    CHECK_FALSE(notes->empty());
    REQUIRE(store::grantRoles(store.context, store.database())); // again
    const base::UtcTime now = base::fromMicros(1'800'000'000'000'000);
    store.write([&](Connection& connection) {
        domain::Task task;
        task.id = domain::TaskId::make();
        task.batchId = batch.id;
        task.stage = domain::Stage::Gather;
        return store::tasks::insert(connection, task, now);
    });
    {
        Login worker(store, "argus_worker");
        const auto worked = worker.write([&](Connection& connection) -> Result<> {
            constexpr std::array kStages {domain::Stage::Gather};
            const auto claimed = store::tasks::claim(connection, {"w/1", 1, std::chrono::seconds(30), kStages}, now);
            if (!claimed) {
                return base::fail(claimed);
            }
            REQUIRE(claimed->size() == 1);
            ARGUS_TRY(store::batches::findForUpdate(connection, batch.id));
            ARGUS_TRY(store::events::append(connection,
                                            domain::makeEvent(domain::EventType::AllFilesParsed, batch, now, "trace")));
            return store::tasks::complete(connection, {claimed->front().id, claimed->front().fence}, now);
        });
        CHECK_MESSAGE(worked, (worked ? std::string() : worked.error().describe()));
        CHECK(worker.isDenied("DELETE FROM batches"));
        CHECK(worker.isDenied("UPDATE settings SET value = 'b'"));
        CHECK(worker.isDenied("SELECT COUNT(*) FROM audit"));
        CHECK(worker.isDenied("CREATE TABLE own (x INT)"));
    }
    {
        Login desk(store, "argus_desk");
        CHECK(desk.write([&](Connection& connection) -> Result<> {
            ARGUS_TRY(store::vehicles::setSetting(connection, "paused", "1"));
            domain::AuditEntry entry;
            entry.who = "anna";
            entry.what = "a";
            entry.onWhat = "b";
            entry.when = now;
            ARGUS_TRY(store::audit::add(connection, entry));
            return store::batches::remove(connection, batch.id); // with what hangs on it
        }));
        CHECK(desk.isDenied("UPDATE schema_migrations SET version = 1"));
        CHECK(desk.isDenied("DELETE FROM audit"));
        CHECK(desk.isDenied("UPDATE audit SET who = 'nobody'"));
        CHECK(desk.isDenied("DROP TABLE tasks"));
        CHECK(desk.isDenied("TRUNCATE outbox"));
    }
    CHECK(store.count("tasks") == 0);
}

TEST_CASE("a login that may not make roles is told what to do, and the schema is made all the same")
{
    // Roles belong to the server, and the tests before this one may have made them: a server of its own.
    const auto server = test::TestServer::start("postgres");
    if (!server) {
        return;
    }
    std::string url = (*server)["admin_url"];
    test::runSql(url, {"ALTER ROLE argus NOCREATEROLE"});
    store::postgres::PostgresSettings settings;
    settings.url = (*server)["url"];
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    const auto context = base::ExecutionContext::root("test", "roles");
    REQUIRE(store::migrate(context, **opened));
    const auto notes = store::grantRoles(context, **opened);
    REQUIRE(notes);
    REQUIRE(notes->size() == 2);
    CHECK(notes->front().find("CREATE ROLE argus_desk") != std::string::npos);
}
