// SPDX-License-Identifier: Apache-2.0
#include "core/base/sha256.h"
#include "core/base/system_user.h"
#include "core/engine/owner/command_json.h"
#include "core/engine/owner/command_server.h"
#include "core/engine/owner/local_socket.h"
#include "core/engine/owner/store_lock.h"
#include "core/engine/service/account_changes.h"
#include "core/engine/service/local_commands.h"
#include "core/runtime/open.h"
#include "core/store/migrations/migrations.h"
#include "core/store/migrations/schema.h"
#include "core/store/sqlite/sqlite_database.h"
#include "tests/support/test_store.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <thread>

/// Who one is to the owner of a SQLite store: at its socket, and in a file of before there were customers.

using namespace argus;
using argus::test::TestFolder;
using argus::test::TestStore;
using base::ErrorCode;
using base::ExecutionContext;
using base::Result;
using domain::MemberRole;
using domain::MemberStatus;
using store::sql::Connection;

namespace {

bool has(const std::string& text, const std::string& part)
{
    return text.find(part) != std::string::npos;
}

std::string replaced(std::string text, const std::string& what, const std::string& with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
        text.replace(at, what.size(), with);
    }
    return text;
}

/// A store as a program of schema version 2 left it, with a batch in each of the workspaces.
void makeOldStore(const std::filesystem::path& path, const std::vector<std::string>& workspaces)
{
    auto database = store::sqlite::openSqlite(path, {});
    REQUIRE(database);
    const auto made = (*database)->write(
        base::ExecutionContext::root("test", "old store"), [&](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute("CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, name TEXT NOT "
                                         "NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"));
            for (const store::Migration& migration : store::allMigrations().first(2)) {
                std::string text
                    = replaced(std::string(migration.text), "@SERIAL@", "INTEGER PRIMARY KEY AUTOINCREMENT");
                text = replaced(std::move(text), "@JSON@", "TEXT") + "--;";
                for (std::size_t begin = 0, end = 0; (end = text.find("--;", begin)) != std::string::npos;
                     begin = end + 3) {
                    ARGUS_TRY(connection.execute(text.substr(begin, end - begin)));
                }
                base::Sha256 hash;
                hash.update(migration.text.data(), migration.text.size());
                ARGUS_TRY(connection.execute("INSERT INTO schema_migrations VALUES ($1, $2, $3, 0)",
                                             {migration.version, std::string(migration.name), hash.finish()}));
            }
            for (const std::string& workspace : workspaces) {
                domain::Batch batch;
                batch.id = domain::BatchId::make();
                batch.vehicleId = "car 1";
                batch.workspace = workspace;
                batch.createdBy = "somebody else";
                batch.version = 1;
                ARGUS_TRY(store::batches::insert(connection, batch, {}));
            }
            return {};
        });
    REQUIRE_MESSAGE(made, (made ? std::string() : made.error().describe()));
}

/// The commands on a store of its own, whose owner is the user "test", behind a socket.
struct Served
{
    Served()
    {
        REQUIRE(engine::makeFirstOwner(store.context, store.database(), store.context.user()));
        auto started = engine::CommandServer::start(commands, folder / "store.sock", store.context.user());
        REQUIRE(started);
        server = std::move(*started);
    }

    TestStore store;
    TestFolder folder;
    std::unique_ptr<blob::BlobStore> blobs = std::move(*blob::openLocalStore(folder / "blobs"));
    engine::Access access {store.database()};
    engine::LocalCommands commands {
        access, *blobs, {[](domain::BatchId) { }, [](domain::BatchId) { }, [](bool) { }, {}}, engine::EngineSettings()};
    std::unique_ptr<engine::CommandServer> server;
};

/// Sends one command and gives the answer.
Result<std::string> send(const std::filesystem::path& socket, const engine::CommandRequest& request)
{
    const auto connection = engine::connectTo(socket);
    if (!connection) {
        return base::fail(connection);
    }
    ARGUS_TRY(engine::sendLine(*connection, engine::toJson(request)));
    const auto line = engine::receiveLine(base::ExecutionContext::root("test", "answer"), *connection, 65536);
    return line ? engine::answerFromJson(*line) : Result<std::string>(base::fail(line));
}

} // namespace

TEST_CASE("a store of before there were customers is taken over with all its batches visible")
{
    const TestFolder folder;
    const auto path = folder / "old.db";
    const std::vector<std::string> workspaces {"default", "team 7", " odd  name "};
    makeOldStore(path, workspaces);
    runtime::Settings settings;
    settings.connection.store = path.string();
    settings.role = runtime::Role::Commands;
    settings.login = "anna";
    const auto engine = runtime::openEngine(settings);
    REQUIRE_MESSAGE(engine, (engine ? std::string() : engine.error().describe()));
    // Whose name the entrance gives does not matter: it is the one who opened the file.
    const auto anybody = ExecutionContext::root("anybody", "test");
    const auto batches = api::await<std::vector<domain::Batch>>(
        [&](auto done) { (*engine)->batches().list(anybody, {}, std::move(done)); });
    REQUIRE(batches);
    CHECK(batches->size() == workspaces.size());
    const auto me
        = api::await<api::Identity>([&](auto done) { (*engine)->accounts().whoami(anybody, std::move(done)); });
    REQUIRE(me);
    CHECK(me->customer.login == "anna");
    CHECK((me->customer.role == domain::PlatformRole::Admin));
    REQUIRE(me->workspaces.size() == workspaces.size());
    for (const auto& place : me->workspaces) {
        CHECK((place.role == MemberRole::Owner));
        CHECK(std::ranges::find(workspaces, place.workspace) != workspaces.end());
    }
}

