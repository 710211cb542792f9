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

/// What somebody is on the whole platform. Workspaces have roles of their own (workspace.h).
enum class PlatformRole : std::uint8_t
{
    Admin, ///< may do everything, in every workspace
    User, ///< a person: what the workspaces say
    Worker ///< the login of a machine that works on tasks, and does nothing else
};

/// "admin", "user", "worker"
std::string_view toString(PlatformRole role);
std::optional<PlatformRole> parsePlatformRole(std::string_view name);
std::span<const PlatformRole> allPlatformRoles();

enum class CustomerStatus : std::uint8_t
{
    Active,
    Suspended ///< stays in the books, may do nothing
};

/// "active", "suspended"
std::string_view toString(CustomerStatus status);
std::optional<CustomerStatus> parseCustomerStatus(std::string_view name);

using CustomerUuid = base::StrongId<struct CustomerTag>;

/// Who uses the program: a person, or the login of a worker. Never removed, only suspended, because what they did
/// stays.
struct Customer
{
    std::int64_t id = 0; ///< the store's
    CustomerUuid uuid;
    std::string name;
    std::string email; ///< empty: not known
    PlatformRole role = PlatformRole::User;
    CustomerStatus status = CustomerStatus::Active;
    std::string login; ///< the database or system user who is this customer; unique
    base::UtcTime createdAt {};
    base::UtcTime updatedAt {};

    bool operator==(const Customer&) const = default;
};

/// Invalid with the broken rule: a login of 1 to 256 bytes and a name of at most 256, both printable text without
/// spaces around it; an email, where there is one, with text on both sides of one '@'.
base::Result<> checkCustomer(const Customer& customer);

} // namespace argus::domain
