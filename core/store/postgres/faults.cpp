// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/faults.h"

#include "core/base/text.h"

#include <pqxx/except>

#include <algorithm>
#include <array>
#include <string>

namespace argus::store::postgres {

using base::Error;
using base::ErrorCode;

namespace {

/// The server's words as one line: "ERROR:  ..." and its further lines.
std::string oneLine(std::string_view text)
{
    std::string line;
    for (const char c : base::trimmed(text)) {
        const bool space = c == '\n' || c == '\t' || c == ' ';
        if (!space) {
            line += c;
        } else if (!line.empty() && line.back() != ' ') {
            line += ' ';
        }
    }
    return line;
}

Fault refused(ErrorCode code, std::string message)
{
    return {FaultKind::Statement, Error {code, std::move(message), {}}};
}

Fault passing(FaultKind kind, std::string message)
{
    return {kind, Error {ErrorCode::Unavailable, std::move(message), {}, /*retryable=*/true}};
}

Fault interrupted(const std::string& text, const base::ExecutionContext* context)
{
    if (context) {
        if (const base::Result<> ended = context->check(); !ended) {
            return {FaultKind::Statement, ended.error()};
        }
    }
    return refused(ErrorCode::DeadlineExceeded, "the database did not answer in time: " + text);
}

bool isOneOf(std::string_view state, std::initializer_list<std::string_view> states)
{
    return std::find(states.begin(), states.end(), state) != states.end();
}

Fault faultOfState(const std::string& state, const std::string& text, std::string_view statement,
                   const base::ExecutionContext* context)
{
    const std::string_view group = std::string_view(state).substr(0, 2);
    if (state == "57014") {
        return interrupted(text, context);
    }
    if (isOneOf(state, {"40001", "40P01", "55P03"})) {
        return passing(FaultKind::Race, "another program was changing the same rows: " + text);
    }
    // 57P: the server ends sessions; 25P03: a transaction was left idle for too long.
    if (group == "08" || state.substr(0, 3) == "57P" || state == "25P03") {
        return passing(FaultKind::Connection, "the connection to the database was lost: " + text);
    }
    if (group == "23") {
        Fault fault = refused(ErrorCode::Conflict, "the store refused a change: " + text);
        fault.kind = state == "23505" ? FaultKind::LostKey : FaultKind::Statement;
        return fault;
    }
    if (group == "22") {
        return refused(ErrorCode::Invalid, "the database cannot hold a value: " + text);
    }
    if (state == "42501") {
        return refused(ErrorCode::Denied, "the database login lacks a right: " + text);
    }
    if (state == "42P01") {
        return refused(ErrorCode::Unavailable, "the database is no Argus Desk store, run argus db migrate: " + text);
    }
    if (state == "53100") {
        return refused(ErrorCode::Unavailable, "the disk of the database server is full: " + text);
    }
    if (group == "53") {
        return passing(FaultKind::Statement, "the database server is at its limits: " + text);
    }
    if (state == "25006") {
        return refused(ErrorCode::Unavailable, "this database, or this transaction, can only be read: " + text);
    }
    return refused(ErrorCode::Internal,
                   "the store failed at '" + std::string(base::trimmed(statement.substr(0, 60))) + "': " + text);
}

/// The SQLSTATE of a refusal, empty for none. libpqxx leaves it out of some of the classes it has for one state.
std::string stateOf(const std::exception& exception)
{
    const auto* refusal = dynamic_cast<const pqxx::sql_error*>(&exception);
    if (refusal && refusal->sqlstate().size() == 5) {
        return refusal->sqlstate();
    }
    return dynamic_cast<const pqxx::insufficient_privilege*>(&exception)        ? "42501"
        : dynamic_cast<const pqxx::undefined_table*>(&exception)                ? "42P01"
        : dynamic_cast<const pqxx::unique_violation*>(&exception)               ? "23505"
        : dynamic_cast<const pqxx::integrity_constraint_violation*>(&exception) ? "23000"
        : dynamic_cast<const pqxx::data_exception*>(&exception)                 ? "22000"
        : dynamic_cast<const pqxx::disk_full*>(&exception)                      ? "53100"
        : dynamic_cast<const pqxx::too_many_connections*>(&exception)           ? "53300"
        : dynamic_cast<const pqxx::insufficient_resources*>(&exception)         ? "53000"
                                                                                : "";
}

/// What to do about a refused connection, where libpq's words leave it open.
std::string_view adviceFor(std::string_view text)
{
    const auto has = [text](std::string_view part) { return text.find(part) != std::string_view::npos; };
    if (has("certificate verify failed")) {
        return ": sslrootcert in the store's address must name the certificate of the authority that signed the "
               "server's";
    }
    if (has("does not match host name")) {
        return ": give the host as it stands in the server's certificate";
    }
    if (has("no encryption")) {
        return ": the server may want TLS: add sslmode=verify-full to the store's address";
    }
    return {};
}

} // namespace

Fault faultOf(const std::exception& exception, bool isOpen, std::string_view statement,
              const base::ExecutionContext* context)
{
    const std::string text = oneLine(exception.what());
    if (const std::string state = stateOf(exception); !state.empty()) {
        return faultOfState(state, text, statement, context);
    }
    // libpqxx has classes without a state for these.
    if (dynamic_cast<const pqxx::serialization_failure*>(&exception)
        || dynamic_cast<const pqxx::deadlock_detected*>(&exception)) {
        return passing(FaultKind::Race, "another program was changing the same rows: " + text);
    }
    if (!isOpen || dynamic_cast<const pqxx::broken_connection*>(&exception)
        || dynamic_cast<const pqxx::statement_completion_unknown*>(&exception)) {
        // A statement that does not end when it is cancelled has its connection cut: the reason is the context's.
        if (context) {
            if (const base::Result<> ended = context->check(); !ended) {
                return {FaultKind::Statement, ended.error()};
            }
        }
        return passing(FaultKind::Connection, "the connection to the database was lost: " + text);
    }
    return refused(ErrorCode::Internal,
                   "the store failed at '" + std::string(base::trimmed(statement.substr(0, 60))) + "': " + text);
}

Error connectError(const std::exception& exception, std::string_view where)
{
    const std::string text = oneLine(exception.what());
    const std::string message
        = "cannot connect to the database " + std::string(where) + ": " + text + std::string(adviceFor(text));
    // libpq gives no state for a failed connection, only words. Where they are not English the fault counts as passing,
    // which is wrong only in that it is tried again.
    constexpr std::array kRefusals {"password authentication failed",
                                    "no password supplied",
                                    "no pg_hba.conf entry",
                                    "does not exist",
                                    "certificate",
                                    "SSL",
                                    "is not permitted to log in",
                                    "permission denied",
                                    "authentication failed"};
    const bool refusal = std::any_of(kRefusals.begin(), kRefusals.end(),
                                     [&text](const char* words) { return text.find(words) != std::string::npos; });
    // A server that ends while TLS is being set up says 'SSL' too.
    const bool broken = text.find("unexpectedly") != std::string::npos || text.find("reset") != std::string::npos;
    if (refusal && !broken) {
        return Error {ErrorCode::Denied, message, {}};
    }
    return Error {ErrorCode::Unavailable, message, {}, /*retryable=*/true};
}

} // namespace argus::store::postgres
