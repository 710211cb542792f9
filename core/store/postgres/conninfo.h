// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/store/postgres/postgres_database.h"

#include <string>
#include <string_view>

namespace argus::store::postgres {

/// Where a server is and how to reach it, as libpq takes it.
struct ConnectionInfo
{
    std::string text; ///< "host='...' dbname='...' ...": holds the password, never shown
    std::string where; ///< "host:5432/database as user", for people
};

/// What the URL says, with what it leaves open: time to connect, keepalives, time limits of the session, encoding.
/// `role` is put behind the application's name ("argus-desk listen"). Invalid for a malformed URL; the message shows no
/// password.
base::Result<ConnectionInfo> connectionInfo(const PostgresSettings& settings, std::string_view role = {});

} // namespace argus::store::postgres
