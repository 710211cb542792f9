// SPDX-License-Identifier: Apache-2.0
#include "core/engine/owner/account_change_json.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace argus::engine {

using base::ErrorCode;
using base::fail;
using base::Result;
using nlohmann::json;

namespace {

void put(json& object, const char* key, const std::optional<std::string>& text)
{
    if (text) {
        object[key] = *text;
    }
}

template <class Name> void putName(json& object, const char* key, const std::optional<Name>& name)
{
    if (name) {
        object[key] = std::string(domain::toString(*name));
    }
}

std::optional<std::string> textAt(const json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? std::optional(found->get<std::string>()) : std::nullopt;
}

/// Reads a name where there is one; false when it is none that `parse` knows.
template <class Name, class Parse>
bool read(const json& object, const char* key, std::optional<Name>& target, Parse parse)
{
    const auto text = textAt(object, key);
    target = text ? parse(*text) : std::optional<Name>();
    return !text || target.has_value();
}

} // namespace

json accountChangeToJson(const AccountChange& change)
{
    json object = {{"operation", std::string(ruleOf(change.operation).name)},
                   {"login", change.login},
                   {"workspace", change.workspace}};
    put(object, "name", change.name);
    put(object, "email", change.email);
    put(object, "description", change.description);
    putName(object, "role", change.role);
    putName(object, "status", change.status);
    putName(object, "type", change.type);
    putName(object, "workspace_status", change.workspaceStatus);
    putName(object, "member_role", change.memberRole);
    putName(object, "member_status", change.memberStatus);
    return object;
}

Result<AccountChange> accountChangeFromJson(const json& object)
{
    AccountChange change;
    const auto operation = operationNamed(textAt(object, "operation").value_or(std::string()));
    change.login = textAt(object, "login").value_or(std::string());
    change.workspace = textAt(object, "workspace").value_or(std::string());
    change.name = textAt(object, "name");
    change.email = textAt(object, "email");
    change.description = textAt(object, "description");
    const bool known = operation && read(object, "role", change.role, domain::parsePlatformRole)
        && read(object, "status", change.status, domain::parseCustomerStatus)
        && read(object, "type", change.type, domain::parseWorkspaceType)
        && read(object, "workspace_status", change.workspaceStatus, domain::parseWorkspaceStatus)
        && read(object, "member_role", change.memberRole, domain::parseMemberRole)
        && read(object, "member_status", change.memberStatus, domain::parseMemberStatus);
    if (!known) {
        return fail(
            ErrorCode::Invalid,
            "the owner of the store does not know this change of accounts: use the same version of the program");
    }
    change.operation = *operation;
    return change;
}

} // namespace argus::engine
