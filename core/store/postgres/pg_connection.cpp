// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/pg_connection.h"

#include "core/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <vector>

namespace argus::store::postgres {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

/// Types of columns by their number in the server's catalogue (pg_type.oid), which never changes.
enum Type : pqxx::oid
{
    kBool = 16,
    kInt8 = 20,
    kInt2 = 21,
    kInt4 = 23,
    kOid = 26,
    kFloat4 = 700,
    kFloat8 = 701,
    kNumeric = 1700,
    kXid8 = 5069,
};

template <class Number> std::optional<Number> number(const pqxx::field& field)
{
    Number value {};
    const char* const end = field.c_str() + field.size();
    const auto [at, error] = std::from_chars(field.c_str(), end, value);
    return error == std::errc {} && at == end ? std::optional(value) : std::nullopt;
}

sql::Value textOf(const pqxx::field& field)
{
    return std::string(field.c_str(), field.size());
}

sql::Value valueOf(const pqxx::field& field, pqxx::oid type)
{
    if (field.is_null()) {
        return {};
    }
    switch (type) {
    case kBool:
        return std::int64_t {field.c_str()[0] == 't'};
    case kInt2:
    case kInt4:
    case kInt8:
    case kOid:
    case kXid8:
    case kNumeric: // a sum of integers is one
        if (const auto integer = number<std::int64_t>(field)) {
            return *integer;
        }
        [[fallthrough]];
    case kFloat4:
    case kFloat8:
        if (const auto real = number<double>(field)) {
            return *real;
        }
        return textOf(field);
    default:
        return textOf(field);
    }
}

sql::Rows rowsOf(const pqxx::result& result)
{
    std::vector<pqxx::oid> types;
    types.reserve(static_cast<std::size_t>(result.columns()));
    for (pqxx::row_size_type column = 0; column < result.columns(); ++column) {
        types.push_back(result.column_type(column));
    }
    sql::Rows rows;
    rows.reserve(result.size());
    for (pqxx::result_size_type i = 0; i < result.size(); ++i) {
        const pqxx::row row = result[i];
        sql::Values values;
        values.reserve(types.size());
        for (pqxx::row_size_type column = 0; column < types.size(); ++column) {
            values.push_back(valueOf(row[column], types[column]));
        }
        rows.emplace_back(std::move(values));
    }
    return rows;
}

const std::string* textIn(const sql::Value& value)
{
    return std::get_if<std::string>(&value);
}

bool holdsNul(const sql::Value& value)
{
    const std::string* text = textIn(value);
    return text && text->find('\0') != std::string::npos;
}

bool isNoUtf8(const sql::Value& value)
{
    const std::string* text = textIn(value);
    return text && !base::isUtf8(*text);
}

} // namespace

PgConnection::PgConnection(Session& session, const base::ExecutionContext* context, base::UtcTime serverTime)
    : m_session(session)
    , m_context(context)
    , m_serverTime(serverTime)
    , m_begun(std::chrono::steady_clock::now())
{ }

Result<base::UtcTime> PgConnection::now()
{
    return m_serverTime
        + std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_begun);
}

Result<pqxx::result> PgConnection::run(std::string_view statement, std::span<const sql::Value> parameters)
{
    if (m_fault) {
        return fail(m_fault->error);
    }
    if (m_context) {
        if (const Result<> usable = m_context->check(); !usable) {
            m_fault = Fault {FaultKind::Statement, usable.error()};
            return fail(usable);
        }
    }
    // The server knows no text with a NUL in it, and libpq would cut it there without a word.
    if (std::any_of(parameters.begin(), parameters.end(), holdsNul)) {
        m_fault = Fault {FaultKind::Statement,
                         {ErrorCode::Invalid, "the database cannot hold text with a NUL character in it", {}}};
        return fail(m_fault->error);
    }
    sql::Values cleaned;
    if (std::any_of(parameters.begin(), parameters.end(), isNoUtf8)) {
        // Names of files may hold any bytes; SQLite's driver replaces those that are not UTF-8 as well.
        cleaned.assign(parameters.begin(), parameters.end());
        for (sql::Value& value : cleaned) {
            if (isNoUtf8(value)) {
                value = base::toUtf8(*textIn(value));
            }
        }
        parameters = cleaned;
    }
    try {
        return m_session.run(statement, parameters);
    } catch (const std::exception& exception) {
        m_fault = faultOf(exception, m_session.isOpen(), statement, m_context);
        return fail(m_fault->error);
    }
}

Result<sql::Rows> PgConnection::query(std::string_view statement, std::span<const sql::Value> parameters)
{
    const auto result = run(statement, parameters);
    if (!result) {
        return fail(result);
    }
    return rowsOf(*result);
}

Result<std::int64_t> PgConnection::execute(std::string_view statement, std::span<const sql::Value> parameters)
{
    const auto result = run(statement, parameters);
    if (!result) {
        return fail(result);
    }
    return static_cast<std::int64_t>(result->affected_rows());
}

} // namespace argus::store::postgres
