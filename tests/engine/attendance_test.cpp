// SPDX-License-Identifier: Apache-2.0
// Who is on which case, and what somebody is told who acts on a batch that others have changed meanwhile.
#include "tests/support/people.h"
#include "tests/support/test_engine.h"

#include <algorithm>

using namespace argus;
using argus::test::People;
using argus::test::TestEngine;
using base::ErrorCode;
using domain::CaseAttendance;

namespace {

base::Result<std::chrono::milliseconds> enter(api::Engine& engine, const base::ExecutionContext& context,
                                              const std::string& session, domain::BatchId batch)
{
    return api::await<std::chrono::milliseconds>(
        [&](auto done) { engine.attendance().enter(context, session, batch, std::move(done)); });
}

std::vector<CaseAttendance> present(api::Engine& engine, const base::ExecutionContext& context)
{
    auto found = api::await<std::vector<CaseAttendance>>(
        [&](auto done) { engine.attendance().present(context, std::move(done)); });
    REQUIRE_MESSAGE(found, (found ? std::string() : found.error().describe()));
    return std::move(*found);
}

std::string detail(const base::Error& error, const std::string& key)
{
    const auto found = std::ranges::find(error.details, key, &std::pair<std::string, std::string>::first);
    return found == error.details.end() ? std::string() : found->second;
}

/// A second process on the store, beside its owner.
std::unique_ptr<api::Engine> openBeside(const TestEngine& owner)
{
    runtime::Settings settings;
    settings.connection.store = (owner.folder / "store.db").string();
    settings.role = runtime::Role::Commands;
    settings.login = owner.context.user();
    auto opened = runtime::openEngine(settings);
    REQUIRE_MESSAGE(opened, (opened ? std::string() : opened.error().describe()));
    return std::move(*opened);
}

} // namespace

TEST_CASE("who has a case open is told to those who may see the case, and to nobody else")
{
    People people;
    people.gather();
    const auto batch = people.batch("team");
    REQUIRE(enter(*people, People::as("vera"), "window of vera", batch));
    REQUIRE(enter(*people, People::as("max"), "window of max", batch));
    const auto seen = present(*people, People::as("otto"));
    REQUIRE(seen.size() == 1);
    CHECK(seen[0].batchId == batch);
    REQUIRE(seen[0].people.size() == 2);
    CHECK(seen[0].people[0].login == "vera");
    CHECK(seen[0].people[1].login == "max");
    CHECK_FALSE(seen[0].people[0].host.empty());
    CHECK(present(*people, People::as("sam")).empty());
    CHECK((enter(*people, People::as("sam"), "window of sam", batch).error().code == ErrorCode::Denied));
    CHECK((enter(*people, People::as("max"), "window of vera", batch).error().code == ErrorCode::Conflict));
    CHECK((enter(*people, People::as("max"), "", batch).error().code == ErrorCode::Invalid));
    CHECK((enter(*people, People::as("max"), "w", domain::BatchId::make()).error().code == ErrorCode::NotFound));

    People::require(api::await<void>(
        [&](auto done) { people->attendance().leave(People::as("vera"), "window of vera", std::move(done)); }));
    const auto left = present(*people, People::as("otto"));
    REQUIRE(left.size() == 1);
    REQUIRE(left[0].people.size() == 1);
    CHECK(left[0].people[0].login == "max");
}

TEST_CASE("two windows on a store of one's own see each other over the owner's socket, until one is closed")
{
    TestEngine owner;
    const auto batch = owner.submit({owner.write("drive.log", TestEngine::drive(1, 500))}).batchId;
    owner.waitForEnd(batch);
    auto beside = openBeside(owner);
    REQUIRE(enter(*owner, owner.context, "first window", batch));
    const auto again = enter(*beside, owner.context, "second window", batch);
    REQUIRE_MESSAGE(again, (again ? std::string() : again.error().describe()));
    CHECK_MESSAGE(*again >= std::chrono::minutes(1), "a store of one's own is not written to every few seconds");
    for (api::Engine* each : {&*owner, beside.get()}) {
        const auto cases = present(*each, owner.context);
        REQUIRE(cases.size() == 1);
        REQUIRE(cases[0].people.size() == 2);
        CHECK(cases[0].people[0].session == "first window");
        CHECK(cases[0].people[1].session == "second window");
    }
    beside.reset(); // closed in order
    const auto cases = present(*owner, owner.context);
    REQUIRE(cases.size() == 1);
    CHECK(cases[0].people.size() == 1);
}

TEST_CASE("a command on what somebody saw is refused once others have started another run")
{
    TestEngine owner;
    const auto batch = owner.submit({owner.write("drive.log", TestEngine::drive(1, 500))}).batchId;
    owner.waitForEnd(batch);
    auto beside = openBeside(owner);
    const domain::SeenBatch seen(batch, 1);
    REQUIRE(owner.command(&api::Batches::reprocess, seen));
    owner.waitForEnd(batch);
    // The other window still shows run 1 as completed; what it confirms now is about that run.
    const auto removed
        = api::await<void>([&](auto done) { beside->batches().remove(owner.context, seen, std::move(done)); });
    REQUIRE_FALSE(removed);
    CHECK((removed.error().code == ErrorCode::Conflict));
    CHECK(detail(removed.error(), "status") == "completed");
    CHECK(detail(removed.error(), "run") == "2");
    CHECK(detail(removed.error(), "last_what") == "batch.reprocess");
    CHECK(detail(removed.error(), "last_who") == "anna");
    CHECK_FALSE(detail(removed.error(), "last_at").empty());
    const auto changed = api::await<domain::Batch>([&](auto done) {
        beside->batches().reprocessWith(owner.context, seen, {{"drive.log", "asc", std::nullopt, false}},
                                        std::move(done));
    });
    REQUIRE_FALSE(changed);
    CHECK((changed.error().code == ErrorCode::Conflict));
    const auto now = owner.show(batch);
    CHECK_MESSAGE(now.batch.runEpoch == 2, "nothing was overwritten");
    CHECK(now.files.front().readAs.empty());
    CHECK_MESSAGE(owner.command(&api::Batches::reprocess, domain::SeenBatch(batch, 2)), "as it is now, it goes");
    owner.waitForEnd(batch);
}

TEST_CASE("of two who cancel, the second is told who was faster")
{
    People people;
    people.gather();
    const auto batch = people.batch("team");
    const auto cancel = [&](const std::string& who) {
        return api::await<domain::Batch>([&](auto done) {
            people->batches().cancel(People::as(who), domain::SeenBatch(batch, 1), std::move(done));
        });
    };
    People::require(cancel("max"));
    const auto second = cancel("otto");
    REQUIRE_FALSE(second);
    CHECK((second.error().code == ErrorCode::Conflict));
    CHECK(detail(second.error(), "last_what") == "batch.cancel");
    CHECK(detail(second.error(), "last_who") == "max");
    CHECK(detail(second.error(), "status") == "failed");
}
