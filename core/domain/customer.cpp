// SPDX-License-Identifier: Apache-2.0
#include "core/domain/customer.h"

#include "core/domain/plain_text.h"

#include <array>

namespace argus::domain {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

constexpr std::size_t kMaxBytes = 256;
constexpr std::array kRoles {PlatformRole::Admin, PlatformRole::User, PlatformRole::Worker};

bool isEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == text.npos
        && text.find(' ') == text.npos && isPlainText(text, kMaxBytes);
}

} // namespace

std::string_view toString(PlatformRole role)
{
    switch (role) {
    case PlatformRole::Admin:
        return "admin";
    case PlatformRole::User:
        return "user";
    case PlatformRole::Worker:
        return "worker";
    }
    return "user";
}

std::optional<PlatformRole> parsePlatformRole(std::string_view name)
{
    for (const PlatformRole role : kRoles) {
        if (toString(role) == name) {
            return role;
        }
    }
    return std::nullopt;
}

std::span<const PlatformRole> allPlatformRoles()
{
    return kRoles;
}

std::string_view toString(CustomerStatus status)
{
    switch (status) {
    case CustomerStatus::Active:
        return "active";
    case CustomerStatus::Suspended:
        return "suspended";
    }
    return "suspended";
}

std::optional<CustomerStatus> parseCustomerStatus(std::string_view name)
{
    for (const CustomerStatus status : std::array {CustomerStatus::Active, CustomerStatus::Suspended}) {
        if (toString(status) == name) {
            return status;
        }
    }
    return std::nullopt;
}

Result<> checkCustomer(const Customer& customer)
{
    if (!isPlainText(customer.login, kMaxBytes)) {
        return fail(ErrorCode::Invalid,
                    "a login is 1 to 256 bytes of text, without control characters or spaces around it");
    }
    if (!isPlainText(customer.name, kMaxBytes)) {
        return fail(ErrorCode::Invalid,
                    "a name is 1 to 256 bytes of text, without control characters or spaces around it");
    }
    if (!customer.email.empty() && !isEmail(customer.email)) {
        return fail(ErrorCode::Invalid, "an email has text on both sides of one '@', such as anna@example.org");
    }
    return {};
}

} // namespace argus::domain