TEST_CASE("a process that comes while the store is being made waits until its owner is known")
{
    const TestFolder folder;
    const std::filesystem::path path = folder / "store.db";
    auto lock = engine::StoreLock::tryAcquire(path);
    REQUIRE(lock);
    REQUIRE(lock->has_value());
    auto database = store::sqlite::openSqlite(path, {});
    REQUIRE(database);
    const auto context = base::ExecutionContext::root(base::systemUser(), "test");
    REQUIRE(store::migrate(context, **database));
    // The tables are there, and nobody in them: the other process must not be told that it is unknown.
    std::jthread owner([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        CHECK(engine::makeFirstOwner(context, **database, base::systemUser()));
    });
    runtime::Settings settings;
    settings.connection.store = path.string();
    settings.role = runtime::Role::Commands;
    const auto opened = runtime::openEngine(settings);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
    const auto batches = api::await<std::vector<domain::Batch>>(
        [&](auto done) { (*opened)->batches().list(context, {}, std::move(done)); });
    CHECK_MESSAGE(batches, (batches ? std::string() : batches.error().describe()));
}

TEST_CASE("at the owner's socket the kernel says who asks, and the owner's own user may act for others")
{
    Served served;
    engine::CommandRequest request;
    request.op = "setPaused";
    request.paused = true;
    const auto own = send(served.folder / "store.sock", request);
    CHECK_MESSAGE(own, (own ? std::string() : own.error().describe()));
    request.user = "stranger";
    const auto stranger = send(served.folder / "store.sock", request);
    REQUIRE_FALSE(stranger);
    CHECK((stranger.error().code == ErrorCode::Denied));
    CHECK(std::ranges::find(stranger.error().details, std::pair<std::string, std::string> {"missing", "customer"})
          != stranger.error().details.end());

    request.op = "changeAccounts";
    request.user = {};
    request.accounts = {engine::Operation::AccountsAddCustomer, "max", {}};
    request.accounts.role = domain::PlatformRole::User;
    CHECK(send(served.folder / "store.sock", request));
    request.accounts.operation = engine::Operation::BatchesList; // none of those that change accounts
    CHECK((send(served.folder / "store.sock", request).error().code == ErrorCode::Invalid));
}

TEST_CASE("a process of another user is refused, whoever it says it is")
{
    if (::getuid() != 0) {
        MESSAGE("skipped: only root can start a process of another user");
        return;
    }
    Served served;
    const std::filesystem::path socket = served.folder / "store.sock";
    CHECK((std::filesystem::status(socket).permissions() & std::filesystem::perms::others_all)
          == std::filesystem::perms::none);
    // Even where the way to the socket is open to all.
    REQUIRE(::chmod(served.folder.path().c_str(), 0755) == 0);
    REQUIRE(::chmod(socket.c_str(), 0666) == 0);
    constexpr uid_t kOther = 65534;
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        if (::setgid(kOther) != 0 || ::setuid(kOther) != 0) {
            ::_exit(2);
        }
        engine::CommandRequest request;
        request.op = "setPaused";
        request.user = "test";
        request.paused = true;
        const auto answer = send(socket, request);
        const std::string text = answer ? "done" : answer.error().describe();
        const bool written = ::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size());
        ::_exit(written ? 0 : 3);
    }
    ::close(ends[1]);
    std::string said(4096, '\0');
    const ssize_t got = ::read(ends[0], said.data(), said.size());
    said.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
    CHECK_MESSAGE(has(said, "denied"), said);
    CHECK_MESSAGE(has(said, base::userName(kOther)), said);
}

TEST_CASE("changes of accounts go over the owner's socket as they are")
{
    engine::AccountChange change {engine::Operation::AccountsSetMember, "vera", "team \"7\""};
    change.memberRole = MemberRole::Admin;
    change.memberStatus = MemberStatus::Suspended;
    change.name = "Vera";
    change.email = "vera@example.org";
    change.description = "";
    change.role = domain::PlatformRole::Worker;
    change.status = domain::CustomerStatus::Suspended;
    change.type = domain::WorkspaceType::Enterprise;
    change.workspaceStatus = domain::WorkspaceStatus::Archived;
    engine::CommandRequest request;
    request.op = "changeAccounts";
    request.accounts = change;
    const auto read = engine::requestFromJson(engine::toJson(request));
    REQUIRE(read);
    CHECK(read->accounts == change);
    request.accounts = {engine::Operation::AccountsJoin, {}, "team"};
    CHECK(engine::requestFromJson(engine::toJson(request))->accounts == request.accounts);
    std::string line = engine::toJson(request);
    line.replace(line.find("accounts.join"), 13, "accounts.burn");
    CHECK((engine::requestFromJson(line).error().code == ErrorCode::Invalid));
}
