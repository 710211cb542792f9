// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/postgres/postgres_database.h"
#include "tests/support/test_server.h"

#include <string>

namespace argus::test {

/// The server that a program of tests shares, started by postgres_main.cpp before the first of them.
TestServer& postgresServer();

/// Runs statements one by one as the superuser (`asAdmin`) or the owner, outside of any transaction. Fails the test
/// when one of them fails.
void runSql(const std::string& url, const std::vector<std::string>& statements);

/// An empty database on the server, dropped with this object.
class TestDatabase
{
public:
    TestDatabase();
    ~TestDatabase();
    TestDatabase(const TestDatabase&) = delete;
    TestDatabase& operator=(const TestDatabase&) = delete;

    const std::string& name() const { return m_name; }
    /// As the login that owns it; through another port where a proxy stands between.
    std::string url(const std::string& port = {}) const;
    std::string adminUrl() const;

private:
    const std::string m_name;
};

} // namespace argus::test
