// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/uuid.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace argus::domain {

/// The workspace that a batch belongs to when nobody says otherwise.
inline constexpr std::string_view kDefaultWorkspace = "default";

enum class WorkspaceType : std::uint8_t
{
    Personal,
    Team,
    Enterprise
};

/// "personal", "team", "enterprise"
std::string_view toString(WorkspaceType type);
std::optional<WorkspaceType> parseWorkspaceType(std::string_view name);

enum class WorkspaceStatus : std::uint8_t
{
    Active,
    Archived ///< can be read, and nothing else
};

/// "active", "archived"
std::string_view toString(WorkspaceStatus status);
std::optional<WorkspaceStatus> parseWorkspaceStatus(std::string_view name);

/// Each role may do what the ones after it may.
enum class MemberRole : std::uint8_t
{
    Owner, ///< manages members and quotas
    Admin, ///< allocates, deletes
    Member, ///< uses: submits, retries, cancels, notes
    Viewer ///< reads
};

/// "owner", "admin", "member", "viewer"
std::string_view toString(MemberRole role);
std::optional<MemberRole> parseMemberRole(std::string_view name);
/// From the one that may most to the one that may least.
std::span<const MemberRole> allMemberRoles();
/// True when `has` may do what needs `needed`.
bool covers(MemberRole has, MemberRole needed);

enum class MemberStatus : std::uint8_t
{
    Active,
    Invited, ///< has not accepted yet, and may nothing
    Suspended
};

/// "active", "invited", "suspended"
std::string_view toString(MemberStatus status);
std::optional<MemberStatus> parseMemberStatus(std::string_view name);

using WorkspaceUuid = base::StrongId<struct WorkspaceTag>;

/// What batches, and everything of the fleet, belong to.
struct Workspace
{
    std::int64_t id = 0; ///< the store's
    WorkspaceUuid uuid;
    std::string owner; ///< the login of the customer; always among the members with the role owner
    std::string name; ///< unique: batches and commands refer to it
    std::string description;
    WorkspaceType type = WorkspaceType::Team;
    std::int64_t memberCount = 0; ///< active members
    WorkspaceStatus status = WorkspaceStatus::Active;
    base::UtcTime createdAt {};
    base::UtcTime updatedAt {};

    bool operator==(const Workspace&) const = default;
};

/// A customer's place in a workspace: one for each pair.
struct WorkspaceMember
{
    std::string workspace; ///< its name
    std::string customer; ///< the login
    MemberRole role = MemberRole::Viewer;
    MemberStatus status = MemberStatus::Active;
    std::optional<base::UtcTime> joinedAt; ///< none: never active yet
    base::UtcTime createdAt {};
    base::UtcTime updatedAt {};

    bool operator==(const WorkspaceMember&) const = default;
};

/// Invalid with the broken rule: a name of 1 to 128 bytes of text without control characters or spaces around it, a
/// description of at most 4,096 bytes.
base::Result<> checkWorkspace(const Workspace& workspace);

/// True for a member whom the workspace could be left to: an active owner.
bool isActiveOwner(const WorkspaceMember& member);

/// Success when `members`, as they would be after a change, still have an active owner and, in a personal workspace,
/// nobody else of that role; else Conflict with what to do first.
base::Result<> checkMembers(const Workspace& workspace, std::span<const WorkspaceMember> members);

/// Brings a member to `status`: joined_at is when they first became active. Conflict for one who is to be invited but
/// has joined already.
base::Result<> setStatus(WorkspaceMember& member, MemberStatus status, base::UtcTime now);

} // namespace argus::domain
