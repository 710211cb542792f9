// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/schema.h"
#include "tests/support/test_store.h"

#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace argus;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using store::sql::Connection;

TEST_CASE("four programs that migrate an empty database at once make one schema")
{
    const test::TestDatabase database;
    std::vector<pid_t> programs;
    for (int i = 0; i < 4; ++i) {
        std::string self = "/proc/self/exe";
        std::string flag = "--migrate";
        std::string url = database.url();
        char* arguments[] {self.data(), flag.data(), url.data(), nullptr};
        pid_t pid = 0;
        REQUIRE(::posix_spawn(&pid, "/proc/self/exe", nullptr, nullptr, arguments, environ) == 0);
        programs.push_back(pid);
    }
    for (const pid_t pid : programs) {
        int status = 0;
        REQUIRE(::waitpid(pid, &status, 0) == pid);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    store::postgres::PostgresSettings settings;
    settings.url = database.url();
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    const auto context = base::ExecutionContext::root("test", "check");
    CHECK(store::checkSchema(context, **opened));
    CHECK((*opened)->read(context, [](Connection& connection) -> Result<> {
        const auto rows = connection.query("SELECT COUNT(*) FROM schema_migrations");
        REQUIRE(rows);
        CHECK(rows->front().integer(0) == store::currentSchemaVersion());
        return {};
    }));
}

TEST_CASE("a store that is not migrated says which command does it")
{
    const test::TestDatabase database;
    store::postgres::PostgresSettings settings;
    settings.url = database.url();
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    const auto checked = store::checkSchema(base::ExecutionContext::root("test", "check"), **opened);
    REQUIRE_FALSE(checked);
    CHECK((checked.error().code == ErrorCode::Unavailable));
    CHECK(checked.error().message.find("schema version 0") != std::string::npos);
    CHECK(checked.error().message.find("argus db migrate") != std::string::npos);
}

TEST_CASE("a migration that fails leaves the version before it, whole")
{
    const test::TestDatabase database;
    test::runSql(database.url(), {"CREATE TABLE leases (in_the_way INT)"}); // migration 3 makes one of this name
    store::postgres::PostgresSettings settings;
    settings.url = database.url();
    const auto opened = store::postgres::openPostgres(settings);
    REQUIRE(opened);
    const auto context = base::ExecutionContext::root("test", "migration");
    CHECK_FALSE(store::migrate(context, **opened));
    CHECK(*store::schemaVersion(context, **opened) == 2);
    test::runSql(database.url(), {"DROP TABLE leases"});
    CHECK(store::migrate(context, **opened));
}
