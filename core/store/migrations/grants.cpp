// SPDX-License-Identifier: Apache-2.0
#include "core/store/migrations/grants.h"

#include <array>

namespace argus::store {

using base::ExecutionContext;
using base::fail;
using base::Result;
using sql::Connection;

namespace {

constexpr std::array kRights {
    TableRights {"attempts", "raw", "raw"},      TableRights {"audit", "ra", "a"},
    TableRights {"batches", "rawd", "rw"},       TableRights {"counters", "raw", "raw"},
    TableRights {"dead_letters", "rawd", "raw"}, TableRights {"diagnoses", "raw", "raw"},
    TableRights {"file_done", "ra", "ra"},       TableRights {"files", "raw", "rw"},
    TableRights {"findings", "raw", "raw"},      TableRights {"inbox", "rad", "rad"},
    TableRights {"leases", "raw", "raw"},        TableRights {"outbox", "raw", "raw"},
    TableRights {"schema_migrations", "r", "r"}, TableRights {"settings", "raw", "ra"},
    TableRights {"tasks", "raw", "raw"},         TableRights {"triages", "raw", "raw"},
    TableRights {"vehicle_codes", "rad", "rad"}, TableRights {"vehicles", "raw", "raw"},
    TableRights {"workers", "rawd", "rawd"},     TableRights {"customers", "raw", "r"},
    TableRights {"workspaces", "raw", "r"},      TableRights {"workspace_members", "rawd", "r"},
    TableRights {"open_cases", "rawd", "r"},     TableRights {"refused_files", "rawd", "r"},
};

constexpr std::array<std::string_view, 2> kRoles {"argus_desk", "argus_worker"};

std::string rightsText(std::string_view letters)
{
    std::string text;
    for (const char letter : letters) {
        text += text.empty() ? "" : ", ";
        text += letter == 'r' ? "SELECT" : letter == 'a' ? "INSERT" : letter == 'w' ? "UPDATE" : "DELETE";
    }
    return text;
}

/// True when the role is there afterwards.
Result<bool> makeRole(Connection& connection, std::string_view role, std::vector<std::string>& notes)
{
    const auto known = connection.query("SELECT 1 FROM pg_roles WHERE rolname = $1", {std::string(role)});
    if (!known) {
        return fail(known);
    }
    if (!known->empty()) {
        return true;
    }
    const auto may = connection.query(
        "SELECT rolcreaterole OR rolsuper, rolname::text FROM pg_roles WHERE rolname = current_user");
    if (!may) {
        return fail(may);
    }
    if (may->empty() || may->front().integer(0) == 0) {
        notes.push_back("the role " + std::string(role) + " is not there, and this login may not make it: let an "
                        + "administrator run CREATE ROLE " + std::string(role) + " and then argus db migrate again");
        return false;
    }
    ARGUS_TRY(connection.execute("CREATE ROLE " + std::string(role) + " NOLOGIN"));
    notes.push_back("made the role " + std::string(role));
    return true;
}

Result<> grant(Connection& connection, std::string_view role)
{
    const std::string to = std::string(role);
    ARGUS_TRY(connection.execute("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM " + to));
    ARGUS_TRY(connection.execute("REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM " + to));
    ARGUS_TRY(connection.execute("GRANT USAGE ON SCHEMA public TO " + to));
    ARGUS_TRY(connection.execute("GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO " + to));
    for (const TableRights& rights : kRights) {
        const std::string_view letters = role == kRoles.front() ? rights.desk : rights.worker;
        ARGUS_TRY(
            connection.execute("GRANT " + rightsText(letters) + " ON " + std::string(rights.table) + " TO " + to));
    }
    return {};
}

} // namespace

std::span<const TableRights> allRights()
{
    return kRights;
}

Result<std::vector<std::string>> grantRoles(const ExecutionContext& context, sql::Database& database)
{
    std::vector<std::string> notes;
    if (database.dialect() != sql::Dialect::Postgres) {
        return notes;
    }
    ARGUS_TRY(database.write(context, [&notes](Connection& connection) -> Result<> {
        notes.clear();
        // Roles belong to the whole server: programs that migrate other databases may be making them now.
        ARGUS_TRY(connection.query("SELECT pg_advisory_xact_lock(1095059797, 0)"));
        for (const std::string_view role : kRoles) {
            const auto there = makeRole(connection, role, notes);
            if (!there) {
                return fail(there);
            }
            if (*there) {
                ARGUS_TRY(grant(connection, role));
                notes.push_back("the role " + std::string(role) + " has the rights it needs; give it to a login by "
                                + "GRANT " + std::string(role) + " TO login");
            }
        }
        return {};
    }));
    return notes;
}

} // namespace argus::store
