// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/schema.h"
#include "tests/support/test_store.h"

using namespace argus;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using store::sql::Connection;

TEST_CASE("versions ascend without gaps and migrating twice changes nothing")
{
    std::int64_t expected = 1;
    for (const auto& migration : store::allMigrations()) {
        CHECK(migration.version == expected++);
    }
    TestStore store;
    CHECK(*store::schemaVersion(store.context, store.database()) == store::currentSchemaVersion());
    CHECK(store::migrate(store.context, store.database()));
    CHECK(store::checkSchema(store.context, store.database()));
}

TEST_CASE("a store of a newer program is refused and left alone")
{
    TestStore store;
    store.write([](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("INSERT INTO schema_migrations VALUES (9999, 'later', '', 0)"));
        return {};
    });
    CHECK((store::migrate(store.context, store.database()).error().code == ErrorCode::Conflict));
    CHECK((store::checkSchema(store.context, store.database()).error().code == ErrorCode::Conflict));
}

TEST_CASE("a recorded migration that is not ours is refused")
{
    TestStore store;
    store.write([](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("UPDATE schema_migrations SET checksum = 'other'"));
        return {};
    });
    const auto migrated = store::migrate(store.context, store.database());
    REQUIRE_FALSE(migrated);
    CHECK((migrated.error().code == ErrorCode::Conflict));
}
