// SPDX-License-Identifier: Apache-2.0
// main() of test programs that need a PostgreSQL server: one is started for all of them. Without one they are skipped.
#define DOCTEST_CONFIG_IMPLEMENT
#include "core/store/migrations/migrations.h"
#include "tests/support/postgres_server.h"

#include <doctest/doctest.h>
#include <pqxx/connection>
#include <pqxx/nontransaction>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <optional>
#include <unistd.h>

namespace argus::test {

namespace {

std::optional<TestServer>& sharedServer()
{
    static std::optional<TestServer> server;
    return server;
}

std::string nextName()
{
    static std::atomic<int> number {0};
    return "test_" + std::to_string(::getpid()) + "_" + std::to_string(++number);
}

/// The URL with another database, and another port where one is given.
std::string urlOf(const std::string& url, const std::string& database, const std::string& port)
{
    const std::size_t at = url.find('@');
    const std::size_t colon = url.find(':', at);
    const std::size_t slash = url.find('/', at);
    const std::size_t options = std::min(url.find('?', slash), url.size());
    const std::string ownPort = url.substr(colon + 1, slash - colon - 1);
    return url.substr(0, colon + 1) + (port.empty() ? ownPort : port) + "/" + database + url.substr(options);
}

} // namespace

TestServer& postgresServer()
{
    return *sharedServer();
}

void runSql(const std::string& url, const std::vector<std::string>& statements)
{
    try {
        pqxx::connection connection(url);
        pqxx::nontransaction raw(connection);
        for (const std::string& statement : statements) {
            raw.exec(statement);
        }
    } catch (const std::exception& exception) {
        FAIL(exception.what());
    }
}

TestDatabase::TestDatabase()
    : m_name(nextName())
{
    runSql(postgresServer()["url"], {"CREATE DATABASE " + m_name});
}

TestDatabase::~TestDatabase()
{
    try {
        pqxx::connection connection(postgresServer()["url"]);
        pqxx::nontransaction(connection).exec("DROP DATABASE IF EXISTS " + m_name + " WITH (FORCE)");
    } catch (const std::exception&) {
        // The server may be what the test ended; it is thrown away with its databases.
    }
}

std::string TestDatabase::url(const std::string& port) const
{
    return urlOf(postgresServer()["url"], m_name, port);
}

std::string TestDatabase::adminUrl() const
{
    return urlOf(postgresServer()["admin_url"], m_name, {});
}

namespace {

int migrateAsProcess(const std::string& url)
{
    store::postgres::PostgresSettings settings;
    settings.url = url;
    const auto database = store::postgres::openPostgres(settings);
    const auto context = base::ExecutionContext::root("test", "migration");
    const auto migrated = database ? store::migrate(context, **database) : base::Result<>(base::fail(database));
    if (!migrated) {
        std::cerr << migrated.error().describe() << '\n';
    }
    return migrated ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

} // namespace argus::test

int main(int argc, char** argv)
{
    // A process of its own that a test starts.
    if (argc == 3 && std::strcmp(argv[1], "--migrate") == 0) {
        return argus::test::migrateAsProcess(argv[2]);
    }
    doctest::Context context(argc, argv);
    context.setAsDefaultForAssertsOutOfTestCases();
    auto server = argus::test::TestServer::start("postgres");
    if (!server) {
        // Said by start() as well, but nobody listens to it before the tests run.
        std::cout << "skipped: no database\n";
        const char* required = std::getenv("ARGUS_REQUIRE_SERVERS");
        return required && std::strcmp(required, "1") == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    argus::test::sharedServer().emplace(std::move(*server));
    const int result = context.run();
    argus::test::sharedServer().reset();
    return result;
}
