// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/workspace_repository.h"

#include "core/store/repositories/conditions.h"

namespace argus::store::workspaces {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::Workspace;
using domain::WorkspaceMember;

namespace {

constexpr const char* kSelect
    = "SELECT w.id, w.uuid, o.login, w.name, w.description, w.type, w.member_count, w.status, w.created_at, "
      "w.updated_at FROM workspaces w JOIN customers o ON o.id = w.owner";

base::Failure unreadable(const std::string& name)
{
    return fail(ErrorCode::Internal, "the store holds an unreadable row of workspace '" + name + "'");
}

Result<Workspace> fromRow(const sql::Row& row)
{
    const auto uuid = domain::WorkspaceUuid::parse(row.text(1));
    const auto type = domain::parseWorkspaceType(row.text(5));
    const auto status = domain::parseWorkspaceStatus(row.text(7));
    if (!uuid || !type || !status) {
        return unreadable(row.text(3));
    }
    return Workspace {row.integer(0), *uuid,          row.text(2), row.text(3), row.text(4),
                      *type,          row.integer(6), *status,     row.time(8), row.time(9)};
}

/// Seven columns from `first` on: workspace, customer, role, status, joined_at, created_at, updated_at.
Result<WorkspaceMember> memberFromRow(const sql::Row& row, std::size_t first)
{
    const auto role = domain::parseMemberRole(row.text(first + 2));
    const auto status = domain::parseMemberStatus(row.text(first + 3));
    if (!role || !status) {
        return unreadable(row.text(first));
    }
    return WorkspaceMember {row.text(first),     row.text(first + 1), *role, *status, row.optionalTime(first + 4),
                            row.time(first + 5), row.time(first + 6)};
}

Result<std::optional<Workspace>> firstOf(const Result<sql::Rows>& rows)
{
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::optional<Workspace>();
    }
    auto workspace = fromRow(rows->front());
    if (!workspace) {
        return fail(workspace);
    }
    return std::optional<Workspace>(std::move(*workspace));
}

std::string text(auto name)
{
    return std::string(domain::toString(name));
}

} // namespace

Result<> insert(sql::Connection& connection, const Workspace& workspace)
{
    const auto added = connection.execute(
        "INSERT INTO workspaces (uuid, owner, name, description, type, member_count, status, created_at, updated_at) "
        "SELECT $1, id, $3, $4, $5, 0, $6, $7, $8 FROM customers WHERE login = $2",
        {workspace.uuid.toString(), workspace.owner, workspace.name, workspace.description, text(workspace.type),
         text(workspace.status), base::toMicros(workspace.createdAt), base::toMicros(workspace.updatedAt)});
    if (!added) {
        return fail(added);
    }
    if (*added == 0) {
        return fail(ErrorCode::Invalid, "nobody has the login '" + workspace.owner + "'");
    }
    return {};
}

Result<std::optional<Workspace>> find(sql::Connection& connection, const std::string& name)
{
    return firstOf(connection.query(std::string(kSelect) + " WHERE w.name = $1", {name}));
}

Result<std::optional<Workspace>> findForUpdate(sql::Connection& connection, const std::string& name)
{
    const char* lock = connection.dialect() == sql::Dialect::Postgres ? " FOR UPDATE OF w" : "";
    return firstOf(connection.query(std::string(kSelect) + " WHERE w.name = $1" + lock, {name}));
}

Result<std::vector<Workspace>> list(sql::Connection& connection, const Filter& filter)
{
    Conditions where;
    if (!filter.member.empty()) {
        where.add("EXISTS (SELECT 1 FROM workspace_members m JOIN customers c ON c.id = m.customer WHERE m.workspace = "
                  "w.id AND c.login = ? AND m.status IN ('active', 'invited'))",
                  filter.member);
    }
    if (!filter.owner.empty()) {
        where.add("o.login = ?", filter.owner);
    }
    if (filter.type) {
        where.add("w.type = ?", text(*filter.type));
    }
    if (filter.status) {
        where.add("w.status = ?", text(*filter.status));
    }
    const auto rows = connection.query(kSelect + where.text() + " ORDER BY w.name", where.values());
    if (!rows) {
        return fail(rows);
    }
    std::vector<Workspace> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        auto workspace = fromRow(row);
        if (!workspace) {
            return fail(workspace);
        }
        found.push_back(std::move(*workspace));
    }
    return found;
}

Result<> update(sql::Connection& connection, const Workspace& workspace)
{
    ARGUS_TRY(connection.execute(
        "UPDATE workspaces SET owner = (SELECT id FROM customers WHERE login = $1), description = $2, type = $3, "
        "status = $4, updated_at = $5, member_count = (SELECT COUNT(*) FROM workspace_members m WHERE m.workspace = "
        "workspaces.id AND m.status = 'active') WHERE name = $6",
        {workspace.owner, workspace.description, text(workspace.type), text(workspace.status),
         base::toMicros(workspace.updatedAt), workspace.name}));
    return {};
}

