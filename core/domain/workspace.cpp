// SPDX-License-Identifier: Apache-2.0
#include "core/domain/workspace.h"

#include "core/domain/plain_text.h"

#include <algorithm>
#include <array>

namespace argus::domain {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kMaxNameBytes = 128;
constexpr std::size_t kMaxDescriptionBytes = 4096;
constexpr std::array kTypes {WorkspaceType::Personal, WorkspaceType::Team, WorkspaceType::Enterprise};
constexpr std::array kStatuses {WorkspaceStatus::Active, WorkspaceStatus::Archived};
constexpr std::array kRoles {MemberRole::Owner, MemberRole::Admin, MemberRole::Member, MemberRole::Viewer};
constexpr std::array kMemberStatuses {MemberStatus::Active, MemberStatus::Invited, MemberStatus::Suspended};

template <class Values> auto parse(const Values& values, std::string_view name)
{
    const auto found = std::find_if(values.begin(), values.end(), [name](auto each) { return toString(each) == name; });
    return found == values.end() ? std::nullopt : std::optional(*found);
}

} // namespace

std::string_view toString(WorkspaceType type)
{
    switch (type) {
    case WorkspaceType::Personal:
        return "personal";
    case WorkspaceType::Team:
        return "team";
    case WorkspaceType::Enterprise:
        return "enterprise";
    }
    return "team";
}

std::optional<WorkspaceType> parseWorkspaceType(std::string_view name)
{
    return parse(kTypes, name);
}

std::string_view toString(WorkspaceStatus status)
{
    switch (status) {
    case WorkspaceStatus::Active:
        return "active";
    case WorkspaceStatus::Archived:
        return "archived";
    }
    return "archived";
}

std::optional<WorkspaceStatus> parseWorkspaceStatus(std::string_view name)
{
    return parse(kStatuses, name);
}

std::string_view toString(MemberRole role)
{
    switch (role) {
    case MemberRole::Owner:
        return "owner";
    case MemberRole::Admin:
        return "admin";
    case MemberRole::Member:
        return "member";
    case MemberRole::Viewer:
        return "viewer";
    }
    return "viewer";
}

std::optional<MemberRole> parseMemberRole(std::string_view name)
{
    return parse(kRoles, name);
}

std::span<const MemberRole> allMemberRoles()
{
    return kRoles;
}

bool covers(MemberRole has, MemberRole needed)
{
    return static_cast<int>(has) <= static_cast<int>(needed);
}

std::string_view toString(MemberStatus status)
{
    switch (status) {
    case MemberStatus::Active:
        return "active";
    case MemberStatus::Invited:
        return "invited";
    case MemberStatus::Suspended:
        return "suspended";
    }
    return "suspended";
}

std::optional<MemberStatus> parseMemberStatus(std::string_view name)
{
    return parse(kMemberStatuses, name);
}

Result<> checkWorkspace(const Workspace& workspace)
{
    if (!isPlainText(workspace.name, kMaxNameBytes)) {
        return fail(ErrorCode::Invalid,
                    "the name of a workspace is 1 to 128 bytes of text, without control characters or spaces around "
                    "it");
    }
    if (workspace.description.size() > kMaxDescriptionBytes || !base::isUtf8(workspace.description)) {
        return fail(ErrorCode::Invalid, "the description of a workspace is at most 4,096 bytes of text");
    }
    return {};
}

bool isActiveOwner(const WorkspaceMember& member)
{
    return member.role == MemberRole::Owner && member.status == MemberStatus::Active;
}

Result<> checkMembers(const Workspace& workspace, std::span<const WorkspaceMember> members)
{
    const auto owners = std::count_if(members.begin(), members.end(), isActiveOwner);
    if (owners == 0) {
        return fail(ErrorCode::Conflict,
                    "workspace '" + workspace.name
                        + "' would be left without an owner: give somebody else the role owner first");
    }
    if (workspace.type == WorkspaceType::Personal && owners > 1) {
        return fail(ErrorCode::Conflict,
                    "workspace '" + workspace.name + "' is personal and has one owner: make it a team first");
    }
    return {};
}

Result<> setStatus(WorkspaceMember& member, MemberStatus status, base::UtcTime now)
{
    if (status == MemberStatus::Invited && member.joinedAt) {
        return fail(ErrorCode::Conflict,
                    member.customer + " has joined workspace '" + member.workspace
                        + "' already: nobody is invited twice");
    }
    member.status = status;
    member.updatedAt = now;
    if (status == MemberStatus::Active && !member.joinedAt) {
        member.joinedAt = now;
    }
    return {};
}

} // namespace argus::domain
