// SPDX-License-Identifier: Apache-2.0
#include "core/store/repositories/customer_repository.h"

#include "core/store/repositories/conditions.h"

namespace argus::store::customers {

using base::ErrorCode;
using base::fail;
using base::Result;
using domain::Customer;

namespace {

constexpr const char* kSelect
    = "SELECT id, uuid, name, email, role, status, login, created_at, updated_at FROM customers c";

Result<Customer> fromRow(const sql::Row& row)
{
    const auto uuid = domain::CustomerUuid::parse(row.text(1));
    const auto role = domain::parsePlatformRole(row.text(4));
    const auto status = domain::parseCustomerStatus(row.text(5));
    if (!uuid || !role || !status) {
        return fail(ErrorCode::Internal, "the store holds an unreadable customer row '" + row.text(6) + "'");
    }
    return Customer {row.integer(0), *uuid,       row.text(2), row.text(3), *role,
                     *status,        row.text(6), row.time(7), row.time(8)};
}

Result<std::optional<Customer>> firstOf(const Result<sql::Rows>& rows)
{
    if (!rows) {
        return fail(rows);
    }
    if (rows->empty()) {
        return std::optional<Customer>();
    }
    auto customer = fromRow(rows->front());
    if (!customer) {
        return fail(customer);
    }
    return std::optional<Customer>(std::move(*customer));
}

} // namespace

Result<std::int64_t> insert(sql::Connection& connection, const Customer& customer)
{
    ARGUS_TRY(domain::checkCustomer(customer));
    const auto rows = connection.query(
        "INSERT INTO customers (uuid, name, email, role, status, login, created_at, updated_at) VALUES ($1, $2, $3, "
        "$4, $5, $6, $7, $8) RETURNING id",
        {customer.uuid.toString(), customer.name, sql::textOrNull(customer.email),
         std::string(domain::toString(customer.role)), std::string(domain::toString(customer.status)), customer.login,
         base::toMicros(customer.createdAt), base::toMicros(customer.updatedAt)});
    if (!rows) {
        return fail(rows);
    }
    return rows->empty() ? 0 : rows->front().integer(0);
}

Result<std::optional<Customer>> find(sql::Connection& connection, const std::string& login)
{
    return firstOf(connection.query(std::string(kSelect) + " WHERE login = $1", {login}));
}

Result<std::optional<Customer>> findForUpdate(sql::Connection& connection, const std::string& login)
{
    const char* lock = connection.dialect() == sql::Dialect::Postgres ? " FOR UPDATE" : "";
    return firstOf(connection.query(std::string(kSelect) + " WHERE login = $1" + lock, {login}));
}

Result<std::vector<Customer>> list(sql::Connection& connection, const Filter& filter)
{
    Conditions where;
    if (!filter.search.empty()) {
        where.add("(login LIKE ? ESCAPE '\\' OR name LIKE ? ESCAPE '\\' OR email LIKE ? ESCAPE '\\')",
                  likePart(filter.search));
    }
    if (!filter.seenBy.empty()) {
        where.add(
            "(login = ? OR EXISTS (SELECT 1 FROM workspace_members theirs JOIN workspace_members own ON "
            "own.workspace = theirs.workspace JOIN customers who ON who.id = own.customer WHERE theirs.customer = "
            "c.id AND who.login = ? AND own.status = 'active'))",
            filter.seenBy);
    }
    const auto rows = connection.query(kSelect + where.text() + " ORDER BY login", where.values());
    if (!rows) {
        return fail(rows);
    }
    std::vector<Customer> found;
    found.reserve(rows->size());
    for (const sql::Row& row : *rows) {
        auto customer = fromRow(row);
        if (!customer) {
            return fail(customer);
        }
        found.push_back(std::move(*customer));
    }
    return found;
}

Result<> update(sql::Connection& connection, const Customer& customer)
{
    ARGUS_TRY(domain::checkCustomer(customer));
    ARGUS_TRY(connection.execute(
        "UPDATE customers SET name = $1, email = $2, role = $3, status = $4, updated_at = $5 WHERE login = $6",
        {customer.name, sql::textOrNull(customer.email), std::string(domain::toString(customer.role)),
         std::string(domain::toString(customer.status)), base::toMicros(customer.updatedAt), customer.login}));
    return {};
}

Result<std::int64_t> countActiveAdmins(sql::Connection& connection)
{
    const char* lock = connection.dialect() == sql::Dialect::Postgres ? " ORDER BY id FOR UPDATE" : "";
    const auto rows
        = connection.query(std::string("SELECT id FROM customers WHERE role = 'admin' AND status = 'active'") + lock);
    if (!rows) {
        return fail(rows);
    }
    return static_cast<std::int64_t>(rows->size());
}

} // namespace argus::store::customers