Result<std::vector<std::string>> namesWithoutRow(sql::Connection& connection)
{
    const auto rows = connection.query("SELECT DISTINCT b.workspace FROM batches b WHERE NOT EXISTS (SELECT 1 FROM "
                                       "workspaces w WHERE w.name = b.workspace) ORDER BY b.workspace");
    if (!rows) {
        return fail(rows);
    }
    std::vector<std::string> names;
    for (const sql::Row& row : *rows) {
        names.push_back(row.text(0));
    }
    return names;
}

Result<std::vector<WorkspaceMember>> members(sql::Connection& connection, const std::string& workspace)
{
    const auto rows = connection.query(
        "SELECT w.name, c.login, m.role, m.status, m.joined_at, m.created_at, m.updated_at FROM workspace_members m "
        "JOIN workspaces w ON w.id = m.workspace JOIN customers c ON c.id = m.customer WHERE w.name = $1 ORDER BY "
        "CASE m.role WHEN 'owner' THEN 0 WHEN 'admin' THEN 1 WHEN 'member' THEN 2 ELSE 3 END, c.login",
        {workspace});
    if (!rows) {
        return fail(rows);
    }
    std::vector<WorkspaceMember> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        auto member = memberFromRow(row, 0);
        if (!member) {
            return fail(member);
        }
        found.push_back(std::move(*member));
    }
    return found;
}

Result<> setMember(sql::Connection& connection, const WorkspaceMember& member)
{
    const auto set = connection.execute(
        "INSERT INTO workspace_members (workspace, customer, role, status, joined_at, created_at, updated_at) "
        "SELECT w.id, c.id, $3, $4, $5, $6, $7 FROM workspaces w CROSS JOIN customers c WHERE w.name = $1 AND c.login "
        "= $2 ON CONFLICT (workspace, customer) DO UPDATE SET role = excluded.role, status = excluded.status, "
        "joined_at = excluded.joined_at, updated_at = excluded.updated_at",
        {member.workspace, member.customer, text(member.role), text(member.status), sql::timeOrNull(member.joinedAt),
         base::toMicros(member.createdAt), base::toMicros(member.updatedAt)});
    if (!set) {
        return fail(set);
    }
    if (*set == 0) {
        return fail(ErrorCode::NotFound,
                    "there is no workspace '" + member.workspace + "', or nobody has the login '" + member.customer
                        + "'");
    }
    return {};
}

Result<> removeMember(sql::Connection& connection, const std::string& workspace, const std::string& login)
{
    ARGUS_TRY(connection.execute("DELETE FROM workspace_members WHERE workspace = (SELECT id FROM workspaces WHERE "
                                 "name = $1) AND customer = (SELECT id FROM customers WHERE login = $2)",
                                 {workspace, login}));
    return {};
}

Result<std::optional<Standing>> standing(sql::Connection& connection, const std::string& login)
{
    const auto rows = connection.query(
        "SELECT c.id, c.uuid, c.name, c.email, c.role, c.status, c.login, c.created_at, c.updated_at, w.name, c.login, "
        "m.role, m.status, m.joined_at, m.created_at, m.updated_at, w.status FROM customers c LEFT JOIN "
        "workspace_members m ON m.customer = c.id LEFT JOIN workspaces w ON w.id = m.workspace WHERE c.login = $1 "
        "ORDER BY w.name",
        {login});
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::optional<Standing>();
    }
    const sql::Row& first = rows->front();
    const auto uuid = domain::CustomerUuid::parse(first.text(1));
    const auto role = domain::parsePlatformRole(first.text(4));
    const auto status = domain::parseCustomerStatus(first.text(5));
    if (!uuid || !role || !status) {
        return fail(ErrorCode::Internal, "the store holds an unreadable customer row '" + login + "'");
    }
    Standing found;
    found.customer = {first.integer(0), *uuid,         first.text(2), first.text(3), *role,
                      *status,          first.text(6), first.time(7), first.time(8)};
    for (const sql::Row& row : *rows) {
        if (row.isNull(9)) {
            continue; // the customer has no place anywhere
        }
        auto member = memberFromRow(row, 9);
        const auto workspace = domain::parseWorkspaceStatus(row.text(16));
        if (!member || !workspace) {
            return unreadable(row.text(9));
        }
        found.places.push_back({std::move(*member), *workspace});
    }
    return std::optional<Standing>(std::move(found));
}

} // namespace argus::store::workspaces
