// SPDX-License-Identifier: Apache-2.0
#include "core/store/postgres/conninfo.h"

#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>

namespace argus::store::postgres {

using base::ErrorCode;
using base::fail;
using base::Result;

namespace {

using Options = std::map<std::string, std::string>;

Result<Options> parse(const std::string& url)
{
    char* error = nullptr;
    const std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> parsed(PQconninfoParse(url.c_str(), &error),
                                                                              &PQconninfoFree);
    const std::unique_ptr<char, decltype(&PQfreemem)> message(error, &PQfreemem);
    if (!parsed) {
        // libpq's own words may quote the URL with its password.
        return fail(ErrorCode::Invalid,
                    "the store's address is no PostgreSQL URL: write postgresql://user@host:port/database");
    }
    Options options;
    for (const PQconninfoOption* option = parsed.get(); option->keyword; ++option) {
        if (option->val) {
            options[option->keyword] = option->val;
        }
    }
    return options;
}

std::string quoted(const std::string& value)
{
    std::string text = "'";
    for (const char c : value) {
        if (c == '\'' || c == '\\') {
            text += '\\';
        }
        text += c;
    }
    return text + "'";
}

std::string orElse(const Options& options, const char* name, const char* otherwise)
{
    const auto found = options.find(name);
    return found == options.end() || found->second.empty() ? otherwise : found->second;
}

/// Time limits of the session. A transaction says its own only where its context ends sooner. Locks are waited for half
/// as long as a statement may take, so that a wait for one shows as such and is tried again.
std::string sessionOptions(const PostgresSettings& settings)
{
    const auto setting = [](const char* name, std::chrono::milliseconds value) {
        return std::string("-c ") + name + "=" + std::to_string(value.count()) + " ";
    };
    return setting("statement_timeout", settings.statementTimeout)
        + setting("lock_timeout", settings.statementTimeout / 2)
        + setting("idle_in_transaction_session_timeout", std::chrono::seconds(60));
}

} // namespace

bool isPostgresUrl(const std::string& text)
{
    return text.rfind("postgresql://", 0) == 0 || text.rfind("postgres://", 0) == 0;
}

Result<ConnectionInfo> connectionInfo(const PostgresSettings& settings, std::string_view role)
{
    if (!isPostgresUrl(settings.url)) {
        return fail(ErrorCode::Invalid, "a PostgreSQL store is given as postgresql://user@host:port/database");
    }
    auto parsed = parse(settings.url);
    if (!parsed) {
        return fail(parsed);
    }
    Options& options = *parsed;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(settings.connectTimeout).count();
    options.emplace("connect_timeout", std::to_string(std::max<std::int64_t>(seconds, 2)));
    // A server that vanished without a word is noticed within half a minute.
    options.emplace("keepalives_idle", "10");
    options.emplace("keepalives_interval", "5");
    options.emplace("keepalives_count", "3");
    options.emplace("tcp_user_timeout", "20000");
    options["client_encoding"] = "UTF8";
    options["application_name"] = settings.applicationName + (role.empty() ? "" : " ") + std::string(role);
    // What the URL says comes later, and so counts.
    options["options"] = sessionOptions(settings) + options["options"];
    if (!settings.password.empty()) {
        options["password"] = settings.password;
    }
    ConnectionInfo info;
    for (const auto& [name, value] : options) {
        info.text += name + "=" + quoted(value) + " ";
    }
    const std::string user = orElse(options, "user", "");
    info.where = orElse(options, "host", "localhost") + ":" + orElse(options, "port", "5432") + "/"
        + orElse(options, "dbname", user.c_str()) + (user.empty() ? "" : " as " + user);
    return info;
}

} // namespace argus::store::postgres
