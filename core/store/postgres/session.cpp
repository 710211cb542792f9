// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/session.h"

#include "core/base/text.h"
#include "core/store/postgres/faults.h"

#include <pqxx/prepared_statement>

#include <algorithm>
#include <array>
#include <charconv>
#include <poll.h>
#include <vector>

namespace argus::store::postgres {

using base::fail;
using base::Result;

namespace {

/// Prepared statements that are kept; the repositories' texts are few and fixed.
constexpr std::size_t kMaxStatements = 512;

/// What a parameter of this kind is cast to. Text and null stay without a type: they take that of the place where they
/// stand (a document goes into JSONB, a null into any column), and text where the place has none. Numbers cannot: in
/// `SELECT $1` or `$1 + $2` they would count as text or be ambiguous.
std::string_view castOf(const sql::Value& value)
{
    return std::holds_alternative<std::int64_t>(value) ? "::int8"
        : std::holds_alternative<double>(value)        ? "::float8"
                                                       : "";
}

char kindOf(const sql::Value& value)
{
    return std::holds_alternative<std::int64_t>(value) ? 'i' : std::holds_alternative<double>(value) ? 'd' : 't';
}

/// The statement with a cast behind each number. The repositories' texts hold no '$' but parameters.
std::string withTypes(std::string_view statement, std::span<const sql::Value> parameters)
{
    std::string text;
    for (std::size_t i = 0; i < statement.size(); ++i) {
        text += statement[i];
        if (statement[i] != '$') {
            continue;
        }
        std::size_t number = 0;
        while (i + 1 < statement.size() && statement[i + 1] >= '0' && statement[i + 1] <= '9') {
            text += statement[++i];
            number = number * 10 + static_cast<std::size_t>(statement[i] - '0');
        }
        if (number >= 1 && number <= parameters.size()) {
            text += castOf(parameters[number - 1]);
        }
    }
    return text;
}

bool isWorthPreparing(std::string_view statement)
{
    constexpr std::array<std::string_view, 5> kKinds {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"};
    return std::any_of(kKinds.begin(), kKinds.end(),
                       [statement](std::string_view kind) { return statement.substr(0, kind.size()) == kind; });
}

/// The parameters as text, for libpq.
class Arguments
{
public:
    explicit Arguments(std::span<const sql::Value> parameters)
        : m_numbers(parameters.size())
    {
        m_pointers.reserve(parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            m_pointers.push_back(text(parameters[i], m_numbers[i]));
        }
    }
    const std::vector<const char*>& pointers() const { return m_pointers; }

private:
    using Number = std::array<char, 32>;

    static const char* text(const sql::Value& value, Number& number)
    {
        if (const auto* text = std::get_if<std::string>(&value)) {
            return text->c_str();
        }
        char* const end = number.data() + number.size() - 1;
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            *std::to_chars(number.data(), end, *integer).ptr = '\0';
            return number.data();
        }
        if (const auto* real = std::get_if<double>(&value)) {
            *std::to_chars(number.data(), end, *real).ptr = '\0';
            return number.data();
        }
        return nullptr;
    }

    std::vector<Number> m_numbers;
    std::vector<const char*> m_pointers;
};

} // namespace

Session::Session(const std::string& conninfo)
    : m_connection(conninfo)
    , m_quiet(m_connection)
    , m_raw(m_connection, "argus")
    , m_backendPid(m_connection.backendpid())
    , m_socket(m_connection.sock())
    , m_openedAt(std::chrono::steady_clock::now())
{
    // A connection that came back by itself would have lost what was set on it and the locks it held. Deprecated only
    // because libpqxx 7 never does so.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    m_connection.inhibit_reactivation(true);
#pragma GCC diagnostic pop
    // The server throws its statistics away when it recovers, and keeps them over an orderly restart.
    const pqxx::result life = m_raw.exec("SELECT coalesce(stats_reset, pg_postmaster_start_time()) FROM pg_stat_wal");
    m_serverLife = life.at(0).at(0).c_str();
}

Result<std::unique_ptr<Session>> Session::open(const ConnectionInfo& info)
{
    try {
        return std::unique_ptr<Session>(new Session(info.text));
    } catch (const std::exception& exception) {
        return fail(connectError(exception, info.where));
    }
}

bool Session::looksEnded() const
{
    pollfd watched {m_socket, POLLIN, 0};
    return ::poll(&watched, 1, 0) != 0;
}

pqxx::result Session::exec(const std::string& statements)
{
    return m_raw.exec(statements);
}

pqxx::result Session::run(std::string_view statement, std::span<const sql::Value> parameters)
{
    const Arguments arguments(parameters);
    const auto values = pqxx::prepare::make_dynamic_params(arguments.pointers());
    if (isWorthPreparing(base::trimmed(statement))) {
        return m_raw.exec_prepared(prepared(statement, parameters), values);
    }
    return parameters.empty() ? m_raw.exec(std::string(statement))
                              : m_raw.exec_params(withTypes(statement, parameters), values);
}

const std::string& Session::prepared(std::string_view statement, std::span<const sql::Value> parameters)
{
    m_key.assign(statement);
    m_key += '\0';
    std::transform(parameters.begin(), parameters.end(), std::back_inserter(m_key), kindOf);
    const auto known = m_statements.find(m_key);
    if (known != m_statements.end()) {
        return known->second;
    }
    if (m_statements.size() >= kMaxStatements) {
        for (const auto& [key, name] : m_statements) {
            m_connection.unprepare(name);
        }
        m_statements.clear();
    }
    std::string name = "s" + std::to_string(++m_named);
    m_connection.prepare(name, withTypes(statement, parameters));
    return m_statements.emplace(m_key, std::move(name)).first->second;
}

} // namespace argus::store::postgres
