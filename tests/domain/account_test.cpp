// SPDX-License-Identifier: Apache-2.0
#include "core/domain/account_json.h"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <array>

using namespace argus;
using namespace argus::domain;

namespace {

/// A time with the milliseconds that JSON carries.
base::UtcTime anyTime()
{
    return base::fromMicros(*rc::gen::inRange<std::int64_t>(0, 4'000'000'000'000) * 1000);
}

/// Text as people type it: what JSON must carry is UTF-8.
std::string anyText()
{
    return *rc::gen::container<std::string>(rc::gen::inRange<char>(1, 127));
}

template <class Value, std::size_t Count> Value oneOf(const std::array<Value, Count>& values)
{
    return values.at(*rc::gen::inRange<std::size_t>(0, Count));
}

constexpr std::array kMemberStatuses {MemberStatus::Active, MemberStatus::Invited, MemberStatus::Suspended};

std::vector<WorkspaceMember> anyMembers()
{
    const auto count = *rc::gen::inRange(0, 6);
    std::vector<WorkspaceMember> members;
    for (int i = 0; i < count; ++i) {
        WorkspaceMember member;
        member.workspace = "team";
        member.customer = "login " + std::to_string(i);
        member.role = allMemberRoles()[*rc::gen::inRange<std::size_t>(0, 4)];
        member.status = oneOf(kMemberStatuses);
        members.push_back(std::move(member));
    }
    return members;
}

} // namespace

TEST_CASE("every name of a role, type and status reads back, and no other is read")
{
    for (const PlatformRole role : allPlatformRoles()) {
        CHECK((parsePlatformRole(toString(role)) == role));
    }
    for (const MemberRole role : allMemberRoles()) {
        CHECK((parseMemberRole(toString(role)) == role));
    }
    for (const MemberStatus status : kMemberStatuses) {
        CHECK((parseMemberStatus(toString(status)) == status));
    }
    CHECK((parseWorkspaceType("personal") == WorkspaceType::Personal));
    CHECK((parseWorkspaceType("team") == WorkspaceType::Team));
    CHECK((parseWorkspaceType("enterprise") == WorkspaceType::Enterprise));
    CHECK((parseWorkspaceStatus("archived") == WorkspaceStatus::Archived));
    CHECK((parseCustomerStatus("suspended") == CustomerStatus::Suspended));
    CHECK_FALSE(parsePlatformRole("Admin"));
    CHECK_FALSE(parseMemberRole(""));
    CHECK_FALSE(parseWorkspaceType("other"));
}

TEST_CASE("a role covers itself and those below it")
{
    const auto roles = allMemberRoles();
    for (std::size_t has = 0; has < roles.size(); ++has) {
        for (std::size_t needed = 0; needed < roles.size(); ++needed) {
            CHECK(covers(roles[has], roles[needed]) == (has <= needed));
        }
    }
    CHECK(covers(MemberRole::Owner, MemberRole::Viewer));
    CHECK_FALSE(covers(MemberRole::Viewer, MemberRole::Member));
}

TEST_CASE("customers, workspaces and members read back as they were written")
{
    rc::check([] {
        Customer customer {*rc::gen::arbitrary<std::int64_t>(),
                           CustomerUuid::make(),
                           anyText(),
                           anyText(),
                           allPlatformRoles()[*rc::gen::inRange<std::size_t>(0, 3)],
                           oneOf(std::array {CustomerStatus::Active, CustomerStatus::Suspended}),
                           anyText(),
                           anyTime(),
                           anyTime()};
        const auto customerRead = customerFromJson(toJson(customer, *rc::gen::inRange(-1, 4)));
        RC_ASSERT(customerRead.has_value());
        RC_ASSERT(*customerRead == customer);

        Workspace workspace {
            *rc::gen::arbitrary<std::int64_t>(),
            WorkspaceUuid::make(),
            anyText(),
            anyText(),
            anyText(),
            oneOf(std::array {WorkspaceType::Personal, WorkspaceType::Team, WorkspaceType::Enterprise}),
            *rc::gen::inRange<std::int64_t>(0, 1000),
            oneOf(std::array {WorkspaceStatus::Active, WorkspaceStatus::Archived}),
            anyTime(),
            anyTime()};
        const auto workspaceRead = workspaceFromJson(toJson(workspace));
        RC_ASSERT(workspaceRead.has_value());
        RC_ASSERT(*workspaceRead == workspace);

        WorkspaceMember member {anyText(),
                                anyText(),
                                allMemberRoles()[*rc::gen::inRange<std::size_t>(0, 4)],
                                oneOf(kMemberStatuses),
                                *rc::gen::arbitrary<bool>() ? std::optional(anyTime()) : std::nullopt,
                                anyTime(),
                                anyTime()};
        const auto memberRead = memberFromJson(toJson(member));
        RC_ASSERT(memberRead.has_value());
        RC_ASSERT(*memberRead == member);
    });
}

