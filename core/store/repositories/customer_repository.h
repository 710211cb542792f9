// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/domain/customer.h"
#include "core/store/sql/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// Rows of customers. They are never removed.
namespace argus::store::customers {

/// Adds a customer; answers the id that the database chose. Conflict when login or uuid are taken.
base::Result<std::int64_t> insert(sql::Connection& connection, const domain::Customer& customer);
base::Result<std::optional<domain::Customer>> find(sql::Connection& connection, const std::string& login);
/// The same, holding the row until the transaction ends (PostgreSQL; SQLite has one writer anyway).
base::Result<std::optional<domain::Customer>> findForUpdate(sql::Connection& connection, const std::string& login);

struct Filter
{
    std::string search; ///< a part of login, name or email; empty: all
    std::string seenBy; ///< only this customer (a login) and those who share a workspace with them; empty: all
};
/// By login.
base::Result<std::vector<domain::Customer>> list(sql::Connection& connection, const Filter& filter);
/// Writes name, email, role, status and updated_at of the customer with this login.
base::Result<> update(sql::Connection& connection, const domain::Customer& customer);

/// How many admins of the platform may do something; their rows are held until the transaction ends (PostgreSQL), so
/// that two who suspend each other cannot leave nobody.
base::Result<std::int64_t> countActiveAdmins(sql::Connection& connection);

} // namespace argus::store::customers
