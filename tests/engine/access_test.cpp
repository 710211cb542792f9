// SPDX-License-Identifier: Apache-2.0
#include "core/engine/service/access.h"

#include "core/domain/account_json.h"
#include "core/engine/service/account_changes.h"
#include "core/store/repositories/audit_repository.h"
#include "core/store/repositories/customer_repository.h"
#include "tests/support/people.h"
#include "tests/support/test_store.h"

#include <algorithm>

using namespace argus;
using argus::test::People;
using argus::test::TestStore;
using base::ErrorCode;
using base::Result;
using domain::MemberRole;
using domain::MemberStatus;
using store::sql::Connection;

namespace {

std::vector<std::string> workspacesOf(const std::vector<domain::Batch>& batches)
{
    std::vector<std::string> names;
    for (const domain::Batch& batch : batches) {
        names.push_back(batch.workspace);
    }
    std::sort(names.begin(), names.end());
    return names;
}

template <class Text> bool has(const std::string& text, const Text& part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("lists show what one may see, and nothing else")
{
    People people;
    people.gather();
    people.createWorkspace("sam", "other");
    people.batch("team");
    people.batch("team");
    people.batch("other", "car 2");
    people.batch("default", "car 3");
    CHECK(workspacesOf(*people.list("anna")) == std::vector<std::string> {"default", "other", "team", "team"});
    CHECK(workspacesOf(*people.list("vera")) == std::vector<std::string> {"team", "team"});
    CHECK(workspacesOf(*people.list("sam")) == std::vector<std::string> {"other"});
    CHECK(people.list("sus")->empty());
    CHECK(people.list("ivan")->empty());

    // Asked for a workspace that is not theirs, people are told so instead of seeing nothing.
    api::BatchFilter filter;
    filter.workspace = "other";
    CHECK((people.list("vera", filter).error().code == ErrorCode::Denied));
    CHECK(people.list("sam", filter)->size() == 1);

    const auto vehicles = [&](const std::string& who) {
        const auto found = api::await<std::vector<domain::Vehicle>>(
            [&](auto done) { people->vehicles().list(People::as(who), "", std::move(done)); });
        People::require(found);
        return found->size();
    };
    // No pipeline runs, so that no batch has made its vehicle: what counts is that nobody sees one without a batch.
    CHECK(vehicles("vera") == 0);

    const auto customers = [&](const std::string& who) {
        const auto found = api::await<std::vector<domain::Customer>>(
            [&](auto done) { people->accounts().customers(People::as(who), "", std::move(done)); });
        People::require(found);
        std::vector<std::string> logins;
        for (const auto& customer : *found) {
            logins.push_back(customer.login);
        }
        return logins;
    };
    CHECK(customers("sam") == std::vector<std::string> {"sam"});
    CHECK(customers("vera") == std::vector<std::string> {"ada", "ivan", "max", "otto", "sus", "vera", "zoe"});
    CHECK(customers("anna").size() == 10);

    const auto workspaces = [&](const std::string& who) {
        const auto found = api::await<std::vector<domain::Workspace>>(
            [&](auto done) { people->accounts().workspaces(People::as(who), {}, std::move(done)); });
        People::require(found);
        return found->size();
    };
    CHECK(workspaces("anna") == 3);
    CHECK(workspaces("vera") == 1);
    CHECK(workspaces("ivan") == 1); // to be able to accept
    CHECK(workspaces("sus") == 0);
}

TEST_CASE("a refusal names the right that is missing, who can give it and how")
{
    People people;
    people.gather();
    const auto viewer = people.submit("vera", "team");
    REQUIRE_FALSE(viewer);
    CHECK((viewer.error().code == ErrorCode::Denied));
    for (const char* part : {"'vera'", "submissions.submit", "'team'", "role member", "is viewer", "otto",
                             "argus workspaces members set team vera --role member"}) {
        CHECK_MESSAGE(has(viewer.error().message, part), viewer.error().message);
    }
    const auto stranger = people.list("nobody");
    REQUIRE_FALSE(stranger);
    CHECK(has(stranger.error().message, "argus accounts add nobody"));
    CHECK(has(stranger.error().message, "anna"));
    const auto worker = people.submit("wim", "team");
    REQUIRE_FALSE(worker);
    CHECK(has(worker.error().message, "worker"));
    const auto suspended = people.list("zoe");
    REQUIRE_FALSE(suspended);
    CHECK(has(suspended.error().message, "suspended"));
    const auto pause = api::await<void>([&](auto done) { people->operations().pause(People::as("otto"), done); });
    REQUIRE_FALSE(pause);
    CHECK(has(pause.error().message, "platform role admin"));
}

TEST_CASE("a right counts at once when it is given, and no longer when it is taken")
{
    People people;
    people.gather();
    CHECK_FALSE(people.submit("vera", "team"));
    people.setMember("team", "vera", MemberRole::Member);
    CHECK(people.submit("vera", "team"));
    people.setMember("team", "vera", MemberRole::Viewer);
    CHECK_FALSE(people.submit("vera", "team"));
    api::CustomerChange suspended;
    suspended.status = domain::CustomerStatus::Suspended;
    People::require(people.change("vera", suspended));
    CHECK_FALSE(people.list("vera"));
}

TEST_CASE("a right that another process gave counts although a refusal was remembered")
{
    TestStore store;
    engine::Access access(store.database());
    REQUIRE(engine::makeFirstOwner(store.context, store.database(), "test"));
    store.write([](Connection& connection) -> Result<> {
        domain::Customer customer;
        customer.uuid = domain::CustomerUuid::make();
        customer.login = customer.name = "max";
        const auto id = store::customers::insert(connection, customer);
        return id ? Result<>() : Result<>(base::fail(id));
    });
    const auto max = People::as("max");
    CHECK(access.enter(max, engine::Operation::BatchesList));
    CHECK((access.enter(max, engine::Operation::OperationsPause).error().code == ErrorCode::Denied));
    // Past the functions that forget what is remembered, as another process does it.
    store.write([](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("UPDATE customers SET role = 'admin' WHERE login = 'max'"));
        return {};
    });
    CHECK(access.enter(max, engine::Operation::OperationsPause));
}

TEST_CASE("invitations are accepted by those who were invited, and declined")
{
    People people;
    people.gather();
    const auto join = [&](const std::string& who) {
        return api::await<api::Identity>(
            [&](auto done) { people->accounts().join(People::as(who), "team", std::move(done)); });
    };
    CHECK_FALSE(people.submit("ivan", "team"));
    const auto joined = join("ivan");
    People::require(joined);
    REQUIRE(joined->workspaces.size() == 1);
    CHECK((joined->workspaces[0].status == MemberStatus::Active));
    CHECK(joined->workspaces[0].joinedAt.has_value());
    CHECK(people.submit("ivan", "team"));
    CHECK((join("sam").error().code == ErrorCode::Denied));
    CHECK((join("sus").error().code == ErrorCode::Denied)); // nobody lifts their own suspension
    // Everybody may leave; nobody may send others away without the right.
    const auto remove = [&](const std::string& who, const std::string& whom) {
        return api::await<void>(
            [&](auto done) { people->accounts().removeMember(People::as(who), "team", whom, std::move(done)); });
    };
    CHECK((remove("ivan", "max").error().code == ErrorCode::Denied));
    CHECK(remove("ivan", "ivan"));
    CHECK_FALSE(people.submit("ivan", "team"));
    // An invited member is asked again only while they have not joined.
    people.setMember("team", "sam", MemberRole::Viewer, MemberStatus::Invited);
    CHECK(
        (people.trySetMember("otto", "team", "max", {{}, MemberStatus::Invited}).error().code == ErrorCode::Conflict));
}

TEST_CASE("a workspace keeps an owner, the platform an admin, and owners are counted as they change")
{
    People people;
    people.gather();
    const auto lastOwner = people.trySetMember("otto", "team", "otto", {MemberRole::Member, {}});
    REQUIRE_FALSE(lastOwner);
    CHECK((lastOwner.error().code == ErrorCode::Conflict));
    People::require(people.trySetMember("otto", "team", "ada", {MemberRole::Owner, {}}));
    People::require(people.trySetMember("otto", "team", "otto", {MemberRole::Member, {}}));
    const auto workspaces = api::await<std::vector<domain::Workspace>>(
        [&](auto done) { people->accounts().workspaces(People::as("max"), {}, std::move(done)); });
    People::require(workspaces);
    REQUIRE(workspaces->size() == 1);
    CHECK(workspaces->front().owner == "ada");
    CHECK(workspaces->front().memberCount == 5); // ada, otto, max, vera and zoe; not ivan, not sus

    api::CustomerChange user;
    user.role = domain::PlatformRole::User;
    CHECK((people.change("anna", user).error().code == ErrorCode::Conflict));
    api::CustomerChange admin;
    admin.role = domain::PlatformRole::Admin;
    People::require(people.change("otto", admin));
    CHECK((people.change("anna", user).error().code == ErrorCode::Denied)); // answered as one who is none any more
    CHECK_FALSE(people.list("anna")->size() > 0);

    // A worker's login is in no workspace.
    api::CustomerChange worker;
    worker.role = domain::PlatformRole::Worker;
    const auto turned = api::await<domain::Customer>(
        [&](auto done) { people->accounts().changeCustomer(People::as("otto"), "max", worker, std::move(done)); });
    CHECK((turned.error().code == ErrorCode::Conflict));
    CHECK((people.trySetMember("ada", "team", "wim", {MemberRole::Viewer, {}}).error().code == ErrorCode::Invalid));
}

TEST_CASE("an archived workspace can be read and nothing else")
{
    People people;
    people.gather();
    const auto batch = people.batch("team");
    const auto change = [&](domain::WorkspaceStatus status) {
        api::WorkspaceChange wanted;
        wanted.status = status;
        People::require(api::await<domain::Workspace>([&](auto done) {
            people->accounts().changeWorkspace(People::as("otto"), "team", wanted, std::move(done));
        }));
    };
    change(domain::WorkspaceStatus::Archived);
    for (const char* login : {"max", "anna"}) {
        const auto refused = people.submit(login, "team");
        REQUIRE_FALSE(refused);
        CHECK((refused.error().code == ErrorCode::Conflict));
        CHECK(has(refused.error().message, "archived"));
    }
    CHECK(people.list("vera")->size() == 1);
    CHECK_FALSE(api::await<domain::Batch>(
        [&](auto done) { people->batches().cancel(People::as("max"), batch, std::move(done)); }));
    change(domain::WorkspaceStatus::Active);
    CHECK(people.submit("max", "team"));
}

TEST_CASE("every change leaves who, what, on what, before, after, when and the trace id in the audit log")
{
    People people;
    people.gather();
    const auto id = people.batch("team");
    const auto context = People::as("max");
    People::require(
        api::await<domain::Batch>([&](auto done) { people->batches().cancel(context, id, std::move(done)); }));
    api::AuditFilter ofBatch;
    ofBatch.onWhat = id.toString();
    const auto lines = people.audit(ofBatch);
    REQUIRE(lines.size() == 3); // newest first
    CHECK(lines[0].what == "batch.cancel");
    CHECK(lines[0].who == "max");
    CHECK(lines[0].before == "uploaded");
    CHECK(lines[0].after == "failed");
    CHECK(lines[0].traceId == context.traceId());
    CHECK(lines[0].when >= lines[2].when);
    CHECK(lines[1].what == "batch.complete");
    CHECK(lines[2].what == "batch.create");
    CHECK(lines[2].before.empty());

    People::require(people.trySetMember("otto", "team", "vera", {MemberRole::Member, {}}));
    api::AuditFilter ofTeam;
    ofTeam.onWhat = "team";
    ofTeam.who = "otto";
    ofTeam.limit = 1;
    const auto member = people.audit(ofTeam);
    REQUIRE(member.size() == 1);
    CHECK(member[0].what == "member.set");
    const auto before = domain::memberFromJson(member[0].before);
    const auto after = domain::memberFromJson(member[0].after);
    REQUIRE(before);
    REQUIRE(after);
    CHECK(before->customer == "vera");
    CHECK((before->role == MemberRole::Viewer));
    CHECK((after->role == MemberRole::Member));
    // What changes nothing leaves no line.
    const auto count = people.audit({}).size();
    People::require(people.trySetMember("otto", "team", "vera", {MemberRole::Member, {}}));
    CHECK(people.audit({}).size() == count);
    // What is refused leaves none either, and searching finds what was typed, not a pattern.
    CHECK_FALSE(people.trySetMember("max", "team", "vera", {MemberRole::Viewer, {}}));
    CHECK(people.audit({}).size() == count);
    api::AuditFilter percent;
    percent.search = "%";
    CHECK(people.audit(percent).empty());
    api::AuditFilter customers;
    customers.what = "customer.";
    CHECK(people.audit(customers).size() == 11);
}

TEST_CASE("the database refuses to change or remove a line of the audit log")
{
    TestStore store;
    store.write([](Connection& connection) {
        return store::audit::add(connection, {0, "anna", "test", "it", {}, {}, {}, {}, {}});
    });
    for (const char* statement : {"UPDATE audit SET who = 'other'", "DELETE FROM audit"}) {
        const auto changed = store.database().write(store.context, [&](Connection& connection) -> Result<> {
            ARGUS_TRY(connection.execute(statement));
            return {};
        });
        CHECK_FALSE(changed);
    }
    const auto lines = store::sql::readValue<std::vector<domain::AuditEntry>>(
        store.database(), store.context, [](Connection& connection) { return store::audit::list(connection, {}); });
    REQUIRE(lines);
    REQUIRE(lines->size() == 1);
    CHECK(lines->front().who == "anna");
}

TEST_CASE("in a store of one's own nobody asks anybody: a new workspace comes with its first batch")
{
    People people;
    CHECK(people.submit("anna", "brand new"));
    const auto workspaces = api::await<std::vector<domain::Workspace>>(
        [&](auto done) { people->accounts().workspaces(People::as("anna"), {}, std::move(done)); });
    People::require(workspaces);
    REQUIRE(workspaces->size() == 2);
    CHECK(workspaces->front().name == "brand new");
    CHECK((people.submit("anna", "\n").error().code == ErrorCode::Invalid));
    // Others do not make one by a slip of the keyboard.
    people.add("max");
    const auto slip = people.submit("max", "brand now");
    REQUIRE_FALSE(slip);
    CHECK((slip.error().code == ErrorCode::NotFound));
}

TEST_CASE("the first owner is made once, and never of a worker's login")
{
    TestStore store;
    const auto first = engine::makeFirstOwner(store.context, store.database(), "anna");
    REQUIRE(first);
    CHECK(*first);
    const auto again = engine::makeFirstOwner(store.context, store.database(), "anna");
    REQUIRE(again);
    CHECK_FALSE(*again);
    store.write([](Connection& connection) -> Result<> {
        domain::Customer worker;
        worker.uuid = domain::CustomerUuid::make();
        worker.login = worker.name = "wim";
        worker.role = domain::PlatformRole::Worker;
        const auto id = store::customers::insert(connection, worker);
        return id ? Result<>() : Result<>(base::fail(id));
    });
    CHECK((engine::makeFirstOwner(store.context, store.database(), "wim").error().code == ErrorCode::Conflict));
    CHECK((engine::makeFirstOwner(store.context, store.database(), "").error().code == ErrorCode::Invalid));
    // Whoever has the store in their hands is not locked out by what stands in it.
    store.write([](Connection& connection) -> Result<> {
        ARGUS_TRY(connection.execute("UPDATE customers SET status = 'suspended', role = 'user' WHERE login = 'anna'"));
        return {};
    });
    const auto back = engine::makeFirstOwner(store.context, store.database(), "anna");
    REQUIRE(back);
    CHECK(*back);
    engine::Access access(store.database());
    CHECK(access.enter(People::as("anna"), engine::Operation::AccountsAudit));
}

TEST_CASE("without a customer the store says who can make the first")
{
    TestStore store;
    engine::Access access(store.database());
    const auto refused = access.enter(People::as("anna"), engine::Operation::BatchesList);
    REQUIRE_FALSE(refused);
    CHECK(has(refused.error().message, "argus db migrate --owner anna"));
}
