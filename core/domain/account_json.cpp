// SPDX-License-Identifier: Apache-2.0
#include "core/domain/account_json.h"

#include "core/domain/json_reader.h"
#include "core/domain/json_writer.h"

namespace argus::domain {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

void writeMembers(JsonWriter& out, const Customer& customer)
{
    out.member("id", customer.id);
    out.member("uuid", customer.uuid.toString());
    out.member("name", customer.name);
    out.memberOrNull("email", customer.email);
    out.member("role", toString(customer.role));
    out.member("status", toString(customer.status));
    out.member("login", customer.login);
    out.memberTime("created_at", customer.createdAt);
    out.memberTime("updated_at", customer.updatedAt);
}

void writeMembers(JsonWriter& out, const Workspace& workspace)
{
    out.member("id", workspace.id);
    out.member("uuid", workspace.uuid.toString());
    out.member("owner", workspace.owner);
    out.member("name", workspace.name);
    out.member("description", workspace.description);
    out.member("type", toString(workspace.type));
    out.member("member_count", workspace.memberCount);
    out.member("status", toString(workspace.status));
    out.memberTime("created_at", workspace.createdAt);
    out.memberTime("updated_at", workspace.updatedAt);
}

void writeMembers(JsonWriter& out, const WorkspaceMember& member)
{
    out.member("workspace", member.workspace);
    out.member("customer", member.customer);
    out.member("role", toString(member.role));
    out.member("status", toString(member.status));
    if (member.joinedAt) {
        out.memberTime("joined_at", *member.joinedAt);
    } else {
        out.memberNull("joined_at");
    }
    out.memberTime("created_at", member.createdAt);
    out.memberTime("updated_at", member.updatedAt);
}

void writeMembers(JsonWriter& out, const AuditEntry& entry)
{
    out.member("seq", entry.seq);
    out.memberTime("when", entry.when);
    out.member("who", entry.who);
    out.member("what", entry.what);
    out.member("on_what", entry.onWhat);
    out.memberOrNull("before", entry.before);
    out.memberOrNull("after", entry.after);
    out.member("details", entry.details);
    out.member("trace_id", entry.traceId);
}

template <class Entity> void writeObject(JsonWriter& out, const Entity& entity)
{
    out.beginObject();
    writeMembers(out, entity);
    out.endObject();
}

template <class Entity> std::string object(const Entity& entity, int indent)
{
    JsonWriter out(indent);
    writeObject(out, entity);
    return out.take();
}

template <class Entity> std::string array(const std::vector<Entity>& entities, int indent)
{
    JsonWriter out(indent);
    out.beginArray();
    for (const Entity& entity : entities) {
        writeObject(out, entity);
    }
    out.endArray();
    return out.take();
}

/// Reads a document with `read(JsonReader, Entity&)`.
template <class Entity, class Read> Result<Entity> entityFrom(std::string_view text, Read read)
{
    const auto tree = parseJsonTree(text);
    if (!tree) {
        return fail(tree);
    }
    std::string error;
    const JsonReader reader(&*tree, "", error);
    Entity entity;
    read(reader, entity);
    if (!error.empty()) {
        return fail(ErrorCode::Invalid, error);
    }
    return entity;
}

} // namespace

std::string toJson(const Customer& customer, int indent)
{
    return object(customer, indent);
}

std::string toJson(const Workspace& workspace, int indent)
{
    return object(workspace, indent);
}

std::string toJson(const WorkspaceMember& member, int indent)
{
    return object(member, indent);
}

std::string customersToJson(const std::vector<Customer>& customers, int indent)
{
    return array(customers, indent);
}

std::string workspacesToJson(const std::vector<Workspace>& workspaces, int indent)
{
    return array(workspaces, indent);
}

std::string membersToJson(const std::vector<WorkspaceMember>& members, int indent)
{
    return array(members, indent);
}

std::string auditToJson(const std::vector<AuditEntry>& entries, int indent)
{
    return array(entries, indent);
}

std::string identityToJson(const Customer& customer, const std::vector<WorkspaceMember>& memberships, int indent)
{
    JsonWriter out(indent);
    out.beginObject();
    writeMembers(out, customer);
    out.memberArray("workspaces", memberships, [&out](const WorkspaceMember& member) { writeObject(out, member); });
    out.endObject();
    return out.take();
}

Result<Customer> customerFromJson(std::string_view text)
{
    return entityFrom<Customer>(text, [](const JsonReader& in, Customer& customer) {
        in.read("id", customer.id);
        in.readAs("uuid", customer.uuid, CustomerUuid::parse);
        in.read("name", customer.name);
        in.read("email", customer.email);
        in.readAs("role", customer.role, parsePlatformRole);
        in.readAs("status", customer.status, parseCustomerStatus);
        in.read("login", customer.login);
        in.readTime("created_at", customer.createdAt);
        in.readTime("updated_at", customer.updatedAt);
    });
}

Result<Workspace> workspaceFromJson(std::string_view text)
{
    return entityFrom<Workspace>(text, [](const JsonReader& in, Workspace& workspace) {
        in.read("id", workspace.id);
        in.readAs("uuid", workspace.uuid, WorkspaceUuid::parse);
        in.read("owner", workspace.owner);
        in.read("name", workspace.name);
        in.read("description", workspace.description);
        in.readAs("type", workspace.type, parseWorkspaceType);
        in.read("member_count", workspace.memberCount);
        in.readAs("status", workspace.status, parseWorkspaceStatus);
        in.readTime("created_at", workspace.createdAt);
        in.readTime("updated_at", workspace.updatedAt);
    });
}

Result<WorkspaceMember> memberFromJson(std::string_view text)
{
    return entityFrom<WorkspaceMember>(text, [](const JsonReader& in, WorkspaceMember& member) {
        in.read("workspace", member.workspace);
        in.read("customer", member.customer);
        in.readAs("role", member.role, parseMemberRole);
        in.readAs("status", member.status, parseMemberStatus);
        in.readTime("joined_at", member.joinedAt);
        in.readTime("created_at", member.createdAt);
        in.readTime("updated_at", member.updatedAt);
    });
}

} // namespace argus::domain