TEST_CASE("no text crashes the readers, and a wrong value names its member")
{
    rc::check([](const std::string& text) {
        (void)customerFromJson(text);
        (void)workspaceFromJson(text);
        (void)memberFromJson(text);
    });
    const auto wrong = customerFromJson(R"({"role": "emperor"})");
    REQUIRE_FALSE(wrong);
    CHECK((wrong.error().code == base::ErrorCode::Invalid));
    CHECK(wrong.error().message.find("role") != std::string::npos);
    CHECK_FALSE(memberFromJson("[]"));
    CHECK_FALSE(workspaceFromJson(R"({"member_count": "many"})"));
}

TEST_CASE("names that people cannot read or tell apart are refused")
{
    Customer customer;
    customer.login = "anna";
    customer.name = "Anna";
    CHECK(checkCustomer(customer));
    for (const std::string& bad : {std::string(), std::string(" anna"), std::string("a\nb"), std::string("\xff"),
                                   std::string(257, 'x'), std::string("a\x7f")}) {
        Customer other = customer;
        other.login = bad;
        CHECK((checkCustomer(other).error().code == base::ErrorCode::Invalid));
        Workspace workspace;
        workspace.name = bad;
        CHECK((checkWorkspace(workspace).error().code == base::ErrorCode::Invalid));
    }
    for (const char* bad : {"anna", "@b", "a@", "a@b@c", "a b@c"}) {
        Customer other = customer;
        other.email = bad;
        CHECK_FALSE(checkCustomer(other));
    }
    customer.email = "anna@example.org";
    CHECK(checkCustomer(customer));
    Workspace workspace;
    workspace.name = "Prüfstand 3";
    CHECK(checkWorkspace(workspace));
    workspace.description = std::string(4097, 'x');
    CHECK_FALSE(checkWorkspace(workspace));
}

TEST_CASE("a workspace always keeps an active owner, a personal one exactly one")
{
    rc::check([] {
        const std::vector<WorkspaceMember> members = anyMembers();
        std::size_t owners = 0;
        for (const WorkspaceMember& member : members) {
            owners += member.role == MemberRole::Owner && member.status == MemberStatus::Active ? 1 : 0;
        }
        Workspace workspace;
        workspace.name = "team";
        RC_ASSERT(checkMembers(workspace, members).has_value() == (owners > 0));
        workspace.type = WorkspaceType::Personal;
        RC_ASSERT(checkMembers(workspace, members).has_value() == (owners == 1));
    });
}

TEST_CASE("a member joins once, whatever their status becomes later")
{
    rc::check([] {
        WorkspaceMember member;
        std::optional<base::UtcTime> joined;
        const auto steps = *rc::gen::inRange(1, 20);
        for (int step = 0; step < steps; ++step) {
            const MemberStatus status = oneOf(kMemberStatuses);
            const base::UtcTime now = base::fromMicros(1'000'000 * (step + 1));
            const auto done = setStatus(member, status, now);
            RC_ASSERT(done.has_value() == !(status == MemberStatus::Invited && joined.has_value()));
            if (done && status == MemberStatus::Active && !joined) {
                joined = now;
            }
            RC_ASSERT(member.joinedAt == joined);
            RC_ASSERT(!done || member.updatedAt == now);
        }
    });
}
