// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.h"
#include "core/store/postgres/conninfo.h"
#include "core/store/sql/database.h"

#include <pqxx/connection>
#include <pqxx/errorhandler>
#include <pqxx/nontransaction>
#include <pqxx/result>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace argus::store::postgres {

/// One connection to the server with its prepared statements. One thread at a time; what throws, throws libpqxx's
/// exceptions, and is called inside this room only.
class Session
{
public:
    /// Connects. Errors: Denied, Unavailable (retryable).
    static base::Result<std::unique_ptr<Session>> open(const ConnectionInfo& info);
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    /// Runs statements as one message, without parameters; the answer is the last one's. Throws.
    pqxx::result exec(const std::string& statements);
    /// Runs one statement, prepared when it is worth it. Parameters hold no NUL. Throws.
    pqxx::result run(std::string_view statement, std::span<const sql::Value> parameters);

    bool isOpen() const { return m_connection.is_open(); }
    /// Marks the connection as one that nobody should use again.
    void condemn() { m_condemned = true; }
    bool isCondemned() const { return m_condemned || !isOpen(); }
    /// True when the server said something while the connection was idle: it only does so to end it.
    bool looksEnded() const;

    int backendPid() const { return m_backendPid; }
    int socket() const { return m_socket; }
    /// Tells one life of the server from the next: it changes when the server had to recover from a crash, and when
    /// another one took its place.
    const std::string& serverLife() const { return m_serverLife; }
    int serverVersion() const { return m_connection.server_version(); }
    std::chrono::steady_clock::time_point openedAt() const { return m_openedAt; }

private:
    explicit Session(const std::string& conninfo);

    /// Lets a statement be looked up without making a string of it.
    struct TextHash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view> {}(text); }
    };

    const std::string& prepared(std::string_view statement, std::span<const sql::Value> parameters);

    pqxx::connection m_connection;
    pqxx::quiet_errorhandler m_quiet; ///< notices of the server are nobody's concern
    pqxx::nontransaction m_raw; ///< lets everything pass; BEGIN and COMMIT are ours
    const int m_backendPid;
    const int m_socket;
    const std::chrono::steady_clock::time_point m_openedAt;
    std::string m_serverLife;
    bool m_condemned = false;
    /// Name by text and types of the parameters.
    std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> m_statements;
    std::size_t m_named = 0;
    std::string m_key; ///< kept for its memory
};

} // namespace argus::store::postgres
